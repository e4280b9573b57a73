"""What could keep a case from being decided, or make a decision about one thing undo another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quartier.api import Actor, Person, Refused
from quartier.api.testing import client_of, moderator, neighbour
from quartier.api.testing.people import holder_of
from quartier.kernel.blocking.actions import block
from quartier.kernel.contact.knowing import know_each_other
from quartier.kernel.matters.actions import open_matter
from quartier.kernel.matters.models import Message
from quartier.kernel.moderation.complaints import complain
from quartier.kernel.moderation.decisions import decide_alone, hold
from quartier.kernel.moderation.models import Case, Decision, Side, Statement
from quartier.kernel.moderation.nobody_left import ask_for_deciders
from quartier.kernel.moderation.pages import earlier_decisions
from quartier.kernel.moderation.panel_models import Panel, Seat
from quartier.kernel.moderation.panels import let_off, look_after_panels, vote
from quartier.kernel.moderation.report_views import sent_url
from quartier.kernel.moderation.reportable import REPORTABLES
from quartier.kernel.moderation.reports import report
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Standing
from quartier.kernel.terms.people import GRANT
from tests.reported import some_case, ugly_comment, willing

pytestmark = pytest.mark.django_db


def decide(case: Case, judge: Person, measure: str, days: int | None = None) -> Decision:
    case.refresh_from_db()
    return decide_alone(case, by=Actor(judge), measure=measure, days=days, rule="respect", reasons="Darum.")


def case_about(accused: Person) -> Case:
    return report("comment", ugly_comment(accused), rule="respect", by=Actor(neighbour("Melda"))).case


def overturn(case: Case, judge: Person, measure: str) -> None:
    complain(Statement.objects.get(decision__case=case, side=Side.ABOUT), by=Actor(case.about), text="Falsch.")
    decide(case, judge, measure)


def told(person: Person, name: str) -> int:
    return person.notifications.filter(notice=name).count()


def test_nobody_escapes_by_blocking_all_who_could_decide() -> None:
    judge, accused = moderator(), neighbour("Arno")
    block(judge, by=Actor(accused))
    case = case_about(accused)
    assert told(judge, "moderation.opened") == 1
    hold(case, by=Actor(judge))
    assert decide(case, judge, "hide")
    child = neighbour("Kind")
    Guardianship.objects.create(child=child, guardian=judge, since=None)
    assert decide(case_about(child), judge, "hide")


def test_who_blocks_somebody_does_not_decide_about_them() -> None:
    judge, accused = moderator(), neighbour("Arno")
    block(accused, by=Actor(judge))
    case = case_about(accused)
    with pytest.raises(Refused):
        decide(case, judge, "hide")
    assert case.url not in client_of(judge).get(reverse("moderation:list")).content.decode()


def test_where_all_moderators_have_to_do_with_it_whoever_gives_roles_is_asked_for_one_more() -> None:
    judge, giver = moderator(), holder_of(GRANT)
    case = case_about(judge)
    assert ask_for_deciders(timezone.now()) == ask_for_deciders(timezone.now()) == 1
    assert told(giver, "moderation.nobody") == 1
    assert case.url not in giver.notifications.get().url
    moderator("Nora")
    assert ask_for_deciders(timezone.now()) == 0


def test_who_was_there_judges_nothing_also_once_it_is_deleted() -> None:
    judge, writer, reporter = moderator(), neighbour("Arno"), neighbour("Melda")
    parts = {writer: "a", reporter: "b", judge: "c"}
    open_matter(by=Actor(writer), kind="help.matter", about=None, title="Zu dritt", parties=parts, text="Lump!")
    message = Message.objects.get(text="Lump!")
    case = report("message", message, rule="respect", by=Actor(reporter)).case
    Message.objects.all().delete()
    with pytest.raises(Refused):
        decide(case, judge, "nothing")


def test_moderators_hear_when_it_is_up_to_them() -> None:
    judge = moderator()
    willing("Ina", "Olaf", "Pia")
    case, _accused, _reporter = some_case()
    assert (told(judge, "moderation.opened"), told(judge, "moderation.left_over")) == (1, 0)
    look_after_panels(timezone.now() + timedelta(days=11))
    assert Panel.objects.get(case=case).given_up
    assert told(judge, "moderation.left_over") == 1


def test_nobody_is_drawn_any_more_once_it_is_decided_and_who_sat_reads_no_more_of_it() -> None:
    willing("Ina", "Olaf", "Pia", "Kurt", "Lotte")
    case, _accused, _reporter = some_case()
    *voters, last = Seat.objects.filter(panel__case=case).order_by("pk")
    assert "Lump" in client_of(last.person).get(last.url).content.decode()
    for seat in voters:
        vote(seat, by=Actor(seat.person), measure="hide", days=None, rule="respect", reasons="Darum.")
    with pytest.raises(Refused):
        let_off(last, by=Actor(last.person))
    assert Seat.objects.filter(panel__case=case).count() == 3
    assert "Lump" not in client_of(last.person).get(last.url).content.decode()


def test_a_milder_decision_shortens_nothing_and_a_complaint_undoes_its_own_alone() -> None:
    judge, second, accused = moderator("Eins"), moderator("Zwei"), neighbour("Arno")
    long, short = case_about(accused), case_about(accused)
    until = decide(long, judge, "pause", 30).until
    until_of_short = decide(short, judge, "pause", 3).until
    accused.refresh_from_db()
    assert accused.paused_until == until
    overturn(long, second, "nothing")
    accused.refresh_from_db()
    assert accused.paused_until == until_of_short
    overturn(short, second, "nothing")
    accused.refresh_from_db()
    assert accused.paused_until is None


@pytest.mark.parametrize("first", [0, 1])
def test_excluded_twice_stays_out_until_both_are_undone(first: int) -> None:
    judge, second, accused = moderator("Eins"), moderator("Zwei"), neighbour("Arno")
    cases = [case_about(accused), case_about(accused)]
    for case in cases:
        decide(case, judge, "exclude")
    for case, standing in ((cases[first], Standing.EXCLUDED), (cases[1 - first], Standing.MEMBER)):
        overturn(case, second, "nothing")
        accused.refresh_from_db()
        assert accused.standing == standing


def test_a_thing_hidden_twice_stays_hidden_until_both_are_undone() -> None:
    judge, second, accused = moderator("Eins"), moderator("Zwei"), neighbour("Arno")
    comment = ugly_comment(accused)
    first = report("comment", comment, rule="respect", by=Actor(neighbour("Melda"))).case
    decide(first, judge, "hide")
    again = report("comment", comment, rule="respect", by=Actor(neighbour("Nora"))).case
    decide(again, judge, "hide")
    overturn(first, second, "nothing")
    assert REPORTABLES["comment"].any(comment.pk).hidden
    overturn(again, second, "nothing")
    assert not REPORTABLES["comment"].any(comment.pk).hidden


def test_what_a_complaint_undid_is_held_against_nobody() -> None:
    judge, second, accused = moderator("Eins"), moderator("Zwei"), neighbour("Arno")
    case = case_about(accused)
    decide(case, judge, "pause", 7)
    later = case_about(accused)
    assert [one.measure for one in earlier_decisions(later)] == ["pause"]
    overturn(case, second, "nothing")
    assert earlier_decisions(later) == []


def test_whom_nothing_happened_to_is_not_told_after_a_complaint_either() -> None:
    judge, second = moderator("Eins"), moderator("Zwei")
    case, accused, reporter = some_case()
    decide(case, judge, "nothing")
    complain(Statement.objects.get(person=reporter), by=Actor(reporter), text="Doch!")
    decide(case, second, "nothing")
    assert not Statement.objects.filter(person=accused).exists()


def test_complaints_without_an_account_come_only_so_often() -> None:
    made = report("comment", ugly_comment(neighbour("Arno")), rule="respect", by=None)
    decide(made.case, moderator(), "nothing")
    address = f"{sent_url(made)}complain/"
    for number in range(15):
        client_of(None).post(address, {"text": f"Falsch {number}"})
    assert made.case.complaints.count() == 10


def test_who_is_paused_may_still_block_and_choose_what_reaches_them() -> None:
    accused, other = neighbour("Arno"), neighbour("Bodo")
    Person.objects.filter(pk=accused.pk).update(paused_until=timezone.now() + timedelta(days=3))
    client = client_of(accused)
    assert client.post(reverse("blocks:block", kwargs={"pk": other.pk})).status_code == 302
    assert client.post(reverse("matters:close", kwargs={"pk": 1})).status_code == 403


def test_asking_somebody_as_a_guardian_makes_nobody_known_and_hinders_no_block() -> None:
    child, adult = neighbour("Kind"), neighbour("Ada")
    Guardianship.objects.create(child=child, guardian=adult, since=None)
    assert not know_each_other(child, adult)
    block(child, by=Actor(adult))
    assert not Guardianship.objects.filter(ended=None).exists()
