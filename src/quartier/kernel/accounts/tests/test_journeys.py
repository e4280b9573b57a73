"""The ways in, in a real browser: with and without scripts, by keyboard, with a passkey, for screen readers."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from quartier.kernel.accounts.models import Passkey
from quartier.kernel.accounts.tests.people import PASSPHRASE, account_for, neighbour
from quartier.kernel.people.models import Account, Person, Standing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOR_STRANGERS = ("new/", "login/", "recover/", "recover/neighbours/", "card/", "passkey/", "back/0/")
FOR_PEOPLE = (
    "", "welcome/", "devices/", "cards/", "cards/new/", "passkeys/", "passkeys/add/", "helpers/", "recoveries/",
    "passphrase/", "log-in-name/", "email/", "switch/", "new/email/",
)  # fmt: skip


def tap(page: Any, name: str) -> None:
    """A button that our own script hears: it leads nowhere, or not at once."""
    page.get_by_role("button", name=name, exact=True).click()


def press(page: Any, name: str, role: str = "button") -> None:
    """Returns when the next page has come whole."""
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).click()


def sees(page: Any, text: str, *, exact: bool = False) -> None:
    """Waits for it."""
    expect(page.get_by_text(text, exact=exact).first).to_be_visible()


def arrive(page: Any, path: str) -> None:
    """Waits for this page; not for one that only leads to it in its `next`."""
    page.wait_for_url(lambda url: urlsplit(url).path == path)


def violations(page: Any) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [f"{page.url} {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def join(page: Any) -> None:
    """From a stranger's first page to the welcome."""
    page.get_by_label("Vorname").fill("Ayşe")
    page.get_by_label("Nachname").fill("Demir")
    press(page, "Weiter")
    page.get_by_label("Nein, ich bin 18 oder älter").check()
    press(page, "Weiter")
    first = page.locator(".account-secret").inner_text()
    press(page, "Einen anderen zeigen")
    expect(page.locator(".account-secret")).not_to_have_text(first)
    press(page, "Diesen nehmen")
    page.go_back()
    page.go_forward()
    press(page, "Diese Wörter nehmen")
    expect(page.get_by_label("Dein Passwort", exact=True)).to_have_value(re.compile(r"^\S+( \S+){3}$"))
    press(page, "Mitmachen")
    press(page, "Ohne weitermachen", "link")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_stranger_joins_and_comes_back_with_a_card(visit: Any, scripts: bool) -> None:
    page = visit("/account/new/", java_script_enabled=scripts)
    join(page)
    sees(page, "Du bist Gast, bis dich jemand bestätigt")
    account = Account.objects.get()
    assert account.person.standing == Standing.GUEST
    sees(page, account.login_name)
    for _page in range(2):
        with page.expect_navigation():
            page.get_by_role("link", name="Anmeldekarte machen").click()
    press(page, "Meine Karte zeigen")
    pin = page.locator(".account-secret").inner_text()
    expect(page.locator("svg.account-qr")).to_be_visible()
    press(page, "Abmelden")
    page.goto("/account/")
    arrive(page, "/account/login/")
    page.goto(f"/account/card/{token_on(page, account)}/")
    page.get_by_label("PIN", exact=True).fill("000 000")
    press(page, "Anmelden")
    sees(page, "Diese PIN stimmt nicht")
    page.get_by_label("PIN", exact=True).fill(pin)
    press(page, "Anmelden")
    page.goto("/account/devices/")
    sees(page, "mit einer Anmeldekarte")
    assert page.complaints == []


def token_on(page: Any, account: Account) -> str:
    """The browser can't scan, so the card's hash is replaced by that of a token we know."""
    from quartier.kernel.accounts.codes import kept

    account.person.login_cards.update(token_hash=kept("card", "a-token-that-we-know-22"))
    return "a-token-that-we-know-22"


def test_joining_by_keyboard_alone(visit: Any) -> None:
    page = visit("/account/new/")
    page.get_by_label("Vorname").focus()
    page.keyboard.type("Ayşe")
    tab_to(page, "Nachname")
    page.keyboard.type("Demir")
    page.keyboard.press("Enter")
    arrive(page, "/account/new/age/")
    page.locator("[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    arrive(page, "/account/new/log-in-name/")
    tab_to(page, "Diesen nehmen")
    page.keyboard.press("Enter")
    arrive(page, "/account/new/passphrase/")
    tab_to(page, "Dein Passwort")
    page.keyboard.type("vier lange worte hier")
    page.keyboard.press("Enter")
    arrive(page, "/account/new/email/")
    tab_to(page, "Ohne weitermachen")
    page.keyboard.press("Enter")
    arrive(page, "/account/welcome/")
    assert Person.objects.get().full_name == "Ayşe Demir"


def tab_to(page: Any, name: str) -> None:
    """Goes on by Tab until what has this name has the focus, which must be seen."""
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => { const one = document.activeElement;
                return [one.labels?.[0]?.innerText ?? one.innerText, getComputedStyle(one).outlineStyle]; }"""
        )
        if str(found[0]).strip() == name:
            assert found[1] != "none", f"{name} has the focus, and nobody sees it"
            return
    raise AssertionError(f"Tab never comes to {name!r}")


def test_showing_the_passphrase_needs_no_answer_from_the_server(visit: Any) -> None:
    page = visit("/account/login/")
    page.get_by_label("Passwort", exact=True).fill("geheim")
    tap(page, "Passwort zeigen")
    expect(page.locator("#id_passphrase")).to_have_attribute("type", "text")
    tap(page, "Passwort verbergen")
    expect(page.locator("#id_passphrase")).to_have_attribute("type", "password")


def log_in(page: Any, account: Account) -> None:
    page.goto("/account/login/")
    page.locator("#id_login_name").fill(account.login_name)
    page.locator("#id_passphrase").fill(PASSPHRASE)
    press(page, "Anmelden")
    arrive(page, "/")


def with_authenticator(page: Any) -> None:
    """A fingerprint reader that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_used_asked_for_again_and_removed(visit: Any) -> None:
    account = account_for(neighbour("Ayşe", "Demir"), "apfel-laterne-42")
    page = visit("/account/login/")
    with_authenticator(page)
    log_in(page, account)
    page.goto("/account/passkeys/add/")
    page.get_by_label("Wie nennst du ihn?").fill("Mein Handy")
    tap(page, "Passkey hinzufügen")
    arrive(page, "/account/passkeys/")
    passkey = Passkey.objects.get()
    assert (passkey.name, passkey.host) == ("Mein Handy", "localhost")
    press(page, "Abmelden")
    page.goto("/account/login/?next=/account/devices/")
    tap(page, "Mit einem Passkey anmelden")
    arrive(page, "/account/devices/")
    sees(page, "mit einem Passkey", exact=True)
    page.goto("/account/confirm/?next=/account/passkeys/")
    tap(page, "Stattdessen einen Passkey nehmen")
    arrive(page, "/account/passkeys/")
    press(page, "Entfernen")
    assert not Passkey.objects.exists()
    press(page, "Abmelden")
    page.goto("/account/login/")
    tap(page, "Mit einem Passkey anmelden")
    page.get_by_text("Dieser Passkey ist hier nicht bekannt").first.wait_for()
    assert page.complaints == []


def test_without_an_authenticator_the_page_says_so(visit: Any) -> None:
    page = visit("/account/login/")
    log_in(page, account_for(neighbour("Ayşe"), "apfel-laterne-42"))
    page.goto("/account/passkeys/add/")
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('no')) }")
    tap(page, "Passkey hinzufügen")
    page.get_by_text("Es wurde kein Passkey gemacht").wait_for()
    assert not Passkey.objects.exists()


def test_two_people_share_a_phone(visit: Any) -> None:
    ayse, jonas = account_for(neighbour("Ayşe"), "apfel-laterne-42"), account_for(neighbour("Jonas"), "wolke-nest-11")
    page = visit("/account/login/")
    for account, pin in ((ayse, "194073"), (jonas, "583016")):
        log_in(page, account)
        page.goto("/account/switch/")
        page.get_by_label("Meinen Vornamen auf diesem Gerät behalten").check()
        page.get_by_label("Eine PIN für dieses Gerät").fill(pin)
        press(page, "Abmelden und wechseln")
    with page.expect_navigation():
        page.get_by_role("link", name="Jonas").click()
    page.get_by_label("PIN oder Passwort").fill("583016")
    press(page, "Anmelden")
    page.goto("/account/")
    sees(page, "wolke-nest-11")
    page.goto("/account/switch/")
    press(page, "Abmelden und wechseln")
    page.go_back()
    expect(page.get_by_text("wolke-nest-11")).not_to_be_visible()
    page.goto("/account/login/")
    with page.expect_navigation():
        page.get_by_role("link", name="Ayşe").click()
    page.get_by_label("PIN oder Passwort").fill("583016")  # Jonas's
    press(page, "Anmelden")
    sees(page, "Diese PIN stimmt nicht")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "de-simple"])
def test_every_page_is_accessible(visit: Any, theme: str, language: str) -> None:
    page = visit("/account/login/", color_scheme=theme)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    found = [fault for path in FOR_STRANGERS for fault in look_at(page, path)]
    log_in(page, account_for(neighbour("Ayşe", "Demir"), "apfel-laterne-42"))
    found += [fault for path in FOR_PEOPLE for fault in look_at(page, path)]
    page.goto("/account/cards/new/")
    with page.expect_navigation():
        page.locator("main form button").click()
    found += violations(page)
    assert found == []
    assert page.complaints == []


def look_at(page: Any, path: str) -> list[str]:
    page.goto(f"/account/{path}")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return violations(page) + [f"{path} is too wide"] * wide
