"""Anybody may say anything where apps make themselves known. It is answered in OAuth's words, on both databases."""

import json

import pytest
from django.test import Client

from quartier.modules.chat.models import App, ChatServer

BACK = "io.element.app:/callback"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"7", b"{", b"\xff\xfe", b"[" * 19_000, b'{"a":' * 3_000, b'{"client_name": "' + b"a" * 30_000 + b'"}',
        json.dumps({"redirect_uris": [BACK + "\ud800"]}), json.dumps({"redirect_uris": [BACK + "\x00"]}),
        json.dumps({"redirect_uris": ["javascript:alert(1)"]}), json.dumps({"redirect_uris": [[BACK]]}),
        json.dumps({"client_name": "A\ud800", "redirect_uris": [BACK]}),
    ],
)  # fmt: skip
def test_what_is_no_app_is_refused_in_words(body: bytes | str) -> None:
    ChatServer.objects.create(
        pk=1, server_name="quartier.example.org", address="https://quartier.example.org", is_on=True
    )
    answer = Client().post("/chat/oauth/register/", body, content_type="application/json")
    assert (answer.status_code, "error" in answer.json()) == (400, True)
    assert not App.objects.exists()


@pytest.mark.django_db
def test_a_name_of_odd_signs_is_kept_as_what_is_seen_of_it() -> None:
    ChatServer.objects.create(
        pk=1, server_name="quartier.example.org", address="https://quartier.example.org", is_on=True
    )
    said = json.dumps({"client_name": "Chat\x00\u202e 2", "redirect_uris": [BACK]})
    assert (
        Client().post("/chat/oauth/register/", said, content_type="application/json").json()["client_name"] == "Chat 2"
    )
