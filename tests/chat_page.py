"""The chat of our own pages in a real browser, with the real homeserver behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.conf import settings
from django.test import Client
from django.utils import timezone

from quartier.api import Person
from quartier.api.testing.people import neighbour
from quartier.kernel.services.plans import LOCKS, _target
from quartier.machine import bundles
from quartier.modules.chat.client import PLAN
from quartier.modules.chat.following import follow
from tests.phones import TAGS


def built() -> Path:
    """Built as `./quartier start` builds it: fetched and made once, then shared by all."""
    target, log = _target(PLAN), Path(settings.DATA) / "chat-build.log"
    if not bundles.is_ready(PLAN.source, target):
        with log.open("w") as said:
            if not bundles.make(PLAN.source, target, LOCKS / "node.txt", said):
                pytest.fail(f"The chat could not be built ({bundles.why_not(log)}): {log.read_text()[-800:]}")
    return target


def follow_now() -> None:
    follow(timezone.now())


class Browser:
    """Somebody's browser with the chat open. `complaints`: what its console said, and what it could not load."""

    def __init__(self, chromium: Any, url: str, person: Person, **more: Any) -> None:
        client = Client()
        client.force_login(person.account)
        shown = {"viewport": {"width": 1280, "height": 900}, "locale": "de-DE", **more}
        self.url, self.context = url, chromium.new_context(**shown)
        self.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
        self.complaints: list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{url}/chat/")
        self.page.wait_for_selector("#chat[aria-busy=false]")

    def _heard(self, said: Any) -> None:
        """A homeserver answers 404 for what isn't there yet (no back-up, no card), which Chromium reports as an error."""
        if said.type == "error" and "status of 404" not in said.text:
            self.complaints.append(said.text)

    def begin_with(self, name: str) -> None:
        page = self.page
        page.click("a[href='#new']")
        page.fill("#chat-whom", name)
        page.click(f".chat-panel button:has-text('{name}')")
        page.wait_for_selector("#chat-text")

    def accept(self) -> None:
        self.page.click("button:has-text('Annehmen')")
        self.page.wait_for_selector("#chat-text")

    def writes(self, text: str) -> None:
        self.page.fill("#chat-text", text)
        self.page.keyboard.press("Enter")
        self.reads(text)

    def reads(self, text: str) -> None:
        """Waits until it stands in the conversation."""
        self.page.wait_for_selector(f".chat-said .bubble >> text={text}")

    def act(self, text: str, label: str) -> None:
        """What the menu of a message offers."""
        bubble = self.page.locator(".bubble", has_text=text).last
        bubble.locator("summary").click()
        bubble.locator("button", has_text=label).click()

    def make_card(self) -> str:
        """The letters on it."""
        self.page.click("a[href='#card']")
        self.page.click("button:has-text('Karte herstellen')")
        return str(self.page.inner_text(".chat-card-groups"))

    def words_on_card(self) -> list[str]:
        return [str(word) for word in self.page.locator(".chat-card-words li").all_inner_texts()]

    def look_over(self) -> None:
        """As on every page: axe, no wider than the screen, nothing that the policy forbids."""
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        wrong = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
        assert wrong == [], wrong
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert self.complaints == [], self.complaints

    def close(self) -> None:
        self.context.close()


def two(given: str, other: str) -> tuple[Person, Person]:
    """Two neighbours whom the homeserver knows."""
    people = neighbour(given, "Abel"), neighbour(other, "Berg")
    follow_now()
    return people
