"""Streets and houses are found however people type them."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.kernel.places import actions, search, words
from quartier.kernel.places.importing import import_osm
from quartier.kernel.places.models import Address, Street
from quartier.kernel.places.points import Point
from quartier.kernel.places.spots import point_named
from quartier.kernel.places.tests.extracts import HERRENBERG, Town, needs_herrenberg, small_town
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def names(text: str) -> list[str]:
    return [str(address) for address in search.find_addresses(text)]


@pytest.fixture
def town(tmp_path: Path) -> None:
    town = small_town()
    town.house(200, "Obere Hauptstraße", "1", 48.61, 8.87, suburb="Gültstein")
    town.house(201, "Hauptstraße", "7", 48.61, 8.88, postcode="71083").house(202, "Hauptstraße", "10", 48.61, 8.881)
    town.house(203, "Hauptstraße", "9", 48.61, 8.882).house(204, "Reuter Straße", "10/1", 48.61, 8.883)
    town.house(205, "Straße des 17. Juni", "5", 48.61, 8.884).house(206, "St. Martins-Ring", "2", 48.61, 8.885)
    town.house(207, "Müllerweg", "11 a", 48.61, 8.886).house(208, "Bauernweg", "23;25", 48.61, 8.887)
    import_osm(town.write(tmp_path))


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Marktpl 3", "Marktplatz 3, 71083 Herrenberg"),
        ("marktplatz 3 herrenb", "Marktplatz 3, 71083 Herrenberg"),
        ("3 Marktplatz", "Marktplatz 3, 71083 Herrenberg"),
        ("schulstr. 12", "Schulstraße 12, 71083 Herrenberg"),
        ("SCHULSTRASSE 12", "Schulstraße 12, 71083 Herrenberg"),
        ("Schulstraße12", "Schulstraße 12, 71083 Herrenberg"),
        ("Schul str 12", "Schulstraße 12, 71083 Herrenberg"),
        ("Schul-Straße 12 A", "Schulstraße 12a, 71083 Herrenberg"),
        ("schulstr 12a", "Schulstraße 12a, 71083 Herrenberg"),
        ("schulstr 120", "Schulstraße 120"),
        ("71083 schul", "Schulstraße 12, 71083 Herrenberg"),
        ("gueltstein", "Obere Hauptstraße 1, Gültstein"),
        ("gultstein", "Obere Hauptstraße 1, Gültstein"),
        ("Gültst", "Obere Hauptstraße 1, Gültstein"),
        ("reuterstr 10/1", "Reuter Straße 10/1"),
        ("17. juni 5", "Straße des 17. Juni 5"),
        ("sankt martinsring", "St. Martins-Ring 2"),
        ("muellerweg 11a", "Müllerweg 11 a"),
        ("bauernweg 25", "Bauernweg 23;25"),
        ("hauptstrasse 7", "Hauptstraße 7, 71083"),
    ],
)
def test_what_people_type_finds_the_house(text: str, first: str) -> None:
    assert names(text)[:1] == [first]


@pytest.mark.usefixtures("town")
def test_numbers_stand_in_their_order_and_streets_that_begin_so_come_first() -> None:
    assert names("haupt") == [
        "Hauptstraße 7, 71083",
        "Hauptstraße 9",
        "Hauptstraße 10",
        "Obere Hauptstraße 1, Gültstein",
    ]
    assert names("schulstr 12") == [
        "Schulstraße 12, 71083 Herrenberg",
        "Schulstraße 12a, 71083 Herrenberg",
        "Schulstraße 120",
    ]


@pytest.mark.usefixtures("town")
def test_a_house_number_is_no_postcode() -> None:
    assert names("haupt 71") == []


@pytest.mark.usefixtures("town")
def test_a_house_the_map_knows_twice_is_offered_once() -> None:
    assert names("marktplatz 3") == ["Marktplatz 3, 71083 Herrenberg"]


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("text", ["", " ", "%", "_", "§$", "\\", "' OR 1=1 --", "x" * 5000, "😀", "qqq"])
def test_what_means_nothing_finds_nothing(text: str) -> None:
    assert names(text) == []


@pytest.mark.usefixtures("town")
def test_streets_and_points_are_found_too() -> None:
    assert [street.name for street in search.find_streets("schulstrasse")] == ["Schulstraße"]
    assert [point.name for point in search.find_points_of_interest("buech")] == ["Bücherei"]
    assert [point.name for point in search.find_points_of_interest("library markt")] == ["Bücherei"]


@pytest.mark.usefixtures("town")
def test_a_house_somebody_typed_in_is_offered_to_nobody() -> None:
    actions.add_address(Street.objects.get(name="Schulstraße"), "99", by=None)
    assert names("schulstr 99") == []


@pytest.mark.usefixtures("town")
def test_a_choice_comes_back_from_the_form() -> None:
    address = Address.objects.get(osm_id="n20")
    assert search.chosen(search.value_of(address)) == address
    for value in ("", "address:", "address:0", "person:1", "address:1e3", "address:" + "9" * 30, "address:²"):
        with pytest.raises(Refused):
            search.chosen(value)


@given(st.text(max_size=40))
def test_any_text_at_all_can_be_looked_up(text: str) -> None:
    assert isinstance(words.wanted(text), list)


@given(st.text("aäeobüuß s-.str", min_size=1, max_size=20), st.data())
def test_the_beginning_of_a_word_finds_the_word(word: str, data: st.DataObject) -> None:
    beginning = words.fold(word[: data.draw(st.integers(0, len(word)))])
    assert words.fold(word).startswith(beginning)


@needs_herrenberg
def test_every_house_of_herrenberg_is_found_by_its_own_words_and_quickly(capsys: pytest.CaptureFixture[str]) -> None:
    import_osm(HERRENBERG / "herrenberg.osm.pbf")
    draw = random.Random(1)
    houses = draw.sample(list(Address.objects.filter(is_main=True).exclude(street_name="").order_by("osm_id")), 100)
    seconds = []
    for house in houses:
        text = f"{house.street_name} {house.house_number} {house.postcode} {house.city}"
        assert house in search.find_addresses(text, limit=3)
        for length in range(2, len(text), 3):
            started = time.thread_time()
            search.find_addresses(text[:length])
            seconds.append(time.thread_time() - started)
    seconds.sort()
    p95 = seconds[int(len(seconds) * 0.95)]
    with capsys.disabled():
        print(f"\naddress search while typing, {len(seconds)} searches: p95 {p95 * 1000:.1f} ms")
    started = time.thread_time()
    assert Address.objects.filter(searchable__contains="no such word").count() == 0
    one_scan = time.thread_time() - started
    assert p95 < max(30 * one_scan, 0.25)


def test_both_databases_sort_by_bytes(tmp_path: Path) -> None:
    """A database in German would put "a b" after "ab"; here the same house comes first everywhere."""
    town = (
        Town()
        .house(1, "Am Berg", "1", 48.6, 8.8)
        .house(2, "Amberg", "1", 48.7, 8.8)
        .house(3, "Am Zaun", "1", 48.8, 8.8)
    )
    import_osm(town.write(tmp_path))
    assert names("am") == ["Am Berg 1", "Amberg 1", "Am Zaun 1"]


@pytest.mark.usefixtures("town")
def test_where_something_of_a_name_lies_is_looked_up_without_writing() -> None:
    before = Address.objects.count(), Street.objects.count()
    assert point_named("Müllerweg 11a") == Point(48.61, 8.886)
    assert point_named("48.6, 8.87") == Point(48.6, 8.87)
    assert point_named("gibt es nicht") is None
    assert (Address.objects.count(), Street.objects.count()) == before
