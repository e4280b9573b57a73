"""Without a connection our own page says so; nothing private is ever kept on a device for that."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from quartier.api.testing.people import client_of, neighbour

A_MINUTE = 60_000


@pytest.mark.django_db
def test_the_page_and_its_worker_are_the_same_for_whoever_asks(client: Client) -> None:
    page = client.get("/ui/offline/?lang=de-simple")
    assert "Keine Verbindung" in page.content.decode()
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert client.get("/ui/offline/?lang=x").status_code == 200
    worker = client.get("/ui/offline/worker.js?lang=en")
    assert worker["Service-Worker-Allowed"] == "/"
    assert '"/ui/offline/?lang=en"' in worker.content.decode()


@pytest.mark.django_db
def test_only_who_is_signed_in_is_asked_to_keep_it(client: Client) -> None:
    assert "data-offline-worker" not in client.get("/").content.decode()
    assert "data-offline-worker" in client_of(neighbour("Ayşe")).get("/").content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_page_reloaded_without_a_line_says_so_and_comes_back(chromium: Any, live_server: Any) -> None:
    from playwright.sync_api import expect

    browser = client_of(neighbour("Ayşe"))
    context = chromium.new_context(locale="de-DE")
    context.add_cookies([{"name": "sessionid", "value": browser.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(A_MINUTE)
    page.goto(live_server.url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = page.evaluate(
        "caches.open('offline').then((shelf) => shelf.keys()).then((all) => all.map((one) => one.url))"
    )
    assert kept
    assert all("/static/ui/" in url or "/ui/offline/" in url for url in kept)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ayşe")
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Gerade keine Verbindung")).to_be_visible(timeout=A_MINUTE)
    assert "Ayşe" not in page.content()
    context.set_offline(False)
    page.get_by_role("link", name="Noch einmal versuchen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ayşe", timeout=A_MINUTE)
    context.close()
