"""A table as people bring it: read whole, or each mistake named by its line."""

from collections.abc import Mapping
from datetime import date

import pytest

from quartier.api import Bounds, Point, Refused
from quartier.steps.ideas.columns import Part, guess_columns
from quartier.steps.ideas.rows import Checked, check
from quartier.steps.ideas.tables import read_table

TODAY = date(2026, 11, 22)


def looked_at(content: bytes, bounds: Bounds | None = None) -> Checked:
    table = read_table(content)
    return check(table, guess_columns(table), bounds, TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_umlauts_and_separators_come_as_they_were_meant(encoding: str, separator: str) -> None:
    text = "Titel|Begründung\nGrößere Bäume|Für Schatten – im Sommer\nBänke|Überall\n".replace("|", separator)
    (one, two) = looked_at(text.encode(encoding)).ideas
    assert (one.title, one.text) == ("Größere Bäume", "Für Schatten – im Sommer")
    assert (two.line, two.title) == (3, "Bänke")


def test_other_scripts_come_whole() -> None:
    (one,) = looked_at("title,text\nمقاعد أكثر,より多くのベンチ 🪑\n".encode()).ideas
    assert (one.title, one.text) == ("مقاعد أكثر", "より多くのベンチ 🪑")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \r\n;;\n", "empty"),
        (b"Titel;Text\n", "Below its first line"),
        (b"PK\x03\x04\x14\x00", "save it as"),
        (b"%PDF-1.7", "PDF"),
        (b"<!doctype html>\n<title>Ideen</title>\n<p>B\xc3\xa4nke", "web page"),
        (b"\x01\x02\x03;\n\x04", "no text file"),
        (b"a" * 13_000_000, "too large"),
        (("a;" * 101 + "\n1\n").encode(), "columns"),
        (b"Titel\n" + b"x\n" * 25_001, "rows"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_table(content)


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        (["A;b", "C;d;e;f"], 3, "quotation mark is missing"),
        (["A;b", ";nothing"], 3, "no title"),
        (['A;"b', "C;d"], 2, "never closed"),
        (["A;b", "C;" + "d" * 10_001], 3, "longer than"),
    ],
)
def test_each_mistake_is_named_by_its_line(lines: list[str], line: int, says: str) -> None:
    (mistake,) = looked_at("\n".join(["Titel;Text", *lines]).encode()).mistakes
    assert mistake.line == line
    assert says in mistake.sentence


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """A text in quotes goes over three lines."""
    checked = looked_at(b'Titel;Text\nA;"eins\nzwei\ndrei"\n;fehlt\n')
    assert [idea.text for idea in checked.ideas] == ["eins\nzwei\ndrei"]
    assert [mistake.line for mistake in checked.mistakes] == [5]


def test_one_broken_place_in_utf8_is_named_and_the_rest_is_read() -> None:
    content = "Titel;Text\nBäume;grün\n".encode() + b"B\xe4nke;\n" + "Türen;zu\n".encode()
    checked = looked_at(content)
    assert [idea.title for idea in checked.ideas] == ["Bäume", "Türen"]
    assert [mistake.line for mistake in checked.mistakes] == [3]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"north": "48,5934", "east": "8,8701"}, Point(48.5934, 8.8701)),
        ({"north": "1245604", "east": "2683920"}, Point(47.35594, 8.54942)),
        ({"north": "", "east": ""}, None),
        ({"north": "0", "east": "0"}, None),
    ],
)
def test_positions_in_degrees_or_in_the_metres_of_a_survey(cells: Mapping[str, str], expected: Point | None) -> None:
    content = f"Titel;Lat;Lon\nBank;{cells['north']};{cells['east']}\n".encode()
    (idea,) = looked_at(content).ideas
    assert idea.point == expected


@pytest.mark.parametrize(
    ("head", "cell", "says"),
    [
        ("Kosten", "viel", "amount of money"),
        ("Stimmen", "-3", "whole number"),
        ("Datum", "31.02.2024", "no date"),
        ("Datum", "2031-01-01", "no date"),
    ],
)
def test_what_is_no_number_and_no_day_is_said_with_its_words(head: str, cell: str, says: str) -> None:
    table = read_table(f"Titel;{head}\nBank;{cell}\n".encode())
    part = {"Kosten": Part.COST, "Stimmen": Part.SUPPORT, "Datum": Part.DATE}[head]
    (mistake,) = check(table, {Part.TITLE: 0, part: 1}, None, TODAY).mistakes
    assert says in mistake.sentence
    assert cell in mistake.sentence


@pytest.mark.parametrize(
    ("cell", "cents"), [("1.234,50 €", 123_450), ("1'200.-", 120_000), ("CHF 80", 8_000), ("39530.0", 3_953_000)]
)
def test_money_as_people_write_it(cell: str, cents: int) -> None:
    table = read_table(f"Titel;Kosten\nBank;{cell}\n".encode())
    (idea,) = check(table, {Part.TITLE: 0, Part.COST: 1}, None, TODAY).ideas
    assert idea.cost == cents


def test_a_place_far_away_is_taken_and_flagged_and_a_swapped_one_put_right() -> None:
    edges = [(8.8, 48.5, 8.9, 48.5), (8.9, 48.5, 8.9, 48.6), (8.9, 48.6, 8.8, 48.6), (8.8, 48.6, 8.8, 48.5)]
    square = Bounds(8.8, 48.5, 8.9, 48.6, dict.fromkeys(range(128), edges))
    checked = looked_at(b"Titel;Lat;Lon\nNah;48.55;8.85\nWeit;64.4;25\nQuer;8.85;48.55\n", square)
    assert [idea.point for idea in checked.ideas] == [Point(48.55, 8.85), Point(64.4, 25.0), Point(48.55, 8.85)]
    assert [remark.line for remark in checked.oddities] == [3, 4]


def test_html_is_text_and_the_same_number_is_taken_once() -> None:
    checked = looked_at(b"id;title;description\n1;A;<p>Hi <b>you</b><script>x</script></p>\n1;B;b\n2;C;c\n")
    assert [idea.title for idea in checked.ideas] == ["A", "C"]
    assert checked.ideas[0].text == "Hi **you**"
    assert [remark.line for remark in checked.oddities] == [3]


def test_columns_are_guessed_from_their_names_and_from_what_stands_in_them() -> None:
    table = read_table(b"id;Votes;Beschreibung;Vorschlag;lat;lon\n1;3;text;A;48.1;8.1\n")
    assert guess_columns(table) == {
        Part.TITLE: 3, Part.TEXT: 2, Part.NORTH: 4, Part.EAST: 5, Part.SUPPORT: 1, Part.REFERENCE: 0,
    }  # fmt: skip
    in_words = read_table(b"n;was\nNord;Mehr Licht\nOst;Mehr Schatten\n")
    assert Part.NORTH not in guess_columns(in_words)
