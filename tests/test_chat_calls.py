"""Calls of two: real Synapse, real coturn, real Chromium with a picture and a sound of its own. What counts is what arrives."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from quartier.api import Group, Person
from quartier.api.testing.people import neighbour
from quartier.kernel.groups.models import Membership
from quartier.kernel.people.blocks import Block
from quartier.modules.chat.homeserver_api import path_of
from quartier.modules.chat.models import Room
from tests.chat_page import Browser, built, follow_now, two
from tests.homeserver import NAME, Grant, Homeserver, ask, homeserver_at, log_in
from tests.relay import planned, running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}
# Every connection that the page makes, so that its statistics can be read.
WATCH = """
window.connections = [];
const Real = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Real { constructor(...given) { super(...given); window.connections.push(this); } };
"""
HEARD = """async () => {
  const all = new Map();
  for (const one of window.connections.filter((one) => one.connectionState === "connected")) (await one.getStats()).forEach((said) => all.set(said.id, said));
  const said = [...all.values()];
  const pair = said.find((one) => one.type === "candidate-pair" && one.nominated && one.state === "succeeded");
  const bytes = (kind) => said.filter((one) => one.type === "inbound-rtp" && one.kind === kind).reduce((sum, one) => sum + one.bytesReceived, 0);
  return { audio: bytes("audio"), video: bytes("video"), ours: pair ? all.get(pair.localCandidateId).candidateType : "" };
}"""


class WithCalls:
    """Chromium whose pages may use microphone and camera."""

    def __init__(self, chromium: Any) -> None:
        self.chromium = chromium

    def new_context(self, **more: Any) -> Any:
        context = self.chromium.new_context(permissions=["microphone", "camera"], **more)
        context.add_init_script(WATCH)
        return context


class Caller(Browser):
    def calls(self, name: str, *, with_picture: bool = False) -> None:
        self.page.click(f"button[aria-label='{name} {'mit Bild ' if with_picture else ''}anrufen']")

    def presses(self, label: str) -> None:
        self.page.click(f".call button:has-text('{label}')")

    def sees(self, words: str) -> None:
        self.page.wait_for_selector(f".call:has-text('{words}')")

    def is_over(self) -> None:
        self.page.wait_for_selector(".call", state="hidden")

    def hears(self, kind: str = "audio") -> dict[str, Any]:
        """Waits until more of it arrives than a greeting."""
        last_moment = time.monotonic() + 90
        while (said := self.page.evaluate(HEARD))[kind] < 1000:
            assert time.monotonic() < last_moment, said
            self.page.wait_for_timeout(100)
        found: dict[str, Any] = said
        return found


@pytest.fixture
def homeserver(live_server: object) -> Homeserver:
    built()
    return homeserver_at(str(live_server))


def conversation(chromium: Any, url: str) -> tuple[Caller, Caller]:
    """Ada at a computer and Ben with a phone, who have written to each other."""
    ada, ben = two("Ada", "Ben")
    hers, his = Caller(WithCalls(chromium), url, ada), Caller(WithCalls(chromium), url, ben, **PHONE)
    hers.begin_with("Ben Berg")
    hers.writes("Hast du Zeit?")
    his.accept()
    hers.page.wait_for_selector("button[aria-label='Ben Berg anrufen']")
    return hers, his


def test_two_neighbours_call_each_other_directly_hidden_and_in_vain(
    chromium: Any, live_server: Any, homeserver: Homeserver
) -> None:
    with running():
        hers, his = conversation(chromium, live_server.url)
        they_speak_directly(hers, his)
        they_see_each_other_through_the_relay(hers, his)
        who_hides_is_hidden_also_where_others_ring(hers, his)
        his.calls("Ada Abel")
        hers.presses("Ablehnen")
        his.sees("Ada Abel hat abgelehnt")
        his.page.wait_for_selector(".call-line:has-text('Anruf: abgelehnt')")
        hers.close()
        his.close()


def they_speak_directly(hers: Caller, his: Caller) -> None:
    hers.calls("Ben Berg")
    his.sees("Ada Abel ruft dich an")
    his.look_over()
    his.presses("Abnehmen")
    began = time.monotonic()
    hers.sees("Ihr hört einander jetzt")
    print(f"\nconnected after {time.monotonic() - began:.2f} s")
    assert hers.hears()["ours"] == "host"
    assert his.hears()["audio"]
    his.sees("erfährt deine Internet-Adresse")
    hers.presses("Mikrofon aus")
    hers.page.wait_for_selector(".call button[aria-pressed=true]:has-text('Mikrofon aus')")
    his.look_over()
    hers.presses("Auflegen")
    his.sees("Ada Abel hat aufgelegt")
    his.presses("Schließen")
    hers.is_over()
    hers.page.locator(".call-line", has_text=re.compile(r"Anruf, \d+:\d\d")).first.wait_for()


def they_see_each_other_through_the_relay(hers: Caller, his: Caller) -> None:
    hers.page.check("text=Internet-Adresse verbergen")
    hers.calls("Ben Berg", with_picture=True)
    his.presses("Mit Bild abnehmen")
    hers.sees("sieht deine Internet-Adresse nicht")
    assert hers.hears("video")["ours"] == "relay"
    assert his.hears("video")["audio"]
    hers.look_over()
    his.presses("Auflegen")
    hers.sees("Ben Berg hat aufgelegt")


def who_hides_is_hidden_also_where_others_ring(hers: Caller, his: Caller) -> None:
    """And where it rings before her page, just opened, has been told of the relay."""
    told: list[Any] = []

    def hold(route: Any) -> None:
        told.append(route)

    hers.page.route("**/voip/turnServer", hold)
    hers.page.reload()
    hers.page.wait_for_selector("text=Internet-Adresse verbergen")
    his.calls("Ada Abel")
    last_moment = time.monotonic() + 90
    while len(told) < 2:  # once when it was opened, and once as it rings
        assert time.monotonic() < last_moment, "it doesn't ring"
        hers.page.wait_for_timeout(100)
    for one in told:
        one.continue_()
    hers.page.unroute("**/voip/turnServer")
    hers.presses("Abnehmen")
    his.sees("Ihr hört einander jetzt")
    assert hers.hears()["ours"] == "relay"
    his.presses("Auflegen")
    hers.sees("Ben Berg hat aufgelegt")
    hers.presses("Schließen")


@pytest.mark.long
def test_what_stands_in_the_way_is_said_in_a_sentence(chromium: Any, live_server: Any, homeserver: Homeserver) -> None:
    """No relay, hidden without one, somebody busy, a microphone that isn't allowed, a block; and without the relay it goes too."""
    with planned(Path(settings.DATA)):  # and nobody has started it
        hers, his = conversation(chromium, live_server.url)
        hers.page.wait_for_selector("text=das hat dieser Server gerade nicht")
        hers.calls("Ben Berg")
        his.presses("Abnehmen")
        assert hers.hears()["ours"] == "host"
        eve = neighbour("Eve", "Ebert")
        follow_now()
        third = Caller(WithCalls(chromium), live_server.url, eve)
        third.begin_with("Ben Berg")
        third.writes("Und ich?")
        his.presses("Zum Chat")
        his.page.click(".chat-back a")
        his.accept()
        third.calls("Ben Berg")
        third.sees("Ben Berg telefoniert gerade")
        hers.presses("Auflegen")
        his.sees("hat aufgelegt")
        hers.page.check("text=Internet-Adresse verbergen")
        hers.calls("Ben Berg")
        hers.sees("lässt sich gerade nicht verbergen")
        hers.look_over()
        hers.context.clear_permissions()
        hers.page.uncheck("text=Internet-Adresse verbergen")
        hers.calls("Ben Berg")
        hers.sees("darf Mikrofon und Kamera nicht benutzen")
        Block.objects.create(blocker=eve, blocked=Person.objects.get(given_name="Ben"))
        Person.objects.update(has_blocks=True)
        his.page.wait_for_timeout(2100)  # so long an answer about writing counts
        third.calls("Ben Berg")
        third.page.wait_for_selector(".call-over [role=alert]:not(:has-text('telefoniert'))")
        # what all hear whom somebody has blocked
        expect(third.page.locator(".call-over")).to_contain_text("ist nicht mehr hier")
        for one in (hers, his, third):
            one.close()


@pytest.mark.long
def test_who_is_blocked_meanwhile_speaks_no_further(chromium: Any, live_server: Any, homeserver: Homeserver) -> None:
    """Wherever it was done: both pages ask every few seconds."""
    with running():
        hers, his = conversation(chromium, live_server.url)
        his.calls("Ada Abel")
        hers.presses("Abnehmen")
        his.sees("Ihr hört einander jetzt")
        ada, ben = (Person.objects.get(given_name=name) for name in ("Ada", "Ben"))
        Block.objects.create(blocker=ada, blocked=ben)
        Person.objects.filter(pk__in=[ada.pk, ben.pk]).update(has_blocks=True)
        hers.page.wait_for_selector(".call-over")
        his.page.wait_for_selector(".call-over")
        hers.close()
        his.close()


@pytest.mark.long
def test_nobody_rings_past_the_conversation(chromium: Any, live_server: Any, homeserver: Homeserver) -> None:
    """A foreign app that rings in a group, or from device to device where the quarter's rules are not asked."""
    ada, ben = two("Ada", "Ben")
    group = Group.objects.create(name="Gartengruppe")
    for person in (ada, ben):
        Membership.objects.create(group=group, person=person)
    follow_now()
    hers = Caller(WithCalls(chromium), live_server.url, ada)
    foreign, room = log_in(ben), Room.objects.get(group=group).room_id
    her_address = f"@{ada.chat_user.localpart}:{NAME}"  # type: ignore[attr-defined]
    offer = {"type": "offer", "sdp": hers.page.evaluate(OFFER)}
    said = {"call_id": "7", "party_id": "x", "version": "1", "lifetime": 60000, "offer": offer}
    ask("PUT", f"rooms/{path_of(room)}/send/m.call.invite/1", foreign.access, said)
    to_device = {"messages": {her_address: {"*": {**said, "call_id": "8", "room_id": room}}}}
    ask("PUT", "sendToDevice/m.call.invite/2", foreign.access, to_device)
    ask("PUT", f"rooms/{path_of(room)}/send/m.room.message/3", foreign.access, {"msgtype": "m.text", "body": "Danach"})
    hers.page.click(".chat-conversation:has-text('Gartengruppe')")
    hers.reads("Danach")
    hers.page.wait_for_timeout(1500)
    expect(hers.page.locator(".call")).not_to_be_visible()
    expect(hers.page.locator(".call-begin button")).not_to_be_visible()
    there = asks_in_alone(foreign, her_address)
    hers.page.goto(f"{live_server.url}/chat/#")
    hers.accept()
    ask("PUT", f"rooms/{path_of(there)}/send/m.call.invite/4", foreign.access, {**said, "call_id": "9"})
    hers.sees("Ben Berg ruft dich an")  # so the same ring is heard where it may be
    ask(
        "PUT",
        f"rooms/{path_of(there)}/send/m.call.hangup/5",
        foreign.access,
        {"call_id": "9", "party_id": "x", "version": "1"},
    )
    hers.sees("Verpasster Anruf von Ben Berg")
    hers.page.wait_for_selector(".call-line:has-text('Verpasster Anruf')")
    hers.close()


@pytest.mark.long
def test_a_relay_that_hangs_ends_the_call_with_a_sentence(
    chromium: Any, live_server: Any, homeserver: Homeserver
) -> None:
    with running() as keeper:
        hers, his = conversation(chromium, live_server.url)
        hers.page.check("text=Internet-Adresse verbergen")
        assert keeper.child
        keeper.child.signal(signal.SIGSTOP)
        try:
            hers.calls("Ben Berg")
            his.presses("Abnehmen")
            hers.sees("konntet nicht verbunden werden")
            his.sees("konntet nicht verbunden werden")
        finally:
            keeper.child.signal(signal.SIGCONT)
        hers.calls("Ben Berg")
        his.presses("Abnehmen")
        assert hers.hears()["ours"] == "relay"
        hers.close()
        his.close()


OFFER = """async () => {
  const one = new RTCPeerConnection();
  const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
  one.addTrack(sound.getTracks()[0], sound);
  return (await one.createOffer()).sdp;
}"""


def asks_in_alone(grant: Grant, user: str) -> str:
    said = {"is_direct": True, "preset": "trusted_private_chat", "invite": [user]}
    return str(ask("POST", "createRoom", grant.access, said)["room_id"])
