"""The first journey whole: a fresh server, a real town's streets, two strangers on two phones, from first question to thanks."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.server import ROOT, Server, run

pytestmark = [pytest.mark.browser, pytest.mark.machine]
SHARED = Path(os.environ.get("QUARTIER_SHARED_DATA", ROOT.parent / "shared" / "data"))
TOWN = SHARED / "osm-herrenberg"
TITLE = "Wer trägt mir den Einkauf hoch?"
PASSPHRASE = "gurke mantel siebzehn boot"


class Phone:
    """One neighbour's: 360 px wide, German, a tap at a time."""

    def __init__(self, browser: Any, url: str) -> None:
        self.context = browser.new_context(base_url=url, viewport={"width": 360, "height": 780}, locale="de-DE")
        self.page = self.context.new_page()

    def open(self, path: str) -> None:
        assert self.page.goto(path).ok, path

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def tap(self, name: str, role: str = "button") -> None:
        self.press(self.page.get_by_role(role, name=name, exact=True))

    def send(self, action: str) -> None:
        self.press(self.page.locator(f"form[action*='{action}'] button"))

    def next(self) -> None:
        self.press(self.page.locator("main form button.button"))

    def press(self, what: Any) -> None:
        """Returns when the next page has come whole."""
        with self.page.expect_navigation():
            what.first.click()

    def reads(self, text: str) -> bool:
        """Waits until it stands there."""
        expect(self.page.locator("body")).to_contain_text(text, use_inner_text=True)
        return True

    def lacks(self, text: str) -> bool:
        expect(self.page.locator("body")).not_to_contain_text(text, use_inner_text=True)
        return True


def test_two_strangers_help_each_other_on_a_fresh_server(tmp_path: Path, chromium: Any) -> None:
    if not TOWN.is_dir():
        pytest.skip("the real town's streets are not here: shared/data/osm-herrenberg")
    data = tmp_path / "data"
    imported = run("import", "osm", str(TOWN / "herrenberg.osm.pbf"), "--data", str(data), seconds=300)
    assert "8,539 addresses\n562 street names\n675 points of interest" in imported.stdout
    with Server(data) as server:
        assert server.process.stdout is not None
        link = server.process.stdout.readline().split()[-1]
        hers, his = Phone(chromium, server.url), Phone(chromium, server.url)
        set_up(hers, link)
        join(his)
        assert his.lacks("Wer trägt")
        house = a_house(hers)
        ask(hers, house)
        confirm(hers)
        answer_and_agree(hers, his, house)


def set_up(phone: Phone, link: str) -> None:
    phone.open(link)
    phone.tap("Anfangen", "link")
    phone.write("Wie heißt euer Quartier?", "Affstätter Tal")
    phone.tap("Weiter")
    phone.page.locator("input[name=how][value=outline]").check()
    phone.tap("Weiter")
    phone.page.locator("textarea").fill((TOWN / "herrenberg-boundary.geojson").read_text())
    phone.tap("Weiter")
    if phone.page.url.endswith("/outline/"):
        phone.press(phone.page.locator("a[href$='/step/you/']"))
    phone.write("Dein Vorname", "Ayşe")
    phone.write("Dein Nachname", "Demir")
    phone.tap("Weiter")
    phone.write("Dein Passwort", PASSPHRASE)
    phone.write("Das Passwort noch einmal", PASSPHRASE)
    phone.tap("Weiter")
    phone.press(phone.page.locator("button[name=later]"))  # a second key holder
    phone.tap("Weiter")  # the ways to be confirmed that are proposed
    phone.press(phone.page.locator("button[name=later]"))  # the imprint
    phone.tap("Quartier eröffnen")
    phone.open("/")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(re.compile("Ayşe$"))


def join(phone: Phone) -> None:
    phone.open("/account/new/")
    phone.write("Vorname", "Jonas")
    phone.write("Nachname", "Petersen")
    phone.tap("Weiter")
    phone.page.get_by_label("Nein, ich bin 18 oder älter").check()
    phone.tap("Weiter")
    phone.tap("Diesen nehmen")
    phone.tap("Diese Wörter nehmen")
    phone.tap("Mitmachen")
    phone.tap("Ohne weitermachen", "link")
    assert phone.reads("Du bist Gast, bis dich jemand bestätigt")


def a_house(phone: Phone) -> str:
    """One that the town really has, as the address field offers it."""
    found = phone.page.request.get(f"/places/suggest?q={quote('hindenburgstr 1')}").json()
    assert found, "nothing is offered while typing"
    return str(found[0]["label"])


def ask(phone: Phone, house: str) -> None:
    phone.open("/help/new/request/")
    phone.page.locator("input[name=kind][value=errands]").check()
    phone.next()
    phone.page.locator("input[name=title]").fill(TITLE)
    phone.next()
    phone.page.locator("input[name=often][value=once]").check()
    phone.page.locator("input[name=urgency][value=this_week]").check()
    phone.next()
    phone.page.locator("input[name=where]").fill(house)
    phone.page.keyboard.press("Escape")
    phone.next()
    phone.next()
    assert phone.reads(TITLE)
    phone.next()


def confirm(phone: Phone) -> None:
    phone.open("/people/desk/")
    assert phone.reads("Jonas Petersen")
    phone.send("/confirm/")
    assert phone.reads("Jonas Petersen")


def answer_and_agree(hers: Phone, his: Phone, house: str) -> None:
    his.open("/")
    assert his.reads(TITLE)
    his.tap(TITLE, "link")
    assert his.lacks(house)
    his.page.locator("main textarea").first.fill("Ich komme heute um fünf vorbei.")
    his.send("/answer/")
    matter = str(his.page.url).partition("#")[0]
    hers.open(matter)
    assert hers.reads("Ich komme heute um fünf vorbei.")
    hers.send("/agree/")
    his.open(matter)
    assert his.lacks(house.split(",", maxsplit=1)[0])
    hers.send("/release/")
    his.open(matter)
    assert his.reads(house.split(",", maxsplit=1)[0])
    his.send("/finish/")
    assert his.lacks(house.split(",", maxsplit=1)[0])
    hers.open(matter)
    hers.page.locator("form[action$='/thank/'] textarea").fill("Danke dir, Jonas!")
    hers.send("/thank/")
    his.open(matter)
    assert his.reads("Danke dir, Jonas!")
    hers.send("/close/")
    his.open("/help/")
    assert his.lacks(TITLE)
    print(json.dumps({"house": house, "matter": matter}))
