"""The recovery card: its code is held before a camera, or its words are typed; then a new device reads the old messages. What it
opens them with goes to no server, and stays in no address.
"""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
import zxingcpp
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from quartier.kernel.people.models import Person
from tests.chat_page import Browser, built, two
from tests.homeserver import homeserver_at
from tests.test_chat_web import PHONE, kept_by_the_homeserver

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def read_by_camera(browser: Browser) -> str:
    """From the picture of it, smaller than on paper."""
    seen = Image.open(io.BytesIO(browser.page.locator(".chat-card-code").screenshot()))
    return str(zxingcpp.read_barcodes(seen)[0].text)


def logged_in(context: Any, url: str, person: Person) -> None:
    client = Client()
    client.force_login(person.account)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])


def somebody_who_has_written(chromium: Any, live_server: Any) -> tuple[Person, Browser]:
    built()
    homeserver_at(str(live_server))
    ada, _ben = two("Ada", "Ben")
    first = Browser(chromium, live_server.url, ada)
    first.begin_with("Ben Berg")
    first.writes("Bis morgen um acht")
    return ada, first


def test_the_phones_camera_opens_the_old_messages_in_one_step(chromium: Any, live_server: Any) -> None:
    """On a phone that isn't even logged in: the key waits in this tab, and is in no address and in nothing that is sent."""
    ada, first = somebody_who_has_written(chromium, live_server)
    letters = first.make_card().replace(" ", "")
    link = read_by_camera(first)
    assert link == f"{live_server.url}/chat/card/#{letters}"
    first.look_over()
    phone = chromium.new_context(**PHONE, locale="de-DE")
    sent: list[str] = []
    phone.on("request", lambda asked: sent.append(f"{asked.url} {asked.post_data} {asked.headers}"))
    page = phone.new_page()
    page.goto(link)
    page.wait_for_selector("a.button:has-text('Anmelden')")
    expect(page).to_have_url(f"{live_server.url}/chat/card/")
    logged_in(phone, live_server.url, ada)
    page.goto(f"{live_server.url}/chat/")
    page.wait_for_selector("#chat-live:has-text('Geschafft')", state="attached")
    page.click(".chat-conversation:has-text('Ben Berg')")
    page.wait_for_selector(".bubble:has-text('Bis morgen um acht')")
    page.goto(link)  # and once more, on a device that is open already: then it is looked whether the card fits
    page.wait_for_selector(".notice:has-text('Diese Karte passt')")
    expect(page).to_have_url(f"{live_server.url}/chat/#card")
    assert page.evaluate("sessionStorage.getItem('quartier-chat-scanned')") is None
    page.go_back()  # what the browser goes back to doesn't hold it either
    expect(page).not_to_have_url(re.compile(letters))
    assert [one for one in sent if letters in one] == []
    assert letters.encode() not in kept_by_the_homeserver()
    first.close()
    phone.close()


def test_without_a_camera_the_words_or_the_letters_open_them_and_nothing_else_does(
    chromium: Any, live_server: Any
) -> None:
    ada, first = somebody_who_has_written(chromium, live_server)
    old = first.make_card()
    first.page.reload()
    first.page.wait_for_selector("#chat[aria-busy=false]")
    first.page.click("button:has-text('Karte herstellen')")
    letters, words = str(first.page.inner_text(".chat-card-groups")), first.words_on_card()
    assert (len(letters.split()), len(words)) == (12, 28)
    new = Browser(chromium, live_server.url, ada, **PHONE)
    new.page.click(".chat-conversation:has-text('Ben Berg')")
    new.reads("lässt sich auf diesem Gerät nicht lesen")
    new.page.goto(f"{live_server.url}/chat/#sealed")
    refuses_all_else(new, old, letters, words)
    new.look_over()
    mistyped = [words[0] + "x", *words[1:]]  # one letter too many is understood
    new.page.fill("#chat-key", "\n".join(mistyped).upper())
    new.page.click("button:has-text('freischalten')")
    new.page.wait_for_selector("#chat-live:has-text('Geschafft')", state="attached")
    new.page.click(".chat-conversation:has-text('Ben Berg')")
    new.reads("Bis morgen um acht")
    kept = kept_by_the_homeserver()
    assert letters.encode() not in kept
    assert " ".join(words).encode() not in kept
    third = Browser(chromium, live_server.url, ada)
    third.page.goto(f"{live_server.url}/chat/#sealed")
    third.page.fill("#chat-key", letters)
    third.page.click("button:has-text('freischalten')")
    third.page.wait_for_selector("#chat-live:has-text('Geschafft')", state="attached")
    for one in (first, new, third):
        one.close()


def refuses_all_else(new: Browser, old: str, letters: str, words: list[str]) -> None:
    swapped = [words[1], words[0], *words[2:]] if words[0] != words[1] else words[:-1]
    wrong = {
        "EsTo was": "nicht vollständig",
        letters.swapcase(): "nicht vollständig",
        " ".join(words[:-1]): "nicht vollständig",
        " ".join(swapped): "Karte",  # one in 4,096 looks like another card
        " ".join([*words[:-1], "xxyyzz"]): "„xxyyzz“ steht auf keiner Karte",
        old: "eine andere Karte",
    }
    for typed, said in wrong.items():
        new.page.fill("#chat-key", typed)
        new.page.click("button:has-text('freischalten')")
        new.page.wait_for_selector(f".field-error:has-text('{said}')")
