"""The chat of our own pages: real Synapse, real Chromium. What two people write nobody else reads, also not the server."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import pytest

from quartier.modules.chat.secrets import folder
from tests.chat_page import Browser, built, two
from tests.homeserver import Homeserver, homeserver_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def homeserver(live_server: object) -> Homeserver:
    built()
    return homeserver_at(str(live_server))


def kept_by_the_homeserver() -> bytes:
    """Database, files and logs, as they lie on the disk."""
    return b"".join(file.read_bytes() for file in Path(folder()).rglob("*") if file.is_file())


def test_two_neighbours_write_and_the_server_reads_nothing(
    chromium: Any, live_server: Any, homeserver: Homeserver
) -> None:
    ada, ben = two("Ada", "Ben")
    hers, his = Browser(chromium, live_server.url, ada), Browser(chromium, live_server.url, ben)
    secret = f"Der Schlüssel liegt unter Topf {secrets.token_hex(6)}"
    hers.begin_with("Ben Berg")
    hers.writes(secret)
    his.accept()
    his.reads(secret)
    his.writes("Danke schön")
    hers.reads("Danke schön")
    assert secret.encode() not in kept_by_the_homeserver()
    assert hers.complaints == his.complaints == []
    hers.close()
    his.close()
