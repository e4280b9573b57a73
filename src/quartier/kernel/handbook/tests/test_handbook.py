"""The handbook is whole: every page has its place, every link leads somewhere. (Its commands: tests/test_readme.py)"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from quartier.kernel.handbook.beside import EXPLAINS, help_for
from quartier.kernel.handbook.pages import CONTENTS, Page, anchor, folder, neighbours_of, pages, readers
from quartier.kernel.handbook.searching import find

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
NAMES = sorted(path.stem for path in folder().glob("*.md"))


def source(name: str) -> str:
    return (folder() / f"{name}.md").read_text()


def anchors(name: str) -> set[str]:
    return {anchor(line.lstrip("#")) for line in source(name).splitlines() if line.startswith("#")}


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def test_every_page_has_its_place_in_the_contents() -> None:
    assert sorted([*pages(), CONTENTS]) == NAMES
    assert readers()[0][0] == "Für alle, die hier wohnen"
    assert all(page.summary and page.title for page in pages().values())


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    """Within the handbook alone: what lies elsewhere in the project is not on the site."""
    for address in LINK.findall(source(name)):
        file, _hash, place = address.partition("#")
        assert re.fullmatch(r"[\w-]+\.md", file) or address.startswith("https://"), address
        if file.endswith(".md"):
            assert (folder() / file).is_file(), address
            assert not place or place in anchors(file.removesuffix(".md")), address


@pytest.mark.django_db
def test_the_site_shows_every_page_to_everybody_and_its_links_work() -> None:
    client = Client()
    for address in [reverse("handbook:contents"), *(page.url for page in pages().values())]:
        response = client.get(address)
        assert response.status_code == 200
        for link in Links(response.content.decode()).found:
            if link.startswith("/hilfe/"):
                assert client.get(link.partition("#")[0]).status_code == 200, link
            assert ".md" not in link
    assert client.get("/hilfe/gibt-es-nicht/").status_code == 404


@pytest.mark.django_db
def test_all_of_it_is_one_page_to_print_without_doubled_anchors() -> None:
    html = Client().get(reverse("handbook:everything")).content.decode()
    assert all(page.title in html for page in pages().values())
    assert "<h3>" in html
    assert len(re.findall(r' id="', html)) == len(set(re.findall(r' id="([^"]*)"', html)))


def test_the_link_to_help_leads_to_what_explains_the_page() -> None:
    assert set(EXPLAINS.values()) <= set(pages())
    assert help_for("/groups/3/documents/") == "/hilfe/groups/"
    assert help_for("/account/recover/new/") == "/hilfe/back-in/"
    assert help_for("/account/devices/") == "/hilfe/log-in/"
    assert help_for("/people/desk/5/") == "/hilfe/desk/"
    assert help_for("/") == help_for("/people/7/") == help_for("/hilfe/board/") == "/hilfe/"


def routes_of(resolver: Any) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = str(pattern.pattern)
        yield from routes_of(pattern) if not route and hasattr(pattern, "url_patterns") else [route]


@pytest.mark.parametrize("beginning", sorted(EXPLAINS))
def test_what_is_explained_is_an_address_of_the_site(beginning: str) -> None:
    first = f"{beginning.partition('/')[0]}/"
    assert any(route.startswith(first) for route in routes_of(get_resolver()))


def test_pages_turn_from_the_first_to_the_last() -> None:
    row = list(pages().values())
    seen: list[Page] = []
    page: Page | None = row[0]
    while page:
        seen.append(page)
        page = neighbours_of(page)[1]
    assert seen == row
    assert neighbours_of(row[0])[0] is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("sichern", "backup"),
        ("Sicherungen", "backup"),
        ("passwort vergessen verloren", "back-in"),
        ("Anmeldekarte", "log-in"),
        ("strasse", "places"),
        ("Straße", "places"),
        ("leitung gruppe", "groups"),
        ("löschen konto", "privacy"),
        ("loeschen", "privacy"),
        ("gruppe xyzzy", "groups"),
    ],
)
def test_words_find_their_page_in_any_form(question: str, name: str) -> None:
    assert name in [hit.page.name for hit in find(question)[:3]]


@pytest.mark.parametrize("question", ["", "   ", "???", "xyzzy", "\x00", "<xyzzy>", "a" * 10_000])
def test_odd_questions_find_nothing_and_break_nothing(question: str) -> None:
    assert find(question) == []


@pytest.mark.django_db
def test_what_was_asked_stands_in_the_page_harmlessly() -> None:
    page = Client().get(reverse("handbook:contents"), {"q": '"><script>alert(1)</script> gruppe'}).content.decode()
    assert "<script>alert" not in page


def test_an_excerpt_shows_the_word() -> None:
    (first, *_rest) = find("Fingerabdruck")
    assert isinstance(first.page, Page)
    assert "<mark>Fingerabdruck</mark>" in first.excerpt


def test_the_handbook_lies_where_the_server_looks() -> None:
    assert folder() == Path(__file__).resolve().parents[5] / "docs" / "handbook"
