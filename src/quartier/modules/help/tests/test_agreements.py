"""Answering, agreeing, dropping out: and what becomes of the offer or request by it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.utils import timezone

from quartier.api import (
    Actor,
    Matter,
    MatterState,
    Person,
    Refused,
    agree,
    drop,
    entries,
    finish,
    leave,
    propose,
    thank,
)
from quartier.modules.help.actions import put_back, withdraw_help
from quartier.modules.help.agreements import answer, drop_forgotten
from quartier.modules.help.models import Help, State
from quartier.modules.help.tests.neighbours import a_request, agree_on, an_offer, fresh, neighbour, run_out

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
AT_ONCE = 50


def answered(obj: Help, person: Person) -> Matter:
    return answer(obj, by=Actor(person), text="Ich komme gern.")


def notices_of(person: Person) -> list[str]:
    return [notice.notice for notice in person.notifications.order_by("pk")]


def test_a_request_goes_from_question_to_thanks() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse)
    matter = answered(request, jonas)
    assert (matter.part_of(ayse), matter.part_of(jonas)) == ("asker", "helper")
    assert notices_of(ayse) == ["matters.opened"]
    assert fresh(request).state == State.OPEN
    agree_on(matter, ayse)
    assert fresh(request).state == State.TAKEN
    assert not entries(neighbour("Kim")).entries
    finish(matter, by=Actor(ayse))
    assert fresh(request).state == State.DONE
    thank(matter, by=Actor(ayse), text="Danke!")
    assert fresh(request).state == State.DONE


def test_whoever_takes_up_an_offer_is_the_one_who_asks() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = answered(an_offer(jonas), ayse)
    assert (matter.part_of(ayse), matter.part_of(jonas)) == ("asker", "helper")


def test_answering_twice_gives_one_matter() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse)
    assert answered(request, jonas) == answered(request, jonas)
    assert Matter.objects.count() == 1
    assert notices_of(ayse) == ["matters.opened"]


def test_nobody_answers_their_own_nor_with_nothing_to_say() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse)
    with pytest.raises(Refused):
        answered(request, ayse)
    with pytest.raises(Refused):
        answer(request, by=Actor(jonas), text="  ")
    assert not Matter.objects.exists()


def test_who_may_not_see_it_may_not_answer() -> None:
    ayse, jonas, guest = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Gast", standing="guest")
    for request, person in ((a_request(ayse), guest), (a_request(ayse, is_protected=True), jonas)):
        with pytest.raises(Http404):
            answered(request, person)
    assert not Matter.objects.exists()


def test_what_is_withdrawn_run_out_or_written_by_somebody_who_left_takes_no_answer() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    withdrawn, over, left = a_request(ayse), a_request(ayse), a_request(neighbour("Fort"))
    withdraw_help(withdrawn, by=Actor(ayse))
    run_out(over)
    Person.objects.filter(pk=left.author_id).update(standing="left")
    for request in (withdrawn, over):
        with pytest.raises(Refused):
            answered(request, jonas)
    with pytest.raises(Http404):
        answered(left, jonas)
    assert not Matter.objects.exists()


def test_the_second_to_agree_is_told_kindly_and_nothing_changed() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    request = a_request(ayse)
    first, second = answered(request, jonas), answered(request, kim)
    agree_on(first, ayse)
    assert notices_of(kim) == ["help.taken_by_others"]
    with pytest.raises(Refused, match=r"übernommen|quicker"):
        agree_on(second, ayse)
    assert Matter.objects.get(pk=second.pk).state == MatterState.OPEN
    with pytest.raises(Refused, match=r"übernommen|quicker"):
        answered(request, neighbour("Zu spät"))


def test_when_the_helper_drops_out_it_is_open_again_and_the_others_are_told() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    request = a_request(ayse)
    first, second = answered(request, jonas), answered(request, kim)
    agree_on(first, ayse)
    leave(first, by=Actor(jonas))
    assert fresh(request).is_open
    assert entries(kim).entries
    assert notices_of(kim) == ["help.taken_by_others", "help.open_again"]
    agree_on(second, ayse)
    assert fresh(request).state == State.TAKEN


@pytest.mark.django_db(transaction=True)
def test_when_it_is_done_those_who_waited_are_let_go() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    request = a_request(ayse)
    first, second = answered(request, jonas), answered(request, kim)
    agree_on(first, ayse)
    assert Matter.objects.get(pk=second.pk).state == MatterState.OPEN
    finish(first, by=Actor(jonas))
    assert Matter.objects.get(pk=second.pk).state == MatterState.DROPPED
    assert fresh(request).state == State.DONE


def test_two_people_are_needed_and_two_may_agree() -> None:
    ayse = neighbour("Ayşe")
    request = a_request(ayse, capacity=2)
    matters = [answered(request, neighbour(f"N{number}")) for number in range(3)]
    agree_on(matters[0], ayse)
    assert fresh(request).is_open
    agree_on(matters[1], ayse)
    assert fresh(request).state == State.TAKEN
    with pytest.raises(Refused):
        agree_on(matters[2], ayse)
    finish(matters[0], by=Actor(ayse))
    assert fresh(request).state == State.TAKEN
    finish(matters[1], by=Actor(ayse))
    assert fresh(request).state == State.DONE


def test_what_recurs_is_free_again_when_one_time_is_done() -> None:
    jonas = neighbour("Jonas")
    offer = an_offer(jonas, is_recurring=True)
    matter = answered(offer, neighbour("Ayşe"))
    agree_on(matter, jonas)
    assert fresh(offer).state == State.TAKEN
    finish(matter, by=Actor(jonas))
    assert fresh(offer).is_open


def test_what_is_agreed_is_not_simply_withdrawn() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse)
    matter = answered(request, jonas)
    agree_on(matter, ayse)
    with pytest.raises(Refused):
        withdraw_help(request, by=Actor(ayse))
    assert fresh(request).state == State.TAKEN
    drop(matter, by=Actor(ayse))
    withdraw_help(request, by=Actor(ayse))
    assert fresh(request).state == State.WITHDRAWN


def test_nobody_agrees_on_what_was_withdrawn_until_it_is_back() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse)
    matter = answered(request, jonas)
    withdraw_help(request, by=Actor(ayse))
    with pytest.raises(Refused):
        agree_on(matter, ayse)
    put_back(request, by=Actor(ayse))
    agree_on(matter, ayse)
    assert fresh(request).state == State.TAKEN


def test_an_adult_meets_nobody_under_18_without_a_guardian() -> None:
    mia, mother, jonas = (
        neighbour("Mia", born=TODAY.replace(year=TODAY.year - 15, day=1)),
        neighbour("Mutter"),
        neighbour("Jonas"),
    )
    guardianship = mia.guardianships.create(guardian=mother, since=timezone.now())
    offer = an_offer(mia, kind="animals")
    matter = answered(offer, jonas)
    assert matter.part_of(mother) == "guardian"
    guardianship.delete()
    with pytest.raises(Refused):
        answered(offer, neighbour("Kim"))
    assert Matter.objects.count() == 1


def test_conversations_about_what_is_over_for_a_week_end() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse)
    matter = answered(request, jonas)
    withdraw_help(request, by=Actor(ayse))
    drop_forgotten(timezone.now())
    assert Matter.objects.get(pk=matter.pk).state == MatterState.OPEN
    drop_forgotten(timezone.now() + timedelta(days=8))
    assert Matter.objects.get(pk=matter.pk).state == MatterState.DROPPED
    assert fresh(request).state == State.WITHDRAWN


@pytest.mark.django_db(transaction=True)
def test_fifty_accept_one_offer_at_once_and_one_of_them_gets_it() -> None:
    jonas = neighbour("Jonas")
    offer = an_offer(jonas)
    people = [neighbour(f"N{number}") for number in range(AT_ONCE)]
    proposals = [propose(answered(offer, person), by=Actor(jonas), text="Samstag um drei") for person in people]

    def accept(number: int) -> str:
        try:
            agree(proposals[number], by=Actor(people[number]))
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "agreed"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        got = list(pool.map(accept, range(AT_ONCE)))
    assert got.count("agreed") == 1
    assert len(set(got)) == 2
    assert Matter.objects.filter(state=MatterState.AGREED).count() == 1
    assert fresh(offer).state == State.TAKEN


@pytest.mark.django_db(transaction=True)
def test_twenty_answers_of_one_person_at_once_give_one_matter() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse)

    def press(_number: int) -> int:
        try:
            return answered(request, jonas).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(press, range(20)))) == 1
    assert Matter.objects.count() == 1
