"""What somebody began to write is never lost, never written over, and nobody else's business."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django import forms
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory
from django.utils import timezone

from quartier.api import Actor, OpenDraft, Person, Refused, draft_of
from quartier.api.testing import client_of, neighbour
from quartier.kernel.drafts.actions import (
    MOST_DRAFTS,
    Page,
    choose_draft,
    drafts_of,
    drop_draft,
    finish_draft,
    forget_old_drafts,
    keep_draft,
    restore_draft,
)
from quartier.kernel.drafts.answers import answers_in
from quartier.kernel.drafts.models import Draft
from quartier.kernel.drafts.opened import owner_word
from quartier.kernel.privacy.erasure import erase_person
from quartier.kernel.privacy.export import everything_about

pytestmark = pytest.mark.django_db
FORM = "board.post"


def opened(draft: Draft | None = None, *, word: UUID | None = None, device: str = "Firefox, Android") -> Page:
    """A page that shows the form, empty or filled with this draft."""
    return Page(
        word=draft.word if draft else word or uuid4(),
        page=uuid4(),
        version=draft.version if draft else 0,
        label="Beitrag",
        url="/board/new/",
        device=device,
        browser=device,
    )


def keep(person: Person, text: str, page: Page | None = None) -> Draft:
    draft = keep_draft(FORM, {"text": [text]}, by=Actor(person), said=page or opened()).draft
    assert draft is not None
    return draft


def texts(person: Person) -> set[str]:
    return {draft.answers["text"][0] for draft in drafts_of(person)}


def test_a_page_that_goes_on_writing_keeps_one_draft() -> None:
    ayse, page = neighbour(), opened()
    keep(ayse, "Wer hat", page)
    keep(ayse, "Wer hat meinen Kater gesehen?", page)
    assert texts(ayse) == {"Wer hat meinen Kater gesehen?"}
    assert drafts_of(ayse).count() == 1


def test_a_second_device_goes_on_where_the_first_stopped() -> None:
    ayse = neighbour()
    draft = keep(ayse, "am Telefon")
    kept = keep_draft(FORM, {"text": ["am Rechner"]}, by=Actor(ayse), said=opened(draft))
    assert not kept.is_beside
    assert texts(ayse) == {"am Rechner"}


def test_two_devices_at_once_write_nothing_over() -> None:
    ayse = neighbour()
    draft = keep(ayse, "Anfang")
    phone, laptop = opened(draft), opened(draft)
    keep(ayse, "am Telefon", phone)
    kept = keep_draft(FORM, {"text": ["am Rechner"]}, by=Actor(ayse), said=laptop)
    assert kept.is_beside
    assert texts(ayse) == {"am Telefon", "am Rechner"}
    keep(ayse, "weiter am Telefon", phone)
    assert texts(ayse) == {"weiter am Telefon", "am Rechner"}


def test_the_same_text_sent_twice_is_no_second_draft() -> None:
    ayse = neighbour()
    draft = keep(ayse, "Anfang")
    keep(ayse, "beide", opened(draft))
    keep(ayse, "beide", opened(draft))
    assert drafts_of(ayse).count() == 1


def test_choosing_one_leaves_the_other_to_be_brought_back() -> None:
    ayse = neighbour()
    first, second = keep(ayse, "eins"), keep(ayse, "zwei")
    choose_draft(first, by=Actor(ayse))
    assert texts(ayse) == {"eins"}
    restore_draft(second, by=Actor(ayse))
    assert texts(ayse) == {"eins", "zwei"}


def test_what_was_sent_is_no_draft_any_more_and_none_comes_after_it() -> None:
    ayse, page = neighbour(), opened()
    keep(ayse, "fertig", page)
    finish_draft(by=Actor(ayse), word=page.word, version=0, page=page.page)
    late = keep_draft(FORM, {"text": ["fertig"]}, by=Actor(ayse), said=page)
    assert late.draft is None
    assert not drafts_of(ayse).exists()


def test_what_another_device_wrote_stays_when_one_is_sent() -> None:
    ayse = neighbour()
    draft = keep(ayse, "Anfang")
    phone, laptop = opened(draft), opened(draft)
    keep(ayse, "am Telefon weiter", phone)
    finish_draft(by=Actor(ayse), word=draft.word, version=laptop.version, page=laptop.page)
    assert texts(ayse) == {"am Telefon weiter"}
    finish_draft(by=Actor(ayse), word=draft.word, version=0, page=phone.page)
    kept = keep_draft(FORM, {"text": ["am Rechner weiter"]}, by=Actor(ayse), said=opened(word=draft.word))
    assert kept.draft is not None
    assert kept.draft.word != draft.word


def test_thrown_away_it_comes_back_for_a_day() -> None:
    ayse = neighbour()
    draft = keep(ayse, "weg")
    drop_draft(draft, by=Actor(ayse))
    assert texts(ayse) == set()
    forget_old_drafts(timezone.now() + timedelta(hours=23))
    restore_draft(draft, by=Actor(ayse))
    assert texts(ayse) == {"weg"}
    drop_draft(draft, by=Actor(ayse))
    forget_old_drafts(timezone.now() + timedelta(hours=25))
    assert not Draft.objects.exists()


def test_after_sixty_days_nothing_is_left() -> None:
    ayse = neighbour()
    keep(ayse, "alt")
    assert forget_old_drafts(timezone.now() + timedelta(days=59)) == 0
    assert forget_old_drafts(timezone.now() + timedelta(days=61)) == 1
    assert not Draft.objects.exists()


def test_there_is_an_end_to_size_and_number() -> None:
    ayse = neighbour()
    with pytest.raises(Refused):
        answers_in(QueryDict(f"text={'x' * 70_000}"))
    for number in range(MOST_DRAFTS):
        keep(ayse, f"Nummer {number}")
    with pytest.raises(Refused):
        keep(ayse, "eins zu viel")
    assert drafts_of(ayse).count() == MOST_DRAFTS


def test_secrets_are_never_kept() -> None:
    said = QueryDict("text=ja&passphrase=a&new_passphrase=b&pin=1&login_code=c&draft=d&csrfmiddlewaretoken=e&once=f")
    assert answers_in(said) == {"text": ["ja"]}


def test_it_goes_and_comes_out_with_its_writer() -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    keep(ayse, "Mein Entwurf")
    keep(jonas, "Fremder Entwurf")
    said = everything_about(ayse)["kernel.Draft"]
    assert "Mein Entwurf" in str(said)
    assert "Fremder" not in str(said)
    erase_person(ayse, by=Actor(ayse))
    assert [draft.person for draft in Draft.objects.all()] == [jonas]


def test_nobody_reaches_anothers_draft() -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    draft = keep(ayse, "Meins")
    for act in (drop_draft, restore_draft, choose_draft):
        with pytest.raises(Refused):
            act(draft, by=Actor(jonas))
    keep(jonas, "Fremd", opened(draft))  # a word that isn't theirs is just a word
    assert texts(ayse) == {"Meins"}
    assert "Meins" not in client_of(jonas).get("/drafts/").content.decode()


class PostForm(forms.Form):
    title = forms.CharField()
    sorts = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    when = forms.SplitDateTimeField(required=False)
    is_loud = forms.BooleanField(required=False, initial=True)


def opened_by(person: Person | None) -> OpenDraft:
    return draft_of(request_of(person), FORM)


def request_of(person: Person | None, url: str = "/board/new/") -> HttpRequest:
    request = RequestFactory().get(url)
    request.person, request.actor = person, Actor(person) if person else None
    request.session = SessionStore()
    return request


def test_a_form_is_filled_whatever_its_fields_are() -> None:
    ayse, page = neighbour(), opened()
    answers = {"title": ["Kater"], "sorts": ["a", "b"], "when_0": ["2026-11-22"], "when_1": ["10:00"]}
    keep_draft(FORM, answers, by=Actor(ayse), said=page)
    draft = draft_of(request_of(ayse, f"/board/new/?group=3&draft={page.word}"), FORM, label="Beitrag")
    form = draft.form(PostForm)
    assert form.initial == {"title": "Kater", "sorts": ["a", "b"], "when": ["2026-11-22", "10:00"], "is_loud": False}
    assert draft.url == "/board/new/?group=3"
    assert 'value="Kater"' in str(form)


def test_it_is_offered_first_and_filled_in_only_when_asked_for() -> None:
    ayse = neighbour()
    kept = keep(ayse, "Kater")
    draft = opened_by(ayse)
    assert draft.form(PostForm).initial == {}
    assert draft.offers == [kept]
    assert draft.word != kept.word
    stranger = opened_by(None)
    assert stranger.offers == []
    assert stranger.form(PostForm).initial == {}


def test_a_form_that_asks_for_a_secret_keeps_none() -> None:
    class SecretForm(forms.Form):
        passphrase = forms.CharField(widget=forms.PasswordInput)

    with pytest.raises(TypeError):
        opened_by(neighbour()).form(SecretForm)


def body(person: Person, page: Page, text: str) -> dict[str, str]:
    said = {"draft": page.word, "draft_page": page.page, "draft_version": page.version}
    of_page = {name: str(value) for name, value in said.items()}
    return {**of_page, "draft_owner": owner_word(person), "draft_url": "/board/new/", "text": text}


def test_without_a_script_a_button_keeps_it_and_leads_back() -> None:
    ayse, page = neighbour(), opened()
    client = client_of(ayse)
    answer = client.post("/drafts/of/board.post/keep/", body(ayse, page, "Ein Kater"))
    assert answer["Location"] == f"/board/new/?draft={page.word}"
    mine = client.get("/drafts/").content.decode()
    assert "Ein Kater" in mine
    assert "60 Tage" in mine


def test_without_a_script_two_versions_are_shown_beside_each_other() -> None:
    ayse = neighbour()
    draft = keep(ayse, "Der Anfang")
    client, laptop = client_of(ayse), opened(draft)
    client.post("/drafts/of/board.post/keep/", body(ayse, opened(draft), "Am Telefon geschrieben"))
    answer = client.post("/drafts/of/board.post/keep/", body(ayse, laptop, "Am Rechner geschrieben"))
    assert answer["Location"] == "/drafts/of/board.post/"
    page = client.get("/drafts/of/board.post/").content.decode()
    assert "Am Telefon geschrieben" in page
    assert "Am Rechner geschrieben" in page
    taken = drafts_of(ayse).get(answers={"text": ["Am Telefon geschrieben"]})
    answer = client.post(f"/drafts/{taken.pk}/take/")
    assert answer["Location"] == taken.go_on_url
    assert texts(ayse) == {"Am Telefon geschrieben"}
    client.post(f"/drafts/{taken.pk}/take-back/")
    assert texts(ayse) == {"Am Telefon geschrieben", "Am Rechner geschrieben"}


def test_a_script_is_told_in_its_own_words() -> None:
    ayse, page = neighbour(), opened()
    client = client_of(ayse)
    answer = client.post(
        "/drafts/of/board.post/keep/", body(ayse, page, "Kater"), headers={"accept": "application/json"}
    )
    assert answer.json()["version"] == 1
    assert answer.json()["draft"] == str(page.word)
    huge = client.post(
        "/drafts/of/board.post/keep/", body(ayse, page, "x" * 70_000), headers={"accept": "application/json"}
    )
    assert huge.status_code == 422
    assert huge.json()["text"]


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/a\nb", "/" * 450])
def test_a_draft_never_leads_elsewhere(url: str) -> None:
    ayse = neighbour()
    said = {**body(ayse, opened(), "Kater"), "draft_url": url}
    assert client_of(ayse).post("/drafts/of/board.post/keep/", said).status_code == 404
    assert not Draft.objects.exists()


def test_what_a_page_of_somebody_else_still_sends_is_not_taken() -> None:
    """Their tab is open, and a neighbour logged in beside it."""
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    answer = client_of(jonas).post("/drafts/of/board.post/keep/", body(ayse, opened(), "Von Ayşe"))
    assert answer.status_code == 404
    assert not Draft.objects.exists()


def test_what_databases_cannot_keep_is_left_out() -> None:
    assert answers_in(QueryDict("text=a%00b")) == {"text": ["ab"]}


def test_after_log_out_the_browser_is_told_to_forget() -> None:
    client = client_of(neighbour())
    client.cookies["drafts"] = "unsent"
    client.post("/account/logout/")
    assert client.cookies["drafts"].value == "forget"
    assert "draft.js" in client.get("/").content.decode()
    del client.cookies["drafts"]
    assert "draft.js" not in client.get("/").content.decode()


def step_of(word: UUID, browser: str, *asks: str) -> Page:
    """The page of one question among many, opened long ago."""
    page = opened(word=word, device=browser)
    return replace(page, version=99, asks=frozenset(asks))


def test_questions_answered_one_by_one_are_one_draft() -> None:
    ayse, word = neighbour(), uuid4()
    keep_draft(FORM, {"kind": ["repairs"]}, by=Actor(ayse), said=step_of(word, "Telefon", "kind"))
    keep_draft(FORM, {"title": ["Regal"]}, by=Actor(ayse), said=step_of(word, "Telefon", "title", "days"))
    assert [draft.answers for draft in drafts_of(ayse)] == [{"kind": ["repairs"], "title": ["Regal"], "days": []}]


def test_going_back_on_one_device_is_no_second_device() -> None:
    ayse, word = neighbour(), uuid4()
    for kind in ("repairs", "errands"):
        keep_draft(FORM, {"kind": [kind]}, by=Actor(ayse), said=step_of(word, "Telefon", "kind"))
    assert [draft.answers for draft in drafts_of(ayse)] == [{"kind": ["errands"]}]


def test_two_devices_that_answer_the_same_question_write_nothing_over() -> None:
    ayse, word = neighbour(), uuid4()
    keep_draft(FORM, {"kind": ["repairs"]}, by=Actor(ayse), said=step_of(word, "Rechner", "kind"))
    keep_draft(FORM, {"title": ["Regal"]}, by=Actor(ayse), said=step_of(word, "Telefon", "title"))
    kept = keep_draft(FORM, {"title": ["Schrank"]}, by=Actor(ayse), said=step_of(word, "Rechner", "title"))
    assert kept.is_beside
    told = [(draft.answers["title"], draft.answers["kind"]) for draft in drafts_of(ayse)]
    assert sorted(told) == [(["Regal"], ["repairs"]), (["Schrank"], ["repairs"])]
