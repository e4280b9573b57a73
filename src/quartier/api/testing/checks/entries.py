"""What a kind's card promises: who finds it where, and that hiding takes it away."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

import pytest

from quartier.api.testing.cast import Cast, may_see
from quartier.api.testing.people import client_of
from quartier.api.testing.windows import wrong_entries
from quartier.kernel.contract import Card, Kind, Verb
from quartier.kernel.entries import search
from quartier.kernel.entries.actions import hide_entry, reindex, unhide_entry
from quartier.kernel.entries.feed import entries
from quartier.kernel.entries.hands import with_hands
from quartier.kernel.entries.models import Entry, Shared
from quartier.kernel.entries.sharing import share
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.windows.cards import name_of_author


def _shared(kind: Kind[Any], author: Person) -> tuple[Shared, Card, Entry]:
    obj = kind.example(author)
    card = kind.card(obj)
    assert card is not None, "the example must be something to be seen, not a draft"
    entry = share(obj, by=Actor(author))
    assert entry is not None
    return obj, card, entry


@pytest.mark.django_db
@pytest.mark.not_shared(reason="the example is only to be shared by whoever asked for it")
def test_the_example_is_saved_and_not_shared(kind: Kind[Any], cast: Cast) -> None:
    obj = kind.example(cast.owner)
    assert type(obj) is kind.model
    assert obj.pk is not None
    assert not Entry.objects.filter(kind=kind.name).exists()


@pytest.mark.django_db
@pytest.mark.not_shared(reason="only cards are looked at")
def test_a_card_says_the_same_whenever_it_is_asked(kind: Kind[Any], cast: Cast) -> None:
    obj = kind.example(cast.owner)
    again = kind.model._default_manager.get(pk=obj.pk)
    assert kind.card(obj) == kind.card(obj)
    assert kind.card(obj) == kind.card(again), "the card must say what is stored, not what was passed on the way there"


@pytest.mark.django_db
@pytest.mark.not_shared(reason="only cards are looked at")
def test_each_example_has_the_same_form(kind: Kind[Any], cast: Cast) -> None:
    first, second = kind.card(kind.example(cast.owner)), kind.card(kind.example(cast.other))
    assert _form(first) == _form(second)


def _form(card: Card | None) -> dict[str, bool]:
    assert card is not None
    return {item.name: getattr(card, item.name) not in (None, "", ()) for item in fields(card)}


@pytest.mark.django_db
def test_the_entry_says_what_the_card_says(kind: Kind[Any], cast: Cast) -> None:
    _obj, card, entry = _shared(kind, cast.owner)
    entry.refresh_from_db()
    said = {
        name: getattr(entry, name) for name in ("title", "text", "url", "author", "group", "organisation", "search")
    }
    assert said == {name: getattr(card, name) for name in said}
    assert (entry.place, entry.starts, entry.ends) == (card.place, card.starts, card.ends), "map and calendar"
    assert not wrong_entries()
    assert reindex() == 0


@pytest.mark.django_db
def test_the_card_fits_its_windows(kind: Kind[Any], cast: Cast) -> None:
    _obj, card, _entry = _shared(kind, cast.owner)
    assert card.title.strip()
    assert len(card.title) <= 200, "longer titles are cut off"
    assert card.starts is None or card.ends is None or card.starts <= card.ends
    assert card.author == cast.owner


@pytest.mark.django_db
def test_everybody_it_is_for_sees_it_and_nobody_else(kind: Kind[Any], cast: Cast) -> None:
    _obj, card, entry = _shared(kind, cast.owner)
    for role, person in cast.viewers.items():
        wanted = may_see(person, card)
        assert (entry in entries(person).entries) == wanted, f"Heute of {role}"
        assert (entry in entries(person, kind=kind.name).entries) == wanted, f"the list of {role}"
        assert (entry in search.find(person, card.title)) == wanted, f"what {role} finds"
        status = client_of(person).get(card.url).status_code
        assert (status == 200) == wanted, f"{card.url} answers {status} to {role}"


@pytest.mark.django_db
def test_each_word_of_the_title_finds_it(kind: Kind[Any], cast: Cast) -> None:
    _obj, card, entry = _shared(kind, cast.owner)
    words = re.findall(r"[^\W_]+", card.title)
    assert words
    for word in words:
        assert entry in search.find(cast.owner, word), word


@pytest.mark.django_db
def test_hidden_it_is_gone_for_all_but_author_and_moderators(kind: Kind[Any], cast: Cast) -> None:
    _obj, card, entry = _shared(kind, cast.owner)
    hide_entry(entry, by=Actor(cast.moderator))
    for role, person in cast.viewers.items():
        wanted = role in {"owner", "moderator", "key holder"}
        assert (entry in entries(person).entries) == wanted, f"Heute of {role}"
        assert (entry in search.find(person, card.title)) == wanted, f"what {role} finds"
        assert (client_of(person).get(card.url).status_code == 200) == wanted, f"the page for {role}"
    hide_entry_again = Entry.objects.get(pk=entry.pk)
    unhide_entry(hide_entry_again, by=Actor(cast.moderator))
    assert (entry in entries(cast.other).entries) == may_see(cast.other, card)


@pytest.mark.django_db
def test_what_somebody_wrote_for_the_author_says_so(kind: Kind[Any], cast: Cast) -> None:
    """In the windows by itself; on its own page by `hand_for`."""
    obj = kind.example(cast.owner)
    entry = share(obj, by=Actor(cast.other, for_person=cast.owner))
    assert entry is not None
    assert cast.other.full_name in client_of(cast.owner).get(entry.url).content.decode()
    (again,) = with_hands(list(kind.model._default_manager.filter(pk=obj.pk)))
    assert cast.other.full_name in again.hand_for(cast.owner)
    assert name_of_author(entries(cast.owner).entries[0], cast.owner).startswith(cast.owner.full_name)
    assert cast.other.full_name in name_of_author(entries(cast.owner).entries[0], cast.owner)
    share(again, by=Actor(cast.owner), verb=Verb.CHANGED)
    assert not kind.model._default_manager.get(pk=obj.pk).hand_for(cast.owner), "now it is the author's own again"
