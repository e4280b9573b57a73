"""Anybody may say anything where apps make themselves known. It is answered in OAuth's words, on both databases."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quartier.modules.chat.models import App, ChatServer, DeviceCode
from quartier.modules.chat.oauth import MOST_DEVICE_CODES
from quartier.modules.chat.scopes import scope_of

BACK = "io.element.app:/callback"


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server() -> None:
    ChatServer.objects.create(
        pk=1, server_name="quartier.example.org", address="https://quartier.example.org", is_on=True
    )


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
    answer = Client().post("/chat/oauth/register/", body, content_type="application/json")
    assert (answer.status_code, "error" in answer.json()) == (400, True)
    assert not App.objects.exists()


def test_a_name_of_odd_signs_is_kept_as_what_is_seen_of_it() -> None:
    said = json.dumps({"client_name": "Chat\x00\u202e 2", "redirect_uris": [BACK]})
    assert (
        Client().post("/chat/oauth/register/", said, content_type="application/json").json()["client_name"] == "Chat 2"
    )


def test_only_so_many_codes_for_devices_wait_at_once() -> None:
    """Anybody may ask for one; those that are over make room."""
    body = json.dumps({"redirect_uris": [BACK], "grant_types": ["urn:ietf:params:oauth:grant-type:device_code"]})
    client_id = Client().post("/chat/oauth/register/", body, content_type="application/json").json()["client_id"]
    app, expires = App.objects.get(), timezone.now() + timedelta(minutes=15)
    DeviceCode.objects.bulk_create(
        DeviceCode(app=app, digest=f"{n:064}", user_code=f"{n:09}", device_id="DEVICE0001", expires=expires)
        for n in range(MOST_DEVICE_CODES)
    )
    asked = {"client_id": client_id, "scope": scope_of("DEVICE0001")}
    answer = Client().post("/chat/oauth/device/", asked)
    assert (answer.status_code, answer.json()["error"]) == (503, "temporarily_unavailable")
    DeviceCode.objects.update(expires=timezone.now() - timedelta(minutes=1))
    assert Client().post("/chat/oauth/device/", asked).status_code == 200
    assert DeviceCode.objects.count() == 1
