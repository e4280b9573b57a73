"""Many at once: each act has one effect."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from quartier.kernel.entries.models import Entry
from quartier.kernel.matters.actions import open_matter, say
from quartier.kernel.matters.agreements import agree, propose
from quartier.kernel.matters.endings import drop, finish, thank
from quartier.kernel.matters.models import Agreement, Event, Matter, MatterState
from quartier.kernel.matters.released_places import release_place
from quartier.kernel.matters.tests.people import matter_of, neighbour
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.places.models import Place
from quartier.kernel.refusals import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.not_shared(reason="the entry stands here alone")]

THREADS = 20


def at_once(act: Callable[[int], object]) -> list[object]:
    """Twenty threads do it; what each got, or why it was refused."""

    def one(number: int) -> object:
        try:
            return act(number)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(THREADS)))


def test_twenty_agreeing_and_finishing_have_one_effect() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    proposal = propose(matter, by=Actor(jonas), text="Dienstag")
    at_once(lambda _number: agree(Agreement.objects.get(pk=proposal.pk), by=Actor(ayse)))
    assert matter.messages.filter(event=Event.AGREED).count() == 1
    at_once(lambda number: finish(matter, by=Actor((ayse, jonas)[number % 2])))
    assert matter.messages.filter(event=Event.DONE).count() == 1
    at_once(lambda _number: thank(matter, by=Actor(ayse), text="Danke"))
    assert matter.messages.filter(event=Event.THANKED).count() == 1
    assert Notification.objects.filter(notice__in=["matters.agreed", "matters.done", "matters.thanked"]).count() == 3


def test_finish_or_drop_whoever_comes_first() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    agree(propose(matter, by=Actor(jonas), text="Dienstag"), by=Actor(ayse))
    at_once(lambda number: (finish, drop)[number % 2](matter, by=Actor(ayse)))
    assert matter.messages.filter(event__in=[Event.DONE, Event.DROPPED]).count() == 1
    assert Matter.objects.get().state in {MatterState.DONE, MatterState.DROPPED}


def test_twenty_openings_give_one_matter_and_twenty_presses_one_message() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    place = Place.objects.create()
    entry = Entry.objects.create(
        kind="elsewhere.thing", object_id=1, author=ayse, place=place, title="x", published=timezone.now()
    )
    parties = {ayse: "asker", jonas: "helper"}
    at_once(
        lambda _number: open_matter(
            by=Actor(jonas), kind="help.matter", about=entry, title="x", parties=parties, text="Ja"
        )
    )
    matter = Matter.objects.get()
    assert matter.parties.count() == 2
    at_once(lambda _number: say(matter, by=Actor(ayse), text="Schön!"))
    assert matter.messages.count() == 2
    at_once(lambda _number: propose(matter, by=Actor(jonas), text="Dienstag"))
    agree(Agreement.objects.get(), by=Actor(ayse))
    at_once(lambda _number: release_place(matter, by=Actor(ayse), place=place))
    assert matter.releases.count() == 1


def test_proposals_from_both_sides_at_once_leave_one() -> None:
    people = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(*people)
    got = at_once(lambda number: propose(matter, by=Actor(people[number % 2]), text=f"Vorschlag {number % 2}"))
    assert all(isinstance(one, Agreement) for one in got)
    assert matter.agreements.filter(withdrawn=None).count() == 1
