"""The gallery in Chromium: axe, no overflow, large targets, the optional scripts, and the whole without them."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THEMES = ("light", "dark")
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, select, input:not([type=hidden])")]
    .filter((one) => !one.closest("p, .errors li") && one.checkVisibility())
    .filter((one) => !one.matches(".skip, .tile input, .check input"))
    .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""


@pytest.fixture
def open_page(chromium: Any, live_server: Any) -> Iterator[Any]:
    contexts: list[Any] = []

    def opened(path: str = "/ui/", width: int = 360, height: int = 780, language: str = "de-DE", **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale=language, **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("requestfailed", lambda request: page.complaints.append(request.url))
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()


def violations(page: Any) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary'][:200]}" for one in found for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_gallery_is_accessible(open_page: Any, width: int, theme: str) -> None:
    page = open_page(width=width, color_scheme=theme)
    assert violations(page) == []
    assert page.complaints == []  # also no breach of the content security policy
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/ui/?error=404", "/ui/?error=500", "/ui/?print=1"])
def test_faults_and_paper_are_accessible(open_page: Any, path: str) -> None:
    assert violations(open_page(path)) == []


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (360, 2), (768, 2)])
def test_large_text_and_narrow_screens_need_no_sideways_scrolling(open_page: Any, width: int, zoom: int) -> None:
    page = open_page(width=width)
    page.evaluate(f"document.documentElement.style.fontSize = '{112.5 * zoom}%'")
    wide = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .filter((one) => !one.closest(".table, .visually-hidden")).map((one) => one.outerHTML.slice(0, 100))"""
    )
    assert wide == []


def test_targets_are_large_enough_for_shaking_hands(open_page: Any) -> None:
    page = open_page()
    assert page.evaluate(SMALL_TARGETS) == []
    low = page.evaluate(
        "[...document.querySelectorAll('.button, .places a')].filter((one) => one.offsetHeight < 44).length"
    )
    assert low == 0


def test_a_first_visit_asks_eight_times_at_most_and_nobody_else(
    open_page: Any, live_server: Any, chromium: Any
) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + "/ui/?error=404")
    page.wait_for_load_state("networkidle")
    page.close()
    print(asked)
    assert len(asked) <= 8
    assert all(url.startswith(live_server.url) for url in asked)


def test_the_skip_link_comes_first_and_works(open_page: Any) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_streets_are_suggested_by_keyboard(open_page: Any) -> None:
    page = open_page()
    field = page.get_by_role("combobox", name="Straße").first
    field.press_sequentially("ga")
    option = page.get_by_role("option", name="Gartenstraße")
    option.wait_for()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    page.keyboard.press("Enter")
    expect(field).to_have_value("Gartenstraße")
    expect(page.locator("[name=empty-street_id]")).to_have_value("Gartenstraße")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_everything_is_there_without_scripts(open_page: Any) -> None:
    page = open_page(java_script_enabled=False)
    page.fill("#id_empty-street", "Gartenstraße")
    page.get_by_text("Mehr", exact=True).click()
    expect(page.get_by_role("link", name="Maschinenraum").last).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Print this page")).to_be_visible()
