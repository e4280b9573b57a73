"""Main journey 1: from the one-time link to an open quarter, on a phone, by keyboard, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from quartier.kernel.gate.tests.people import client_of, guest, neighbour, years_ago
from quartier.kernel.people.models import Account, Person
from quartier.kernel.places.models import Street
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.kernel.roles.keys import key_holders
from quartier.kernel.setup.link import setup_link_token

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSPHRASE = "gurke mantel siebzehn boot"


class Founder:
    """Somebody who sets the quarter up with a phone and its keyboard alone; every page is looked over by axe."""

    def __init__(self, browser: Any, url: str, *, scripts: bool, theme: str) -> None:
        self.has_scripts = scripts
        self.complaints: list[str] = []
        self.flaws: list[str] = []
        self.context = browser.new_context(
            base_url=url, viewport={"width": 360, "height": 780}, locale="de-DE",
            java_script_enabled=scripts, color_scheme=theme, reduced_motion="reduce",
        )  # fmt: skip
        self.page = self.context.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.look_over()

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).focus()
        self.page.keyboard.type(text)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label).focus()
        self.page.keyboard.press("Space")

    def press(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=True).focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look_over()

    def look_over(self) -> None:
        """Nothing is wider than the phone, and axe finds nothing."""
        if not self.has_scripts:
            return
        if self.page.evaluate("document.documentElement.scrollWidth") > 360:
            self.flaws.append(f"{self.page.url} is too wide")
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        self.flaws += [f"{self.page.url} {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]

    def sees(self, text: str) -> bool:
        """Waits for it."""
        expect(self.page.get_by_text(text).first).to_be_visible()
        return True


@pytest.fixture
def begin(chromium: Any, live_server: Any) -> Iterator[Any]:
    Quarter.objects.update_or_create(pk=1, defaults={"is_set_up": False, "name": "", "setup_token": ""})
    forget_quarter()
    founders: list[Founder] = []

    def begun(*, scripts: bool, theme: str = "light") -> Founder:
        founders.append(Founder(chromium, live_server.url, scripts=scripts, theme=theme))
        return founders[-1]

    yield begun
    for founder in founders:
        founder.context.close()


def name_the_key_holders(founder: Founder) -> None:
    founder.write("Dein Vorname", "Ayşe")
    founder.write("Dein Nachname", "Demir")
    founder.press("Weiter")
    founder.write("Dein Passwort", PASSPHRASE)
    founder.write("Das Passwort noch einmal", PASSPHRASE)
    founder.press("Weiter")
    founder.write("Vorname", "Jonas")
    founder.write("Nachname", "Weber")
    founder.press("Weiter")
    founder.press("Weiter")  # the ways that are proposed
    founder.press("Später")


@pytest.mark.parametrize(("scripts", "theme"), [(True, "light"), (True, "dark"), (False, "light")])
def test_a_quarter_is_set_up_on_a_phone(begin: Any, scripts: bool, theme: str) -> None:
    founder = begin(scripts=scripts, theme=theme)
    founder.open("/help/")
    assert founder.sees("Hier entsteht ein Quartiersserver")
    founder.open(f"/setup/{setup_link_token()}/")
    founder.page.wait_for_url("**/setup/")  # the secret has left the address
    founder.press("Anfangen", "link")
    founder.press("Weiter")
    expect(founder.page.locator(".errors")).to_be_visible()
    founder.write("Wie heißt euer Quartier?", "Reinhold-Kiez")
    founder.press("Weiter")
    founder.choose("Ich nenne die Straßen")
    founder.press("Weiter")
    founder.press("Zurück", "link")
    expect(founder.page.get_by_label("Ich nenne die Straßen")).to_be_checked()
    founder.press("Weiter")
    founder.page.locator("textarea").focus()
    founder.page.keyboard.type("Gartenstraße\nMarkt")
    founder.press("Weiter")
    name_the_key_holders(founder)
    for said in ("Reinhold-Kiez", "Gartenstraße, Markt", "Ayşe Demir", "Jonas Weber"):
        assert founder.sees(said), said
    founder.press("Quartier eröffnen")
    founder.press("Zugang für Jonas Weber zeigen")
    jonas = Account.objects.get(person__given_name="Jonas")
    assert founder.sees(jonas.login_name)
    founder.open("/")
    assert founder.sees("Das Impressum fehlt")  # the first steps
    expect(founder.page.get_by_role("heading", level=1)).to_have_text(re.compile("Ayşe$"))
    assert sorted(street.name for street in Street.objects.all()) == ["Gartenstraße", "Markt"]
    assert [person.given_name for person in key_holders()] == ["Ayşe", "Jonas"]
    assert founder.flaws == []
    assert founder.complaints == []


def test_the_pages_about_people_are_fit_for_a_phone(begin: Any) -> None:
    founder = begin(scripts=True)
    founder.open(f"/setup/{setup_link_token()}/")
    Quarter.objects.update(is_set_up=True, name="Reinhold-Kiez")
    kim, child = neighbour("Kim", "key_holder"), guest("Kian", years_ago(14))
    client = client_of(kim)
    cookie = {
        "name": "sessionid",
        "value": client.cookies["sessionid"].value,
        "url": founder.page.url.split("/setup")[0],
    }
    founder.context.clear_cookies()
    founder.context.add_cookies([cookie])
    for path in (
        "/", "/people/me/", "/people/me/about/", "/people/me/languages/", "/people/me/address/", f"/people/{kim.pk}/",
        "/people/desk/", f"/people/desk/{child.pk}/", "/people/desk/new/", "/people/guardians/", "/people/leave/",
        "/roles/", "/roles/moderator/", "/roles/moderator/give/?q=kim", "/roles/keys/", "/roles/new/",
        "/quarter/", "/quarter/area/", "/quarter/imprint/", "/quarter/modules/", "/quarter/modules/help/",
        "/imprint/", "/privacy/", "/my-data/", "/my-data/delete/",
    ):  # fmt: skip
        founder.open(path)
    assert Person.objects.filter(pk=kim.pk).exists()
    assert founder.flaws == []
    assert founder.complaints == []
