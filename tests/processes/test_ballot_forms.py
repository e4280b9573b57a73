"""The form of a vote by rules, and whose pages prepare it."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.urls import reverse

from quartier.api import Refused
from quartier.api.processes import START_PROCESS, TICKS, BallotForm, ballot_form
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.vote.examples import a_vote


def at_most_one(filled_in: dict[str, Any]) -> dict[str, Any]:
    if len(filled_in) > 1:
        raise Refused("Nur eins.")
    return filled_in


def by_crosses() -> type[BallotForm]:
    field = forms.MultipleChoiceField(choices=[("a", "Amsel"), ("b", "Buche")], required=False)
    return ballot_form({TICKS: field}, is_ticked=True, check=at_most_one)


def test_crosses_stand_in_one_field_and_what_is_kept_leads_back_to_them() -> None:
    form = by_crosses()({TICKS: ["b"]})
    assert form.is_valid()
    assert form.content() == {"b": 1}
    assert form.answers(form.content()) == {TICKS: ["b"]}


def test_what_the_rules_refuse_stands_beside_the_crosses() -> None:
    assert by_crosses()({TICKS: ["a", "b"]}).errors == {TICKS: ["Nur eins."]}


def test_what_is_left_empty_is_not_on_the_ballot() -> None:
    fields = {"a": forms.IntegerField(required=False), "b": forms.IntegerField(required=False)}
    form = ballot_form(fields, is_ticked=False, check=at_most_one)({"a": "3", "b": ""})
    assert form.is_valid()
    assert form.content() == {"a": 3}


@pytest.mark.django_db
def test_only_who_looks_after_it_prepares_a_step() -> None:
    """As `own_step_or_404` promises."""
    olga = holder_of(START_PROCESS)
    step = a_vote(olga)
    where = reverse("vote:sort", kwargs={"pk": step.pk})
    assert client_of(olga).get(where).status_code == 200
    assert client_of(neighbour("Otto")).get(where).status_code in {403, 404}
