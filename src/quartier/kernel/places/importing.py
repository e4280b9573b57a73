"""Brings an extract of OpenStreetMap into the database: all of it or nothing, and twice is the same as once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from quartier.kernel.places import extract, houses
from quartier.kernel.places.area import Area
from quartier.kernel.places.drawing import draw, frame_of, version_of
from quartier.kernel.places.models import Address, Origin, Place, PointOfInterest, Street, StreetMap
from quartier.kernel.places.outlines import Outline
from quartier.kernel.places.positions import settle
from quartier.kernel.places.successors import keep_identities

M = TypeVar("M", bound=Model)
Progress = Callable[[str, float], None]  # what is being done, and how much of it: 0 to 1
_BATCH = 1_000
_BLINK = 0.1  # seconds between two signs of life


@dataclass(frozen=True)
class Imported:
    """What the file holds, and what that changed here.

    `points_of_interest` counts as OpenStreetMap draws: a market square that is an area and a way counts as both.
    """

    addresses: int
    streets: int
    points_of_interest: int
    new: int = 0
    changed: int = 0
    gone: int = 0


def import_osm(file: Path | str, area: Area | None = None, progress: Progress = lambda _step, _share: None) -> Imported:
    """Replaces what an earlier import brought. What was typed in, and what is still used, stays."""
    path = Path(file)
    found = extract.read(path, area, _heartbeat(path, progress))
    progress(_("Reading"), 1.0)
    with transaction.atomic():
        new, changed, gone = _store(found, progress)
        keep_map(found.outlines, area)
    progress(_("Saving"), 1.0)
    points = len(found.points) + found.drawn_twice
    return Imported(len(found.addresses), len(found.streets), points, new, changed, gone)


def _store(found: extract.Extract, progress: Progress) -> tuple[int, int, int]:
    saving = _("Saving")
    streets = [houses.street_of(name, boxes) for name, boxes in sorted(found.streets.items())]
    keep_identities(streets=streets)
    street_changes = _upsert(Street.objects.filter(origin=Origin.OSM), streets, "name")
    progress(saving, 0.1)
    addresses = houses.addresses_of(found.addresses, Street.objects.order_by("pk"))
    keep_identities(addresses=addresses)
    present = Address.objects.filter(origin=Origin.OSM)
    address_changes = _upsert(present, addresses, "osm_id", _inside(progress, 0.1, 0.8))
    points = [houses.point_of_interest_of(one) for one in found.points]
    point_changes = _upsert(PointOfInterest.objects.all(), points, "osm_id")
    progress(saving, 0.9)
    gone = _remove_others(PointOfInterest.objects.all(), {point.osm_id for point in points}, "osm_id")
    gone += _remove_others(present, {address.osm_id for address in addresses}, "osm_id")
    gone += _remove_others(Street.objects.filter(origin=Origin.OSM), {street.name for street in streets}, "name")
    for place in Place.objects.filter(guarded_address__isnull=False).select_related("guarded_address"):
        settle(place)
    changes = (street_changes, address_changes, point_changes)
    return sum(new for new, _changed in changes), sum(changed for _new, changed in changes), gone


def _upsert(
    present: QuerySet[M], rows: Sequence[M], key: str, progress: Callable[[float], None] = lambda _share: None
) -> tuple[int, int]:
    """Writes new and changed rows only; rows keep their numbers. Returns how many were new and how many changed."""
    model = present.model
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = [field.attname for field in fields]
    known = {getattr(row, key): row for row in present}
    different = [row for row in rows if not _is_same(known.get(getattr(row, key)), row, columns)]
    for start in range(0, len(different), _BATCH):
        model._default_manager.bulk_create(
            different[start : start + _BATCH],
            update_conflicts=True,
            unique_fields=[key],
            update_fields=[field.name for field in fields if field.name != key],
        )
        progress((start + _BATCH) / len(different))
    new = sum(getattr(row, key) not in known for row in different)
    return new, len(different) - new


def _is_same(old: Model | None, new: Model, columns: Iterable[str]) -> bool:
    return old is not None and all(getattr(old, column) == getattr(new, column) for column in columns)


def _remove_others(present: QuerySet[M], keys: set[str] | set[str | None], key: str) -> int:
    """Removes rows that the file doesn't have, unless something points to them. Returns how many."""
    vanished = [pk for pk, value in present.values_list("pk", key) if value not in keys]
    removed = 0
    for start in range(0, len(vanished), _BATCH // 2):
        unused = present.filter(pk__in=vanished[start : start + _BATCH // 2])
        for relation in present.model._meta.related_objects:
            users = relation.related_model._base_manager.filter(**{f"{relation.field.name}__isnull": False})
            unused = unused.exclude(pk__in=users.values(relation.field.attname))
        removed += unused.delete()[0]
    return removed


def _inside(progress: Progress, start: float, end: float) -> Callable[[float], None]:
    return lambda share: progress(_("Saving"), start + min(share, 1.0) * (end - start))


def _heartbeat(file: Path, progress: Progress) -> extract.Heartbeat:
    last = monotonic()

    def beat(number: int) -> None:
        nonlocal last
        if monotonic() - last > _BLINK:
            last = monotonic()
            progress(_("Reading"), (number + _share_read(file)) / extract.PASSES)

    return beat


def _share_read(file: Path) -> float:
    """How far the reader is in the file. osmium doesn't say, Linux does; elsewhere the bar moves pass by pass."""
    for descriptor in Path("/proc/self/fd").glob("*"):
        try:
            if descriptor.samefile(file):
                position = Path("/proc/self/fdinfo", descriptor.name).read_text().split()[1]
                return min(1.0, int(position) / file.stat().st_size)
        except OSError:
            continue  # closed meanwhile
    return 0.0


def keep_map(outlines: Sequence[Outline], area: Area | None) -> None:
    """Draws what was imported. An extract without any street leaves no map."""
    StreetMap.objects.all().delete()
    if not outlines:
        return
    frame = frame_of(outlines, area)
    picture = draw(outlines, frame)
    StreetMap.objects.create(version=version_of(picture), picture=picture, frame=asdict(frame))
