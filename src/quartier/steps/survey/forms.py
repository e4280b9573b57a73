"""The questions of one page as a form, and the answers out of it. What this form refuses is nowhere taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from quartier.api.processes import BallotForm
from quartier.steps.survey.numbers import number_in, plainly
from quartier.steps.survey.questions import NO, NO_ANSWER, OTHER, YES, Kind, Question, say
from quartier.ui.widgets import DatePicker, ManyTiles, Suggest, Tiles

LONGEST_SHORT, LONGEST_LONG, LONGEST_PLACE = 200, 4000, 200
NONE_LABEL = gettext_lazy("I would rather not say")
REQUIRED = gettext_lazy("Please answer this question.")


class NumberField(forms.CharField):
    """A number between two ends."""

    def __init__(self, *, least: int | None, most: int | None, **arguments: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}), **arguments)
        self.least, self.most = least, most

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        number = number_in(text)
        if number is None:
            raise ValidationError(_("Please write a number, for example 12 or 3.5."))
        if self.least is not None and number < self.least:
            raise ValidationError(_("It must be at least %(least)d.") % {"least": self.least})
        if self.most is not None and number > self.most:
            raise ValidationError(_("It may be at most %(most)d.") % {"most": self.most})
        return plainly(number)


class PartForm(BallotForm):
    """The questions of one page, in the reader's language. `draws` says which fields belong to one question."""

    def __init__(
        self, *arguments: Any, questions: Iterable[Question], language: str, others: Iterable[str] = (), **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.questions, self.language, self.others = tuple(questions), language, tuple(others)
        with override(language):  # "Yes" and "No" too, also where our pages don't speak it
            for question in self.questions:
                self.fields.update(_fields_of(question, partial(say, language=language, others=self.others)))

    @property
    def draws(self) -> list[tuple[Question, list[forms.BoundField]]]:
        return [(question, [self[name] for name in names_of(question)]) for question in self.questions]

    def say(self, words: Mapping[str, str]) -> str:
        return say(words, self.language, self.others)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for question in self.questions:
            if not any(name in self.errors for name in names_of(question)):
                self._check(question, cleaned)
        return cleaned

    def _check(self, question: Question, cleaned: dict[str, Any]) -> None:
        key, declined = question.key, bool(cleaned.get(f"{question.key}_none"))
        if question.kind is Kind.SEVERAL:
            self._check_several(question, cleaned.get(key) or [])
        if question.kind is Kind.RANK:
            self._check_rank(question, cleaned)
        if question.has_other:
            self._check_other(question, cleaned)
        if question.is_required and not declined and question.key not in answers_of(cleaned, [question]):
            self.add_error(names_of(question)[0], REQUIRED)

    def _check_several(self, question: Question, ticked: list[str]) -> None:
        if NO_ANSWER in ticked and len(ticked) > 1:
            self.add_error(question.key, _("Either answers or “I would rather not say”, please."))
        elif ticked and NO_ANSWER not in ticked and question.least and len(ticked) < question.least:
            least = question.least
            text = ngettext("Please tick at least %(n)d.", "Please tick at least %(n)d.", least)
            self.add_error(question.key, text % {"n": least})
        elif question.most and len(ticked) > question.most:
            text = ngettext("Please tick only %(n)d.", "Please tick at most %(n)d.", question.most)
            self.add_error(question.key, text % {"n": question.most})

    def _check_rank(self, question: Question, cleaned: dict[str, Any]) -> None:
        places = [cleaned.get(name) for name in _rank_names(question)]
        given = sorted(int(place) for place in places if place)
        if len(set(given)) < len(given):
            self.add_error(_rank_names(question)[0], _("Two things have the same place. Each place can be given once."))
        elif given and given != list(range(1, len(given) + 1)):
            self.add_error(_rank_names(question)[0], _("A place is missing in between. Please begin with place 1."))

    def _check_other(self, question: Question, cleaned: dict[str, Any]) -> None:
        ticked = cleaned.get(question.key) or []
        is_other = OTHER in ticked if isinstance(ticked, list) else ticked == OTHER
        if is_other and not cleaned.get(f"{question.key}_other"):
            self.add_error(f"{question.key}_other", _("Please write what else."))

    def answers_given(self) -> dict[str, Any]:
        return answers_of(self.cleaned_data, self.questions)


def names_of(question: Question) -> list[str]:
    """The fields of one question, the main one first."""
    key = question.key
    if question.kind is Kind.GRID:
        return [f"{key}_{row.key}" for row in question.rows]
    names = _rank_names(question) if question.kind is Kind.RANK else [key]
    if question.has_other:
        names.append(f"{key}_other")
    if _has_none_box(question):
        names.append(f"{key}_none")
    return names


def _rank_names(question: Question) -> list[str]:
    return [f"{question.key}_{choice.key}" for choice in question.choices]


def _has_none_box(question: Question) -> bool:
    """Where nothing can be ticked, "keine Angabe" is a box of its own; what may be left empty needs none."""
    is_typed = question.kind in {Kind.NUMBER, Kind.SHORT, Kind.LONG, Kind.DATE, Kind.PLACE, Kind.RANK}
    return is_typed and question.is_required and question.may_decline


def answers_of(cleaned: Mapping[str, Any], questions: Iterable[Question]) -> dict[str, Any]:
    """What was said, as it is kept: no key where nothing was said, None for "keine Angabe"."""
    found: dict[str, Any] = {}
    for question in questions:
        key = question.key
        if cleaned.get(f"{key}_none"):
            found[key] = None
            continue
        answer = _answer_of(question, cleaned)
        if answer in (NO_ANSWER, [NO_ANSWER]):
            found[key] = None
        elif answer not in ("", None, [], {}):
            found[key] = answer
            if question.has_other and OTHER in (answer if isinstance(answer, list) else [answer]):
                found[f"{key}_other"] = cleaned.get(f"{key}_other", "")
    return found


def _answer_of(question: Question, cleaned: Mapping[str, Any]) -> Any:
    if question.kind is Kind.GRID:
        rows = {row.key: cleaned.get(f"{question.key}_{row.key}") for row in question.rows}
        return {row: None if answer == NO_ANSWER else answer for row, answer in rows.items() if answer}
    if question.kind is Kind.RANK:
        places = {choice.key: cleaned.get(f"{question.key}_{choice.key}") for choice in question.choices}
        return sorted((key for key, place in places.items() if place), key=lambda key: int(places[key] or 0))
    answer = cleaned.get(question.key)
    if question.kind is Kind.SCALE and answer and answer != NO_ANSWER:
        return int(answer)
    return answer.isoformat() if isinstance(answer, date) else answer


def _fields_of(question: Question, speak: Any) -> dict[str, forms.Field]:
    make = _MAKERS[question.kind]
    fields: dict[str, forms.Field] = make(question, speak)
    if question.has_other:
        fields[f"{question.key}_other"] = forms.CharField(
            label=_("What else?"), max_length=LONGEST_SHORT, required=False
        )
    if _has_none_box(question):
        fields[f"{question.key}_none"] = forms.BooleanField(label=NONE_LABEL, required=False)
    return fields


def _common(question: Question, speak: Any) -> dict[str, Any]:
    """Whether it is required is checked by the form, which knows of "keine Angabe" too."""
    return {"label": speak(question.title), "help_text": speak(question.help), "required": False}


def _choices(question: Question, speak: Any) -> list[tuple[str, Any]]:
    if question.kind is Kind.YES_NO:
        found: list[tuple[str, Any]] = [(YES, _("Yes")), (NO, _("No"))]
    elif question.kind is Kind.SCALE:
        found = [(str(step), _step_label(question, step, speak)) for step in question.steps]
    else:
        found = [(choice.key, speak(choice.text)) for choice in question.choices]
    if question.has_other:
        found.append((OTHER, _("Something else")))
    if question.may_decline or not question.is_required:
        found.append((NO_ANSWER, NONE_LABEL))
    return found


def _step_label(question: Question, step: int, speak: Any) -> str:
    ends = {question.steps[0]: speak(question.low), question.steps[-1]: speak(question.high)}
    return f"{step} – {ends[step]}" if ends.get(step) else str(step)


def _one(question: Question, speak: Any) -> dict[str, forms.Field]:
    field = forms.ChoiceField(choices=_choices(question, speak), widget=Tiles(), **_common(question, speak))
    return {question.key: field}


def _several(question: Question, speak: Any) -> dict[str, forms.Field]:
    choices = _choices(question, speak)
    return {question.key: forms.MultipleChoiceField(choices=choices, widget=ManyTiles(), **_common(question, speak))}


def _grid(question: Question, speak: Any) -> dict[str, forms.Field]:
    choices = _choices(question, speak)
    return {
        f"{question.key}_{row.key}": forms.ChoiceField(
            label=speak(row.text), choices=choices, widget=Tiles(), required=False
        )
        for row in question.rows
    }


def _rank(question: Question, speak: Any) -> dict[str, forms.Field]:
    count = len(question.choices)
    places = [("", _("no place")), *((str(n), _("Place %(n)d") % {"n": n}) for n in range(1, count + 1))]
    return {
        f"{question.key}_{choice.key}": forms.ChoiceField(label=speak(choice.text), choices=places, required=False)
        for choice in question.choices
    }


def _number(question: Question, speak: Any) -> dict[str, forms.Field]:
    return {question.key: NumberField(least=question.least, most=question.most, **_common(question, speak))}


def _short(question: Question, speak: Any) -> dict[str, forms.Field]:
    return {question.key: forms.CharField(max_length=LONGEST_SHORT, **_common(question, speak))}


def _long(question: Question, speak: Any) -> dict[str, forms.Field]:
    widget = forms.Textarea(attrs={"rows": 5})
    return {question.key: forms.CharField(max_length=LONGEST_LONG, widget=widget, **_common(question, speak))}


def _date(question: Question, speak: Any) -> dict[str, forms.Field]:
    return {question.key: forms.DateField(widget=DatePicker(), **_common(question, speak))}


def _place(question: Question, speak: Any) -> dict[str, forms.Field]:
    widget = Suggest(url=reverse_lazy("places:suggest"))
    return {question.key: forms.CharField(max_length=LONGEST_PLACE, widget=widget, **_common(question, speak))}


_MAKERS: dict[Kind, Any] = {
    Kind.ONE: _one,
    Kind.YES_NO: _one,
    Kind.SCALE: _one,
    Kind.SEVERAL: _several,
    Kind.GRID: _grid,
    Kind.RANK: _rank,
    Kind.NUMBER: _number,
    Kind.SHORT: _short,
    Kind.LONG: _long,
    Kind.DATE: _date,
    Kind.PLACE: _place,
}
