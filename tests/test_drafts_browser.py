"""Drafts in Chromium: the lost line, the closed browser, two devices at once, the shared device, and after log-out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from quartier.api import Actor, Person, share
from quartier.api.testing import client_of, neighbour
from quartier.kernel.drafts.models import Draft
from quartier.kernel.requests import SHARED
from quartier.modules.help.examples import example_request
from quartier.modules.help.models import Request

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIELD = "[name=text]"
IN_BROWSER = "() => Object.values(localStorage).join()"


@pytest.fixture
def path() -> str:
    """A page with a form that keeps drafts."""
    request: Request = example_request(neighbour())
    share(request, by=Actor(request.author))
    return request.url


@pytest.fixture
def device(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    contexts: list[Any] = []

    def opened(person: Person, *, state: Any = None, session: dict[str, Any] | None = None) -> Any:
        """A browser of theirs; `state`: what another one held, closed and opened again."""
        shown = {"viewport": {"width": 360, "height": 780}, "locale": "de-DE", "storage_state": state}
        context = chromium.new_context(**shown, service_workers="block")  # what goes by a worker passes `page.route`
        contexts.append(context)
        if state is None:
            key = client_of(person, session=session).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        page = context.new_page()
        page.base = live_server.url
        return page

    yield opened
    for context in contexts:
        context.close()


def write(page: Any, path: str, text: str) -> None:
    page.goto(page.base + path)
    page.fill(FIELD, text)


def says(page: Any, text: str) -> None:
    page.locator(".draft-state").get_by_text(text).wait_for()


def test_what_is_typed_is_there_on_another_device(device: Callable[..., Any], path: str) -> None:
    jonas = neighbour("Jonas", "Weber")
    phone, laptop = device(jonas), device(jonas)
    write(phone, path, "Ich komme gern am Samstag.")
    says(phone, "Entwurf gesichert um")
    assert phone.evaluate(IN_BROWSER) == ""
    laptop.goto(laptop.base + path)
    expect(laptop.locator(FIELD)).to_have_value("")
    laptop.get_by_role("link", name="Weiterschreiben").click()
    expect(laptop.locator(FIELD)).to_have_value("Ich komme gern am Samstag.")
    laptop.get_by_role("button", name="Abschicken").click()
    laptop.wait_for_url("**/help/matter/**")
    assert not Draft.objects.exists()


def test_a_lost_line_loses_no_word(device: Callable[..., Any], path: str) -> None:
    jonas = neighbour("Jonas", "Weber")
    page = device(jonas)
    write(page, path, "Noch mit Verbindung.")
    page.context.set_offline(True)
    page.fill(FIELD, "Ohne Verbindung geschrieben.")
    says(page, "Auf diesem Gerät gesichert, noch nicht auf dem Server.")
    page.get_by_role("button", name="Abschicken").click()  # doesn't lead to the browser's empty page
    expect(page.locator(FIELD)).to_have_value("Ohne Verbindung geschrieben.")
    page.context.set_offline(False)
    says(page, "Entwurf gesichert um")
    assert [draft.answers["text"] for draft in Draft.objects.all()] == [["Ohne Verbindung geschrieben."]]
    assert page.evaluate(IN_BROWSER) == ""


def test_a_browser_closed_while_the_line_was_lost_sends_it_when_it_is_opened_again(
    device: Callable[..., Any], path: str
) -> None:
    jonas = neighbour("Jonas", "Weber")
    page = device(jonas)
    page.goto(page.base + path)
    page.context.set_offline(True)
    page.fill(FIELD, "Im Zug geschrieben.")
    says(page, "Auf diesem Gerät gesichert")
    state = page.context.storage_state()
    page.context.close()
    again = device(jonas, state=state)
    again.goto(again.base + path)
    again.get_by_text("Auf diesem Gerät lag noch etwas").wait_for()
    again.get_by_role("link", name="Weiterschreiben").click()
    expect(again.locator(FIELD)).to_have_value("Im Zug geschrieben.")


def test_any_next_page_sends_what_lay_here(device: Callable[..., Any], path: str) -> None:
    jonas = neighbour("Jonas", "Weber")
    page = device(jonas)
    page.goto(page.base + path)
    page.context.set_offline(True)
    page.fill(FIELD, "Im Zug geschrieben.")
    says(page, "Auf diesem Gerät gesichert")
    page.context.set_offline(False)
    page.evaluate("() => {}")
    page.goto(page.base + "/people/me/")
    page.wait_for_function("() => localStorage.length === 0")
    assert Draft.objects.filter(person=jonas).count() == 1


def test_two_devices_at_once_and_the_person_chooses(device: Callable[..., Any], path: str) -> None:
    jonas = neighbour("Jonas", "Weber")
    phone, laptop = device(jonas), device(jonas)
    write(phone, path, "Der Anfang ist gemacht.")
    says(phone, "Entwurf gesichert um")
    laptop.goto(laptop.base + path)
    laptop.get_by_role("link", name="Weiterschreiben").click()
    laptop.wait_for_url("**draft=**")
    phone.fill(FIELD, "Am Telefon zu Ende gebracht.")
    phone.wait_for_function("() => document.querySelector('[name=draft_version]').value === '2'")
    laptop.fill(FIELD, "Am Rechner zu Ende gebracht.")
    laptop.get_by_text("Nichts geht verloren: Beides ist gesichert.").wait_for()
    laptop.get_by_role("link", name="Beide ansehen").click()
    laptop.get_by_text("Am Telefon zu Ende gebracht.").wait_for()
    card = laptop.locator("article", has_text="Am Rechner zu Ende gebracht.")
    card.get_by_role("button", name="Mit diesem weiterschreiben").click()
    expect(laptop.locator(FIELD)).to_have_value("Am Rechner zu Ende gebracht.")
    laptop.get_by_role("button", name="Rückgängig").click()
    laptop.get_by_text("Am Telefon zu Ende gebracht.").wait_for()


def test_on_a_shared_device_nothing_stays_in_the_browser(device: Callable[..., Any], path: str) -> None:
    page = device(neighbour("Jonas", "Weber"), session={SHARED: True})
    page.goto(page.base + path)
    page.context.set_offline(True)
    page.fill(FIELD, "Am Rechner im Nachbarschaftshaus.")
    says(page, "Auf einem gemeinsamen Gerät wird nichts gesichert")
    assert page.evaluate(IN_BROWSER) == ""


def test_after_log_out_nothing_can_be_read_in_the_browser(device: Callable[..., Any], path: str) -> None:
    jonas = neighbour("Jonas", "Weber")
    page = device(jonas)
    page.route("**/drafts/**", lambda route: route.abort())
    page.goto(page.base + path)
    page.fill(FIELD, "Geht niemanden etwas an.")
    says(page, "Auf diesem Gerät gesichert")
    assert "niemanden" in page.evaluate(IN_BROWSER)
    page.get_by_role("button", name="Abmelden").first.click()
    page.get_by_text("Du bist abgemeldet.").wait_for()
    page.wait_for_function("() => localStorage.length === 0")


def test_somebody_else_on_the_same_device_meets_nothing_of_it(device: Callable[..., Any], path: str) -> None:
    page = device(neighbour("Jonas", "Weber"))
    page.route("**/drafts/**", lambda route: route.abort())
    page.goto(page.base + path)
    page.fill(FIELD, "Geht niemanden etwas an.")
    says(page, "Auf diesem Gerät gesichert")
    key = client_of(neighbour("Nilgün", "Aydın")).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": page.base}])
    page.goto(page.base + "/")
    page.wait_for_function("() => localStorage.length === 0")
    assert not Draft.objects.exists()


def test_without_scripts_the_button_keeps_it(chromium: Any, live_server: Any, path: str) -> None:
    jonas = neighbour("Jonas", "Weber")
    context = chromium.new_context(java_script_enabled=False, locale="de-DE")
    key = client_of(jonas).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + path)
    page.fill(FIELD, "Ohne Skript geschrieben.")
    page.get_by_role("button", name="Entwurf behalten").click()
    page.get_by_text("Dein Entwurf ist gesichert.").wait_for()
    expect(page.locator(FIELD)).to_have_value("Ohne Skript geschrieben.")
    context.close()
