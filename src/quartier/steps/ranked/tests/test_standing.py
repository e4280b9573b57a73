"""Neighbours who stand in a ranked vote: by their own yes alone, until they withdraw."""

from __future__ import annotations

import pytest
from django.utils import translation

from quartier.api import Actor, Person, Refused
from quartier.api.processes import open_now
from quartier.api.testing import client_of, guest, neighbour
from quartier.steps.ranked import actions, protocol
from quartier.steps.ranked.examples import STANDING, a_vote
from quartier.steps.ranked.models import Candidate
from quartier.steps.ranked.queries import rules_of, tally_of
from quartier.steps.ranked.tests.polls import closed, page_of, vote


def test_nobody_stands_without_their_own_yes(organiser: Person) -> None:
    step, ayse, paul = a_vote(organiser, **STANDING, rule="scottish-stv"), neighbour(), neighbour("Paul", "Post")
    client = client_of(organiser)
    for name in ("Ayşe Demir", "Paul Post"):
        assert client.post(f"/ranked/{step.pk}/ask/", {"name": name}).status_code == 302
    assert client.post(f"/ranked/{step.pk}/ask/", {"name": "Niemand Da"}).status_code == 200
    assert rules_of(step).choices == ()
    assert "Paul Post" not in page_of(neighbour("Vera", "Viel"), step.url)
    client_of(ayse).post(f"/ranked/{step.pk}/stand/", {"text": "Ich höre zu."})
    client_of(neighbour("Rosa", "Ruf")).post(f"/ranked/{step.pk}/stand/", {"text": ""})
    assert "fragt, ob du kandidierst" in page_of(paul, f"/ranked/{step.pk}/stand/")
    open_now(step, by=Actor(organiser))
    assert {str(row) for row in Candidate.objects.filter(step=step)} == {"Ayşe Demir", "Rosa Ruf"}
    with pytest.raises(Refused):
        actions.stand(step, by=Actor(paul), text="Doch!")
    assert "Ich höre zu." in page_of(paul, step.url)


def test_only_neighbours_stand_and_only_in_their_own_name(organiser: Person) -> None:
    step = a_vote(organiser, **STANDING)
    for by in (Actor(guest()), Actor(organiser, for_person=neighbour())):
        with pytest.raises(Refused):
            actions.stand(step, by=by, text="")
    with pytest.raises(Refused):
        actions.stand(a_vote(organiser), by=Actor(neighbour("Paul", "Post")), text="")


def test_who_withdraws_while_people_vote_is_out_and_it_is_said(organiser: Person) -> None:
    step = a_vote(organiser, **STANDING)
    people = [neighbour(*name) for name in (("Ayşe", "Demir"), ("Paul", "Post"), ("Rosa", "Ruf"))]
    for person in people:
        actions.stand(step, by=Actor(person), text="")
    open_now(step, by=Actor(organiser))
    step.refresh_from_db()
    keys = {str(row): row.key for row in Candidate.objects.filter(step=step)}
    vote(step, ({keys["Ayşe Demir"]: 1, keys["Paul Post"]: 2}, 6), ({keys["Rosa Ruf"]: 1}, 5))
    client_of(people[0]).post(f"/ranked/{step.pk}/step-back/")
    page = page_of(neighbour("Vera", "Viel"), f"/ranked/{step.pk}/")
    assert "Ayşe Demir" not in page.split("<main")[1]
    assert "hat zurückgezogen" in page_of(organiser, step.url)
    step = closed(step, organiser)
    assert tally_of(step).winners == [keys["Paul Post"]]
    assert "Ayşe Demir hat während der Abstimmung zurückgezogen" in page_of(organiser, step.url)
    with pytest.raises(Refused):
        actions.step_back(step, by=Actor(people[1]))


def test_the_name_of_whoever_is_gone_is_gone_from_the_result(organiser: Person) -> None:
    step = a_vote(organiser, **STANDING)
    ayse, paul = neighbour(), neighbour("Paul", "Post")
    for person in (ayse, paul):
        actions.stand(step, by=Actor(person), text="")
    open_now(step, by=Actor(organiser))
    step.refresh_from_db()
    key = Candidate.objects.get(person=ayse).key
    vote(step, ({key: 1}, 6))
    step = closed(step, organiser)
    assert "Demir" not in str(step.tally)
    Candidate.objects.filter(person=ayse).delete()
    with translation.override("de"):
        assert "nicht mehr hier" in str(protocol.result(step).sentence)
