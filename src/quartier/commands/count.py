"""`./quartier count FILE --rule RULE`: counts a file of ballots and tells who is chosen, and how it came to that."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from quartier.counting.counting import RULES, as_json, count
from quartier.counting.election import Election
from quartier.counting.files.reading import READERS, read_election
from quartier.counting.files.text import Malformed
from quartier.counting.result import CannotCount, Result
from quartier.counting.sentences import listed

_WIDTH = 30


def main(arguments: list[str]) -> int:
    """0 when counted, 1 when the file or the ballots were refused, 2 when the command was called wrongly."""
    options = _options(arguments)
    bar = Bar()
    try:
        election = read_election(options.file)
        result = count(
            election, options.rule, seats=options.seats, seed=options.seed, progress=bar.show, **_choices(options)
        )
    except Malformed as reason:
        return _refused(f"{options.file}: {reason}.")
    except OSError as error:
        return _refused(f"{options.file} can't be read: {error.strerror}.")
    except CannotCount as reason:
        return _refused(str(reason))
    finally:
        bar.clear()
    if options.json:
        told = {**result.told_in_detail(), "notes": list(election.notes)} if options.details else result.told()
        sys.stdout.write(json.dumps(as_json(told), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(in_words(election, result))
    return 0


def in_words(election: Election, result: Result) -> str:
    """For reading aloud: round by round, then the result."""
    lines = [f"{election.title or 'Count'} · {RULES[result.rule].summary}", ""]
    lines += [f"{number:>3}. {one['says']}" for number, one in enumerate(result.rounds, 1)]
    if result.lots.draws:
        seed_from = "the ballots" if result.lots.derived else "you"
        lines += [
            "",
            f"Lots (seed {result.lots.seed}, from {seed_from}; the smallest sha256 of seed:option comes first):",
        ]
        lines += [f"     {draw.says}" for draw in result.lots.draws]
    lines += ["", result.says, f"Chosen: {listed(result.winners) or 'nobody'}"]
    if election.published is not None:
        lines.append(_beside_published(set(result.winners), set(election.published)))
    lines += [f"Note: {note}" for note in election.notes]
    return "\n".join(lines) + "\n"


def _beside_published(ours: set[str], published: set[str]) -> str:
    if ours == published:
        return f"The file names the same {len(published)} as chosen."
    only_here, only_there = listed(sorted(ours - published)), listed(sorted(published - ours))
    return f"The file names {len(published)} as chosen. Only here: {only_here or '–'}. Only there: {only_there or '–'}."


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./quartier count", description="Counts a file of ballots and tells how the result came about."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=f"ballots: {', '.join(READERS)}")
    parser.add_argument("--rule", required=True, choices=list(RULES), metavar="RULE", help=", ".join(RULES))
    parser.add_argument("--seats", type=int, metavar="N", help="how many are chosen; without it, what the file says")
    parser.add_argument("--json", action="store_true", help="for machines: rule, winners, rounds; exact numbers")
    parser.add_argument("--details", action="store_true", help="with --json: also what only this rule tells, and notes")
    parser.add_argument(
        "--seed", help="for lots in ties: anything, say Saturday's lottery numbers; else from the ballots"
    )
    parser.add_argument("--utility", choices=["cost", "cardinality"], help="equal-shares: what a project is worth")
    parser.add_argument(
        "--completion", choices=["add1", "phragmen", "greedy", "none"], help="equal-shares: what is left"
    )
    options = parser.parse_args(arguments)
    if (options.utility or options.completion) and options.rule != "equal-shares":
        parser.error("--utility and --completion belong to equal-shares")
    if options.details and not options.json:
        parser.error("--details belongs to --json")
    return options


def _choices(options: argparse.Namespace) -> dict[str, str]:
    return {name: value for name in ("utility", "completion") if (value := getattr(options, name))}


def _refused(sentence: str) -> int:
    sys.stderr.write(sentence.replace("..", ".") + "\n")
    return 1


class Bar:
    """A bar on standard error, if somebody is watching."""

    def __init__(self) -> None:
        self.is_watched = sys.stderr.isatty()

    def show(self, step: str, share: float) -> None:
        if self.is_watched:
            done = round(min(share, 1.0) * _WIDTH)
            sys.stderr.write(f"\r{step:<28} [{'#' * done}{' ' * (_WIDTH - done)}] {min(share, 1.0):4.0%}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.is_watched:
            sys.stderr.write(f"\r{' ' * (_WIDTH + 40)}\r")
