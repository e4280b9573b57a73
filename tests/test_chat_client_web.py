"""What the chat of our own pages does on a phone that is slow, loses its connection or its keys, or is used by keyboard alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.chat_neighbour import PHONE, Neighbour, in_conversation
from tests.chat_page import built, two
from tests.homeserver import Homeserver, homeserver_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def homeserver(live_server: object) -> Homeserver:
    built()
    return homeserver_at(str(live_server))


def test_a_phone_tells_who_writes_what_is_unread_keeps_what_waits_and_records_a_voice(
    chromium: Any, live_server: Any, homeserver: Homeserver
) -> None:
    hers, his, _ada = in_conversation(chromium, live_server.url, permissions=["microphone"])
    one_sees_that_the_other_is_writing(hers, his)
    what_is_unread_is_counted_until_it_was_read(hers, his)
    what_one_has_read_others_see_only_if_one_wants_it(hers, his)
    what_was_said_before_stands_there_when_one_comes_back(hers, his)
    a_voice_is_recorded_and_heard(hers, his)
    what_was_written_without_a_connection_goes_out_later(hers, his)
    hers.close()
    his.close()


def one_sees_that_the_other_is_writing(hers: Neighbour, his: Neighbour) -> None:
    his.page.type("#chat-text", "Ja, gleich")
    hers.sees(".chat-typing:has-text('Ben Berg schreibt')")
    his.page.keyboard.press("Enter")
    hers.reads("Ja, gleich")
    hers.sees(".chat-typing:empty", "attached")


def what_is_unread_is_counted_until_it_was_read(hers: Neighbour, his: Neighbour) -> None:
    his.to_list()
    hers.writes("Bring Brot mit")
    hers.writes("Und Käse")
    his.sees(".chat-unread:has-text('2 ungelesene')")
    his.sees(".chat-last:has-text('Und Käse')")
    his.look_over()
    his.opens("Ada Abel")
    his.reads("Und Käse")
    his.to_list()
    his.sees(".chat-unread", "detached")


def what_one_has_read_others_see_only_if_one_wants_it(hers: Neighbour, his: Neighbour) -> None:
    his.opens("Ada Abel")
    his.writes("Käse ist aus")  # so hers has heard of all that his has read
    hers.reads("Käse ist aus")
    expect(hers.page.locator(".chat-said")).not_to_contain_text("Gelesen von")
    his.to_list()
    his.page.check("text=Andere sehen, was ich gelesen habe")
    his.opens("Ada Abel")
    hers.writes("Dann Quark")
    hers.sees(".bubble:has-text('Dann Quark'):has-text('Gelesen von Ben Berg')")
    his.has_kept("Dann Quark")
    his.to_list()
    his.page.uncheck("text=Andere sehen, was ich gelesen habe")


def what_was_said_before_stands_there_when_one_comes_back(hers: Neighbour, his: Neighbour) -> None:
    """Also while the homeserver says nothing new: the list and what was said last lie in this browser."""
    his.page.route(re.compile(r"/sync\?"), lambda _route: None)
    his.reload()
    his.sees(".chat-last:has-text('Dann Quark')")
    his.opens("Ada Abel")
    for said in ("Kommst du heute?", "Ja, gleich", "Und Käse", "Dann Quark"):
        his.reads(said)
    his.page.unroute_all(behavior="ignoreErrors")
    his.reload()
    his.page.goto(f"{his.url}/chat/#")
    his.sees(".chat-last:has-text('Dann Quark')")
    his.page.fill("#chat-search", "brot")
    his.sees(".chat-rows:has-text('Bring Brot mit')")
    his.page.fill("#chat-search", "")
    his.opens("Ada Abel")
    hers.writes("Bist du da?")
    his.reads("Bist du da?")


def a_voice_is_recorded_and_heard(hers: Neighbour, his: Neighbour) -> None:
    record = "button[aria-label='Sprachnachricht aufnehmen']"
    his.page.click(record)
    his.records()
    his.look_over()
    his.page.click(".chat-voice button:has-text('Abbrechen')")
    his.page.click(record)
    his.records()
    his.page.click(".chat-voice button:has-text('Abschicken')")
    hers.sees(".chat-file audio[src^=blob]")
    hers.page.evaluate("document.querySelector('.chat-file audio').play()")
    hers.until("document.querySelector('.chat-file audio').currentTime > 0.2")
    expect(hers.page.locator(".chat-file audio")).to_have_count(1)


def what_was_written_without_a_connection_goes_out_later(hers: Neighbour, his: Neighbour) -> None:
    his.context.set_offline(True)
    his.sees(".chat-banner:has-text('Gerade keine Verbindung')")
    for words in ("Ohne Netz geschrieben", "Noch etwas"):
        his.writes(words)
        his.sees(f".bubble:has-text('{words}'):has-text('wartet auf die Verbindung')")
    his.hears("wartet auf die Verbindung")
    his.page.click("button[aria-label='Sprachnachricht aufnehmen']")
    his.records()
    his.page.click(".chat-voice button:has-text('Abschicken')")
    his.sees(".chat-voice:has-text('Nicht gesendet')")  # and isn't lost
    his.to_list()
    his.sees(".chat-last:has-text('Noch etwas')")
    his.opens("Ada Abel")
    his.reads("Dann Quark")
    expect(hers.page.locator(".chat-said")).not_to_contain_text("Noch etwas")
    his.context.set_offline(False)
    hers.reads("Ohne Netz geschrieben")
    hers.reads("Noch etwas")
    his.sees(".chat-banner:empty", "attached")
    his.sees(".bubble:has-text('wartet auf')", "detached")
    expect(hers.page.locator(".bubble-text").nth(-2)).to_have_text("Ohne Netz geschrieben")
    expect(hers.page.locator(".bubble-text").last).to_have_text("Noch etwas")


def test_who_has_lost_all_keys_begins_anew_and_the_others_are_told(
    chromium: Any, live_server: Any, homeserver: Homeserver
) -> None:
    """Also where there was a card once: it opens nothing any more, and a new one can be made."""
    hers, his, ada = in_conversation(chromium, live_server.url)
    lost = hers.make_card()
    hers.close()
    new = Neighbour(chromium, live_server.url, ada, **PHONE)
    new.sees(".notice:has-text('Dieses Gerät ist neu')")
    new.page.click("a[href='#sealed']")
    new.sees("text=Dann sind deine alten Nachrichten verloren, und niemand kann sie zurückholen")
    asked: list[str] = []
    new.page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    new.page.click("button:has-text('Neu anfangen')")
    new.hears("Deine alten Nachrichten bleiben auf diesem Gerät verschlossen")
    assert "für immer verschlossen" in asked[0]
    new.opens("Ben Berg")
    new.reads("lässt sich auf diesem Gerät nicht lesen")
    new.writes("Ich bin wieder da")
    his.reads("Ich bin wieder da")
    his.sees(".notice:has-text('Die Schlüssel von Ada Abel sind neu')")
    his.look_over()
    his.page.click("button:has-text('Alles klar')")
    his.sees(".notice:has-text('sind neu')", "detached")
    his.writes("Willkommen zurück")
    new.reads("Willkommen zurück")
    new.to_list()
    card = new.make_card()
    assert card != lost
    new.look_over()
    new.reload()
    new.page.goto(f"{live_server.url}/chat/#")
    new.sees(".chat-last:has-text('Willkommen zurück')")
    new.close()
    his.close()


def test_all_of_it_goes_by_keyboard_on_a_small_dark_screen(
    chromium: Any, live_server: Any, homeserver: Homeserver
) -> None:
    ada, ben = two("Ada", "Ben")
    hers, his = Neighbour(chromium, live_server.url, ada, **PHONE), Neighbour(chromium, live_server.url, ben)
    hers.look_over()
    hers.presses("a[href='#new']")
    hers.is_at(".chat-panel h2")
    hers.tabs_to("#chat-whom")
    hers.page.keyboard.type("Ben")
    hers.sees(".chat-panel .chat-conversation")
    hers.look_over()
    hers.presses(".chat-panel .chat-conversation")
    hers.sees("#chat-text")
    hers.is_at(".chat-head h2")
    hers.tabs_to("#chat-text")
    hers.page.keyboard.type("Hallo Ben")
    hers.page.keyboard.press("Enter")
    hers.reads("Hallo Ben")
    hers.hears("Gesendet.")
    hers.is_at("#chat-text")
    his.accept()
    his.writes("Hallo Ada")
    hers.reads("Hallo Ada")
    answer_and_sign(hers)
    his.sees("button[aria-label='👍 von Ada Abel']")
    hers.presses(".chat-back a")
    hers.is_at(".chat-rows a")
    hers.page.keyboard.press("Enter")
    hers.is_at(".chat-head h2")
    hers.presses(".chat-back a")
    hers.presses("a[href='#card']")
    hers.is_at(".chat-panel h2")
    hers.look_over()
    hers.tabs_to("button:has-text('Karte herstellen')")
    hers.close()
    his.close()


def answer_and_sign(hers: Neighbour) -> None:
    menu = ".bubble:not(.mine) summary"
    hers.presses(menu)
    hers.sees(".chat-menu[open] .chat-signs")
    hers.look_over()
    hers.presses(".chat-menu[open] .chat-signs button")
    hers.sees("button[aria-label='👍 von Ada Abel']")
    hers.is_at(menu)  # not lost, although the message looks different now
    hers.page.keyboard.press("Enter")
    hers.presses(".chat-menu[open] button:has-text('Antwort')")
    hers.is_at("#chat-text")
    hers.sees(".chat-about:has-text('Hallo Ada')")
    hers.page.keyboard.press("Escape")
    hers.sees(".chat-about blockquote", "detached")
