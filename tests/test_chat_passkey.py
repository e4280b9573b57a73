"""A passkey opens the messages on a new device without the card; and the card still does where the passkey can't."""

from __future__ import annotations

from typing import Any

import pytest

from quartier.kernel.accounts.models import Passkey
from quartier.kernel.people.models import Person
from tests.chat_page import Browser, built, two
from tests.homeserver import homeserver_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAKE = """async () => {
  const made = await navigator.credentials.create({publicKey: {
    rp: {name: "Quartier"}, user: {id: new Uint8Array(16), name: "ada", displayName: "Ada"}, challenge: new Uint8Array(32),
    pubKeyCredParams: [{type: "public-key", alg: -7}], extensions: {prf: {}},
    authenticatorSelection: {residentKey: "required", userVerification: "required"}}});
  return made.id;
}"""
NEW_DEVICE = """async () => {
  localStorage.clear();
  for (const {name} of await indexedDB.databases()) indexedDB.deleteDatabase(name);
}"""


def with_passkey(browser: Browser, person: Person) -> tuple[Any, str]:
    """A phone whose passkeys make secrets, and one passkey for the website in it."""
    session = browser.context.new_cdp_session(browser.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True, "hasPrf": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    authenticator = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    made = browser.page.evaluate(MAKE)
    Passkey.objects.create(account=person.account, name="Handy", credential_id=made, credential=b"", host="localhost")
    return session, authenticator


def sealed_again(browser: Browser) -> None:
    """The same browser as if it were new: its keys are gone, its passkey isn't (as when phones share them)."""
    browser.page.evaluate(NEW_DEVICE)
    browser.page.goto("about:blank")
    browser.page.goto(f"{browser.url}/chat/#sealed")
    browser.page.wait_for_selector("#chat-key")


def test_a_new_device_is_opened_by_the_passkey_and_by_the_card_where_it_can_not(
    chromium: Any, live_server: Any
) -> None:
    built()
    homeserver_at(str(live_server))
    ada, _ben = two("Ada", "Ben")
    hers = Browser(chromium, live_server.url, ada)
    session, authenticator = with_passkey(hers, ada)
    hers.page.reload()
    hers.page.wait_for_selector("#chat[aria-busy=false]")
    hers.begin_with("Ben Berg")
    hers.writes("Bis morgen um acht")
    card = hers.make_card()
    hers.page.wait_for_selector("button:has-text('Auch mit meinem Passkey')")
    hers.page.reload()  # not now; another day, with the card at hand
    hers.page.click("summary:has-text('oder meinen Passkey dazunehmen')")
    hers.page.fill("#chat-key", card)
    hers.page.click("button:has-text('Prüfen, ob sie passt')")
    hers.page.click("button:has-text('Auch mit meinem Passkey')")
    hers.page.wait_for_selector("text=Fertig. Auf einem neuen Handy")
    hers.look_over()
    sealed_again(hers)
    hers.page.click("button:has-text('Mit Passkey entsperren')")
    hers.page.wait_for_selector("#chat-live:has-text('Geschafft')", state="attached")
    hers.page.click(".chat-conversation:has-text('Ben Berg')")
    hers.reads("Bis morgen um acht")
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    sealed_again(hers)
    hers.page.click("button:has-text('Mit Passkey entsperren')")
    hers.page.wait_for_selector(".field-error:has-text('Daraus wurde nichts')")
    hers.page.fill("#chat-key", card)
    hers.page.click("button:has-text('freischalten')")
    hers.page.wait_for_selector("#chat-live:has-text('Geschafft')", state="attached")
    hers.close()
