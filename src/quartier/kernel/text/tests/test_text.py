"""What neighbours write looks as they meant it, and can do nobody any harm."""

import html
import json
import os
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, strategies

from quartier.kernel.text import markup
from quartier.kernel.text.imported import text_of_html
from quartier.kernel.text.lines import one_line
from quartier.kernel.text.markup import ATTRIBUTES, TAGS, plain, rich

ROOT = Path(__file__).resolve().parents[5]
SHARED = Path(os.environ.get("QUARTIER_SHARED_DATA", ROOT.parent / "shared" / "data"))


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("Hallo\nihr", '<p dir="auto">Hallo<br>\nihr</p>\n'),
        ("Eins\n\nZwei", '<p dir="auto">Eins</p>\n<p dir="auto">Zwei</p>\n'),
        ("Das ist **wichtig**.", '<p dir="auto">Das ist <strong>wichtig</strong>.</p>\n'),
        ("Nachbar*innen und Freund*innen", '<p dir="auto">Nachbar*innen und Freund*innen</p>\n'),
        ("2 ** 3 ** 4", '<p dir="auto">2 ** 3 ** 4</p>\n'),
        ("# kein Titel", '<p dir="auto"># kein Titel</p>\n'),
        (r"¯\_(ツ)_/¯", '<p dir="auto">¯\\_(ツ)_/¯</p>\n'),
        ("- eins\n- zwei", '<ul>\n<li dir="auto">eins</li>\n<li dir="auto">zwei</li>\n</ul>\n'),
        ("3. drei", '<ol start="3">\n<li dir="auto">drei</li>\n</ol>\n'),
        ("<b>nein</b> & ja", '<p dir="auto">&lt;b&gt;nein&lt;/b&gt; &amp; ja</p>\n'),
    ],
)
def test_there_are_few_signs_and_each_does_what_one_expects(text: str, looks: str) -> None:
    assert rich(text) == looks


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Siehe https://beispiel.de/a?b=1.", "https://beispiel.de/a?b=1"),
        ("(https://beispiel.de)", "https://beispiel.de"),
        ("**https://beispiel.de**", "https://beispiel.de"),
        ("[hier](https://beispiel.de/x)", "https://beispiel.de/x"),
        ("[die Hilfe](/help/)", "/help/"),
    ],
)
def test_addresses_become_links_that_give_nothing_away(text: str, address: str) -> None:
    assert f'<a href="{html.escape(address)}" rel="nofollow noopener">' in rich(text)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])
def test_other_addresses_stay_letters(address: str) -> None:
    assert "<a" not in rich(f"[hier]({address}) <{address}>")


def test_cards_and_search_get_the_same_words_without_the_signs() -> None:
    assert plain("**Flohmarkt** am\n\n- [Platz](https://beispiel.de)\n- Hof") == "Flohmarkt am · Platz · Hof"
    assert plain("Freund*innen") == "Freund*innen"


def test_html_from_elsewhere_becomes_text_and_looks_the_same_again() -> None:
    text = text_of_html(
        "<h2>Metro</h2><p>Es <b>fehlt </b>ein&nbsp;Aufzug.<br>Seit Jahren.</p><ul><li>hier</li><li><p>dort</p></li></ul>"
        "<p><a href='https://beispiel.es'>mehr</a> <a href='javascript:x'>nichts</a><script>böse()</script></p>"
    )
    assert text == (
        "**Metro**\n\nEs **fehlt** ein Aufzug.\nSeit Jahren.\n\n- hier\n- dort\n\n[mehr](https://beispiel.es) nichts"
    )
    assert "<strong>fehlt</strong>" in rich(text)


def _corpus() -> list[str]:
    folder = SHARED / "html-sanitizer"
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}")
    payloads = (folder / "xss_payloads.txt").read_text(errors="replace").splitlines()
    expected = [case["payload"] for case in json.loads((folder / "dompurify_expect.json").read_text())]
    return [*payloads, *expected, *json.loads((folder / "blns.json").read_text())]


class _Judge(HTMLParser):
    """Reads HTML as a browser would and notes what should not be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
        self.bad += [tag] if tag not in TAGS else []
        self.bad += [f"{tag} {name}" for name, _value in attrs if name not in allowed]
        href = dict(attrs).get("href") or "/"
        if not re.match(r"https?://|mailto:|tel:|/(?!/)", href, re.IGNORECASE):
            self.bad.append(href)


def test_nothing_from_the_corpus_of_attacks_comes_through(record_property: object) -> None:
    attacks = _corpus()
    for attack in attacks:
        for way in (rich(attack), rich(text_of_html(attack)), rich(f"[x]({attack})"), rich(f"**{attack}**")):
            judge = _Judge()
            judge.feed(way)
            judge.close()
            assert judge.bad == [], attack
    print(f"attacks tried: {4 * len(attacks)}")
    assert len(attacks) > 1000


@given(strategies.text(alphabet="*[]()-<>:/ \nab1.!\\&;\u202e\x00", max_size=200))
def test_whatever_is_typed_only_harmless_html_comes_out(text: str) -> None:
    judge = _Judge()
    judge.feed(rich.__wrapped__(text))
    assert judge.bad == []


@pytest.mark.parametrize(
    "text",
    ["[" * 10_000, "**" * 5_000, "- " * 5_000, "[a](" * 2_500, "**a" * 3_333, "- a\n" * 2_500, "https://" * 1_250],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.thread_time()
    rich.__wrapped__(text), plain(text)
    assert time.thread_time() - began < 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Zwei\n Zeilen ", "Zwei Zeilen"),
        ("🎉🎉", "🎉🎉"),
        ("👩\u200d👧 beim Fest", "👩\u200d👧 beim Fest"),
        ("שלום שכנים", "שלום שכנים"),
        ("\u202eegnaL", "egnaL"),
        ("\u200b\u200d\ufeff", ""),
        ("\u3164\u2800", ""),
        (" \u0301 ", ""),
        ("!", "!"),
    ],
)
def test_a_title_is_one_line_with_something_in_it_to_be_seen(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@pytest.mark.parametrize(
    "way", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example"]
)
def test_the_parser_alone_makes_no_link_of_what_leads_nowhere_good(way: str) -> None:
    """nh3 would take it out behind it: each of the two has to hold without the other."""
    assert "href" not in markup._parser().render(f"[a]({way})")
    assert "href" in markup._parser().render("[a](https://example.org)")
