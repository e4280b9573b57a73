"""The drawn street map: small, whole, without anybody's house."""

import re
import time
from pathlib import Path

import pytest
from django.test import Client

from quartier.kernel.places import extract
from quartier.kernel.places.actions import add_street, place_at
from quartier.kernel.places.area import parse_area
from quartier.kernel.places.drawing import MOST_BYTES, draw, frame_of
from quartier.kernel.places.hours import in_words
from quartier.kernel.places.importing import import_osm
from quartier.kernel.places.maps import map_around, whole_map
from quartier.kernel.places.models import Address, Place, PointOfInterest, Street, StreetMap
from quartier.kernel.places.pins import Box, map_below
from quartier.kernel.places.tests.extracts import HERRENBERG, Town, needs_herrenberg

EVERYTHING = re.compile(r'd="([^"]*)"')


def town() -> Town:
    """Two streets of more than a kilometre, a pond, a house with a number, a library."""
    found = Town()
    for number, (latitude, longitude) in enumerate(
        [(48.6, 8.862), (48.6, 8.882), (48.601, 8.871), (48.601, 8.8715), (48.6015, 8.8712)], start=1
    ):
        found.node(number, latitude, longitude)
    found.way(10, [1, 2], {"highway": "residential", "name": "Lange Straße <&>"})
    found.way(11, [3, 4, 5, 3], {"natural": "water", "name": "Teich"})
    found.way(12, [1, 3], {"highway": "service"})
    found.node(6, 48.594, 8.872).node(7, 48.606, 8.872).way(13, [6, 7], {"highway": "residential", "name": "Querweg"})
    found.house(20, "Lange Straße <&>", "3", 48.6002, 8.872)
    return found.node(
        21, 48.6004, 8.873, {"amenity": "library", "name": "Bücherei", "opening_hours": "Tu-Fr 10:00-18:00"}
    )


def imported(folder: Path) -> StreetMap:
    file = folder / "town.osm"
    file.write_text(town().xml(), encoding="utf-8")
    import_osm(file)
    return StreetMap.objects.get()


@pytest.mark.django_db
def test_an_import_draws_streets_water_and_names_and_a_second_one_changes_nothing(tmp_path: Path) -> None:
    first = imported(tmp_path)
    assert "var(--map-street)" in first.picture
    assert "var(--map-water)" in first.picture
    assert "Lange Straße &lt;&amp;&gt;</text>" in first.picture
    assert "style" not in first.picture  # colours are attributes: the strict policy for styles holds
    assert imported(tmp_path).version == first.version


@pytest.mark.django_db
def test_browsers_keep_the_picture_and_an_old_address_is_gone(client: Client, tmp_path: Path) -> None:
    drawn = imported(tmp_path)
    answer = client.get(f"/places/map/{drawn.version}.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer["Cache-Control"]
    assert client.get("/places/map/before.svg").status_code == 404


@pytest.mark.django_db
def test_a_house_is_a_wide_circle_and_never_in_its_middle(tmp_path: Path) -> None:
    imported(tmp_path)
    house = place_at(by=None, address=Address.objects.get())
    part = map_around(house)
    whole = whole_map([house, place_at(by=None, street=Street.objects.get(name="Querweg"))])
    assert part is not None
    assert whole is not None
    assert [mark.radius > 0 for mark in (*part.marks, *whole.marks)] == [True, True, False]
    assert "48.6002" not in StreetMap.objects.get().picture


@pytest.mark.django_db
def test_without_an_import_there_is_no_map_and_nothing_breaks() -> None:
    assert whole_map() is None
    assert map_around(None) is None
    assert map_around(place_at(by=None, street=add_street("Beispielweg", by=None))) is None


@pytest.mark.django_db
def test_the_name_of_a_shop_is_that_shop(tmp_path: Path) -> None:
    imported(tmp_path)
    place = place_at(by=None, text="bücherei".capitalize())
    assert place.point_of_interest == PointOfInterest.objects.get()
    assert Place.objects.filter(name="Bücherei").count() == 1


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("24/7", ["immer geöffnet"]),
        ("Tu-Fr 10:00-18:00; Sa off", ["Di–Fr 10:00–18:00", "Sa geschlossen"]),
        ("Mo,Th 09:00-12:00", ["Mo, Do 09:00–12:00"]),
        ("", []),
        ('"nach Absprache"', ['"nach Absprache"']),
    ],
)
def test_opening_hours_are_said_in_german(hours: str, words: list[str]) -> None:
    assert in_words(hours) == words


@needs_herrenberg
def test_a_real_town_fits_and_is_drawn_in_seconds(django_db_blocker: object) -> None:
    area = parse_area((HERRENBERG / "herrenberg-boundary.geojson").read_bytes())
    found = extract.read(HERRENBERG / "herrenberg.osm.pbf", area)
    start = time.process_time()
    picture = draw(found.outlines, frame_of(found.outlines, area))
    assert time.process_time() - start < 60
    assert 20_000 < len(picture.encode()) <= MOST_BYTES
    assert ">Stuttgarter Straße<" in picture
    assert "Hildrizhauser Straße" in picture
    assert not [path for path in EVERYTHING.findall(picture) if "nan" in path]


@pytest.mark.django_db
def test_the_street_map_lies_below_a_box_of_the_town_and_no_other(tmp_path: Path) -> None:
    box = Box(8.865, 48.598, 8.880, 48.603).shaped()
    assert map_below(box) == ("", "")
    drawn = imported(tmp_path)
    href, shift = map_below(box)
    assert drawn.version in href
    assert shift.startswith("scale(")
    assert map_below(Box(7.0, 54.0, 7.1, 54.1).shaped()) == ("", "")
