"""Who comments, who reads it, and who takes it away."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quartier.kernel.comments.actions import (
    add_comment,
    delete_comment,
    edit_comment,
    forget_deleted_comments,
    restore_comment,
)
from quartier.kernel.comments.models import Comment
from quartier.kernel.comments.thread import comments_on
from quartier.kernel.contract import Verb
from quartier.kernel.entries.actions import hide_entry
from quartier.kernel.entries.models import Entry
from quartier.kernel.facts.models import Fact
from quartier.kernel.matters.tests.people import neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared(reason="the entry stands here alone")]


@pytest.fixture
def ayse() -> Person:
    return neighbour("Ayşe")


@pytest.fixture
def entry(ayse: Person) -> Entry:
    keys = ["members", f"person:{ayse.pk}"]
    return Entry.objects.create(
        kind="help.offer", object_id=1, author=ayse, title="Möbel", url="/x/", keys=keys, published=timezone.now()
    )


def moderator() -> Person:
    person = neighbour("Mo")
    RoleHolder.objects.create(person=person, role="moderator")
    return person


def refused(do: Callable[[], object]) -> None:
    before = list(Comment.objects.values())
    with pytest.raises(Refused):
        do()
    assert list(Comment.objects.values()) == before


def texts(entry: Entry, viewer: Person | None) -> list[str]:
    return [comment.text for comment in comments_on(entry, viewer).comments]


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(Account.objects.create_user(f"name-{person.pk}", "x", person))
    return client


def test_a_neighbour_comments_and_the_author_is_told(entry: Entry, ayse: Person) -> None:
    jonas = neighbour("Jonas")
    add_comment(entry, by=Actor(jonas), text="Auch am Wochenende?")
    add_comment(entry, by=Actor(ayse), text="Ja!")
    assert texts(entry, jonas) == ["Auch am Wochenende?", "Ja!"]
    assert [notice.notice for notice in ayse.notifications.all()] == ["comments.added"]
    assert Fact.objects.filter(verb=Verb.COMMENTED, entry=entry, kind=entry.kind).count() == 2


def test_the_same_words_twice_are_one_comment(entry: Entry) -> None:
    jonas = neighbour("Jonas")
    for _press in range(5):
        add_comment(entry, by=Actor(jonas), text="Danke")
    assert Comment.objects.count() == 1
    assert Fact.objects.filter(verb=Verb.COMMENTED).count() == 1


def test_who_may_not_see_the_post_neither_comments_nor_learns_of_it(entry: Entry) -> None:
    guest = neighbour("Gast", standing=Standing.GUEST)
    with pytest.raises(Http404):
        add_comment(entry, by=Actor(guest), text="Hallo")
    client = signed_in(guest)
    assert client.get(reverse("comments:on", kwargs={"entry_pk": entry.pk})).status_code == 404
    assert client.post(reverse("comments:on", kwargs={"entry_pk": entry.pk}), {"text": "x"}).status_code == 404
    assert not Comment.objects.exists()


def test_a_guest_reads_what_is_public_but_does_not_comment(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(keys=["public"])
    entry.refresh_from_db()
    guest = neighbour("Gast", standing=Standing.GUEST)
    refused(lambda: add_comment(entry, by=Actor(guest), text="Hallo"))
    assert comments_on(entry, guest).form is None
    assert comments_on(entry, None).form is None


@pytest.mark.parametrize("text", ["", " \n", "\x00", "x" * 2001])
def test_nothing_and_too_much_are_refused(entry: Entry, text: str) -> None:
    refused(lambda: add_comment(entry, by=Actor(neighbour("Jonas")), text=text))


def test_what_is_hidden_or_over_is_not_commented(entry: Entry, ayse: Person) -> None:
    hide_entry(entry, by=Actor(moderator()))
    refused(lambda: add_comment(entry, by=Actor(ayse), text="Warum?"))
    Entry.objects.filter(pk=entry.pk).update(hidden=None, expires=timezone.now())
    refused(lambda: add_comment(entry, by=Actor(ayse), text="Warum?"))


def test_only_the_author_changes_and_deletes(entry: Entry) -> None:
    jonas, kim = neighbour("Jonas"), neighbour("Kim")
    comment = add_comment(entry, by=Actor(jonas), text="Danke")
    refused(lambda: edit_comment(comment, by=Actor(kim), text="Bitte"))
    refused(lambda: delete_comment(comment, by=Actor(kim)))
    edit_comment(comment, by=Actor(jonas), text="Danke dir")
    comment.refresh_from_db()
    assert (comment.text, comment.edited is not None) == ("Danke dir", True)
    delete_comment(Comment.objects.get(), by=Actor(jonas))
    delete_comment(comment, by=Actor(jonas))
    assert shown(entry) == []


def shown(entry: Entry) -> list[str]:
    return [comment.text for comment in comments_on(entry, moderator()).comments]


def test_what_was_deleted_comes_back_for_a_day(entry: Entry) -> None:
    jonas, kim = neighbour("Jonas"), neighbour("Kim")
    comment = add_comment(entry, by=Actor(jonas), text="Danke")
    delete_comment(comment, by=Actor(jonas))
    comment.refresh_from_db()
    refused(lambda: edit_comment(comment, by=Actor(jonas), text="Doch"))
    refused(lambda: restore_comment(comment, by=Actor(kim)))
    restore_comment(comment, by=Actor(jonas))
    assert shown(entry) == ["Danke"]
    delete_comment(comment, by=Actor(jonas))
    add_comment(entry, by=Actor(jonas), text="Danke")  # not taken for the one that is gone
    assert shown(entry) == ["Danke"]
    assert forget_deleted_comments(timezone.now() + timedelta(hours=23)) == 0
    assert forget_deleted_comments(timezone.now() + timedelta(hours=25)) == 1
    assert Comment.objects.count() == 1


def test_what_is_hidden_is_seen_by_its_author_and_moderators_alone(entry: Entry) -> None:
    jonas, mo = neighbour("Jonas"), moderator()
    comment = add_comment(entry, by=Actor(jonas), text="Böses")
    Comment.objects.filter(pk=comment.pk).update(hidden=timezone.now())
    assert texts(entry, neighbour("Uli")) == []
    assert texts(entry, jonas) == texts(entry, mo) == ["Böses"]
    refused(lambda: edit_comment(comment, by=Actor(jonas), text="Harmlos"))


def test_the_pages(entry: Entry) -> None:
    jonas = neighbour("Jonas")
    client, other = signed_in(jonas), signed_in(neighbour("Kim"))
    on = reverse("comments:on", kwargs={"entry_pk": entry.pk})
    answer = client.post(on, {"text": "<script>alert(1)</script>"})
    comment = Comment.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{entry.url}#comment-{comment.pk}")
    assert "<script>alert" not in other.get(on).content.decode()
    assert "This field is required" in client.post(on, {"text": " "}).content.decode()
    assert client.get(reverse("comments:edit", kwargs={"pk": comment.pk})).status_code == 200
    for act in ("edit", "delete", "restore"):
        address = reverse(f"comments:{act}", kwargs={"pk": comment.pk})
        assert other.post(address, {"text": "x"}).status_code == 404
    client.post(reverse("comments:delete", kwargs={"pk": comment.pk}))
    assert reverse("comments:restore", kwargs={"pk": comment.pk}) in client.get(on).content.decode()
    assert "alert" not in client.get(on).content.decode()


def test_comments_go_with_their_author(entry: Entry) -> None:
    jonas = neighbour("Jonas")
    add_comment(entry, by=Actor(jonas), text="Canary")
    jonas.delete()
    assert not Comment.objects.exists()


def test_words_about_what_was_deleted_meanwhile_are_not_lost(entry: Entry) -> None:
    jonas = neighbour("Jonas")
    comment = add_comment(entry, by=Actor(jonas), text="Zuerst")
    browser = signed_in(jonas)
    addresses = [reverse("comments:on", args=[entry.pk]), reverse("comments:edit", args=[comment.pk])]
    entry.delete()
    for address in addresses:
        answer = browser.post(address, {"text": "Lange überlegt, gut <b>gesagt</b>."})
        assert answer.status_code == 404
        assert "Lange überlegt, gut &lt;b&gt;gesagt&lt;/b&gt;." in answer.content.decode()
        assert browser.get(address).status_code == 404
