"""A phone for the journeys: 360 px wide, used with the keyboard alone, looked over by axe on every page.

QUARTIER_PICTURES=folder keeps a picture of each page that it sees, by the journey's name and in its order.
"""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.test import Client
from playwright.sync_api import expect

from quartier.api import Person

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_TABS = 150
WIDTH, HEIGHT = 360, 780
PICTURES = os.environ.get("QUARTIER_PICTURES", "")


class Phone:
    """`Phone(chromium, live_server.url, ayse, scripts=False)`: signed in, ready for use. Nobody: a stranger's."""

    def __init__(
        self, browser: Any, url: str, person: Person | None, *, scripts: bool = True, theme: str = "light"
    ) -> None:
        self.url, self.has_scripts, self.name = url, scripts, person.given_name if person else "Niemand"
        self.seen: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="de-DE", java_script_enabled=scripts, color_scheme=theme
        )
        if person is not None:
            client = Client()
            client.force_login(person.account)
            self.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("requestfailed", self._hear_failure)

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.look_over()

    def press(self, selector: str) -> None:
        """Goes to a link or button with the Tab key, and presses Enter."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look_over()

    def choose(self, selector: str) -> None:
        """One of several: Tab into the group, then arrows."""
        wanted = self.page.locator(selector).first
        group = wanted.get_attribute("name")
        for _tab in range(MOST_TABS):
            if self._is_in_group(group):
                break
            self.page.keyboard.press("Tab")
        for _arrow in range(30):
            if self._is_focused(wanted):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"No arrow key leads to {selector}.")

    def write(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.type(text)

    def reach(self, selector: str) -> None:
        wanted = self.page.locator(selector).first
        for _tab in range(MOST_TABS):
            if self._is_focused(wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key never reaches {selector} on {self.page.url}.")

    def reads(self, text: str) -> bool:
        """Waits until it stands there."""
        expect(self.page.locator("body")).to_contain_text(text, use_inner_text=True)
        return True

    def lacks(self, text: str) -> bool:
        """On a page that has come whole: `press` and `open` have waited for it."""
        expect(self.page.locator("body")).not_to_contain_text(text, use_inner_text=True)
        return True

    def look_over(self) -> None:
        """No page may be inaccessible, wider than the phone, or breach the content security policy."""
        self.page.wait_for_load_state("networkidle")
        self.seen.append(self.page.url)
        self.keep_picture()
        if not self.has_scripts:  # axe is a script; the pages are the same
            return
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        wrong = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
        assert wrong == [], self.page.url
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url
        assert self.complaints == [], self.page.url

    def keep_picture(self) -> None:
        """Numbered over all phones of a journey, so that they lie in the order in which things happened."""
        if not PICTURES:
            return
        folder = Path(PICTURES)
        journey = (
            os.environ["PYTEST_CURRENT_TEST"].partition("::")[0].rpartition("test_journey_")[2].removesuffix(".py")
        )
        number = len(list(folder.glob(f"{journey}-*.png"))) + 1
        height = self.page.evaluate("document.documentElement.scrollHeight") if self.has_scripts else HEIGHT
        self.page.set_viewport_size(
            {"width": WIDTH, "height": height}
        )  # else the bar at the bottom lies across the page
        self.page.screenshot(path=folder / f"{journey}-{number:02}-{self.name}.png", full_page=True)
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    def _hear_failure(self, request: Any) -> None:
        """What was asked while typing ends unanswered where the page is left before: on a slow machine more often."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(request.url)

    def _is_focused(self, wanted: Any) -> bool:
        return bool(wanted.evaluate("one => document.activeElement === one"))

    def _is_in_group(self, name: str) -> bool:
        return bool(self.page.evaluate("name => document.activeElement?.name === name", name))
