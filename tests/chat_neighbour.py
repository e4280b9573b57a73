"""Somebody in the chat of our own pages who does what people do with a phone in their hand, or with a keyboard alone."""

from __future__ import annotations

import re
import time
from typing import Any

from playwright.sync_api import expect

from quartier.api import Person
from tests.chat_page import Browser, two

PHONE = {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}
KEPT = """id => new Promise((told) => {
  const asked = indexedDB.open("matrix-js-sdk:quartier-chat");
  asked.onsuccess = () => {
    const all = asked.result.transaction("sync").objectStore("sync").getAll();
    all.onsuccess = () => { asked.result.close(); told(JSON.stringify(all.result).includes(id)); };
  };
})"""
MOST_TABS = 100


class Neighbour(Browser):
    def to_list(self) -> None:
        self.page.click(".chat-back a")

    def opens(self, name: str) -> None:
        self.page.click(f".chat-conversation:has-text('{name}')")

    def sees(self, selector: str, state: str = "visible") -> None:
        self.page.wait_for_selector(selector, state=state)

    def hears(self, words: str) -> None:
        """What a screen reader reads out."""
        self.sees(f"#chat-live:has-text('{words}')", "attached")

    def records(self) -> None:
        """Waits until a second at least is recorded; who looks rarely may see a later one first."""
        expect(self.page.locator(".chat-voice [role=timer]")).to_have_text(re.compile("[1-9]"))

    def reload(self) -> None:
        self.page.reload()
        self.sees("#chat[aria-busy=false]")

    def until(self, expression: str, given: object = None) -> None:
        """Waits until it holds in the page (whose policy forbids what playwright has for that)."""
        last_moment = time.monotonic() + 90
        while not self.page.evaluate(expression, given):
            assert time.monotonic() < last_moment, expression
            self.page.wait_for_timeout(100)

    def has_kept(self, text: str) -> None:
        """Waits until what was said lies in this browser for the next time."""
        bubble = self.page.locator(".bubble", has_text=text).last
        self.until(KEPT, bubble.get_attribute("data-event"))

    def tabs_to(self, selector: str) -> None:
        """With the Tab key alone."""
        wanted = self.page.locator(selector).first
        wanted.wait_for()
        for _tab in range(MOST_TABS):
            if wanted.evaluate("one => document.activeElement === one"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key never reaches {selector}.")

    def presses(self, selector: str, key: str = "Enter") -> None:
        self.tabs_to(selector)
        self.page.keyboard.press(key)

    def is_at(self, selector: str) -> None:
        """Waits until the keyboard is there."""
        self.sees(f"{selector}:focus", "attached")


def in_conversation(chromium: Any, url: str, **more: Any) -> tuple[Neighbour, Neighbour, Person]:
    """Ada at a computer, Ben with a phone: they have written to each other."""
    ada, ben = two("Ada", "Ben")
    hers, his = Neighbour(chromium, url, ada), Neighbour(chromium, url, ben, **PHONE, **more)
    hers.begin_with("Ben Berg")
    hers.writes("Kommst du heute?")
    his.accept()
    his.reads("Kommst du heute?")
    return hers, his, ada
