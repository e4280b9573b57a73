"""From the proposal to the thanks: what may follow what."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.http import Http404
from django.utils import timezone

from quartier.kernel.contract import Verb
from quartier.kernel.entries.models import Entry
from quartier.kernel.facts.models import Fact
from quartier.kernel.matters.actions import add_party, open_matter, say
from quartier.kernel.matters.agreements import agree, propose, take_back
from quartier.kernel.matters.endings import close, drop, finish, thank
from quartier.kernel.matters.models import Agreement, Event, Matter, MatterState, Message, PlaceRelease
from quartier.kernel.matters.released_places import open_releases, release_place, withdraw_old_places, withdraw_place
from quartier.kernel.matters.tests.people import matter_of, neighbour
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.places.models import Place
from quartier.kernel.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared(reason="the entry stands here alone")]

Two = tuple[Matter, Actor, Actor]


@pytest.fixture
def two() -> Two:
    """A matter about Ayşe's request with a place, Ayşe and Jonas."""
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    entry = Entry.objects.create(
        kind="elsewhere.thing",
        object_id=1,
        author=ayse,
        place=Place.objects.create(),
        title="Einkaufen",
        published=timezone.now(),
    )
    parties = {ayse: "asker", jonas: "helper"}
    matter = open_matter(
        by=Actor(jonas), kind="help.matter", about=entry, title="Einkaufen", parties=parties, text="Gern!"
    )
    return matter, Actor(ayse), Actor(jonas)


def place_of(matter: Matter) -> Place:
    assert matter.about is not None
    assert matter.about.place is not None
    return matter.about.place


def agreed(two: Two) -> Agreement:
    matter, ayse, jonas = two
    agreement = propose(matter, by=jonas, text="Dienstag um drei")
    agree(agreement, by=ayse)
    return agreement


def state(matter: Matter) -> str:
    return Matter.objects.get(pk=matter.pk).state


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Message, Agreement, PlaceRelease, Fact, Notification))


def everything() -> list[object]:
    return [rows(), *(list(model.objects.values()) for model in (Matter, Agreement, PlaceRelease))]


def refused(do: Callable[[], object], *, field: str | None = None) -> None:
    """It is refused, with a sentence, and nothing is another afterwards."""
    before = everything()
    with pytest.raises(Refused) as refusal:
        do()
    assert str(refusal.value).endswith(".")
    assert refusal.value.field == field
    assert before == everything()


def test_the_whole_way(two: Two) -> None:
    matter, ayse, jonas = two
    agreed(two)
    assert state(matter) == MatterState.AGREED
    place = place_of(matter)
    release_place(matter, by=ayse, place=place)
    assert open_releases(matter).count() == 1
    finish(matter, by=jonas)
    assert state(matter) == MatterState.DONE
    assert not open_releases(matter)
    thank(matter, by=ayse, text="Du bist ein Schatz")
    assert state(matter) == MatterState.THANKED
    close(matter, by=ayse)
    closed = Matter.objects.get(pk=matter.pk)
    assert (closed.state, closed.closed is not None) == (MatterState.CLOSED, True)
    events = ["opened", "proposed", "agreed", "place_released", "done", "thanked", "closed"]
    assert list(matter.messages.values_list("event", flat=True)) == events
    told = list(Notification.objects.filter(person=jonas.person).order_by("pk").values_list("notice", flat=True))
    assert told == ["matters.agreed", "matters.place", "matters.thanked", "matters.closed"]
    assert Fact.objects.filter(verb=Verb.COMPLETED, kind="help.matter", entry=matter.about).count() == 1


def test_repeating_what_is_done_is_harmless(two: Two) -> None:
    matter, ayse, jonas = two
    agreement = agreed(two)
    place = place_of(matter)
    acts: list[Callable[[], object]] = [
        lambda: agree(agreement, by=ayse),
        lambda: release_place(matter, by=ayse, place=place),
        lambda: withdraw_place(matter, by=ayse, place=place),
        lambda: finish(matter, by=jonas),
        lambda: thank(matter, by=ayse, text="Danke"),
        lambda: close(matter, by=ayse),
    ]
    for act in acts:
        act()
        before = rows()
        act()
        act()
        assert rows() == before


def test_nobody_agrees_with_themselves(two: Two) -> None:
    matter, _ayse, jonas = two
    agreement = propose(matter, by=jonas, text="Dienstag um drei")
    refused(lambda: agree(agreement, by=jonas))
    assert state(matter) == MatterState.OPEN


def test_a_proposal_takes_the_place_of_the_one_before(two: Two) -> None:
    matter, ayse, jonas = two
    first = propose(matter, by=jonas, text="Dienstag")
    assert propose(matter, by=jonas, text="Dienstag") == first
    second = propose(matter, by=ayse, text="Mittwoch")
    refused(lambda: agree(first, by=ayse))
    agree(second, by=jonas)
    third = propose(matter, by=jonas, text="Donnerstag")
    assert state(matter) == MatterState.AGREED
    agree(third, by=ayse)
    assert list(matter.agreements.filter(withdrawn=None)) == [third]


def test_only_the_proposer_takes_back_and_only_before_it_is_agreed(two: Two) -> None:
    matter, ayse, jonas = two
    proposal = propose(matter, by=jonas, text="Dienstag")
    refused(lambda: take_back(proposal, by=ayse))
    take_back(proposal, by=jonas)
    take_back(proposal, by=jonas)
    refused(lambda: agree(proposal, by=ayse))
    agreement = agreed(two)
    refused(lambda: take_back(agreement, by=jonas))


def test_times_must_make_sense(two: Two) -> None:
    matter, _ayse, jonas = two
    now = timezone.now()
    hour = timedelta(hours=1)
    for starts, ends, field in (
        (None, now + hour, "starts"),
        (now - 2 * hour, None, "starts"),
        (now + 2 * hour, now + hour, "ends"),
        (now + hour, now + timedelta(days=40), "ends"),
    ):
        refused(partial(propose, matter, by=jonas, text="x", starts=starts, ends=ends), field=field)
    refused(lambda: propose(matter, by=jonas, text="  "), field="text")
    assert propose(matter, by=jonas, text="x", starts=now + hour, ends=now + 2 * hour).ends


def test_what_comes_too_early_or_too_late_is_refused(two: Two) -> None:
    matter, ayse, jonas = two
    place = place_of(matter)
    refused(lambda: finish(matter, by=ayse))
    refused(lambda: thank(matter, by=ayse, text="Danke"))
    refused(lambda: close(matter, by=ayse))
    refused(lambda: release_place(matter, by=ayse, place=place))
    agreed(two)
    finish(matter, by=ayse)
    refused(lambda: drop(matter, by=jonas))
    refused(lambda: propose(matter, by=jonas, text="Noch einmal"))
    refused(lambda: release_place(matter, by=ayse, place=place))
    say(matter, by=jonas, text="Hab ich gern gemacht")
    close(matter, by=ayse)
    refused(lambda: say(matter, by=jonas, text="Noch da?"))


def test_dropping_ends_it_with_a_word(two: Two) -> None:
    matter, ayse, jonas = two
    agreement = propose(matter, by=jonas, text="Dienstag")
    drop(matter, by=jonas, text="Ich bin krank geworden, tut mir leid.")
    drop(matter, by=ayse)
    assert state(matter) == MatterState.DROPPED
    assert matter.messages.filter(event=Event.DROPPED).count() == 1
    refused(lambda: agree(agreement, by=ayse))
    assert Fact.objects.filter(verb=Verb.WITHDRAWN).count() == 1


def test_a_place_is_released_only_by_who_named_it(two: Two) -> None:
    """Else somebody could release a stranger's blurred place to a friend and learn the house."""
    matter, ayse, jonas = two
    agreed(two)
    refused(lambda: release_place(matter, by=jonas, place=place_of(matter)))
    refused(lambda: release_place(matter, by=ayse, place=Place.objects.create()))


def test_a_place_can_be_taken_back_and_is_forgotten_by_itself(two: Two) -> None:
    matter, ayse, jonas = two
    agreed(two)
    place = place_of(matter)
    release_place(matter, by=ayse, place=place)
    withdraw_place(matter, by=jonas, place=place)
    assert open_releases(matter).count() == 1
    withdraw_place(matter, by=ayse, place=place)
    assert not open_releases(matter)
    release_place(matter, by=ayse, place=place)
    assert withdraw_old_places(timezone.now() + timedelta(days=29)) == 0
    assert withdraw_old_places(timezone.now() + timedelta(days=31)) == 1
    assert not open_releases(matter)


@pytest.mark.parametrize("ending", [finish, drop])
def test_a_place_is_withdrawn_when_it_ends(two: Two, ending: Callable[..., object]) -> None:
    matter, ayse, _jonas = two
    agreed(two)
    release_place(matter, by=ayse, place=place_of(matter))
    ending(matter, by=ayse)
    assert not open_releases(matter)


def test_guardians_and_confidants_write_but_do_not_decide(two: Two) -> None:
    matter, ayse, jonas = two
    beside = Actor(neighbour("Kim"))
    add_party(matter, by=ayse, person=beside.person, part="confidant")
    say(matter, by=beside, text="Ich lese mit")
    proposal = propose(matter, by=jonas, text="Dienstag")
    refused(lambda: agree(proposal, by=beside))
    refused(lambda: propose(matter, by=beside, text="Mittwoch"))
    refused(lambda: drop(matter, by=beside))
    agree(proposal, by=ayse)
    refused(lambda: finish(matter, by=beside))


def test_a_stranger_can_do_nothing() -> None:
    ayse, jonas, stranger = neighbour("Ayşe"), neighbour("Jonas"), Actor(neighbour("Uli"))
    matter = matter_of(ayse, jonas)
    proposal = propose(matter, by=Actor(jonas), text="Dienstag")
    before = rows()
    acts: list[Callable[[], object]] = [
        lambda: propose(matter, by=stranger, text="x"),
        lambda: agree(proposal, by=stranger),
        lambda: take_back(proposal, by=stranger),
        lambda: finish(matter, by=stranger),
        lambda: thank(matter, by=stranger, text="x"),
        lambda: close(matter, by=stranger),
        lambda: drop(matter, by=stranger),
    ]
    for act in acts:
        with pytest.raises(Http404):
            act()
    assert rows() == before
