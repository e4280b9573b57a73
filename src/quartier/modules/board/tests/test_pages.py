"""The pages, as somebody without scripts uses them."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from quartier.api import Actor, StoredFile, add_comment, moderates
from quartier.modules.board import actions
from quartier.modules.board.models import Post
from quartier.modules.board.tests.neighbours import (
    a_post,
    browser_of,
    fresh,
    group_of,
    neighbour,
    organisation_of,
    photo,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def answers(**said: Any) -> dict[str, Any]:
    return {
        "sort": "question",
        "title": "Wer kennt eine Werkstatt?",
        "text": "Für **Lastenräder**.",
        "reach": "members",
        "draft": str(uuid4()),
        **said,
    }


def test_one_page_puts_a_post_on_the_board_however_often_it_is_sent() -> None:
    browser, said = browser_of(neighbour("Ayşe")), answers()
    assert "Wer sieht das" in words_of(browser, "/board/new/")
    for _press in range(3):
        response = browser.post("/board/new/", said)
    post = Post.objects.get()
    assert response.url == post.url  # type: ignore[attr-defined]
    theirs = browser_of(neighbour("Jonas"))
    assert post.title in words_of(theirs, "/board/")
    assert "<strong>Lastenräder</strong>" in words_of(theirs, post.url)
    assert post.title in words_of(theirs, "/")


def test_nothing_is_lost_when_something_is_wrong_the_photos_neither() -> None:
    browser = browser_of(neighbour("Ayşe"))
    long = "Sehr lang. " * 2000
    said = answers(text=long, photos=[photo("red", "a.jpg"), photo("blue", "b.jpg")])
    page = browser.post("/board/new/", said).content.decode()
    assert long.strip() in page
    assert not Post.objects.exists()
    kept = [file.key for file in StoredFile.objects.all()]
    assert len(kept) == 2
    assert all(f'value="{key}"' in page for key in kept)
    said = answers(kept=kept[1:], **{f"alt-{kept[1]}": "Ein blaues Rad"})
    assert browser.post("/board/new/", said).url == Post.objects.get().url  # type: ignore[attr-defined]
    assert fresh(Post.objects.get()).picture == StoredFile.objects.get(key=kept[1])
    assert 'alt="Ein blaues Rad"' in words_of(browser, Post.objects.get().url)


def test_after_publishing_photos_one_is_asked_what_is_seen_there() -> None:
    browser = browser_of(neighbour("Ayşe"))
    response = browser.post("/board/new/", answers(photos=[photo("red", "a.jpg"), photo("blue", "b.jpg")]))
    post = Post.objects.get()
    first, second = StoredFile.objects.order_by("position")
    assert response.url == f"{post.url}photos/"  # type: ignore[attr-defined]
    assert post.picture == first
    browser.post(f"{post.url}photos/{second.key}/forward/", {f"alt-{first.key}": "rot"})
    assert fresh(post).picture == second
    browser.post(f"{post.url}photos/", {f"alt-{second.key}": "blau", "photos": [photo("green", "c.jpg")]})
    assert [file.alt for file in StoredFile.objects.order_by("position")] == ["blau", "rot", ""]
    browser.post(f"{post.url}photos/{second.key}/remove/")
    assert fresh(post).picture == first
    entry = post.entry
    assert entry is not None
    assert entry.picture == first


def test_what_is_no_photo_is_said_beside_the_field_and_the_rest_stays() -> None:
    browser = browser_of(neighbour("Ayşe"))
    wrong = SimpleUploadedFile("Katze.jpg", b"MZ no picture at all")
    page = browser.post("/board/new/", answers(photos=[wrong, photo("blue", "b.jpg")])).content.decode()
    assert "Katze.jpg: " in page
    assert "Wer kennt eine Werkstatt?" in page
    assert StoredFile.objects.count() == 1
    assert not Post.objects.exists()


def test_what_stood_there_before_can_be_read_by_whoever_sees_it() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    post, browser = a_post(ayse, title="Früher"), browser_of(ayse)
    response = browser.post(f"{post.url}edit/", {"sort": "news", "title": "Jetzt", "text": "Anders."})
    assert response.url == post.url  # type: ignore[attr-defined]
    theirs = browser_of(jonas)
    assert f"{post.url}history/" in words_of(theirs, post.url)
    assert "Früher" in words_of(theirs, f"{post.url}history/")
    assert Client().get(f"{post.url}history/").status_code == 404


def test_deleting_can_be_undone_and_meanwhile_nobody_gets_there() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    post, browser, theirs = a_post(ayse), browser_of(ayse), browser_of(jonas)
    page = browser.post(f"{post.url}delete/", follow=True).content.decode()
    assert f"{post.url}restore/" in page
    assert theirs.get(post.url).status_code == 404
    assert f"{post.url}restore/" in words_of(browser, post.url)
    entry = post.entry
    assert entry is not None
    answer = theirs.post(f"/comments/on/{entry.pk}/", {"text": "Ich hätte Interesse!"})
    assert answer.status_code == 404
    assert "Ich hätte Interesse!" in answer.content.decode()
    browser.post(f"{post.url}restore/")
    assert post.title in words_of(theirs, post.url)


def test_the_author_reads_the_names_of_who_is_thankful_and_nobody_reads_a_number() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    post = a_post(ayse)
    theirs = browser_of(jonas)
    theirs.post(f"{post.url}thanks/")
    assert "Jonas Beispiel" in words_of(browser_of(ayse), post.url)
    assert f"{post.url}no-thanks/" in words_of(theirs, post.url)
    assert "Jonas" not in words_of(browser_of(neighbour("Kim")), post.url)


def test_only_the_author_finds_the_ways_to_change_it() -> None:
    ayse = neighbour("Ayşe")
    post, theirs = a_post(ayse, sort="give_away"), browser_of(neighbour("Jonas"))
    for address in ("edit", "delete", "restore", "close", "reopen", "renew", "photos"):
        assert theirs.post(f"{post.url}{address}/").status_code == 404
        assert f"{post.url}{address}/" not in words_of(theirs, post.url)
    own = browser_of(ayse)
    own.post(f"{post.url}close/")
    assert fresh(post).closed is not None
    assert "Vergeben" in words_of(theirs, post.url)
    own.post(f"{post.url}reopen/")
    assert fresh(post).closed is None
    assert own.post(f"{post.url}renew/").url == post.url  # type: ignore[attr-defined]


def test_who_wrote_in_an_organisations_name_know_only_its_members_and_moderators() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    office = organisation_of(ayse, kind="public_office")
    browser = browser_of(ayse)
    said = answers(sender=str(office.pk), reach="public")
    post = Post.objects.get(title=said["title"]) if browser.post("/board/new/", said).status_code == 302 else None
    assert post is not None
    assert post.organisation == office
    theirs = words_of(browser_of(jonas), post.url)
    assert "Haus public_office" in theirs
    assert "Amtlich" in theirs
    assert "Ayşe" not in theirs
    assert "Ayşe Beispiel" in words_of(browser, post.url)
    mo = neighbour("Mo")
    mo.roles.create(role="moderator")
    assert moderates(mo)
    assert "Ayşe Beispiel" in words_of(browser_of(mo), post.url)
    assert "Ayşe" not in words_of(Client(), post.url)


def test_a_group_has_its_board_and_the_way_to_write_there() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    choir = group_of(ayse, jonas)
    browser = browser_of(ayse)
    page = words_of(browser, f"/groups/{choir.pk}/")
    assert f"/board/new/?group={choir.pk}" in page
    form = words_of(browser, f"/board/new/?group={choir.pk}")
    assert re.search(rf'value="group:{choir.pk}"[^>]* checked', form)
    browser.post("/board/new/", answers(reach=f"group:{choir.pk}"))
    post = Post.objects.get()
    assert (post.reach, post.group) == ("group", choir)
    assert post.title in words_of(browser_of(jonas), f"/groups/{choir.pk}/")
    assert browser_of(neighbour("Kim")).get(post.url).status_code == 404


def test_a_post_becomes_a_request_for_help() -> None:
    ayse = neighbour("Ayşe")
    page = words_of(browser_of(ayse), a_post(ayse, title="Wer hat eine Leiter?").url)
    assert "/help/new/request/?title=Wer+hat+eine+Leiter" in page
    filled = words_of(browser_of(ayse), "/board/new/?title=Wer+hat+eine+Leiter%3F&text=Drei+Meter")
    assert "Wer hat eine Leiter?" in filled
    assert "Drei Meter" in filled


def test_guests_and_strangers_find_a_friendly_word_instead_of_posts() -> None:
    post = a_post(neighbour("Ayşe"))
    guest = browser_of(neighbour("Gast", standing="guest"))
    for browser in (Client(), guest):
        assert post.title not in words_of(browser, "/board/")
    assert guest.get("/board/new/").status_code == 403


@pytest.mark.parametrize("page", ["/board/", "detail"])
def test_a_page_asks_the_database_as_often_for_two_as_for_twelve(page: str) -> None:
    ayse = neighbour("Ayşe")
    post, browser = a_post(ayse), browser_of(ayse)
    entry = post.entry
    assert entry is not None
    counts = []
    for more in (2, 10):
        for number in range(more):
            person = neighbour(f"N{number}")
            a_post(person, where="Brunnen")
            add_comment(entry, by=Actor(person), text=f"Schön {number}!")
            actions.edit_post(post, by=Actor(ayse), title=f"Brunnen {more} {number}")
        url = post.url if page == "detail" else page
        words_of(browser, url)
        with CaptureQueriesContext(connection) as queries:
            words_of(browser, url)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12, [query["sql"][:160] for query in queries]
