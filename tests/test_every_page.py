"""Every page, opened in Chromium by somebody who may: axe, keyboard, large text, narrow screens, three languages, two themes.

The ordinary run looks at each address in German as one of those who may open it sees it, and at a sample in the other
languages, with the Tab key and with mistakes in the form; QUARTIER_SEED takes another. `./quartier test --long` leaves nothing out. QUARTIER_PICTURES=folder keeps
a picture of each page, QUARTIER_PAGES=groups looks at pages of that name alone.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from quartier.api.testing.cast import Cast
from tests.guards import SEED
from tests.pages import Visit, every_page
from tests.phones import TAGS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.not_shared(reason="examples may make what isn't shared yet"),
]
ONLY = os.environ.get("QUARTIER_PAGES", "")
PICTURES = os.environ.get("QUARTIER_PICTURES", "")
LANGUAGES = ("en", "de-simple")
SAMPLE = 8
PHONE, ZOOMED, WIDE = 360, 320, 1280  # 320 px are what 400 % zoom leaves of 1280
AXE = Axe().axe_script
RUN_AXE = """async (options) => (await axe.run(options)).violations
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`))"""
SCRIPT = Path(__file__).with_name("every_page.js").read_text()


class Eye:
    """One browser that looks at page after page, each with its own visitor's cookies."""

    def __init__(self, browser: Any, url: str) -> None:
        self.url = url
        self.context = browser.new_context(
            viewport={"width": PHONE, "height": 780}, locale="de-DE", reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.flaws: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", self._hear)

    def _hear(self, request: Any) -> None:
        if not request.url.startswith((self.url, "data:")):
            self.said.append(f"asked {request.url}")

    def open(self, visit: Visit, language: str = "de") -> None:
        self.visit, self.language = visit, language
        self.context.clear_cookies()
        cookies = {"django_language": language, "sessionid": visit.session_key}
        self.context.add_cookies(
            [{"name": name, "value": value, "url": self.url} for name, value in cookies.items() if value]
        )
        self.page.emulate_media(color_scheme="light")
        answer = self.page.goto(self.url + visit.url)
        self._expect(answer.status == 200, f"status {answer.status}")
        self._expect(self.page.evaluate("document.documentElement.lang") == language.partition("-")[0], "lang")

    def look(self, *, in_dark: bool = True) -> None:
        self._find(self._axe({"type": "tag", "values": TAGS}))
        if in_dark:
            self.page.emulate_media(color_scheme="dark")
            self._find(f"dark: {flaw}" for flaw in self._axe({"type": "rule", "values": ["color-contrast"]}))
            self.page.emulate_media(color_scheme="light")
        self._find(self.page.evaluate(f"({SCRIPT})().flaws()"))

    def resize(self) -> None:
        """400 % zoom, 200 % text, a desktop: nothing sticks out, nothing is cut."""
        for width, size in ((ZOOMED, ""), (PHONE, "200%"), (WIDE, "")):
            self.page.set_viewport_size({"width": width, "height": 780})
            found = self.page.evaluate(f"size => ({SCRIPT})().tooWide(size)", size)
            self._find(f"at {width} px{' with text of ' + size if size else ''}: {flaw}" for flaw in found)
        self.page.set_viewport_size({"width": PHONE, "height": 780})

    def tab_through(self) -> None:
        """Every link, field and button is reached by the Tab key, shows that it has the focus, and lies under nothing."""
        wanted = set(self.page.evaluate(f"({SCRIPT})().reachable()"))
        for _tab in range(2 * len(wanted) + 10):  # a date is several stops
            if not wanted:
                break
            self.page.keyboard.press("Tab")
            number, flaw = self.page.evaluate(f"({SCRIPT})().focused()")
            wanted.discard(number)
            self._find([flaw] if flaw else [])
        self._find(f"never reached by Tab: {self.page.evaluate(f'({SCRIPT})().named({number})')}" for number in wanted)

    def send_empty(self) -> None:
        """The same page with its mistakes told."""
        if not self.page.evaluate(f"({SCRIPT})().sendEmpty()"):
            return
        self.page.locator(".errors").first.wait_for()
        self.page.wait_for_load_state()  # with its colours and sizes
        self._find(f"with mistakes: {flaw}" for flaw in self._axe({"type": "tag", "values": TAGS}))
        self._find(self.page.evaluate(f"({SCRIPT})().tooWide('')"))

    def keep_picture(self, widths: tuple[int, ...] = (PHONE, 768, WIDE)) -> None:
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 780})
            height = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({"width": width, "height": height})  # else the bar lies across the page
            for theme in ("light", "dark"):
                self.page.emulate_media(color_scheme=theme)
                name = f"{self.visit.name}-{self.language}-{width}-{theme}.png".replace(":", "_").replace(" ", "_")
                self.page.screenshot(path=Path(PICTURES) / name, full_page=True)
        self.page.set_viewport_size({"width": PHONE, "height": 780})

    def close(self, *, expect_silence: bool = True) -> None:
        if expect_silence:
            self._find(f"said {text!r}" for text in self.said)
        self.said.clear()

    def _axe(self, only: dict[str, Any]) -> Iterator[str]:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        return iter(self.page.evaluate(RUN_AXE, {"runOnly": only, "resultTypes": ["violations"], "selectors": False}))

    def _find(self, flaws: Any) -> None:
        self.flaws += [f"{self.visit.name} {self.visit.url} ({self.language}) {flaw}" for flaw in flaws]

    def _expect(self, is_right: bool, said: str) -> None:
        self._find([] if is_right else [said])


def test_every_page_is_open_to_everybody(chromium: Any, live_server: Any, capsys: Any) -> None:
    look_at_all(chromium, live_server.url, capsys, everything=False)


@pytest.mark.long
def test_every_page_in_every_language_and_by_keyboard(chromium: Any, live_server: Any, capsys: Any) -> None:
    look_at_all(chromium, live_server.url, capsys, everything=True)


def look_at_all(chromium: Any, url: str, capsys: Any, *, everything: bool) -> None:
    visits, chance = [visit for visit in every_page(Cast.gather()) if ONLY in visit.name], random.Random(SEED)
    if not everything:
        chance.shuffle(visits)
        visits = list({visit.name.split(" by ")[0] + visit.url: visit for visit in visits}.values())
    some = visits if everything else chance.sample(visits, min(SAMPLE, len(visits)))
    wrong = [visit for visit in visits if visit.mistakes]
    eye = Eye(chromium, url)
    for visit in visits:
        eye.open(visit)
        eye.look()
        eye.resize()
        if PICTURES:
            eye.keep_picture()
        eye.close()
    for visit in some:
        eye.open(visit)
        eye.tab_through()
        for language in LANGUAGES:
            eye.open(visit, language)
            eye.look(in_dark=False)
            eye.resize()
        eye.close()
    for visit in wrong if everything else chance.sample(wrong, min(SAMPLE, len(wrong))):
        eye.open(visit)
        eye.send_empty()
        eye.close()
    eye.context.close()
    with capsys.disabled():
        print(
            f"\nEvery page: {len(visits)} pages, {len(some)} of them in three languages and by Tab, seed {SEED}, {len(eye.flaws)} flaws"
        )
    assert ONLY or len(visits) > 80
    assert not eye.flaws, "\n".join(eye.flaws)
