"""Drafts as views and pages meet them: offered, filled in, kept by a button or a script, chosen between."""

from __future__ import annotations

import pytest
from django import forms
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from quartier.api import Actor, OpenDraft, Person, draft_of
from quartier.api.testing import client_of, neighbour
from quartier.kernel.drafts.actions import (
    Page,
    drafts_of,
    keep_draft,
)
from quartier.kernel.drafts.answers import answers_in
from quartier.kernel.drafts.models import Draft
from quartier.kernel.drafts.opened import owner_word
from tests.drafts import FORM, keep, opened, texts

pytestmark = pytest.mark.django_db


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
