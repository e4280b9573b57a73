"""One question a page: back and forth, on any device, and nothing answered is lost. Help's own pages stand for all."""

from __future__ import annotations

import pytest
from django import forms
from django.http import Http404
from django.test import Client, RequestFactory

from quartier.api import Actor, Steps
from quartier.api.testing import client_of, neighbour
from quartier.kernel.drafts.models import Draft

pytestmark = pytest.mark.django_db
START = "/help/new/request"
ANSWERS: dict[str, dict[str, str]] = {
    "kind": {"kind": "repairs"},
    "what": {"title": "Wer hilft mir mit dem Regal?"},
    "when": {"often": "once", "urgency": "whenever"},
    "where": {"where": ""},
    "who": {"capacity": "1", "audience": "members"},
}


def answer(client: Client, *steps: str, query: str = "", **said: str) -> str:
    """Sends these questions' pages, as a browser would; where it leads."""
    led_to = ""
    for step in steps:
        url = f"{START}/{step}/{query}"
        page = client.get(url).content.decode()
        hidden = {name: value_of(page, name) for name in ("draft", "draft_page", "draft_version")}
        led_to = client.post(url, {**hidden, **ANSWERS[step], **said})["Location"]
    return led_to


def value_of(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


def words_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_each_question_says_where_one_stands_and_leads_on() -> None:
    client = client_of(neighbour())
    assert answer(client, "kind") == f"{START}/what/"
    page = words_of(client, f"{START}/what/")
    assert "Frage 2 von 6" in page
    assert f'href="{START}/kind/"' in page


def test_begun_on_the_phone_it_goes_on_at_the_laptop() -> None:
    ayse = neighbour()
    answer(client_of(ayse), "kind", "what")
    laptop = client_of(ayse)
    assert "Wer hilft mir mit dem Regal?" in words_of(laptop, f"{START}/what/")
    assert "Wer hilft mir mit dem Regal?" in words_of(laptop, "/people/me/")
    assert answer(laptop, "when", "where", "who") == f"{START}/check/"
    assert Draft.objects.count() == 1


def test_from_the_last_look_one_answer_is_changed_and_then_it_is_shown_again() -> None:
    client = client_of(neighbour())
    answer(client, *ANSWERS)
    assert f'href="{START}/what/?back=check"' in words_of(client, f"{START}/check/")
    assert answer(client, "what", query="?back=check", title="Wer hilft mit dem Schrank?") == f"{START}/check/"
    assert "Wer hilft mit dem Schrank?" in words_of(client, f"{START}/check/")


def test_the_last_look_leads_to_what_is_still_open() -> None:
    client = client_of(neighbour())
    answer(client, "kind")
    assert client.get(f"{START}/check/")["Location"] == f"{START}/what/"


def test_a_mistake_that_shows_at_the_end_leads_to_its_question() -> None:
    client = client_of(neighbour())
    answer(client, *ANSWERS)
    answer(client, "when", first_day="2020-01-01")
    last = f"{START}/check/"
    page = client.post(last, {"draft": value_of(words_of(client, last), "draft")}).content.decode()
    assert f'href="{START}/when/?back=check#id_first_day"' in page
    assert Draft.objects.count() == 1


def test_a_title_from_elsewhere_is_suggested_and_no_draft_before_something_was_sent() -> None:
    client = client_of(neighbour())
    client.get(f"{START}/?title=Aus+dem+Brett&text=Mehr+dazu")
    assert not Draft.objects.exists()
    assert "Aus dem Brett" in words_of(client, f"{START}/what/")
    answer(client, "kind")
    assert Draft.objects.get().answers["title"] == ["Aus dem Brett"]


def test_the_same_question_on_two_devices_at_once_is_chosen_between() -> None:
    ayse = neighbour()
    phone, laptop = client_of(ayse), client_of(ayse)
    answer(phone, "kind")
    url = f"{START}/what/"
    page = words_of(laptop, url)
    answer(phone, "what", title="Am Telefon geschrieben")
    said = {name: value_of(page, name) for name in ("draft", "draft_page", "draft_version")}
    led_to = laptop.post(url, {**said, "title": "Am Rechner geschrieben"})["Location"]
    both = words_of(laptop, led_to)
    assert "Am Telefon geschrieben" in both
    assert "Am Rechner geschrieben" in both


class AboutForm(forms.Form):
    about = forms.CharField()


class SecretForm(forms.Form):
    passphrase = forms.CharField(widget=forms.PasswordInput)


def test_a_step_that_is_none_is_not_found_and_a_secret_is_no_question() -> None:
    request = RequestFactory().get("/")
    ayse = neighbour()
    request.person, request.actor, request.session = ayse, Actor(ayse), client_of(ayse).session
    questions = {"about": AboutForm, "secret": SecretForm}
    with pytest.raises(Http404):
        Steps(request, "tests.form", questions, url=str, step="elsewhere", label="Versuch")
    steps = Steps(request, "tests.form", questions, url=str, step="secret", label="Versuch")
    assert (steps.number, steps.total, steps.back_url) == (2, 3, "about")
    with pytest.raises(TypeError):
        steps.ask("help/question.html", {"sort": "request"})
