"""The chat rings on devices: the homeserver says that there is something new, and nothing of it comes along."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from quartier.api.testing.people import neighbour
from quartier.kernel.accounts.models import Device, Way
from quartier.kernel.delivery.models import Reach
from quartier.kernel.delivery.tests.people import carry
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person
from quartier.kernel.push.models import PushDevice, PushService
from quartier.kernel.push.tests.sink import Browser as Letters
from quartier.kernel.push.tests.sink import Sink, push_sink
from quartier.modules.chat.examples import example_server, example_session
from quartier.modules.chat.models import AppSession
from quartier.modules.chat.pushing import APP, pusher_of
from tests.chat_page import Browser, built, two
from tests.homeserver import homeserver_at

GATEWAY = "/_matrix/push/v1/notify"


@pytest.fixture
def sink(settings: Any, db: None) -> Iterator[Sink]:
    PushService.objects.create(pk=1, is_on=True, contact="quartier@example.org")
    with push_sink() as sink:
        settings.PUSH_SINK = sink.url
        yield sink


def rings(sink: Sink, person: Person, session_key: str) -> Letters:
    """They have switched it on in the browser with this session."""
    letters = Letters(sink, person.given_name)
    device = Device.objects.create(account=person.account, session_key=session_key, way=Way.CARD)
    keys: Any = letters.said["keys"]
    PushDevice.objects.create(
        person=person, device=device, endpoint=letters.said["endpoint"], key=keys["p256dh"], auth=keys["auth"]
    )
    Reach.objects.create(person=person, language="en")
    return letters


def in_browser(person: Person) -> AppSession:
    example_server()
    session = example_session(person)
    session.app, session.session_key = None, f"session-{person.pk}"
    session.save()
    return session


def say(key: str, event_id: str = "$1", **more: Any) -> Any:
    said = {"event_id": event_id, "room_id": "!1:x", "counts": {"unread": 1}}
    devices = [{"app_id": APP, "pushkey": key, "data": {}}]
    body = {"notification": {**said, "devices": devices}}
    return Client().post(GATEWAY, json.dumps(body), content_type="application/json", **more)


def test_each_message_rings_once_and_says_neither_who_nor_what(sink: Sink) -> None:
    ada = neighbour("Ada")
    session = in_browser(ada)
    letters, key = rings(sink, ada, session.session_key), str(pusher_of(session)["key"])
    for event_id in ("$1", "$1", "$2"):
        assert say(key, event_id).json() == {"rejected": []}
        carry()
    first, second = letters.read()
    assert first["body"] == "New message in the chat"
    assert first["url"] == "/chat/"
    assert first["tag"] == second["tag"], "they stand there as one"
    assert Notification.objects.get().title == ""
    assert say(key, "").json() == {"rejected": []}, "only a number changed"
    assert Notification.objects.count() == 1


def test_forged_keys_are_rejected_and_strangers_never_answered(sink: Sink) -> None:
    ada, ben = neighbour("Ada"), neighbour("Ben")
    hers, his = in_browser(ada), in_browser(ben)
    rings(sink, ada, hers.session_key)
    key = str(pusher_of(hers)["key"])
    forged = [key[:-2] + "xx", "", "x" * 300, key.partition(":")[0], str(pusher_of(his)["key"])]  # Ben's never rings
    for wrong in forged:
        assert say(wrong).json() == {"rejected": [wrong]}
    assert say(key, REMOTE_ADDR="192.0.2.1").status_code == 403
    assert say(key, headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 403
    for rubbish in ("", "[]", "{}", '{"notification": 1}', '{"notification": {"devices": [1]}}', "[" * 9000):
        assert Client().post(GATEWAY, rubbish, content_type="application/json").status_code == 400
    assert Client().get(GATEWAY).status_code == 405
    PushDevice.objects.all().delete()
    assert say(key).json() == {"rejected": [key]}, "switched off"
    assert not Notification.objects.exists()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_message_in_the_chat_rings_at_a_closed_browser(chromium: Any, live_server: Any, settings: Any) -> None:
    """Real Synapse, real client: its pusher leads to us, ours to the push service."""
    built()
    homeserver_at(str(live_server))
    PushService.objects.update_or_create(pk=1, defaults={"is_on": True, "contact": "quartier@example.org"})
    ada, ben = two("Ada", "Ben")
    word = secrets.token_hex(6)
    with push_sink() as sink:
        settings.PUSH_SINK = sink.url
        hers, his = Browser(chromium, live_server.url, ada), Browser(chromium, live_server.url, ben)
        key = next(one["value"] for one in his.context.cookies() if one["name"] == "sessionid")
        letters = rings(sink, ben, key)
        his.page.reload()
        wait_for(
            lambda: his.page.evaluate("localStorage.getItem('quartier-chat-rings')")
        )  # the policy allows no other way
        his.page.goto("about:blank")
        hers.begin_with("Ben Berg")
        hers.writes(f"Klingelt es? {word}")
        wait_for(lambda: Notification.objects.filter(person=ben).exists())
        carry()
        said = letters.read()[0]
        assert said["body"] == "New message in the chat"
        assert word not in json.dumps(said)
        assert "Ada" not in json.dumps(said)
        his.page.goto(f"{live_server.url}/chat/")
        his.page.wait_for_selector("#chat[aria-busy=false]")
        assert not Notification.objects.filter(person=ben, read=None).exists(), "seen where it happened"


def wait_for(holds: Any) -> None:
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < 120
        time.sleep(0.1)
