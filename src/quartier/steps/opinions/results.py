"""What came out: the sentence, the tables of the protocol, and a file for whoever wants to compute further. Sums alone, no person."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api.processes import Result, Row, Step, Table
from quartier.steps.opinions.faces import LETTERS, bars_of, sentence_of
from quartier.steps.opinions.models import Statement
from quartier.steps.opinions.queries import everything, map_of
from quartier.steps.opinions.refresh import redraw
from quartier.steps.opinions.terms import Said

FEWEST = 5
KINDS = ("agrees", "disagrees", "passes")


def count(step: Step) -> dict[str, Any]:
    """As it closes, the map is drawn a last time. The tally says how much there was; the map stays with the board."""
    redraw(step, timezone.now())
    step.__dict__.pop("_opinion_map", None)
    step.__dict__.pop("_opinion_statements", None)
    kept = map_of(step)
    return {"answers": kept["answers"], "people": kept["people"], "groups": len(kept["groups"])}


def result(step: Step) -> Result:
    """From the map that was drawn as the step closed."""
    kept = map_of(step)
    if not kept:
        return Result(sentence=sentence_of(kept))
    texts = {one.number: one for one in everything(step)}
    tables = [_all_statements(kept, texts)]
    if len(kept["groups"]) > 1:
        tables = [_groups(kept), *_told(kept, texts), *tables]
    elif kept["groups"]:
        tables = [*_told(kept, texts), *tables]
    return Result(
        sentence=sentence_of(kept),
        tables=tuple(tables),
        remarks=(
            _("The map says who answered alike. It doesn't say who is right, nor how many outside think so."),
            _(
                "What each person answered isn't given out, also without names: a row of many answers is like a fingerprint."
            ),
        ),
    )


def as_csv(step: Step) -> str:
    """`comments.csv` of Polis, with passes and sums for each group besides; "" where a number would be too small."""
    kept = map_of(step)
    groups = kept.get("groups", []) if len(kept.get("groups", [])) > 1 else []
    written = StringIO()
    writer = csv.writer(written)
    of_groups = [f"group-{LETTERS[index].lower()}-{kind}" for index in range(len(groups)) for kind in KINDS]
    writer.writerow(["comment-id", *KINDS, "moderated", "is-seed", *of_groups, "comment-body"])
    at = {number: index for index, number in enumerate(kept.get("numbers", []))}
    for one in everything(step):
        if one.number in at:
            writer.writerow([*_cells(one, at[one.number], kept, groups), _harmless(one.text if one.stands else "")])
    return written.getvalue()


def published(total: int, parts: list[int]) -> tuple[int | None, list[int | None]]:
    """One number and how it falls on the groups. If a part, or what is left over, is of one to four, no part is told."""
    left = total - sum(parts)
    is_small = any(0 < number < FEWEST for number in (*parts, left))
    return (None if 0 < total < FEWEST else total), [None if is_small else part for part in parts]


def _cells(one: Statement, at: int, kept: dict[str, Any], groups: list[dict[str, Any]]) -> list[Any]:
    totals, parts = [], []
    for kind, total in enumerate(kept["counts"][at]):
        shown, of_groups = published(total, [group["counts"][at][kind] for group in groups])
        totals.append(shown)
        parts.append(of_groups)
    by_group = [parts[kind][index] for index in range(len(groups)) for kind in range(len(KINDS))]
    return [one.number, *totals, 1 if one.stands else -1, int(one.is_organisers), *by_group]


def _groups(kept: dict[str, Any]) -> Table:
    rows = [Row(label=_group_name(index), numbers=(group["size"],)) for index, group in enumerate(kept["groups"])]
    rest = kept["answering"] - kept["people"]
    rows.append(Row(label=_("Answered too little for the map"), numbers=(rest,)))
    return Table(name="groups", title=_("Groups"), columns=(_("People"),), rows=tuple(rows), adds_up=True)


def _told(kept: dict[str, Any], texts: dict[int, Statement]) -> list[Table]:
    """In tenths of those who answered: these aren't people."""
    several = len(kept["groups"]) > 1
    columns = tuple(_group_name(index) for index in range(len(kept["groups"]))) if several else (_("Everybody"),)
    title = _("%(what)s (of ten who answered, so many agree)")
    tables = []
    for name, what in (
        ("uniting", _("What unites")),
        ("rejected", _("What everybody refuses")),
        ("dividing", _("What divides")),
    ):
        rows = [
            Row(label=_label(number, texts), numbers=tuple(bar.agree or 0 for bar in bars_of(kept, number)))
            for number in kept[name]
            if number in texts
        ]
        if rows:
            tables.append(
                Table(name=name, title=title % {"what": what}, columns=columns, rows=tuple(rows), of_people=False)
            )
    return tables


def _all_statements(kept: dict[str, Any], texts: dict[int, Statement]) -> Table:
    rows = [
        Row(label=_label(number, texts), numbers=tuple(counts))
        for number, counts in zip(kept["numbers"], kept["counts"], strict=True)
        if number in texts and texts[number].stands
    ]
    columns = tuple(said.label for said in Said)
    return Table(name="statements", title=_("All statements"), columns=columns, rows=tuple(rows))


def _label(number: int, texts: dict[int, Statement]) -> str:
    one = texts[number]
    said = one.text if one.stands else _("(taken back or taken out)")
    return f"{number}. {said}"


def _group_name(index: int) -> str:
    return _("Group %(letter)s") % {"letter": LETTERS[index]}


def _harmless(text: str) -> str:
    """A spreadsheet calculates what begins like a formula: neighbours write the statements."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
