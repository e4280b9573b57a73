"""Stored XSS in Chromium (quality.md, S3): attacks in every column that holds words × every page, list, print and feed.

The browser is told to ignore our content security policy, so that what isn't escaped runs and is heard; once more with the
policy, to count what it would have had to stop. A sample in the ordinary run (QUARTIER_SEED takes another), all in the long one
(QUARTIER_PAGES="sealed petition": on these pages alone).
"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse

from quartier.api.testing.cast import Cast
from tests.attacks import FOLDER, OURS, collected
from tests.guards import SEED, Opening, different_first, openings, share_again, within, word_columns, write_everywhere

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.not_shared(reason="words are written past the actions, on purpose"),
]
MARK = "kanarie<x-kanarie>"  # stands before each attack: as text it is counted, as an element it is a flaw
SHOWN = ("text/", "application/json", "application/atom+xml")
HEAVY = {"stylesheet", "font", "image"}  # no word runs in them, and pages come twice as fast
HEAR = """() => {
    window.ran = [];
    for (const name of ["alert", "confirm", "prompt"]) window[name] = (said) => window.ran.push(`${name}(${said})`);
    document.addEventListener("securitypolicyviolation", (one) => window.ran.push(`policy: ${one.violatedDirective} ${one.blockedURI}`));
}"""
LOOK = """() => {
    const OWN = (address) => new URL(address, location.href).origin === location.origin;
    const isPage = document.contentType === "text/html";  // the browser dresses up what is none
    const wrong = (window.ran ?? []).filter((said) => isPage || !said.startsWith("policy"));
    for (const one of document.querySelectorAll("*")) {
        const is = one.localName;
        if (one.localName === "x-kanarie") wrong.push("<x-kanarie>");
        if (!isPage) continue;
        if (["iframe", "object", "embed", "base", "style", "applet"].includes(is)) wrong.push(`<${is}>`);
        if (is === "script" && !one.src.startsWith(location.origin + "/static/")) wrong.push(`a script: ${one.outerHTML.slice(0, 90)}`);
        for (const { name, value } of one.attributes) {
            if (name.startsWith("on")) wrong.push(`${is} ${name}=${value.slice(0, 60)}`);
            if (["href", "src", "action", "formaction"].includes(name) && !/^(https?:|mailto:|tel:|sms:|geo:|#|\\/|\\?|[\\w.-]*$|data:image\\/svg)/i.test(value)) wrong.push(`${is} ${name}=${value.slice(0, 60)}`);
            if (["src", "action", "formaction"].includes(name) && !value.startsWith("data:") && !OWN(value)) wrong.push(`elsewhere: ${value.slice(0, 60)}`);
        }
    }
    return [wrong, (document.documentElement.textContent.match(/kanarie/g) ?? []).length];
}"""


class Browser:
    """Opens pages as whoever they are for; keeps what ran, and what was asked of others."""

    def __init__(self, chromium: Any, url: str, *, obey_policy: bool) -> None:
        self.url = url
        # A worker of ours would ask the server for pages past `_let_through`, as a stranger.
        self.context = chromium.new_context(locale="de-DE", bypass_csp=not obey_policy, service_workers="block")
        self.context.add_init_script(f"({HEAR})()")
        self.context.route("**/*", self._let_through)
        self.page = self.context.new_page()
        self.page.on("dialog", self._dismiss)
        self.heard: list[str] = []
        self.address, self.answer = "", HttpResponse()  # what the server said to the one it is for

    def look(self, opening: Opening) -> tuple[list[str], int]:
        """What is wrong on this page, and how many of the planted words stand there."""
        self.heard = []
        client = opening.client()
        before: Any = client.get(opening.url)
        if before.status_code != 200 or not before["Content-Type"].startswith(SHOWN):
            return [], 0  # an address for sending only, or a picture
        if before.get("Content-Disposition", "").startswith("attachment"):
            return [], 0  # the browser lays a download on the disk and opens nothing
        if b"kanarie" not in before.getvalue():
            return [], 0
        self.answer, self.address = before, self.url + opening.url
        self.page.goto(self.address)
        wrong, seen = self.page.evaluate(LOOK)
        return [f"{opening}: {flaw}" for flaw in [*wrong, *self.heard]], seen

    def _let_through(self, route: Any) -> None:
        if route.request.url == self.address:  # asked already, as whoever it is for
            headers = {name.lower(): value for name, value in self.answer.headers.items()}
            route.fulfill(status=200, headers=headers, body=self.answer.getvalue())
            return
        if route.request.url.startswith((self.url, "data:image/")):
            route.abort() if route.request.resource_type in HEAVY else route.continue_()
            return
        self.heard.append(f"asked {route.request.url[:90]}")
        route.abort()

    def _dismiss(self, dialog: Any) -> None:
        self.heard.append(f"a dialog: {dialog.message[:60]}")
        dialog.dismiss()


def test_of_these_attacks_none_runs(chromium: Any, live_server: Any, count: Any) -> None:
    attack(
        chromium, live_server.url, [*OURS, *collected()], count, seconds=50
    )  # half of it goes into planting, beside others


@pytest.mark.long
def test_of_all_attacks_on_all_pages_none_runs(chromium: Any, live_server: Any, count: Any) -> None:
    """Each attack comes by each column once."""
    attack(chromium, live_server.url, [*OURS, *collected()], count, seconds=6 * 3600, at_once=200)


def test_the_large_collections_are_among_them() -> None:
    if not FOLDER.is_dir():
        pytest.skip(f"they don't lie at {FOLDER}; our own {len(OURS)} were tried")
    assert len(collected()) > 3000


def attack(chromium: Any, url: str, attacks: list[str], count: Any, *, seconds: float, at_once: int = 3) -> None:
    """`at_once`: so many attacks stand in one row. In the long run each column meets each of them."""
    pages = [Opening("a search", "/suche/?q=kanarie", None, {}), *different_first(openings(Cast.gather()))]
    free, bound = (Browser(chromium, url, obey_policy=obey) for obey in (False, True))
    wrong, stopped, seen, opened = [], [], 0, 0
    rounds = -(-len(attacks) // at_once) if seconds > 60 else 1
    last_moment = time.monotonic() + seconds
    for number, chunk in enumerate(_chunks(attacks, at_once, rounds), 1):
        plant(chunk)
        with_words = []
        for page in within(last_moment - time.monotonic(), pages, seed=None):
            flaws, shown = free.look(page)
            opened, seen = opened + bool(shown), seen + shown
            wrong += flaws
            if shown:
                with_words.append(page)
            if shown and (opened % 5 == 0 or flaws):
                stopped += bound.look(page)[0]
        wrong += mails(free)
        if rounds > 1:
            print(
                f"S3: round {number} of {rounds}, {opened} pages, {seen} attacks shown, {len(wrong)} flaws", flush=True
            )
            assert time.monotonic() < last_moment, "Not all attacks came by: give it more time."
            pages = with_words  # the others show no words of people's
    for browser in (free, bound):
        browser.context.close()
    count(
        f"S3 attacks shown on {opened} pages ({len(attacks)} attacks, {len(stopped)} reports of the policy), in Chromium",
        seen,
    )
    assert not wrong, "\n".join(wrong[:50])
    assert not stopped, "\n".join(stopped[:50])


def plant(chunks: Iterator[str]) -> None:
    for column in word_columns():
        write_everywhere(column, lambda _row: next(chunks), is_cut=False)
    share_again()


def mails(browser: Browser) -> list[str]:
    """Each HTML mail that was sent, in the same browser."""
    wrong = []
    for message in mail.outbox:
        for part, media_type in getattr(message, "alternatives", []):
            if media_type == "text/html":
                browser.page.set_content(str(part))
                wrong += [f"mail “{message.subject}”: {flaw}" for flaw in browser.page.evaluate(LOOK)[0]]
    return wrong


def _chunks(attacks: list[str], at_once: int, rounds: int) -> Iterator[Iterator[str]]:
    """For each round a supply of words for all rows; from round to round each row gets the next."""
    shuffled = list(attacks)
    random.Random(SEED).shuffle(shuffled)
    marked = [MARK + one for one in shuffled]  # each is counted where it is shown: a title is cut short
    texts = [" ".join(marked[start : start + at_once]) for start in range(0, len(marked), at_once)]
    for number in range(rounds):
        yield itertools.islice(itertools.cycle(texts), number, None)
