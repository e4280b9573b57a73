"""A block is silent and total: the two don't meet anywhere, and the other can't tell."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quartier.api import out_of_sight
from quartier.api.testing import client_of, moderator, neighbour
from quartier.kernel.accounts.models import Helper
from quartier.kernel.belonging.documents import add_document
from quartier.kernel.belonging.groups import found_group, invite, join_group
from quartier.kernel.blocking.actions import block, unblock
from quartier.kernel.comments.actions import add_comment
from quartier.kernel.entries import search
from quartier.kernel.entries.feed import at_place, dated, entries, located
from quartier.kernel.entries.visibility import visible
from quartier.kernel.files.examples import example_upload
from quartier.kernel.groups.models import Openness, Organisation, OrganisationMember
from quartier.kernel.matters.actions import open_matter, say
from quartier.kernel.matters.agreements import agree, propose
from quartier.kernel.matters.models import Matter
from quartier.kernel.matters.queries import matter_or_404
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import Block, hidden_from
from quartier.kernel.people.models import Person
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.models import Place
from quartier.kernel.privacy.export import everything_about
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.matters import MATTER_SAID
from quartier.kernel.terms.residence import CONFIRMED
from quartier.modules.board.actions import write_post
from quartier.modules.board.models import Post
from quartier.modules.board.thanks import say_thanks

pytestmark = pytest.mark.django_db


@pytest.fixture
def ayse() -> Person:
    return neighbour("Ayşe", "Demir")


@pytest.fixture
def boris() -> Person:
    return neighbour("Boris", "Wolf")


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def post_of(person: Person, title: str, organisation: Organisation | None = None) -> Post:
    starts = timezone.now() + timedelta(days=2)
    by = Actor(person, organisation=organisation)
    place = Place.objects.first() or place_at(by=by, text="Am Brunnen")
    return write_post(by=by, title=title, text="Am Brunnen", sort="news", place=place, starts=starts)


def titles_in_windows(viewer: Person) -> dict[str, set[str]]:
    """What somebody meets in each window."""
    viewer, now = fresh(viewer), timezone.now()
    place = Place.objects.get()
    return {
        "list": {entry.title for entry in entries(viewer).entries},
        "kind": {entry.title for entry in entries(viewer, kind="board.post", facets=["news"]).entries},
        "places": {entry.title for entry in located(viewer).entries},
        "place": {entry.title for entry in at_place(viewer, place)},
        "calendar": {entry.title for _at, entry in dated(viewer, now, None, size=50)},
        "search": {entry.title for entry in search.find(viewer, "Brunnen")},
        "module": {post.title for post in visible(viewer, Post.objects.all())},
        "heute": {title for title in ("Von Ayşe", "Von Boris", "Von Cem") if title in page(viewer, "/")},
    }


def page(viewer: Person, url: str, status: int = 200) -> str:
    answer = client_of(fresh(viewer)).get(url)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_they_meet_in_no_window_and_nobody_else_notices(ayse: Person, boris: Person) -> None:
    cem = neighbour("Cem", "Kaya")
    for person in (ayse, boris, cem):
        post_of(person, f"Von {person.given_name}")
    block(boris, by=Actor(ayse))
    for viewer, theirs in ((ayse, {"Von Ayşe", "Von Cem"}), (boris, {"Von Boris", "Von Cem"})):
        for window, titles in titles_in_windows(viewer).items():
            assert titles == theirs, (viewer, window)
    for window, titles in titles_in_windows(cem).items():
        assert titles == {"Von Ayşe", "Von Boris", "Von Cem"}, window
    assert search.look(fresh(ayse), "Brunnen").total == 2  # what isn't shown isn't counted either
    unblock(boris, by=Actor(ayse))
    assert not fresh(boris).has_blocks
    for window, titles in titles_in_windows(boris).items():
        assert len(titles) == 3, window


def test_a_page_is_full_however_much_is_hidden(ayse: Person, boris: Person) -> None:
    cem = neighbour("Cem", "Kaya")
    posts = [Post(author=person, title=f"{n}") for n in range(25) for person in (boris, cem)]
    from quartier.kernel.entries.sharing import share_many

    share_many(Post.objects.bulk_create(posts))
    block(boris, by=Actor(ayse))
    first = entries(fresh(ayse))
    second = entries(fresh(ayse), after=first.after)
    assert [len(first.entries), len(second.entries), second.after] == [20, 5, None]


def test_what_is_hidden_answers_like_what_never_was(ayse: Person, boris: Person) -> None:
    """The same status, the same words, and no longer a wait: whoever is blocked can't find out by trying."""
    post = post_of(ayse, "Von Ayşe")
    entry = post.entry
    assert entry
    block(boris, by=Actor(ayse))
    client = client_of(fresh(boris))
    for there, missing in (
        (post.url, "/board/999999/"),
        (f"/people/{ayse.pk}/", "/people/999999/"),
        (f"/comments/on/{entry.pk}/", "/comments/on/999999/"),
        (f"/blocks/{ayse.pk}/", "/blocks/999999/"),
    ):
        answers = [client.get(url) for url in (there, missing)]
        assert [answer.status_code for answer in answers] == [404, 404], there
        bodies = [
            answer.content.decode().replace(url, "") for answer, url in zip(answers, (there, missing), strict=True)
        ]
        assert _without_tokens(bodies[0]) == _without_tokens(bodies[1]), there
    with pytest.raises(Exception, match="No Matter|404|") as one, CaptureQueriesContext(connection) as asked:
        say_thanks(post, by=Actor(fresh(boris)))
    assert type(one.value).__name__ == "Http404"
    assert len(asked) < 9


def test_what_is_hidden_takes_as_long_as_what_never_was(ayse: Person, boris: Person, settings: Any) -> None:
    """Answers leave at the same ticks, however long each of them took to find."""
    post = post_of(ayse, "Von Ayşe")
    block(boris, by=Actor(ayse))
    client = client_of(fresh(boris))
    settings.EVEN_404_SECONDS = 0.06
    for url in (post.url, "/board/999999/", f"/people/{ayse.pk}/", "/people/999999/"):
        began = time.monotonic()
        assert client.get(url).status_code == 404
        assert time.monotonic() - began >= 0.06, url


def test_the_documents_of_a_group_name_nobody_to_its_members(ayse: Person, boris: Person) -> None:
    """They stay for everybody, since the group needs its minutes; without a name nobody can tell who blocked whom."""
    cem = neighbour("Cem", "Kaya")
    group = found_group(by=Actor(cem), name="Chor", openness=Openness.OPEN)
    for person in (ayse, boris):
        join_group(group, by=Actor(person))
    add_document(group, by=Actor(ayse), upload=example_upload(), title="Noten")
    block(boris, by=Actor(ayse))
    for viewer, name in ((boris, False), (cem, True)):
        shown = page(viewer, f"/groups/{group.pk}/documents/")
        assert "Noten" in shown
        assert ("Ayşe" in shown) == name


def _without_tokens(html: str) -> str:
    import re

    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"', "", html)


def test_words_names_and_notices_stay_apart(ayse: Person, boris: Person) -> None:
    cem = neighbour("Cem", "Kaya")
    post = post_of(cem, "Von Cem")
    entry = post.entry
    assert entry
    add_comment(entry, by=Actor(boris), text="Von Boris gesagt")
    add_comment(entry, by=Actor(ayse), text="Von Ayşe gesagt")
    group = found_group(by=Actor(cem), name="Chor", openness=Openness.OPEN)
    for person in (ayse, boris):
        join_group(group, by=Actor(person))
    own = post_of(ayse, "Von Ayşe")
    say_thanks(own, by=Actor(boris))
    assert ayse.notifications.filter(by=boris).exists()
    block(boris, by=Actor(ayse))
    assert not ayse.notifications.filter(by=boris).exists()
    for viewer, own_words, others in ((ayse, "Von Ayşe gesagt", "Boris"), (boris, "Von Boris gesagt", "Ayşe")):
        html = page(viewer, post.url)
        assert own_words in html
        assert f"{others} " not in html
        assert others not in page(viewer, f"/groups/{group.pk}/members/")
        assert f">{others}" not in page(viewer, f"/suche/?q={others}")
    assert "Boris" not in page(ayse, own.url)  # whose thanks stood there
    members = page(cem, f"/groups/{group.pk}/members/")
    assert "Boris" in members
    assert "Ayşe" in members
    tell([fresh(ayse), fresh(boris), cem], MATTER_SAID, by=boris, url="/x/")
    assert (ayse.notifications.filter(url="/x/").count(), cem.notifications.filter(url="/x/").count()) == (0, 1)


def test_nothing_new_begins_and_what_goes_on_ends_without_a_name(ayse: Person, boris: Person) -> None:
    parties = {ayse: "asker", boris: "helper"}
    matter = open_matter(
        by=Actor(boris), kind="help.matter", about=None, title="Einkaufen", parties=parties, text="Gern"
    )
    agree(propose(matter, by=Actor(boris), text="Dienstag"), by=Actor(ayse))
    cem = neighbour("Cem", "Kaya")
    three = {ayse: "asker", boris: "helper", cem: "helper"}
    round_of_three = open_matter(
        by=Actor(cem), kind="help.matter", about=None, title="Umzug", parties=three, text="Los"
    )
    ayse.notifications.all().delete()
    boris.notifications.all().delete()
    block(boris, by=Actor(ayse))
    assert Matter.objects.get(pk=matter.pk).is_over
    assert boris.notifications.get(url=matter.url).sentence == "Jemand ist abgesprungen: Einkaufen"
    html = page(boris, matter.url)
    assert "abgesprungen" not in html  # nobody is named
    assert "Gern" in page(ayse, matter.url)  # both keep what was said
    assert Matter.objects.get(pk=round_of_three.pk).parties_now() == [boris, cem]
    assert matter_or_404(boris, round_of_three.pk)
    with pytest.raises(Refused):
        say(matter, by=Actor(boris), text="Warum?")


def test_no_name_leads_to_them(ayse: Person, boris: Person) -> None:
    from quartier.kernel.accounts.actions.trust import choose_helper_named
    from quartier.kernel.belonging.rules import neighbour_named

    Helper.objects.create(person=ayse, helper=boris)
    block(boris, by=Actor(ayse))
    assert not Helper.objects.exists()  # nobody's trusted person whom they fear
    for actor, name in ((ayse, "Boris Wolf"), (boris, "Ayşe Demir")):
        sentences = []
        for wanted in (name, "Niemand Sonst"):
            for find in (neighbour_named, choose_helper_named):
                with pytest.raises(Refused) as refused:
                    find(wanted, by=Actor(fresh(actor)))
                sentences.append(str(refused.value.message))
        assert sentences[:2] == sentences[2:]


def test_duties_go_on(ayse: Person, boris: Person) -> None:
    """The municipality stays audible, moderators see who blocked them, and what the quarter decides reaches everybody."""
    mona = moderator()
    office = Organisation.objects.create(name="Gemeinde", kind="public_office", is_confirmed=True)
    OrganisationMember.objects.create(organisation=office, person=boris)
    official = post_of(boris, "Wasser gesperrt", office)
    own = post_of(ayse, "Von Ayşe")
    block(boris, by=Actor(ayse))
    block(mona, by=Actor(ayse))
    assert "Wasser gesperrt" in {entry.title for entry in entries(fresh(ayse)).entries}
    page(ayse, official.url)
    assert "Von Ayşe" in {entry.title for entry in entries(fresh(mona)).entries}
    page(mona, own.url)
    page(mona, f"/people/{ayse.pk}/")
    tell([fresh(ayse)], CONFIRMED, by=mona)
    assert ayse.notifications.filter(by=mona).exists()
    group = found_group(by=Actor(boris), name="Chor", openness=Openness.OPEN)
    assert out_of_sight(fresh(boris)) == {ayse.pk}
    with pytest.raises(Refused):
        invite(group, by=Actor(boris), person=ayse)


def test_two_taps_and_a_way_back(ayse: Person, boris: Person) -> None:
    client = client_of(ayse)
    assert f'href="/blocks/{boris.pk}/"' in client.get(f"/people/{boris.pk}/").content.decode()
    assert "Boris" in client.get(f"/blocks/{boris.pk}/").content.decode()
    assert client.post(f"/blocks/{boris.pk}/", follow=True).status_code == 200
    assert client.post(f"/blocks/{boris.pk}/").status_code == 302  # twice is once
    assert "Boris Wolf" in client.get("/blocks/").content.decode()
    assert client_of(boris).post(f"/blocks/{ayse.pk}/").status_code == 404  # and they can't tell why
    client.post(f"/blocks/{boris.pk}/undo/")
    assert not Block.objects.exists()
    assert client.get(f"/people/{boris.pk}/").status_code == 200


def test_the_other_never_learns_of_it(ayse: Person, boris: Person) -> None:
    block(boris, by=Actor(ayse))
    exported = repr(everything_about(fresh(boris)))
    assert "Block" not in exported
    assert "has_blocks" not in exported
    assert "kernel.Block" in everything_about(fresh(ayse))


def test_whoever_is_in_no_block_pays_nothing(ayse: Person) -> None:
    viewer = fresh(ayse)
    with CaptureQueriesContext(connection) as asked:
        assert hidden_from(viewer) == out_of_sight(viewer) == frozenset()
    assert not asked
