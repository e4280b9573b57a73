"""Calls of two: real Synapse, real coturn, real Chromium with a picture and a sound of its own. What counts is what arrives."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.chat_page import Browser, built, two
from tests.homeserver import Homeserver, homeserver_at
from tests.relay import running

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
    """Chromium whose pages may use microphone and camera, or may not."""

    def __init__(self, chromium: Any, *, allowed: bool = True) -> None:
        self.chromium, self.permissions = chromium, ["microphone", "camera"] if allowed else []

    def new_context(self, **more: Any) -> Any:
        context = self.chromium.new_context(permissions=self.permissions, **more)
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
        last_moment = time.monotonic() + 30
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
    hers.look_over()
    his.look_over()
    hers.presses("Auflegen")
    his.sees("Ada Abel hat aufgelegt")
    his.presses("Schließen")
    hers.is_over()
    hers.page.wait_for_selector(".call-line:has-text('Anruf, 0:0')")


def they_see_each_other_through_the_relay(hers: Caller, his: Caller) -> None:
    hers.page.check("text=Internet-Adresse verbergen")
    hers.calls("Ben Berg", with_picture=True)
    his.presses("Mit Bild abnehmen")
    hers.sees("sieht deine Internet-Adresse nicht")
    assert hers.hears("video")["ours"] == "relay"
    assert his.hears("video")["audio"]
    hers.look_over()
    his.look_over()
    his.presses("Auflegen")
    hers.sees("Ben Berg hat aufgelegt")
