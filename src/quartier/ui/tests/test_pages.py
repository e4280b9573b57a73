"""The frame of a page, faults, messages, and what a first visit weighs."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import engines
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils.translation import override

from quartier.ui import flash, icons
from quartier.ui.gallery import _example_shell
from quartier.ui.shell import Shell

STATIC = Path(__file__).parents[1] / "static/ui"
FAULTS = ("400", "403", "403_csrf", "404", "413", "429", "500", "507")


def page(request: HttpRequest, main: str = "", language: str = "de") -> str:
    source = '{% extends "ui/page.html" %}{% block title %}T{% endblock %}{% block main %}' + main + "{% endblock %}"
    with override(language):
        return engines["jinja2"].from_string(source).render({}, request)


@pytest.fixture
def stranger(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.shell = Shell()  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_faults_are_told_even_where_nothing_else_works(fault: str, language: str) -> None:
    with override(language):
        html = get_template(f"{fault}.html").render()
    assert "<h1>" in html
    assert 'href="/"' in html


def test_a_page_is_drawn_before_there_is_anything_to_show(stranger: HttpRequest) -> None:
    html = page(stranger)
    assert "Unser Quartier" in html
    assert 'class="places' not in html
    assert "manifest" not in html


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("de", '<html lang="de" class="">'),
        ("de-simple", '<html lang="de" class="simple">'),
        ("en", '<html lang="en" class="">'),
    ],
)
def test_screen_readers_are_told_the_language(stranger: HttpRequest, language: str, opening: str) -> None:
    html = page(stranger, language=language)
    assert opening in html
    assert html.count('aria-current="true"') == 1  # the language in the footer


def test_there_are_five_places_at_most_and_the_rest_is_behind_more(stranger: HttpRequest) -> None:
    shell = _example_shell()
    stranger.shell = Shell(nav=[*shell.nav, *shell.nav], more=shell.more)  # type: ignore[attr-defined]
    html = page(stranger)
    bar = html[html.index('class="places') : html.index("</nav>")]
    assert len(re.findall("<a ", bar.split("<details")[0])) == 5
    assert "Maschinenraum" in bar.split("<details")[1]


def test_what_was_done_is_told_with_its_undo(stranger: HttpRequest) -> None:
    from django.contrib.messages.storage.cookie import CookieStorage

    stranger._messages = CookieStorage(stranger)  # type: ignore[attr-defined]
    flash.done(stranger, "Zurück<b>genommen", undo_url="/undo/3")
    html = page(stranger)
    assert "Zurück&lt;b&gt;genommen" in html
    assert 'action="/undo/3"' in html
    assert 'role="status"' in html


def test_no_page_carries_a_script_or_a_style_inside(client: Client) -> None:
    html = client.get("/ui/").content.decode()
    assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", html)
    assert not re.findall(r"(?:src|href|action)=\"(?:https?:)?//", html)


@pytest.mark.django_db
def test_the_quarter_can_be_put_on_a_home_screen(client: Client) -> None:
    answer = client.get("/ui/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert {icon["sizes"] for icon in json.loads(answer.content)["icons"]} == {"192x192", "512x512"}


def test_a_page_on_paper_has_nothing_to_press(client: Client) -> None:
    html = client.get("/ui/?print=1").content.decode()
    assert "on-paper" in html
    assert "print.js" in html


@pytest.mark.django_db
def test_the_first_visit_weighs_little(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    """Goal: 100 kB with everything, the gallery being ten times as long as a page."""
    packed = {
        file.name: len(gzip.compress(file.read_bytes()))
        for file in STATIC.iterdir()
        if file.suffix in {".css", ".js", ".svg"}
    }
    fonts = {file.name: file.stat().st_size for file in (STATIC / "fonts").glob("*.woff2")}
    html = len(gzip.compress(client.get("/ui/").content))
    total = sum(packed.values()) + sum(fonts.values()) + html
    with capsys.disabled():
        print(f"\nfirst visit: {total / 1000:.1f} kB = fonts {sum(fonts.values())}, {packed}, gallery {html}")
    assert total <= 100_000


def test_icons_are_all_there_and_drawn_alike() -> None:
    assert len(icons.names()) > 100
    assert {"house", "sun", "heart-handshake", "circle-help", "qr-code"} <= icons.names()
