"""The real towns, row by row against what somebody else computed from them."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from quartier.kernel.places.extract import LEFT_OUT
from quartier.kernel.places.importing import Imported, import_osm
from quartier.kernel.places.models import Address, PointOfInterest, Street
from quartier.kernel.places.tests.extracts import HERRENBERG, LIECHTENSTEIN, dump, needs_herrenberg, needs_liechtenstein

pytestmark = pytest.mark.django_db
NEAR = 1.5e-7  # degrees: the last digit of seven


@needs_herrenberg
def test_herrenberg_has_the_published_counts_and_rows() -> None:
    imported = import_osm(HERRENBERG / "herrenberg.osm.pbf")
    assert (imported.addresses, imported.streets, imported.points_of_interest) == (8539, 562, 675)
    _compare_rows(HERRENBERG)
    assert Address.objects.filter(postcode="71083").count() == 6594
    assert Address.objects.filter(postcode="71154").count() == 1647
    assert Address.objects.filter(street_name="").count() == 3
    assert Address.objects.filter(postcode="").count() == 248
    assert PointOfInterest.objects.filter(category="amenity=kindergarten").count() == 20


@needs_herrenberg
def test_herrenberg_twice_is_herrenberg_once() -> None:
    import_osm(HERRENBERG / "herrenberg.osm.pbf")
    before = dump()
    assert import_osm(HERRENBERG / "herrenberg.osm.pbf") == Imported(8539, 562, 675)
    assert dump() == before


@needs_liechtenstein
def test_liechtenstein_has_the_published_counts_and_rows() -> None:
    imported = import_osm(LIECHTENSTEIN / "liechtenstein-2021-05-05.osm.pbf")
    assert (imported.addresses, imported.streets, imported.points_of_interest) == (3733, 989, 579)
    _compare_rows(LIECHTENSTEIN)


def _compare_rows(folder: Path) -> None:
    addresses = Address.objects.in_bulk(field_name="osm_id")
    rows = _rows(folder / "addresses.csv")
    assert len(rows) == len(addresses)
    for row in rows:
        address = addresses[row["osm_id"]]
        ours = (address.street_name, address.house_number, address.postcode, address.city, address.suburb)
        assert ours == (row["street"], row["housenumber"], row["postcode"], row["city"], row["suburb"])
        assert _is_near(address, float(row["lat"]), float(row["lon"]))
    _compare_streets(folder)
    _compare_points(folder)


def _compare_streets(folder: Path) -> None:
    streets = Street.objects.in_bulk(field_name="name")
    rows = _rows(folder / "streets.csv")
    assert len(rows) == len(streets)
    for row in rows:
        assert streets[row["name"]].segments == int(row["segments"])
        assert _is_near(streets[row["name"]], float(row["lat"]), float(row["lon"]), near=1e-6)
    unlinked = Address.objects.filter(street=None).values_list("street_name", flat=True)
    assert not set(unlinked) & set(streets)


def _compare_points(folder: Path) -> None:
    points = PointOfInterest.objects.in_bulk(field_name="osm_id")
    features: list[dict[str, Any]] = json.loads((folder / "pois.geojson").read_text())["features"]
    twice = [osm_id for osm_id, count in Counter(feature["id"] for feature in features).items() if count > 1]
    assert len(points) == len(features) - len(twice)
    for feature in features:
        point = points[feature["id"]]
        longitude, latitude = feature["geometry"]["coordinates"]
        assert _is_near(point, latitude, longitude)
        expected = feature["properties"]
        assert {key: value for key, value in point.tags.items() if key != "type"} == {
            key: value for key, value in expected.items() if key not in LEFT_OUT | {"type"}
        }


def _is_near(row: Address | Street | PointOfInterest, latitude: float, longitude: float, near: float = NEAR) -> bool:
    return abs((row.latitude or 0) - latitude) < near and abs((row.longitude or 0) - longitude) < near


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))
