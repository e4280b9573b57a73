"""What one writes isn't lost, what one sends tells no more than one wants, and what one reads one may keep, report and leave."""

from __future__ import annotations

import hashlib
import io
import random
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from quartier.kernel.moderation.models import Report
from tests.chat_neighbour import Neighbour, in_conversation
from tests.chat_page import built
from tests.homeserver import Homeserver, homeserver_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAKER = "Kamera-Werk Nord"
NOTHING_WAITS = """() => new Promise((told) => {
  const asked = indexedDB.open("quartier-chat-waiting");
  asked.onsuccess = () => {
    const all = asked.result.transaction("written").objectStore("written").count();
    all.onsuccess = () => { asked.result.close(); told(all.result === 0); };
  };
})"""


@pytest.fixture
def homeserver(live_server: object) -> Homeserver:
    built()
    return homeserver_at(str(live_server))


def test_what_was_written_without_a_connection_outlasts_the_page(
    chromium: Any, live_server: Any, homeserver: Homeserver
) -> None:
    hers, his, _ada = in_conversation(chromium, live_server.url)
    his.context.set_offline(True)
    his.sees(".chat-banner:has-text('Gerade keine Verbindung')")
    his.writes("Im Keller geschrieben")
    his.sees(".bubble:has-text('wartet auf die Verbindung')")
    his.page.close()
    his.context.set_offline(False)
    his.page = his.context.new_page()
    his.page.goto(f"{his.url}/chat/#")
    his.sees("#chat[aria-busy=false]")
    hers.reads("Im Keller geschrieben")
    his.opens("Ada Abel")
    his.sees(".bubble:has-text('Im Keller geschrieben') .chat-menu", "attached")
    his.until(NOTHING_WAITS)  # so it goes out no second time
    assert hers.page.locator(".bubble", has_text="Im Keller geschrieben").count() == 1
    hers.close()
    his.close()


def test_what_is_sent_tells_no_more_than_one_wants_and_what_was_said_is_saved_reported_and_left(
    chromium: Any, live_server: Any, homeserver: Homeserver
) -> None:
    hers, his, ada = in_conversation(chromium, live_server.url)
    a_photo_loses_what_the_camera_wrote_into_it(hers, his)
    a_file_of_twenty_megabytes_comes_as_it_was(hers, his)
    what_was_said_is_kept_as_a_file(his)
    a_message_is_reported_with_its_words(his, ada.pk)
    who_leaves_is_gone(his)
    hers.close()
    his.close()


def a_photo_loses_what_the_camera_wrote_into_it(hers: Neighbour, his: Neighbour) -> None:
    photo = io.BytesIO()
    written = Image.Exif()
    written[0x010F] = MAKER
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).convert("RGB").save(photo, "JPEG", exif=written)
    assert MAKER.encode() in photo.getvalue()
    sends(hers, "garten.jpg", "image/jpeg", photo.getvalue())
    his.sees(".chat-file img[src^=blob]")
    arrived = downloaded(his, ".chat-file a[download='garten.jpg']")
    assert MAKER.encode() not in arrived
    assert Image.open(io.BytesIO(arrived)).size == (40, 30)
    asked: list[str] = []
    hers.page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    sends(hers, "keller.heic", "image/heic", b"no browser here draws this")
    hers.until("document.querySelector('.chat-uploads').childElementCount === 0")
    assert "vielleicht auch dem Ort" in asked[0]
    assert hers.page.locator(".chat-file", has_text="keller.heic").count() == 0


def a_file_of_twenty_megabytes_comes_as_it_was(hers: Neighbour, his: Neighbour) -> None:
    plan = random.Random(6).randbytes(20_000_000)
    sends(hers, "plan.pdf", "application/pdf", plan)
    his.page.click(".chat-file button:has-text('plan.pdf öffnen')")
    arrived = downloaded(his, ".chat-file a[download='plan.pdf']")
    assert hashlib.sha256(arrived).digest() == hashlib.sha256(plan).digest()


def sends(browser: Neighbour, name: str, kind: str, data: bytes) -> None:
    browser.page.set_input_files("input[type=file]", {"name": name, "mimeType": kind, "buffer": data})


def downloaded(browser: Neighbour, selector: str) -> bytes:
    with browser.page.expect_download() as waits:
        browser.page.click(selector)
    return Path(waits.value.path()).read_bytes()


def what_was_said_is_kept_as_a_file(his: Neighbour) -> None:
    his.page.click(".chat-room-menu summary")
    his.look_over()
    text = downloaded(his, "button:has-text('Gespräch als Datei speichern')").decode()
    assert "Ada Abel: Kommst du heute?" in text
    his.sees(".chat-room-acts:has-text('Als Textdatei gespeichert')")
    his.page.click(".chat-room-menu summary")


def a_message_is_reported_with_its_words(his: Neighbour, about: int) -> None:
    his.act("Kommst du heute?", "Melden")
    his.sees("h1:has-text('Etwas melden')")
    assert "Ada Abel: Kommst du heute?" in his.page.input_value("[name=text]")
    assert Report.objects.count() == 0  # nothing went anywhere yet
    his.page.check("[name=rule] >> nth=0", force=True)
    his.page.click("main button:has-text('Abschicken')")
    his.page.wait_for_url("**/gemeldet/**")
    made = Report.objects.select_related("case").get()
    assert (made.case.about_id, "Kommst du heute?" in made.text) == (about, True)


def who_leaves_is_gone(his: Neighbour) -> None:
    his.page.goto(f"{his.url}/chat/#")
    his.opens("Ada Abel")
    his.page.once("dialog", lambda dialog: dialog.accept())
    his.page.click(".chat-room-menu summary")
    his.page.click("button:has-text('Gespräch verlassen')")
    his.hears("Du hast das Gespräch verlassen")
    his.sees(".chat-conversation:has-text('Ada Abel')", "detached")
