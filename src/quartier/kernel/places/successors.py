"""When a new extract names a known house or street differently, the row stays: somebody may live there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quartier.kernel.places import words
from quartier.kernel.places.models import Address, Origin, Street


def keep_identities(*, streets: Sequence[Street] = (), addresses: Sequence[Address] = ()) -> None:
    """Gives typed rows, and rows whose object was redrawn, the identity under which the extract brings them now."""
    if streets:
        _keep_streets(streets)
    if addresses:
        _keep_addresses(addresses)


def _keep_streets(streets: Sequence[Street]) -> None:
    present = set(Street.objects.values_list("name", flat=True))
    arriving = {street.key: street for street in streets if street.name not in present}
    arriving_names = {street.name for street in streets}
    for row in Street.objects.filter(origin=Origin.TYPED):
        if row.name in arriving_names:
            Street.objects.filter(pk=row.pk).update(origin=Origin.OSM)
        elif successor := arriving.pop(row.key, None):
            Street.objects.filter(pk=row.pk).update(name=successor.name, origin=Origin.OSM)


def _keep_addresses(addresses: Sequence[Address]) -> None:
    present = set(Address.objects.filter(osm_id__isnull=False).values_list("osm_id", flat=True))
    arriving = [address for address in addresses if address.is_main and address.osm_id not in present]
    ids = {address.osm_id for address in addresses}
    by_household = {address.household: address for address in arriving}
    by_number = _by_number(arriving)
    taken: set[str | None] = set()
    for row in Address.objects.order_by("pk"):
        if row.osm_id in ids:
            continue
        successor = by_household.get(row.household) if row.osm_id else _same_number(row, by_number)
        if successor is not None and successor.osm_id not in taken:
            taken.add(successor.osm_id)
            Address.objects.filter(pk=row.pk).update(osm_id=successor.osm_id, origin=Origin.OSM)


def _by_number(addresses: Iterable[Address]) -> dict[tuple[str, str], list[Address]]:
    found: dict[tuple[str, str], list[Address]] = defaultdict(list)
    for address in addresses:
        found[_number(address)].append(address)
    return found


def _number(address: Address) -> tuple[str, str]:
    return words.street_key(address.street_name), " ".join(words.number_parts(address.house_number))


def _same_number(typed: Address, by_number: dict[tuple[str, str], list[Address]]) -> Address | None:
    """The one house that was meant; None where two come into question."""
    fitting = [
        address
        for address in by_number.get(_number(typed), [])
        if (not typed.postcode or typed.postcode == address.postcode) and (not typed.city or typed.city == address.city)
    ]
    return fitting[0] if len(fitting) == 1 else None
