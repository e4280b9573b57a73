"""Forced colours, paper, calm and more contrast, and the fonts that names need: as Chromium draws the gallery."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from quartier.ui.tests.test_browser import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("Ayşe", "Łukasz", "Çağla", "Đorđe", "Yıldız", "Szczęsny", "Jiří")
FONT = "Atkinson Hyperlegible Next"


@pytest.fixture
def gallery(chromium: Any, live_server: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 360, "height": 780}, locale="de-DE")
    page = context.new_page()
    page.goto(live_server.url + "/ui/")
    yield page
    context.close()


def style(page: Any, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate(f"one => getComputedStyle(one).{name}"))


def test_forced_colours_keep_every_shape(gallery: Any) -> None:
    gallery.emulate_media(forced_colors="active", reduced_motion="reduce")
    for selector in ("main .button", ".tile", ".kind", ".notice", ".card", "main input[type=text]", ".picks"):
        assert style(gallery, selector, "borderTopStyle") != "none", selector
    assert style(gallery, ".places a[aria-current]", "outlineStyle") == "solid"  # the colour alone is gone
    assert violations(gallery) == []


def test_paper_is_black_on_white_with_nothing_to_press(gallery: Any) -> None:
    gallery.emulate_media(media="print", color_scheme="dark")
    assert style(gallery, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert style(gallery, "h1", "color") == "rgb(0, 0, 0)"
    for selector in (".places", ".top", ".foot", "main .button", ".filters", ".search-form"):
        expect(gallery.locator(selector).first).not_to_be_visible()
    expect(gallery.locator(".only-paper").first).to_be_visible()


def test_who_wants_calm_gets_it(gallery: Any) -> None:
    gallery.emulate_media(reduced_motion="reduce")
    assert style(gallery, "main .button", "transitionDuration") == "0s"
    assert style(gallery, "html", "scrollBehavior") == "auto"


def test_more_contrast_makes_lines_and_soft_ink_strong(gallery: Any) -> None:
    gallery.emulate_media(contrast="more", reduced_motion="reduce")
    assert style(gallery, ".lead", "color") == style(gallery, "h1", "color")
    assert style(gallery, ".card", "borderTopColor") != style(gallery, ".card", "backgroundColor")
    assert violations(gallery) == []


def test_names_are_drawn_in_our_own_font(gallery: Any) -> None:
    """Đorđe in two fonts looks like a slip."""
    gallery.evaluate("names => { document.querySelector('h1').textContent = names.join(' ') }", list(NAMES))
    gallery.evaluate("document.body.offsetHeight")  # laid out, so it asks for what it needs
    gallery.wait_for_load_state("networkidle")
    gallery.evaluate("document.fonts.ready")
    session = gallery.context.new_cdp_session(gallery)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    heading = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    used = session.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]
    assert [(one["familyName"], one["isCustomFont"]) for one in used if one["glyphCount"]] != []
    assert all(one["isCustomFont"] and one["familyName"].startswith(FONT[:8]) for one in used), used


def test_a_page_without_such_names_asks_for_one_font_alone(chromium: Any, live_server: Any) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + "/account/login/")
    page.wait_for_load_state("networkidle")
    page.close()
    assert [url.rsplit("/", 1)[1].split(".")[0] for url in asked if "fonts/" in url] == ["atkinson-latin"]
