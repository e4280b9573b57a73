"""Notices on devices: encrypted, without private words, once, and only as long as somebody wants them there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from quartier.kernel.accounts.actions.sessions import end_sessions
from quartier.kernel.accounts.models import Device, Way
from quartier.kernel.delivery import taking
from quartier.kernel.delivery.actions import choose_groups, choose_manners
from quartier.kernel.delivery.models import Delivery, Reach
from quartier.kernel.delivery.outbox import deliver_due
from quartier.kernel.delivery.tests.people import carry
from quartier.kernel.gate.tests.people import by, client_of, neighbour
from quartier.kernel.notifications.actions import mark_read, tell
from quartier.kernel.people.models import Person
from quartier.kernel.push.actions import change_service, switch_on
from quartier.kernel.push.models import PushDevice, PushService
from quartier.kernel.push.services import NotAPushService, must_be_allowed, public_key
from quartier.kernel.push.tests.sink import Browser, Sink, push_sink
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder
from quartier.kernel.terms.account import RECOVERED
from quartier.kernel.terms.comments import COMMENTED
from quartier.kernel.terms.matters import MATTER_SAID

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings: object) -> Iterator[Sink]:
    cache.clear()
    PushService.objects.create(pk=1, is_on=True, contact="quartier@example.org")
    with push_sink() as sink:
        settings.PUSH_SINK = sink.url  # type: ignore[attr-defined]
        yield sink


def logged_in(person: Person, **more: object) -> tuple[Client, str]:
    client = client_of(person)
    key = client.session.session_key or ""
    Device.objects.create(account=person.account, session_key=key, browser="Firefox", way=Way.CARD, **more)
    return client, key


def with_device(sink: Sink, person: Person, name: str) -> Browser:
    browser = Browser(sink, name)
    _client, key = logged_in(person)
    switch_on(browser.said, by=by(person), session_key=key)
    Reach.objects.get_or_create(person=person, defaults={"language": "en"})
    return browser


def test_a_notice_reaches_each_device_encrypted_and_says_only_what_sort_it_is(sink: Sink) -> None:
    ada, ben = neighbour("Ada"), neighbour("Ben")
    phone, laptop = with_device(sink, ada, "phone"), with_device(sink, ada, "laptop")
    tell([ada], MATTER_SAID, by=ben, title="CANARY Pflegegrad", url="/matters/7/")
    carry()
    said = phone.read()[0]
    assert laptop.read() == [said]
    assert said["body"] == "Somebody writes to you"
    assert said["url"] == "/matters/7/"
    assert said["count"] == 1
    assert "CANARY" not in json.dumps(said)
    assert "Ben" not in json.dumps(said)
    _path, headers, body = sink.got[0]
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Authorization"].endswith(public_key())
    assert b"matters" not in body
    assert len(headers["Topic"]) <= 32
    assert len({headers["Topic"] for _path, headers, _body in sink.got}) == 2  # so nobody guesses from it what came


def test_one_press_on_the_notice_ends_such_notices_on_devices(sink: Sink) -> None:
    ada = neighbour("Ada")
    phone = with_device(sink, ada, "phone")
    tell([ada], COMMENTED, title="Fest")
    carry()
    Client().post(phone.read()[0]["off"], {})
    tell([ada], COMMENTED, title="Fest")
    carry()
    assert len(phone.read()) == 1


def test_neutral_words_many_at_once_and_safety_lead_to_the_list(sink: Sink) -> None:
    ada = neighbour("Ada")
    phone = with_device(sink, ada, "phone")
    tell([ada], COMMENTED, title="Fest", url="/a/")
    tell([ada], MATTER_SAID, title="Leiter", url="/b/")
    carry()
    tell([ada], RECOVERED, url="/account/secret/")
    carry()
    choose_manners(by=by(ada), digest_at=18, quiet_from=None, quiet_to=None, is_neutral=True, language="en")
    tell([ada], MATTER_SAID, title="Leiter", url="/b/")
    carry()
    many, safety, neutral = phone.read()
    assert many["body"] == "2 notices for you"
    assert many["url"] == safety["url"] == "/notices/"
    assert neutral["body"] == "News from the quarter"
    assert "off" in safety
    assert "off" not in many


def test_quiet_hours_and_choices_hold_as_for_other_loud_ways(sink: Sink) -> None:
    ada = neighbour("Ada")
    phone = with_device(sink, ada, "phone")
    now = timezone.localtime()
    choose_manners(
        by=by(ada), digest_at=18, is_neutral=False, language="en",
        quiet_from=(now - timedelta(hours=1)).time(), quiet_to=(now + timedelta(hours=1)).time(),
    )  # fmt: skip
    tell([ada], MATTER_SAID, title="Leiter")
    carry()
    assert not phone.read()
    assert deliver_due(timezone.now() + timedelta(hours=2)) == 1
    assert len(phone.read()) == 1
    choose_groups({"matters": ["page"]}, by=by(ada))
    tell([ada], MATTER_SAID, title="Leiter")
    carry()
    assert Delivery.objects.count() == 1


def test_killed_in_the_middle_it_comes_at_least_once_and_is_seen_once(
    sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = neighbour("Ada")
    phone, laptop = with_device(sink, ada, "phone"), with_device(sink, ada, "laptop")
    tell([ada], COMMENTED, title="Fest")

    def killed(*_arguments: object) -> int:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("quartier.kernel.push.notices.note_reached", killed)
        with pytest.raises(SystemExit):
            carry()
    taking.take_up_again()
    carry()
    assert laptop.read()
    first, again = phone.read()
    assert first == again, "the device shows one tag once, and rings for one word once"
    assert len({headers["Topic"] for path, headers, _body in sink.got if path == phone.path}) == 1


def test_a_device_that_is_gone_is_dropped_and_one_in_trouble_is_tried_again_without_the_others(sink: Sink) -> None:
    ada = neighbour("Ada")
    gone, busy, phone = (with_device(sink, ada, name) for name in ("gone", "busy", "phone"))
    sink.answers = {gone.path: 410, busy.path: 503}
    tell([ada], COMMENTED, title="Fest")
    carry()
    assert PushDevice.objects.count() == 2
    assert "503" in Delivery.objects.get().error
    sink.answers = {}
    deliver_due(timezone.now() + timedelta(minutes=11))
    assert len(phone.read()) == 1
    assert len(busy.read()) == 2
    assert Delivery.objects.get().done


@pytest.mark.parametrize(("status", "is_over"), [(307, False), (403, False), (429, False), (413, True)])
def test_what_a_push_service_refuses_stands_in_the_engine_room(sink: Sink, status: int, is_over: bool) -> None:
    ada = neighbour("Ada")
    sink.answers = {with_device(sink, ada, "phone").path: status}
    tell([ada], COMMENTED, title="Fest")
    carry()
    delivery = Delivery.objects.get()
    assert str(status) in delivery.error
    assert (delivery.given_up is not None) == is_over
    assert len(sink.got) == 1


def test_logged_out_is_silent_and_so_is_an_account_that_may_not_log_in(sink: Sink) -> None:
    ada = neighbour("Ada")
    phone = with_device(sink, ada, "phone")
    ada.account.is_active = False
    ada.account.save()
    tell([ada], COMMENTED, title="Fest")
    carry()
    end_sessions(ada.account)
    assert not phone.read()
    assert not PushDevice.objects.exists()


def test_somebody_else_in_the_same_browser_takes_the_letter_box_over(sink: Sink) -> None:
    ada, ben = neighbour("Ada"), neighbour("Ben")
    browser = with_device(sink, ada, "one")
    _client, key = logged_in(ben)
    switch_on(browser.said, by=by(ben), session_key=key)
    tell([ada], MATTER_SAID, title="Leiter")
    carry()
    assert not browser.read()
    assert PushDevice.objects.get().person == ben


@pytest.mark.parametrize(
    "endpoint",
    [
        "", "rubbish", "http://fcm.googleapis.com/x", "https://localhost/x", "https://127.0.0.1/x", "https://example.org/x",
        "https://fcm.googleapis.com.example.org/x", "https://fcm.googleapis.com@example.org/x", "https://fcm.googleapis.com:22/",
        "https://push.apple.com.evil/", "https://evilpush.apple.com:abc/", "https://fcm.googleapis.com/\n", "https://[::1/x",
        "https://notify.windows.com.example/", "https://fcm.googleapis.com/" + "x" * 1000, "https://fcm.googleapis.com\\@a.de/",
    ],
)  # fmt: skip
def test_only_https_at_a_known_push_service_is_ever_kept(sink: Sink, endpoint: str) -> None:
    ada = neighbour("Ada")
    _client, key = logged_in(ada)
    said = {**Browser(sink, "one").said, "endpoint": endpoint}
    with pytest.raises(Refused):
        switch_on(said, by=by(ada), session_key=key)
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize("host", ["fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com"])
def test_the_browsers_own_push_services_are_known(host: str) -> None:
    must_be_allowed(PushService(is_on=True), f"https://{host}/wpush/v2/abc")
    with pytest.raises(NotAPushService):
        must_be_allowed(PushService(is_on=False), f"https://{host}/wpush/v2/abc")


def test_the_quarter_may_name_another_push_service_but_no_address(sink: Sink) -> None:
    keeper = neighbour("Kim")
    RoleHolder.objects.create(person=keeper, role="key_holder")
    change_service(by=by(keeper), is_on=True, contact="q@example.org", more_hosts="Push.Example.org")
    must_be_allowed(PushService.objects.get(), "https://push.example.org/x")
    for wrong in ("127.0.0.1", "localhost", "a b/c", "https://x.org", "[::1]", "x." * 200):
        with pytest.raises(Refused):
            change_service(by=by(keeper), is_on=True, contact="q@example.org", more_hosts=wrong)
    with pytest.raises(Refused):
        change_service(by=by(keeper), is_on=True, contact="", more_hosts="")
    with pytest.raises(Refused):
        change_service(by=by(neighbour("Ada")), is_on=False, contact="", more_hosts="")


@pytest.mark.parametrize("said", ["", "null", "[]", '{"endpoint": 1}', "[" * 3000, '{"keys": {}}', "{}" * 5000])
def test_rubbish_from_a_browser_is_refused_in_words(sink: Sink, said: str) -> None:
    client, _key = logged_in(neighbour("Ada"))
    answer = client.post(reverse("push:devices"), {"subscription": said}, follow=True)
    assert answer.status_code == 200
    assert b"Please try once more" in answer.content
    assert not PushDevice.objects.exists()


def test_the_page_switches_on_shows_tries_and_removes(sink: Sink) -> None:
    ada, browser = neighbour("Ada"), Browser(sink, "phone")
    client, _key = logged_in(ada)
    page = client.post(reverse("push:devices"), {"subscription": json.dumps(browser.said)}, follow=True)
    assert b"this device" in page.content
    client.post(reverse("push:test"))
    assert browser.read()[0]["body"] == "This is how a notice looks here."
    on = PushDevice.objects.get()
    assert client_of(neighbour("Ben")).post(reverse("push:remove", args=[on.pk])).status_code == 404
    client.post(reverse("push:remove", args=[on.pk]))
    assert not PushDevice.objects.exists()


def test_a_device_that_others_use_tells_nothing(sink: Sink) -> None:
    ada = neighbour("Ada")
    _client, key = logged_in(ada, is_shared=True)
    with translation.override("en"), pytest.raises(Refused, match="Others use this device"):
        switch_on(Browser(sink, "one").said, by=by(ada), session_key=key)


def test_what_was_read_here_meanwhile_is_not_sent(sink: Sink) -> None:
    ada = neighbour("Ada")
    phone = with_device(sink, ada, "phone")
    tell([ada], COMMENTED, title="Fest")
    mark_read(ada)
    carry()
    assert not phone.read()
