"""How soon a slow phone shows the chat: prints what docs/chat.md says. `pytest tests/test_chat_slow_phone.py -m long -s`"""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.chat_neighbour import Neighbour, in_conversation
from tests.chat_page import built
from tests.homeserver import homeserver_at

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]
WATCH = """
window.seen = {};
new MutationObserver(() => {
  const rows = [...document.querySelectorAll(".chat-conversation")];
  if (rows.length) window.seen.list ??= performance.now();
  const last = [...document.querySelectorAll(".chat-last")].map((one) => one.textContent).join("|");
  if (last.includes("Stand ")) window.seen.known ??= performance.now();
  if (last.includes("Inzwischen ")) window.seen.newest ??= performance.now();
}).observe(document, { subtree: true, childList: true, characterData: true });
"""
PARTS = """() => Object.fromEntries(performance.getEntriesByType("resource")
  .filter(({ name }) => /\\.wasm|session|versions|sync|chat-.*\\.js|keys/.test(name))
  .map(({ name, startTime, responseEnd }) => [new URL(name).pathname.slice(-40), [Math.round(startTime), Math.round(responseEnd)]]))"""
SLOWER = 6  # a cheap phone beside this machine


def test_a_slow_phone_has_the_list_and_the_newest_message_soon(chromium: Any, live_server: Any) -> None:
    """Figures for docs/chat.md: `-s` prints them. The bounds are ratios, so that they hold on a busy machine too."""
    built()
    homeserver_at(str(live_server))
    hers, his, _ada = in_conversation(chromium, live_server.url)
    for number in range(20):
        hers.writes(f"Nachricht {number}")
    his.to_list()
    his.context.add_init_script(WATCH)
    quick = comes_back(his, hers, 1)
    slow = comes_back(his, hers, SLOWER)
    for name, seen in (("as it is", quick), (f"{SLOWER} times slower", slow)):
        print(
            f"\n{name}: list {seen['list']:.1f} s, what it knows {seen['known']:.1f} s, newest {seen['newest']:.1f} s"
        )
    print(f"load {os.getloadavg()[0]:.0f}")
    for what in ("list", "known", "newest"):
        assert slow[what] < 2 * SLOWER * quick[what], what
    hers.close()
    his.close()


def comes_back(his: Neighbour, hers: Neighbour, rate: int) -> dict[str, float]:
    """Seconds from the beginning of the page on. Meanwhile somebody has written."""
    his.opens("Ada Abel")
    hers.writes(f"Stand {rate}")
    his.reads(f"Stand {rate}")
    his.has_kept(f"Stand {rate}")
    his.page.goto("about:blank")
    hers.writes(f"Inzwischen {rate}")
    session = his.context.new_cdp_session(his.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    his.page.goto(f"{his.url}/chat/")
    his.until("window.seen.newest")
    seen = {what: float(value) / 1000 for what, value in his.page.evaluate("window.seen").items()}
    print(f"\n{rate}: {his.page.evaluate(PARTS)}")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    session.detach()
    return seen
