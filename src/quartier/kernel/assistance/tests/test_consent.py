"""A consent says who, what and until when; both agree, and either ends it at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.kernel.assistance import actions
from quartier.kernel.assistance.acting import may_act
from quartier.kernel.assistance.examples import a_consent
from quartier.kernel.assistance.models import Assistance, Given
from quartier.kernel.facts.models import Fact
from quartier.kernel.gate.tests.people import by, guest, neighbour, years_ago
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def told(person: Person) -> list[str]:
    return list(Notification.objects.filter(person=person).values_list("notice", flat=True))


def fresh(assistance: Assistance) -> Assistance:
    return Assistance.objects.select_related("person", "helper").get(pk=assistance.pk)


def test_with_an_own_account_it_counts_once_the_helper_says_yes() -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    asked = actions.ask_helper(mara, ["matters", "help"], actions.in_a_year(), by=by(herta))
    assert asked.areas == ["help", "matters"]
    assert not may_act(asked, mara)
    assert told(mara) == ["assistance.asked"]
    with pytest.raises(Refused):
        actions.accept(asked, by=by(neighbour("Otto")))
    actions.accept(asked, by=by(mara))
    assert may_act(fresh(asked), mara)
    assert told(herta) == ["assistance.accepted"]
    assert Fact.objects.filter(verb="consented", kind="people.assistance").count() == 2


def test_the_desk_writes_down_what_was_signed_and_the_person_learns_of_it() -> None:
    desk, herta, mara = neighbour("Desk", "coordinator"), guest("Herta"), neighbour("Mara")
    made = actions.record_consent(herta, mara, ["help"], actions.in_a_year(), given=Given.PAPER, by=by(desk))
    assert (made.recorded_by, made.given, made.accepted) == (desk, Given.PAPER, None)
    assert told(herta) == ["assistance.given"]
    actions.accept(made, by=by(mara))
    assert may_act(fresh(made), mara)
    assert not may_act(fresh(made), desk)


def test_the_desk_itself_may_be_chosen_and_then_whoever_is_at_the_desk_acts() -> None:
    desk, other, herta = neighbour("Desk", "coordinator"), neighbour("Olga", "coordinator"), guest("Herta")
    made = actions.record_consent(herta, None, ["help"], actions.in_a_year(), given=Given.PAPER, by=by(desk))
    assert may_act(made, other)
    assert not may_act(made, neighbour("Nina"))


@pytest.mark.parametrize("who", ["nobody special", "the person", "the helper"])
def test_only_the_desk_writes_down_and_never_for_itself(who: str) -> None:
    herta, mara = neighbour("Herta", "coordinator"), neighbour("Mara", "coordinator")
    writer = {"nobody special": neighbour("Nina"), "the person": herta, "the helper": mara}[who]
    with pytest.raises(Refused):
        actions.record_consent(herta, mara, ["help"], actions.in_a_year(), given=Given.PAPER, by=by(writer))
    assert not Assistance.objects.exists()


def test_what_was_said_aloud_needs_a_second_person_who_is_none_of_the_others() -> None:
    desk, herta, mara, wim = neighbour("Desk", "coordinator"), guest("Herta"), neighbour("Mara"), neighbour("Wim")
    for witness in (None, desk, mara, herta, guest("Gerd")):
        with pytest.raises(Refused):
            actions.record_consent(
                herta, mara, ["help"], actions.in_a_year(), given=Given.SPOKEN, by=by(desk), witness=witness
            )
    made = actions.record_consent(
        herta, mara, ["help"], actions.in_a_year(), given=Given.SPOKEN, by=by(desk), witness=wim
    )
    assert made.witness == wim


def test_it_always_has_an_end_and_says_something_that_exists() -> None:
    herta, mara, today = neighbour("Herta"), neighbour("Mara"), timezone.localdate()
    for until in (today, today - timedelta(days=1), today + timedelta(days=400)):
        with pytest.raises(Refused) as refused:
            actions.ask_helper(mara, ["help"], until, by=by(herta))
        assert refused.value.field == "until"
    for areas in ([], ["account"], ["help", "roles"]):
        with pytest.raises(Refused) as refused:
            actions.ask_helper(mara, areas, actions.in_a_year(), by=by(herta))
        assert refused.value.field == "areas"
    for helper in (herta, guest("Gerd"), neighbour("Kind", birth_date=years_ago(15))):
        with pytest.raises(Refused):
            actions.ask_helper(helper, ["help"], actions.in_a_year(), by=by(herta))
    assert not Assistance.objects.exists()


def test_either_ends_it_at_once_and_the_desk_on_paper() -> None:
    desk, herta, mara = neighbour("Desk", "coordinator"), neighbour("Herta"), neighbour("Mara")
    for ender in (herta, mara, desk):
        consent = a_consent(herta, mara)
        actions.end_consent(consent, by=by(ender))
        assert fresh(consent).ended_by == ender
        assert not may_act(fresh(consent), mara)
    consent = a_consent(herta, mara)
    with pytest.raises(Refused):
        actions.end_consent(consent, by=by(neighbour("Otto")))
    assert may_act(fresh(consent), mara)


def test_helpers_never_prolong_what_they_were_given() -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara", "coordinator")
    consent = a_consent(herta, mara)
    Assistance.objects.update(until=timezone.localdate())
    with pytest.raises(Refused):
        actions.prolong(consent, actions.in_a_year(), by=by(mara))
    actions.prolong(consent, actions.in_a_year(), by=by(herta))
    assert fresh(consent).until == actions.in_a_year()


def test_nobody_does_any_of_this_in_somebody_elses_name() -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    consent = a_consent(herta, mara, is_accepted=False)
    acting = Actor(mara, for_person=herta)
    for refused in (
        lambda: actions.ask_helper(neighbour("Otto"), ["help"], actions.in_a_year(), by=acting),
        lambda: actions.accept(consent, by=acting),
        lambda: actions.end_consent(consent, by=acting),
        lambda: actions.prolong(consent, actions.in_a_year(), by=acting),
    ):
        with pytest.raises(Refused):
            refused()


def test_a_new_consent_takes_the_place_of_the_old_and_pressed_twice_is_once() -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    first = actions.ask_helper(mara, ["help"], actions.in_a_year(), by=by(herta))
    assert actions.ask_helper(mara, ["help"], actions.in_a_year(), by=by(herta)) == first
    second = actions.ask_helper(mara, ["help", "matters"], actions.in_a_year(), by=by(herta))
    assert fresh(first).ended
    assert Assistance.objects.filter(ended=None).get() == second


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.DIED])
def test_it_ends_for_good_when_one_of_the_two_is_gone(standing: Standing) -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    of_herta, of_otto = a_consent(herta, mara), a_consent(neighbour("Otto"), neighbour("Olga"))
    Person.objects.filter(pk=herta.pk).update(standing=standing)
    assert not may_act(fresh(of_herta), mara)
    assert actions.end_of_those_gone(timezone.now()) == 1
    assert fresh(of_herta).ended
    assert not fresh(of_otto).ended


def test_a_month_before_the_end_both_are_asked_once() -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    a_consent(herta, mara)
    assert actions.remind_of_the_end(timezone.now()) == 0
    Assistance.objects.update(until=timezone.localdate() + timedelta(days=20))
    actions.remind_of_the_end(timezone.now())
    actions.remind_of_the_end(timezone.now() + timedelta(days=1))
    assert told(herta) == told(mara) == ["assistance.runs_out"]
