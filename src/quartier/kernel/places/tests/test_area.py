"""GeoJSON as people bring it."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box, mapping

from quartier.kernel.places.area import Area, area_of_points, contains, parse_area
from quartier.kernel.refusals import Refused

RING = [[8.85, 48.58], [8.90, 48.58], [8.90, 48.62], [8.85, 48.62], [8.85, 48.58]]
POLYGON = {"type": "Polygon", "coordinates": [RING]}
INSIDE, OUTSIDE = (48.60, 8.87), (48.70, 8.87)


def feature(geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {}, "geometry": geometry}


@pytest.mark.parametrize(
    "document",
    [
        POLYGON,
        {"type": "MultiPolygon", "coordinates": [[RING]]},
        feature(POLYGON),
        {
            "type": "FeatureCollection",
            "features": [feature({"type": "Point", "coordinates": [1, 2]}), feature(POLYGON)],
        },
        {"type": "GeometryCollection", "geometries": [POLYGON]},
        {"type": "Polygon", "coordinates": [RING[:-1]]},
        {"type": "Polygon", "coordinates": [[[*corner, 420.0] for corner in RING]]},
    ],
)
def test_every_way_to_wrap_a_polygon_is_understood(document: dict[str, Any]) -> None:
    area = parse_area(json.dumps(document))
    assert contains(area, INSIDE)
    assert not contains(area, OUTSIDE)
    assert parse_area(area.geojson).geometry.equals(area.geometry)


def test_bytes_with_a_byte_order_mark_are_read() -> None:
    assert contains(parse_area(b"\xef\xbb\xbf" + json.dumps(POLYGON).encode()), INSIDE)


def test_a_hole_is_outside() -> None:
    hole = [[8.86, 48.59], [8.88, 48.59], [8.88, 48.61], [8.86, 48.61], [8.86, 48.59]]
    assert not contains(parse_area({"type": "Polygon", "coordinates": [RING, hole]}), INSIDE)


def test_an_outline_that_crosses_itself_is_mended() -> None:
    bow = [[8.85, 48.58], [8.90, 48.62], [8.90, 48.58], [8.85, 48.62], [8.85, 48.58]]
    area = parse_area({"type": "Polygon", "coordinates": [bow]})
    assert contains(area, (48.60, 8.86))
    assert not contains(area, (48.585, 8.875))


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "GeoJSON"),
        ("<html>", "GeoJSON"),
        ("[1, 2]", "GeoJSON"),
        ("[" * 100_000, "GeoJSON"),
        ({"type": "FeatureCollection", "features": []}, "polygon|Polygon|Umriss"),
        ({"type": "Point", "coordinates": [8.8, 48.6]}, "polygon|Polygon|Umriss"),
        ({"type": "Polygon", "coordinates": []}, "."),
        ({"type": "Polygon"}, "."),
        ({"type": "Polygon", "coordinates": [[["a", "b"], [1, 2], [3, 4]]]}, "."),
        ({"type": "Polygon", "coordinates": [[[8.8, 48.6], [8.9, 48.6]]]}, "."),
        ({"type": "Polygon", "coordinates": [[[8.8, 48.6], [8.9, 48.6], [8.8, 48.6]]]}, "."),
        ('{"type": "Polygon", "coordinates": [[[NaN, 1], [8.9, 48.6], [8.8, 48.7]]]}', "."),
        ({"type": "Polygon", "coordinates": [[[y, x] for x, y in RING]]}, "longitude|Länge"),
        ({"type": "Polygon", "coordinates": [[[490000, 5380000], [490100, 5380000], [490100, 5380100]]]}, "4326"),
    ],
)
def test_what_is_no_area_is_refused_with_a_sentence(document: Any, words: str) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        parse_area(document)
    assert refusal.value.field == "area"


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=20))
def test_any_coordinates_at_all_are_an_area_or_refused(coordinates: Any) -> None:
    try:
        parse_area({"type": "Polygon", "coordinates": coordinates})
    except Refused:
        return


CHANCE = random.Random(815)
SCRIBBLE = [[round(8.85 + CHANCE.random() / 100, 6), round(48.6 + CHANCE.random() / 100, 6)] for _each in range(1000)]
DISCS = [mapping(Point(8.85 + CHANCE.random() / 100, 48.6).buffer(0.01)) for _each in range(500)]


@pytest.mark.parametrize(
    "document",
    [
        {"type": "Polygon", "coordinates": [SCRIBBLE]},
        {"type": "GeometryCollection", "geometries": DISCS},
        {"type": "MultiPolygon", "coordinates": [disc["coordinates"] for disc in DISCS]},
    ],
)
def test_a_small_file_that_takes_hours_to_sort_out_is_refused(document: dict[str, Any]) -> None:
    """20 kB were enough."""
    with pytest.raises(Refused, match=r"corners|Ecken"):
        parse_area(json.dumps(document))


def test_what_is_scribbled_by_hand_is_taken() -> None:
    assert parse_area({"type": "Polygon", "coordinates": [SCRIBBLE[:60]]})


def test_an_outline_of_many_corners_and_many_neighbouring_parts_are_taken() -> None:
    assert parse_area(mapping(Point(8.85, 48.6).buffer(0.01, 20_000)))
    parts = [
        mapping(box(8 + x / 100, 48 + y / 100, 8.01 + x / 100, 48.01 + y / 100)) for x in range(30) for y in range(30)
    ]
    assert parse_area({"type": "GeometryCollection", "geometries": parts})


def test_chosen_streets_make_an_area() -> None:
    houses = [(48.600 + step / 2000, 8.870) for step in range(5)]
    area = area_of_points(houses)
    assert isinstance(area, Area)
    assert all(contains(area, house) for house in houses)
    assert contains(area, (48.60025, 8.870))
    assert not contains(area, (48.602, 8.880))
    assert parse_area(area.geojson)


def test_no_streets_make_no_area() -> None:
    with pytest.raises(Refused):
        area_of_points([])
