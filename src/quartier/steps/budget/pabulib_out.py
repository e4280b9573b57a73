"""The result as a Pabulib file (pabulib.org/format): projects, what came, and the ballots where they name nobody."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from quartier.api import quarter_name
from quartier.api.processes import Step
from quartier.counting.files.pabulib import PbFile, Row, write_pb
from quartier.steps.budget.rules import FEWEST_SHOWN, Rule, Rules, Sort
from quartier.steps.budget.words import why_no_ballots

VOTE_TYPES = {Sort.APPROVAL: "approval", Sort.CART: "approval", Sort.POINTS: "cumulative", Sort.RANKING: "ordinal"}


def as_pb(step: Step, rules: Rules, tally: dict[str, Any]) -> str:
    """`num_votes` is how many stand in the file, `ballots_cast` how many there were."""
    ballots = tally.get("ballots") or []
    has_points = rules.sort is Sort.POINTS
    columns = ["project_id", "cost", "votes", *(["score"] if has_points else []), "name", "selected"]
    lines = [Row(_project(line, tally), 0) for line in tally["lines"]]
    kinds = [(_ballot(rules, content), many) for content, many in ballots]
    return write_pb(
        PbFile(
            meta=_meta(step, rules, tally),
            projects=lines,
            votes=[Row({"voter_id": "", **cells}, 0) for cells, many in kinds for _one in range(many)],
            headings={
                "META": ["key", "value"],
                "PROJECTS": columns,
                "VOTES": ["voter_id", "vote", *(["points"] if has_points else [])],
            },
        )
    )


def _meta(step: Step, rules: Rules, tally: dict[str, Any]) -> dict[str, str]:
    shares = "equalshares/add1" if rules.rule is Rule.EQUAL_SHARES else "greedy"
    why = why_no_ballots(tally)
    limits = {
        Sort.APPROVAL: {"max_length": str(rules.most)},
        Sort.CART: {"max_sum_cost": _euros(rules.money)},
        Sort.POINTS: {"max_sum_points": str(rules.most)},
        Sort.RANKING: {"max_length": str(rules.places)},
    }
    return {
        "description": _one_line(step.process.title),
        "unit": _one_line(quarter_name()),
        "instance": str(timezone.localtime(step.closed or step.closes).year),
        "num_projects": str(len(tally["lines"])),
        "num_votes": str(sum(many for _content, many in tally.get("ballots") or [])),
        "budget": _euros(rules.money),
        "vote_type": VOTE_TYPES[rules.sort],
        "rule": shares,
        "utility": rules.utility.value,
        "date_begin": _day(step.opened or step.opens),
        "date_end": _day(step.closed or step.closes),
        **limits[rules.sort],
        "currency": "EUR",
        "ballots_cast": str(tally["cast"]) if tally["cast"] >= FEWEST_SHOWN or not tally["cast"] else "",
        **({"tie_seed": tally["secret"]} if tally["secret"] else {}),
        **({"comment": f"#1: {why}"} if why else {}),
    }


def _project(line: dict[str, Any], tally: dict[str, Any]) -> dict[str, str]:
    """Votes of fewer than five stay empty."""
    is_shown = tally["cast"] >= FEWEST_SHOWN and (not line["votes"] or line["votes"] >= FEWEST_SHOWN)
    return {
        "project_id": str(line["number"]),
        "cost": _euros(line["cost"]),
        "votes": str(line["votes"]) if is_shown else "",
        "score": str(line["points"]) if is_shown else "",
        "name": _one_line(line["title"]),
        "selected": "1" if line["place"] else "0",
    }


def _ballot(rules: Rules, content: dict[str, int]) -> dict[str, str]:
    """The dearest points or best places first, as the format wants it."""
    best_first = -1 if rules.sort is Sort.POINTS else 1
    keys = sorted(content, key=lambda key: (best_first * content[key], rules.by_key[key].number))
    cells = {"vote": ",".join(str(rules.by_key[key].number) for key in keys)}
    if rules.sort is Sort.POINTS:
        cells["points"] = ",".join(str(content[key]) for key in keys)
    return cells


def _euros(cents: int) -> str:
    return str(cents // 100) if cents % 100 == 0 else f"{cents / 100:.2f}"


def _day(moment: Any) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y}"


def _one_line(text: str) -> str:
    """Neighbours write titles: a spreadsheet calculates what begins like a formula."""
    said = " ".join(text.split())
    return f"'{said}" if said[:1] in {"=", "+", "-", "@"} else said
