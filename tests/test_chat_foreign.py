"""Somebody uses another app beside our pages: with the same account, the same conversations, and what stands on their card."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from quartier.modules.chat.secrets import folder
from tests.chat_page import Browser, built, two
from tests.foreign import ForeignApp
from tests.homeserver import Homeserver, homeserver_at, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def homeserver(live_server: object) -> Homeserver:
    built()
    return homeserver_at(str(live_server))


def test_a_foreign_app_and_our_pages_exchange_what_nobody_else_reads(
    chromium: Any, live_server: Any, homeserver: Homeserver, tmp_path: Path
) -> None:
    ada, ben = two("Ada", "Ben")
    hers = Browser(chromium, live_server.url, ada)
    hers.begin_with("Ben Berg")
    hers.writes("Von der Website")
    card = hers.make_card()
    his = Browser(chromium, live_server.url, ben)
    his.accept()
    his.reads("Von der Website")
    app = ForeignApp(homeserver.address, log_in(ada), tmp_path / "app")
    app.sync()
    his.writes("Noch nicht für die andere App")
    app.sync(2)
    assert app.read == []  # a device that its owner has not vouched for gets nothing
    app.is_vouched_for(card)
    (room,) = [known for known, about in app.app.rooms.items() if about.encrypted and his_name(about) == "Ben Berg"]
    last_moment, number = time.monotonic() + 90, 0
    while not app.read:  # his browser learns of it with what it hears next
        assert time.monotonic() < last_moment
        number += 1
        his.writes(f"Jetzt auch dort {number}")
        app.sync(2)
    assert app.read[0].startswith("Jetzt auch dort")
    app.writes(room, "Aus der anderen App")
    his.reads("Aus der anderen App")
    hers.page.click(".chat-conversation:has-text('Ben Berg')")
    hers.reads("Aus der anderen App")
    kept = b"".join(file.read_bytes() for file in Path(folder()).rglob("*") if file.is_file())
    assert b"anderen App" not in kept
    for one in (hers, his, app):
        one.close()


def his_name(room: Any) -> str:
    return str(room.display_name)
