"""The import keeps what the map says, and only that, however often it runs."""

import gzip
from pathlib import Path

import pytest

from quartier.kernel.places import actions
from quartier.kernel.places.area import Point, parse_area
from quartier.kernel.places.blur import metres_between
from quartier.kernel.places.importing import Imported, import_osm
from quartier.kernel.places.models import Address, Origin, Place, PointOfInterest, Street
from quartier.kernel.places.tests.extracts import dump, small_town

pytestmark = pytest.mark.django_db


def test_streets_houses_and_points_are_found_and_counted(tmp_path: Path) -> None:
    assert import_osm(small_town().write(tmp_path)) == Imported(6, 3, 3, new=3 + 6 + 2)
    assert list(Street.objects.order_by("name").values_list("name", "segments")) == [
        ("Markt", 1),
        ("Marktplatz", 1),
        ("Schulstraße", 2),
    ]
    assert set(Address.objects.values_list("osm_id", flat=True)) == {"n20", "n21", "n22", "w40", "n50", "r80"}
    assert set(PointOfInterest.objects.values_list("name", "category")) == {
        ("Bücherei", "amenity=library"),
        ("Markt", "amenity=marketplace"),
    }


def test_a_way_stands_in_the_middle_of_its_box(tmp_path: Path) -> None:
    import_osm(small_town().write(tmp_path))
    house, farm = Address.objects.get(osm_id="w40"), Address.objects.get(osm_id="r80")
    assert (house.latitude, house.longitude) == (48.6011, 8.8712)
    assert (farm.latitude, farm.longitude, farm.street_name) == (48.6022, 8.8724, "Aussiedlerhof")


def test_houses_hang_on_their_street_whatever_its_spelling(tmp_path: Path) -> None:
    town = small_town().house(23, "Schulstr.", "7", 48.6, 8.87)
    import_osm(town.write(tmp_path))
    assert Address.objects.get(osm_id="n23").street == Street.objects.get(name="Schulstraße")


def test_a_shop_in_a_house_is_the_same_house(tmp_path: Path) -> None:
    import_osm(small_town().write(tmp_path))
    building, shop = Address.objects.get(osm_id="w40"), Address.objects.get(osm_id="n50")
    assert building.household == shop.household
    assert (building.is_main, shop.is_main) == (True, False)


def test_the_same_number_far_away_is_another_house(tmp_path: Path) -> None:
    town = small_town().house(24, "Schulstraße", "12", 48.65, 8.9, postcode="71083", city="Herrenberg")
    import_osm(town.write(tmp_path))
    one, other = Address.objects.filter(house_number="12", street_name="Schulstraße")
    assert one.household != other.household
    assert one.is_main
    assert other.is_main


def test_mail_addresses_are_left_out(tmp_path: Path) -> None:
    import_osm(small_town().write(tmp_path))
    assert "email" not in PointOfInterest.objects.get(name="Bücherei").tags


def test_twice_changes_nothing(tmp_path: Path) -> None:
    file = small_town().write(tmp_path)
    import_osm(file)
    before = dump()
    assert import_osm(file) == Imported(6, 3, 3)
    assert dump() == before


@pytest.mark.parametrize("name", ["town.osm", "town.osm.gz", "TOWN.OSM"])
def test_every_ending_brings_the_same(tmp_path: Path, name: str) -> None:
    xml = small_town().xml().encode()
    (tmp_path / name).write_bytes(gzip.compress(xml) if name.endswith("gz") else xml)
    assert import_osm(tmp_path / name).addresses == 6


def test_a_newer_extract_updates_and_keeps_the_numbers_of_rows(tmp_path: Path) -> None:
    import_osm(small_town().write(tmp_path))
    number = Address.objects.get(osm_id="n20").pk
    newer = small_town().house(20, "Schulstraße", "12", 48.6002, 8.8704, postcode="71084", city="Herrenberg")
    newer.house(25, "Schulstraße", "14", 48.6002, 8.8704)
    assert import_osm(newer.write(tmp_path)) == Imported(7, 3, 3, new=1, changed=1)
    assert Address.objects.get(osm_id="n20").pk == number
    assert Address.objects.get(osm_id="n20").postcode == "71084"


def test_what_vanished_goes_unless_somebody_uses_it(tmp_path: Path) -> None:
    import_osm(small_town().write(tmp_path))
    used = actions.place_at(by=None, address=Address.objects.get(osm_id="n20"))
    newer = small_town()
    del newer.nodes[20], newer.nodes[21], newer.nodes[22], newer.ways[10], newer.ways[11]
    imported = import_osm(newer.write(tmp_path))
    assert imported.gone == 2
    assert not Address.objects.filter(osm_id__in=["n21", "n22"]).exists()
    assert Place.objects.get(pk=used.pk).guarded_address == Address.objects.get(osm_id="n20")
    assert Street.objects.filter(name="Schulstraße").exists()  # the house that stayed hangs on it


def test_a_house_that_was_redrawn_stays_the_same_row(tmp_path: Path) -> None:
    import_osm(small_town().write(tmp_path))
    number = Address.objects.get(osm_id="n20").pk
    redrawn = small_town().house(99, "Schulstr.", "12", 48.6002, 8.8704, postcode="71083", city="Herrenberg")
    del redrawn.nodes[20]
    import_osm(redrawn.write(tmp_path))
    assert Address.objects.get(osm_id="n99").pk == number


def test_typed_streets_and_houses_become_the_maps(tmp_path: Path) -> None:
    street = actions.add_street("Schulstr.", by=None)
    house = actions.add_address(street, "12 A", by=None)
    place = actions.place_at(by=None, address=house)
    assert place.latitude is None
    import_osm(small_town().write(tmp_path))
    street.refresh_from_db()
    house.refresh_from_db()
    place.refresh_from_db()
    assert (street.name, street.origin) == ("Schulstraße", Origin.OSM)
    assert (house.osm_id, house.origin) == ("n21", Origin.OSM)
    assert place.latitude is not None


def test_typed_streets_that_the_map_lacks_stay(tmp_path: Path) -> None:
    street = actions.add_street("Neue Gasse", by=None)
    import_osm(small_town().write(tmp_path))
    assert Street.objects.get(pk=street.pk).origin == Origin.TYPED


def test_a_house_that_moves_towards_its_public_position_gets_another(tmp_path: Path) -> None:
    import_osm(small_town().write(tmp_path))
    place = actions.place_at(by=None, address=Address.objects.get(osm_id="n22"))
    old = Point(place.latitude or 0, place.longitude or 0)
    import_osm(small_town().house(22, "Schulstraße", "120", *old).write(tmp_path))
    place.refresh_from_db()
    assert metres_between(old, Point(place.latitude or 0, place.longitude or 0)) >= 100


def test_a_house_that_moves_a_little_keeps_its_public_position(tmp_path: Path) -> None:
    """Two positions of one house would tell more than one."""
    import_osm(small_town().write(tmp_path))
    place = actions.place_at(by=None, address=Address.objects.get(osm_id="n22"))
    public, house = Point(place.latitude or 0, place.longitude or 0), Address.objects.get(osm_id="n22")
    away = Point((house.latitude or 0) * 2 - public.latitude, house.longitude or 0)
    import_osm(small_town().house(22, "Schulstraße", "120", *away).write(tmp_path))
    place.refresh_from_db()
    assert (place.latitude, place.longitude) == public


def test_an_area_clips_houses_points_and_streets(tmp_path: Path) -> None:
    west_part = [[8.8695, 48.5995], [8.8707, 48.5995], [8.8707, 48.6005], [8.8695, 48.6005], [8.8695, 48.5995]]
    area = parse_area({"type": "Polygon", "coordinates": [west_part]})
    assert import_osm(small_town().write(tmp_path), area) == Imported(2, 1, 0, new=3)
    assert list(Street.objects.values_list("name", flat=True)) == ["Schulstraße"]


def test_progress_runs_from_reading_to_saved(tmp_path: Path) -> None:
    seen: list[float] = []
    import_osm(small_town().write(tmp_path), progress=lambda _step, share: seen.append(share))
    assert seen[-1] == 1.0
    assert all(0 <= share <= 1 for share in seen)
