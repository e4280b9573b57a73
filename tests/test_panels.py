"""Neighbours decide: drawn at random so that anybody can check it, and never about their own case."""

from __future__ import annotations

import pytest
from django.utils import timezone

from quartier.api import Actor, Person, Refused
from quartier.api.testing import client_of, moderator, neighbour
from quartier.kernel.blocking.actions import block
from quartier.kernel.moderation.complaints import complain
from quartier.kernel.moderation.decisions import decide_alone
from quartier.kernel.moderation.drawing import PATIENCE, order
from quartier.kernel.moderation.models import By, Case, Decision, Measure, Statement
from quartier.kernel.moderation.panel_models import Left, Panel, Seat, Willing
from quartier.kernel.moderation.panels import let_off, look_after_panels, outcome, vote
from quartier.kernel.moderation.reportable import REPORTABLES
from quartier.kernel.moderation.reports import report
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Standing
from quartier.kernel.places.actions import add_address, add_street
from quartier.kernel.privacy.erasure import erase_person
from tests.reported import some_case, ugly_comment, willing

pytestmark = pytest.mark.django_db


def seats(case: Case) -> list[Seat]:
    return list(Seat.objects.filter(panel__case=case, left=None).order_by("pk"))


def say(seat: Seat, measure: str, days: int | None = None) -> Decision | None:
    assert seat.person
    said = {"measure": measure, "days": days, "rule": "respect", "reasons": f"Gründe für {measure}"}
    return vote(seat, by=Actor(seat.person), **said)


def test_the_draw_can_be_drawn_again_by_anybody() -> None:
    willing("Ina", "Olaf", "Pia", "Kurt", "Lotte")
    case, _accused, _reporter = some_case()
    panel = Panel.objects.get(case=case)
    again = order(panel.seed, panel.candidates)
    assert [seat.person_id for seat in seats(case)] == again[:3]


def test_who_sat_least_comes_first() -> None:
    assert order("x", [[1, 2], [2, 0], [3, 1]]) == [2, 3, 1]
    orders = {tuple(order(str(seed), [[1, 0], [2, 0], [3, 0]])) for seed in range(60)}
    assert len(orders) == 6  # every order comes up: nobody is always the first


def test_nobody_close_to_either_side_is_drawn() -> None:
    accused, reporter = neighbour("Arno"), neighbour("Melda")
    child, same_house, blocked, *others = willing("Kind", "Haus", "Streit", "Ina", "Olaf", "Pia")
    Guardianship.objects.create(child=child, guardian=reporter)
    house = add_address(add_street("Gartenstraße", by=Actor(accused)), "5", by=Actor(accused))
    Person.objects.filter(pk__in=[accused.pk, same_house.pk]).update(address=house)
    block(blocked, by=Actor(accused))
    for person in (accused, reporter):
        Willing.objects.create(person=person)
    case = report("comment", ugly_comment(accused), rule="respect", by=Actor(reporter)).case
    assert {seat.person for seat in seats(case)} == set(others)


def test_most_votes_decide_and_only_the_reasons_of_the_majority_are_read() -> None:
    willing("Ina", "Olaf", "Pia")
    case, accused, _reporter = some_case()
    one, two, three = seats(case)
    assert say(one, "nothing") is None
    assert say(two, "pause", 7) is None
    decision = say(three, "pause", 14)
    assert decision
    assert (decision.measure, decision.by, decision.reasons) == ("pause", By.PANEL, "Gründe für pause")
    assert (decision.until - decision.at).days == 7
    with pytest.raises(Refused):
        say(one, "exclude")
    page = client_of(accused).get(Statement.objects.get(person=accused).url).content.decode()
    assert all(seat.person.given_name not in page for seat in (one, two, three) if seat.person)


def test_where_no_half_agrees_the_middle_counts() -> None:
    votes = [("nothing", None), ("exclude", None), ("limit", 7)]
    assert outcome(votes[:2], 3) is None
    assert outcome(votes, 3) == (Measure.LIMIT, 7)
    assert outcome([("hide", None)] * 2, 3) == (Measure.HIDE, None)
    assert outcome([("hide", None)] * 2, 5) is None


def test_who_is_silent_or_lets_it_be_is_replaced_until_nobody_is_left() -> None:
    willing("Ina", "Olaf", "Pia", "Kurt")
    case, _accused, _reporter = some_case()
    one, two, _three = seats(case)
    let_off(one, by=Actor(one.person))
    assert len(seats(case)) == 3
    with pytest.raises(Refused):
        say(one, "hide")
    say(two, "hide")
    judge = moderator()
    arguments = {"measure": "hide", "days": None, "rule": "respect", "reasons": "Darum."}
    with pytest.raises(Refused):
        decide_alone(case, by=Actor(judge), **arguments)
    now = timezone.now() + PATIENCE
    look_after_panels(now)
    look_after_panels(now)
    assert {seat.why_left for seat in Seat.objects.exclude(left=None)} == {Left.UNABLE, Left.SILENT}
    assert Panel.objects.get(case=case).given_up
    decision = decide_alone(case, by=Actor(judge), **arguments)
    assert decision.by == By.MODERATORS


def test_who_is_excluded_or_erased_in_the_middle_is_replaced_and_their_vote_falls() -> None:
    willing("Ina", "Olaf", "Pia", "Kurt", "Lotte")
    case, _accused, _reporter = some_case()
    one, two, three = seats(case)
    say(one, "hide")
    Person.objects.filter(pk=one.person_id).update(standing=Standing.EXCLUDED)
    assert two.person
    erase_person(two.person, by=Actor(two.person))
    look_after_panels(timezone.now())
    assert len(seats(case)) == 3
    assert one not in seats(case)
    assert say(three, "nothing") is None
    assert say(seats(case)[1], "nothing")


def test_a_complaint_is_decided_by_five_others() -> None:
    willing(*"ABCDEFGH")
    case, accused, reporter = some_case()
    first = {seat.person_id for seat in seats(case)}
    for seat in seats(case)[:2]:
        say(seat, "hide")
    assert REPORTABLES["comment"].any(case.object_id).hidden
    complain(Statement.objects.get(person=accused), by=Actor(accused), text="Scherz")
    complain(Statement.objects.get(person=reporter), by=Actor(reporter), text="Zu mild")
    second = [seat for seat in seats(case) if seat.panel.level == 2]
    assert len(second) == 5
    assert first.isdisjoint(seat.person_id for seat in second)
    for seat in second[:2]:
        assert say(seat, "nothing") is None
    decision = say(second[2], "nothing")
    assert decision
    assert decision.level == 2
    assert not REPORTABLES["comment"].any(case.object_id).hidden


def test_somebody_who_reports_the_whole_panel_gets_others() -> None:
    panel = willing("Ina", "Olaf", "Pia")
    case, _accused, _reporter = some_case()
    troll = neighbour("Troll")
    for person in panel:
        report("person", person, rule="law", by=Actor(troll))
    assert Case.objects.count() == 4
    assert len(seats(case)) == 3  # a report alone takes nobody out
    for other in Case.objects.exclude(pk=case.pk):
        assert other.about_id not in {seat.person_id for seat in seats(other)}
        assert Panel.objects.get(case=other).given_up  # two are too few


def test_only_who_sits_sees_the_case() -> None:
    willing("Ina", "Olaf", "Pia")
    case, accused, reporter = some_case()
    seat = seats(case)[0]
    page = client_of(seat.person).get(seat.url)
    assert page.status_code == 200
    assert "Melda" not in page.content.decode()
    for person in (accused, reporter, moderator(), seats(case)[1].person):
        assert client_of(person).get(seat.url).status_code == 404
