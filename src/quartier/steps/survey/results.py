"""What came out of a survey: for the page with its bars, for the protocol, the open data and files for spreadsheets.

All of it is made of the same tables, from which the kernel has taken small numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.api.processes import Result, Row, Step, Table
from quartier.api.processes import shown as shown_table
from quartier.steps.survey.counting import FEWEST, Counted
from quartier.steps.survey.queries import counted_of, language_of, questionnaire_of
from quartier.steps.survey.questions import NO, OTHER, TEXTS, YES, Kind, Question, say

ONE_EACH = frozenset({Kind.ONE, Kind.YES_NO, Kind.SCALE, Kind.GRID, Kind.NUMBER, Kind.DATE})


@dataclass(frozen=True)
class Line:
    label: str
    number: int | None  # None: too few people to be shown
    percent: int | None
    points: int | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One question, or one row of a grid, as it is read."""

    counted: Counted
    number: int  # of the question
    title: str
    row: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def sheets_of(step: Step) -> list[Sheet]:
    speak = _speaker(step)
    numbers = {question.key: number for number, question in enumerate(questionnaire_of(step).asked, start=1)}
    return [_sheet(one, numbers[one.question.key], speak) for one in counted_of(step)]


def _sheet(one: Counted, number: int, speak: Any) -> Sheet:
    table = _table(one, f"q{number}", speak)
    hidden = shown_table(table) if table else None
    lines: list[Line] = []
    if hidden:
        for count, (label, cells) in zip(one.counts, hidden.numbers, strict=False):
            shown = None if cells[0] is None else int(cells[0])
            percent = round(100 * one.share(shown)) if shown is not None else None
            points = count.points if one.question.kind is Kind.RANK and shown is not None else None
            lines.append(Line(label, shown, percent, points))
    row = next((speak(each.text) for each in one.question.rows if each.key == one.row), "")
    title = speak(one.question.title)
    return Sheet(counted=one, number=number, title=title, row=row, lines=tuple(lines), notes=tuple(_notes(one)))


def _notes(one: Counted) -> Iterable[str]:
    if one.is_hidden:
        yield _("Fewer than %(n)d people answered this, so nothing is shown.") % {"n": FEWEST}
    elif one.answered and one.question.kind in TEXTS - {Kind.PLACE}:
        yield ngettext("%(n)d person wrote something.", "%(n)d people wrote something.", one.answered) % {
            "n": one.answered
        }
        return
    elif one.question.kind is Kind.PLACE and one.answered:
        yield _("Only places that at least %(n)d people named are shown.") % {"n": FEWEST}
    if one.average is not None and one.middle is not None:
        numbers = {"mean": formats.number_format(one.average, 1), "middle": formats.number_format(one.middle, 1)}
        yield _("On average %(mean)s; half of them said %(middle)s or less.") % numbers
    yield _answered(one)


def _answered(one: Counted) -> str:
    if one.answered < FEWEST:
        return "" if one.answered else _("Nobody answered.")
    text = ngettext("%(n)d person answered.", "%(n)d people answered.", one.answered)
    return text % {"n": one.answered}


def _table(one: Counted, name: str, speak: Any) -> Table | None:
    if not one.counts or not one.answered:
        return None
    rows = tuple(Row(label=_label(one.question, count.key, speak), numbers=(count.number,)) for count in one.counts)
    column = _("First place") if one.question.kind is Kind.RANK else _("People")
    row = next((speak(each.text) for each in one.question.rows if each.key == one.row), "")
    title = f"{speak(one.question.title)} – {row}" if row else speak(one.question.title)
    name = f"{name}-{one.row}" if one.row else name
    return Table(name=name, title=title, columns=(column,), rows=rows, adds_up=one.question.kind in ONE_EACH)


def _label(question: Question, key: str, speak: Any) -> str:
    if question.kind is Kind.SCALE:
        ends = {str(question.steps[0]): speak(question.low), str(question.steps[-1]): speak(question.high)}
        return f"{key} – {ends[key]}" if ends.get(key) else key
    if question.kind is Kind.DATE:
        return key
    words = {choice.key: speak(choice.text) for choice in question.choices}
    words |= {YES: _("Yes"), NO: _("No"), OTHER: _("Something else")}
    return str(words.get(key, key))


def result(step: Step) -> Result:
    """For the protocol and the open data."""
    speak = _speaker(step)
    numbers = {question.key: number for number, question in enumerate(questionnaire_of(step).asked, start=1)}
    tables = [_table(one, f"q{numbers[one.question.key]}", speak) for one in counted_of(step)]
    return Result(
        sentence=sentence(step.tally.get("ballots", 0)),
        tables=tuple(table for table in tables if table),
        remarks=_remarks(),
    )


def sentence(ballots: int) -> str:
    if not ballots:
        return _("Nobody answered.")
    if ballots < FEWEST:
        return _("Fewer than %(n)d people answered, so no numbers are shown.") % {"n": FEWEST}
    return ngettext("%(n)d person answered.", "%(n)d people answered.", ballots) % {"n": ballots}


def _remarks() -> tuple[str, ...]:
    return (_("What people wrote in their own words isn't published; whoever asked reads it without names."),)


def _speaker(step: Step) -> Any:
    questionnaire = questionnaire_of(step)
    language = language_of(questionnaire)
    return lambda words: say(words, language, questionnaire.languages)


def csv_rows(step: Step) -> tuple[list[str], list[list[object]]]:
    """One line for each line of each table."""
    head = [_("Question"), _("What is rated"), _("Answer"), _("People"), _("Percent"), _("Points")]
    rows: list[list[object]] = []
    for sheet in sheets_of(step):
        for line in sheet.lines:
            rows.append([sheet.title, sheet.row, line.label, _cell(line.number), _cell(line.percent), line.points])
        if not sheet.lines:
            rows.append([sheet.title, sheet.row, " ".join(note for note in sheet.notes if note), None, None, None])
    return head, rows


def _cell(number: int | None) -> object:
    return _("fewer than five") if number is None else number
