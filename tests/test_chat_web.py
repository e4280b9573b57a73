"""The chat of our own pages: real Synapse, real Chromium. What two people write nobody else reads, also not the server."""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quartier.api import Group, Person
from quartier.kernel.groups.models import Membership
from quartier.modules.chat import sessions
from quartier.modules.chat.secrets import folder
from tests.chat_page import Browser, built, follow_now, two
from tests.homeserver import NAME, Homeserver, homeserver_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}
PICTURE = bytes.fromhex(  # one red dot
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


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
    """Text, an answer, a correction, a sign, a photo; and what is deleted is gone on both sides."""
    ada, ben = two("Ada", "Ben")
    hers = Browser(chromium, live_server.url, ada)
    word = secrets.token_hex(6)
    hers.begin_with("Ben Berg")
    hers.writes(f"Der Schlüssel liegt unter Topf {word}")
    his = Browser(chromium, live_server.url, ben, **PHONE)  # who has never been in the chat before
    his.look_over()
    his.accept()
    his.reads(f"unter Topf {word}")
    expect(his.page.locator(".chat-shield")).to_contain_text("Nur du und Ada Abel")
    his.writes(f"Danke für {word}")
    hers.act(f"Danke für {word}", "Antworten")
    hers.writes(f"Gern, {word}")
    hers.act(f"Gern, {word}", "Ändern")
    hers.writes(f"Sehr gern, {word}")
    his.reads(f"Sehr gern, {word}")
    expect(his.page.locator(".chat-quote")).to_contain_text(f"Danke für {word}")
    his.act(f"Sehr gern, {word}", "👍")
    hers.page.wait_for_selector("button[aria-label='👍 von Ben Berg']")
    hers.page.set_input_files("input[type=file]", {"name": f"{word}.png", "mimeType": "image/png", "buffer": PICTURE})
    his.page.wait_for_selector(".chat-file img[src^=blob]")
    his.look_over()
    hers.act("unter Topf", "Löschen")
    his.page.wait_for_selector(".bubble >> text=Nachricht gelöscht")
    expect(his.page.locator(".chat-said")).not_to_contain_text(f"unter Topf {word}")
    kept = kept_by_the_homeserver()
    assert word.encode() not in kept
    assert PICTURE not in kept
    hers.look_over()
    hers.close()
    his.close()


def test_a_device_that_the_operator_slips_in_gets_no_message(
    chromium: Any, live_server: Any, homeserver: Homeserver, tmp_path: Path
) -> None:
    nio = pytest.importorskip("nio")
    ada, ben = two("Ada", "Ben")
    his = Browser(chromium, live_server.url, ben)
    slipped_in = sessions.begin(ben, "SLIPPEDIN1", app=None, name="?")
    access, user = sessions.give_tokens(slipped_in).access, f"@{slipped_in.user.localpart}:{NAME}"

    def spy() -> list[str]:
        async def looks() -> list[str]:
            config = nio.AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
            app = nio.AsyncClient(homeserver.address, user, "SLIPPEDIN1", str(tmp_path), config)
            app.restore_login(user, "SLIPPEDIN1", access)
            if app.should_upload_keys:
                await app.keys_upload()
            seen = (await app.sync(timeout=1000, full_state=True)).rooms.join.values()
            await app.close()
            return [type(event).__name__ for room in seen for event in room.timeline.events]

        with ThreadPoolExecutor() as pool:  # playwright has a loop of its own in this thread
            return pool.submit(lambda: asyncio.run(looks())).result()

    assert "MegolmEvent" not in spy()
    hers = Browser(chromium, live_server.url, ada)
    hers.begin_with("Ben Berg")
    his.accept()
    hers.writes("Nur für dich")
    his.reads("Nur für dich")
    kinds = spy()
    assert "RoomMessageText" not in kinds
    assert "MegolmEvent" in kinds  # it lies there, and stays closed
    hers.close()
    his.close()


def test_the_rules_of_the_quarter_hold_here_too_and_say_why(
    chromium: Any, live_server: Any, homeserver: Homeserver
) -> None:
    ada, kim = two("Ada", "Kim")
    Person.objects.filter(pk=kim.pk).update(birth_date=timezone.localdate() - timedelta(days=14 * 366))
    group = Group.objects.create(name="Gartengruppe")
    Membership.objects.create(group=group, person=ada)
    follow_now()
    hers = Browser(chromium, live_server.url, ada)
    expect(hers.page.locator(".chat-rows")).to_contain_text("Gartengruppe")
    hers.page.click("a[href='#new']")
    hers.page.fill("#chat-whom", "Kim")
    hers.page.click(".chat-panel button:has-text('Kim Berg')")
    hers.page.wait_for_selector(".chat-panel .field-error:has-text('allein')")
    hers.page.fill("#chat-search", "garten")
    hers.page.wait_for_selector(".chat-rows:has-text('1 Treffer')")
    again = hers.context.new_page()
    again.goto(f"{live_server.url}/chat/")
    again.click("button:has-text('Hier benutzen')")
    again.wait_for_selector(".chat-conversation:has-text('Gartengruppe')")
    hers.page.wait_for_selector("text=Der Chat ist in einem anderen Tab offen")
    hers.close()
