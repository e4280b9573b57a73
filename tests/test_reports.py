"""Anybody reports what they see; evidence stays; whom it is about never learns who it was."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quartier.api import Actor, Refused
from quartier.api.testing import client_of, moderator, neighbour
from quartier.kernel.comments.actions import delete_comment, edit_comment
from quartier.kernel.files.actions import store_file
from quartier.kernel.files.examples import example_upload
from quartier.kernel.files.models import StoredFile
from quartier.kernel.moderation.decisions import decide_alone
from quartier.kernel.moderation.evidence import path_of
from quartier.kernel.moderation.models import Case, EvidenceFile, Report
from quartier.kernel.moderation.reportable import REPORTABLES
from quartier.kernel.moderation.reports import report
from quartier.kernel.notifications.models import Notification
from quartier.kernel.privacy.erasure import erase_person, kept_after
from quartier.kernel.privacy.export import everything_about
from quartier.modules.board.actions import write_post
from tests.bad_files import picture, upload
from tests.reported import WORDS, some_case, ugly_comment

pytestmark = pytest.mark.django_db


def test_what_was_reported_is_kept_whatever_its_author_does() -> None:
    case, accused, _reporter = some_case()
    comment = REPORTABLES["comment"].any(case.object_id)
    edit_comment(comment, by=Actor(accused), text="Ich meinte den Zaun.")
    report("comment", REPORTABLES["comment"].any(comment.pk), rule="respect", by=Actor(neighbour()))
    delete_comment(comment, by=Actor(accused))
    erase_person(accused, by=Actor(accused))
    case.refresh_from_db()
    assert case.about is None
    assert [copy.text for copy in case.evidence.all()] == [WORDS, "Ich meinte den Zaun."]


def test_pictures_are_copied_byte_by_byte(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    author = neighbour()
    post = write_post(by=Actor(author), sort="news", title="Bild", text="Seht her")
    file = store_file(by=Actor(author), upload=example_upload(), entry=post.entry)
    report("entry", post.entry, rule="private", by=Actor(neighbour("Jonas")))
    was = file.path.read_bytes()
    erase_person(author, by=Actor(author))
    copy = EvidenceFile.objects.get()
    assert path_of(copy.key).read_bytes() == was


def test_the_same_person_and_the_same_thing_are_one_report() -> None:
    case, _accused, reporter = some_case()
    comment = REPORTABLES["comment"].any(case.object_id)
    again = report("comment", comment, rule="danger", by=Actor(reporter), text="Und er droht.")
    report("comment", comment, rule="respect", by=None, text="Schlimm")
    report("comment", comment, rule="respect", by=None, text="Schlimm")
    assert again.text == "Und er droht."
    assert (Case.objects.count(), Report.objects.count()) == (1, 2)
    case.refresh_from_db()
    assert case.is_urgent


def test_of_a_person_the_second_report_leaves_what_the_first_one_said() -> None:
    about, reporter = neighbour("Arno"), neighbour("Melda")
    report("person", about, rule="respect", by=Actor(reporter), text="Das erste")
    for _twice in range(2):
        made = report("person", about, rule="danger", by=Actor(reporter), text="Und das zweite")
    assert (made.text, made.rule, Report.objects.count()) == ("Das erste\n\nUnd das zweite", "danger", 1)


def test_nobody_reports_their_own_and_nobody_what_they_do_not_see() -> None:
    _case, accused, _reporter = some_case()
    comment = ugly_comment(accused)
    with pytest.raises(Refused):
        report("comment", comment, rule="respect", by=Actor(accused))
    client = client_of(None)
    assert client.get(f"/melden/comment/{comment.pk}/").status_code == 404
    assert client.get("/melden/secret/1/").status_code == 404
    assert client.get("/melden/entry/99999999/").status_code == 404


def test_the_accused_learns_neither_who_nor_that_until_it_is_decided() -> None:
    _case, accused, reporter = some_case()
    told = json.dumps(everything_about(accused), default=str, ensure_ascii=False)
    assert reporter.given_name not in told
    assert "Das verletzt mich" not in told
    assert "kernel.Case" not in told
    assert not Notification.objects.filter(person=accused, notice__startswith="moderation").exists()
    assert "Das verletzt mich" in json.dumps(everything_about(reporter), default=str, ensure_ascii=False)
    assert any(kept.rows for kept in kept_after(accused))


def test_moderators_hear_of_it_but_not_whom_it_concerns() -> None:
    accused, judge = moderator("Arno"), moderator("Mona")
    report("comment", ugly_comment(accused), rule="respect", by=Actor(neighbour("Melda")))
    told = Notification.objects.filter(notice="moderation.opened").values_list("person", flat=True)
    assert list(told) == [judge.pk]
    case = Case.objects.get()
    assert client_of(judge).get(case.url).status_code == 200
    assert client_of(accused).get(case.url).status_code == 404
    page = client_of(judge).get(case.url).content.decode()
    assert WORDS in page
    assert "Melda" not in page
    assert WORDS not in client_of(accused).get("/moderation/").content.decode()


def test_who_deletes_while_it_is_being_reported_does_not_get_away_with_it() -> None:
    accused, reporter = neighbour("Arno"), neighbour("Melda")
    comment = ugly_comment(accused)
    url, client = f"/melden/comment/{comment.pk}/", client_of(reporter)
    page = client.get(url).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    delete_comment(comment, by=Actor(accused))
    assert client_of(neighbour()).post(url, {"rule": "respect", "seen": seen}).status_code == 404
    assert client.post(url, {"rule": "respect"}).status_code == 404
    assert client.post(url, {"rule": "respect", "seen": seen}).status_code == 302
    assert Case.objects.get().evidence.get().text == WORDS
    comment.delete()
    page = client.post(url, {"rule": "respect", "seen": seen, "text": "Er war gemein"}).content.decode()
    assert "Er war gemein" in page


def test_without_an_account_only_so_often_and_never_with_a_cookie() -> None:
    post = write_post(by=Actor(neighbour()), sort="news", title="Öffentlich", text="Für alle", reach="public")
    assert post.entry
    url, client = f"/melden/entry/{post.entry.pk}/", client_of(None)
    for number in range(10):
        assert client.post(url, {"rule": "law", "text": f"Nummer {number}"}).status_code == 302
    assert client.post(url, {"rule": "law", "text": "Nummer 11"}).status_code == 429
    assert Report.objects.count() == 10
    assert set(client.cookies) <= {"csrftoken", "messages"}


def test_rubbish_changes_nothing() -> None:
    comment = ugly_comment(neighbour("Arno"))
    client = client_of(neighbour("Melda"))
    for body in ({}, {"rule": "nonsense"}, {"rule": "respect\x00"}, {"rule": "respect", "text": "x" * 2001}):
        assert client.post(f"/melden/comment/{comment.pk}/", body).status_code == 200
    assert Report.objects.count() == 0
    assert client.get("/gemeldet/1:abc/").status_code == 404


def test_a_moderator_hides_at_once_and_others_decide() -> None:
    accused, judge = neighbour("Arno"), moderator()
    comment = ugly_comment(accused)
    url = f"/melden/comment/{comment.pk}/"
    assert 'name="at_once"' not in client_of(neighbour()).get(url).content.decode()
    with pytest.raises(Refused):
        report("comment", comment, rule="respect", by=Actor(neighbour()), at_once=True)
    assert client_of(judge).post(url, {"rule": "danger", "at_once": "on"}).status_code == 302
    comment.refresh_from_db()
    assert comment.hidden
    case = Case.objects.get()
    assert case.held_by == judge
    assert client_of(judge).get(case.url).status_code == 404  # who reports doesn't decide
    assert client_of(moderator("Olga")).get(case.url).status_code == 200


def test_whoever_is_paused_reads_why_on_their_own_page() -> None:
    case, accused, _reporter = some_case()
    decide_alone(case, by=Actor(moderator()), measure="pause", days=3, rule="respect", reasons="Darum.")
    page = client_of(accused).get("/people/me/").content.decode()
    assert "/moderation/mine/" in page
    assert "Du hast Pause bis" in page


def test_one_photo_of_several_is_reported_and_hidden_and_the_post_stays() -> None:
    """It goes from its page and from every card; its author still sees it."""
    author, reader = neighbour("Arno", "Arg"), neighbour("Melda", "Mut")
    photos = [store_file(by=Actor(author), upload=upload("a.png", picture(size=size))) for size in ((40, 30), (50, 30))]
    post = write_post(by=Actor(author), sort="news", title="Zwei Bilder", text="Seht her", photos=photos)
    page = client_of(reader).get(post.url).content.decode()
    assert [f"/melden/file/{photo.pk}/" in page for photo in photos] == [True, True]
    assert "/melden/file/" not in client_of(author).get(post.url).content.decode()
    case = report("file", photos[0], rule="private", by=Actor(reader)).case
    decide_alone(
        case, by=Actor(moderator()), measure="hide", days=None, rule="private", reasons="Darauf ist jemand zu sehen."
    )
    for who, sees in ((reader, False), (author, True)):
        page = client_of(who).get(post.url).content.decode()
        assert (photos[0].key in page, photos[1].key in page) == (sees, True)
        assert photos[0].key not in client_of(who).get("/").content.decode()
    REPORTABLES["file"].hide(StoredFile.objects.get(pk=photos[0].pk), None)
    assert photos[0].key in client_of(reader).get("/").content.decode()


def test_a_case_about_a_person_keeps_no_name() -> None:
    accused = neighbour("Xyloquarz", "Arg")
    case = report("person", accused, rule="respect", by=Actor(neighbour())).case
    assert case.title == ""
    assert "Xyloquarz" not in json.dumps(list(case.evidence.values("title", "text", "beside")))
