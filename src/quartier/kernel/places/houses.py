"""From what the map says to rows: which objects are one house, and which street a house belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from quartier.kernel.places import words
from quartier.kernel.places.blur import metres_between
from quartier.kernel.places.found import HOUSE_NUMBER, POINT_KEYS, Box, Found, Tags
from quartier.kernel.places.models import Address, Origin, PointOfInterest, Street
from quartier.kernel.places.points import Point

ONE_HOUSE = 150.0  # metres between two objects of one street and number that are still the same house


def street_of(name: str, boxes: list[Box]) -> Street:
    middles = [box.middle for box in boxes]
    return Street(
        name=name,
        key=words.street_key(name),
        searchable=words.searchable(name),
        origin=Origin.OSM,
        segments=len(boxes),
        latitude=round(sum(latitude for latitude, _longitude in middles) / len(middles), 7),
        longitude=round(sum(longitude for _latitude, longitude in middles) / len(middles), 7),
        south=min(box.south for box in boxes),
        west=min(box.west for box in boxes),
        north=max(box.north for box in boxes),
        east=max(box.east for box in boxes),
    )


def point_of_interest_of(found: Found) -> PointOfInterest:
    tags = found.tags
    category = next(f"{key}={tags[key]}" for key in POINT_KEYS if key in tags)
    address = str(_address_of(found)) if HOUSE_NUMBER in tags else street_name_of(tags)
    searchable = words.searchable(others=[tags["name"], category, address])
    return PointOfInterest(
        osm_id=found.osm_id,
        name=tags["name"],
        category=category,
        tags=tags,
        address=address,
        latitude=found.latitude,
        longitude=found.longitude,
        searchable=searchable,
    )


def addresses_of(found: Iterable[Found], streets: Iterable[Street]) -> list[Address]:
    """Rows of all objects; those of one house share `household`, and one of them is the main one."""
    rows = [_address_of(one) for one in found]
    _join_streets(rows, streets)
    _join_houses(rows)
    return rows


def street_name_of(tags: Tags) -> str:
    """Hamlets have no streets; their houses are numbered by the place."""
    return (tags.get("addr:street") or tags.get("addr:place") or "").strip()


def household(street: str, house_number: str, postcode: str, city: str) -> str:
    """One text for one house, however it is spelt."""
    return "|".join((words.sort_key(street, house_number), words.fold(postcode), words.fold(city)))


def _address_of(found: Found) -> Address:
    tags = found.tags
    street, number = street_name_of(tags), tags[HOUSE_NUMBER]
    postcode, city, suburb = (tags.get(f"addr:{part}", "") for part in ("postcode", "city", "suburb"))
    return Address(
        osm_id=found.osm_id,
        origin=Origin.OSM,
        street_name=street,
        house_number=number,
        postcode=postcode,
        city=city,
        suburb=suburb,
        latitude=found.latitude,
        longitude=found.longitude,
        searchable=words.searchable(street, number, [postcode, city, suburb]),
        sort_key=f"{words.sort_key(street, number)} {words.fold(city)} {postcode}",
    )


def _join_streets(rows: list[Address], streets: Iterable[Street]) -> None:
    by_name = {street.name: street for street in streets}
    by_key = {street.key: street for street in by_name.values()}
    for row in rows:
        street = by_name.get(row.street_name) or by_key.get(words.street_key(row.street_name))
        row.street_id = street.pk if street else None


def _join_houses(rows: list[Address]) -> None:
    """Buildings speak for the shops in them, and complete addresses for incomplete ones."""
    mains: dict[tuple[str, str], list[Address]] = defaultdict(list)
    taken: set[str] = set()
    for row in sorted(rows, key=_rank):
        same = (words.street_key(row.street_name), " ".join(words.number_parts(row.house_number)))
        main = next((main for main in mains[same] if _is_near(main, row)), None) if row.street_name else None
        row.is_main = main is None
        if main is not None:
            row.household = main.household
            continue
        row.household = household(row.street_name, row.house_number, row.postcode, row.city)
        if row.household in taken or not row.street_name:
            row.household += f"|{row.osm_id}"
        taken.add(row.household)
        mains[same].append(row)


def _rank(row: Address) -> tuple[bool, bool, int, str]:
    osm_id = row.osm_id or "n0"
    return not (row.postcode and row.city), osm_id.startswith("n"), int(osm_id[1:]), osm_id


def _is_near(one: Address, other: Address) -> bool:
    return metres_between(_point(one), _point(other)) <= ONE_HOUSE


def _point(row: Address) -> Point:
    return Point(row.latitude or 0.0, row.longitude or 0.0)
