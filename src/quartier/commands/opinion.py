"""`./quartier opinion FOLDER`: reads a Polis export and tells which groups there are, what unites and what divides them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from quartier.counting.files.text import Malformed
from quartier.counting.opinions.export import read_export
from quartier.counting.opinions.opinion_map import SMALLEST_GROUP, OpinionMap, draw_map


def main(arguments: list[str]) -> int:
    """0 when drawn, 1 when the folder was refused, 2 when the command was called wrongly."""
    options = _options(arguments)
    try:
        found = draw_map(read_export(options.folder), smallest=options.smallest)
    except Malformed as reason:
        sys.stderr.write(f"{options.folder}: {reason}.\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{options.folder} can't be read: {error.strerror}.\n")
        return 1
    if options.json:
        sys.stdout.write(
            json.dumps(found.told_in_detail() if options.details else found.told(), ensure_ascii=False, indent=1) + "\n"
        )
    else:
        sys.stdout.write(in_words(found))
    return 0


def in_words(found: OpinionMap) -> str:
    """For reading aloud: the groups, what unites, what divides."""
    lines = [found.opinions.title or "Opinions", "", found.says]
    lines += [f"  group {group}: {size} people" for group, size in enumerate(found.sizes)]
    for title, statements in (("What unites them:", found.uniting), ("What divides them:", found.dividing)):
        lines += ["", title]
        lines += [_line(found, statement) for statement in statements] or ["  nothing yet"]
    return "\n".join(lines) + "\n"


def _line(found: OpinionMap, statement: int) -> str:
    one, shares = found.opinions.statements[statement], found.shares
    agree = ", ".join(f"{share:.0%}" for share in shares.agree[:, statement] / shares.answers[:, statement])
    return f"  {one.id:>4}. {one.text or 'statement ' + one.id} (agree: {agree})"


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./quartier opinion", description="Draws the opinion map of a Polis export.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="with participants-votes.csv and comments.csv")
    parser.add_argument(
        "--json", action="store_true", help="for machines: group of each participant, what unites, what divides"
    )
    parser.add_argument(
        "--details", action="store_true", help="with --json: also the points of the map and how each group answered"
    )
    parser.add_argument(
        "--smallest", type=int, default=SMALLEST_GROUP, metavar="N", help="members a group needs to be shown"
    )
    options = parser.parse_args(arguments)
    if options.details and not options.json:
        parser.error("--details belongs to --json")
    if options.smallest < 1:
        parser.error("--smallest: a group has at least one member")
    return options
