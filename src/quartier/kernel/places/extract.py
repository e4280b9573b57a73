"""What an OpenStreetMap file says about streets, addresses and points of interest. Reads, and writes nothing.

A way or relation stands in the middle of its bounding box. A file may be a whole state: node positions then lie in
a file of their own on disk, and what lies outside the area is forgotten at once.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import osmium
import shapely
from django.conf import settings
from django.utils.translation import gettext as _
from osmium.osm import NODE, RELATION, WAY

from quartier.kernel.places.area import Area
from quartier.kernel.places.found import HOUSE_NUMBER, POINT_KEYS, Box, Found, Tags
from quartier.kernel.places.outlines import KEYS, Outline, kind_of, outline_of
from quartier.kernel.refusals import Refused

if TYPE_CHECKING:
    from osmium._osmium import HandlerLike

T = TypeVar("T")
Heartbeat = Callable[[int], None]  # told which of the three passes is under way

FORMATS = {".osm.pbf": "pbf", ".pbf": "pbf", ".osm.gz": "osm.gz", ".osm": "osm"}
STREET_FURNITURE = {"bench", "waste_basket", "hunting_stand"}  # named or not: nothing to visit
# Whoever drew the map may have left an e-mail address or a note for other mappers; neighbours need neither.
LEFT_OUT = {"email", "contact:email", "contact:mobile", "source", "note", "fixme", "created_by"}
MAX_ADDRESSES = 300_000
_LARGE = 100_000_000
_HAS_RELATIONS = 30_000  # bytes; a cut PBF looks whole if it was cut between two blocks, but relations stand at its end
FAR = 0.1  # degrees, some 10 km: nothing that we keep is longer
_EVERY = 1_000
PASSES = 3


@dataclass
class Extract:
    """Everything we keep of a file. A square that is also a way counts as two points of interest, and is kept once."""

    addresses: list[Found] = field(default_factory=list)
    streets: dict[str, list[Box]] = field(default_factory=dict)
    points: list[Found] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)  # for the street map
    drawn_twice: int = 0
    relations: int = 0  # all in the file, wherever they lie

    def add(self, osm_id: str, tags: Tags, box: Box, area: Area | None) -> None:
        latitude, longitude = box.middle
        if area is not None and not shapely.intersects_xy(area.geometry, longitude, latitude):
            return
        if tags.get(HOUSE_NUMBER, "").strip():
            self.addresses.append(Found(osm_id, tags, latitude, longitude))
        if is_point_of_interest(tags):
            self.points.append(Found(osm_id, tags, latitude, longitude))
        if len(self.addresses) > MAX_ADDRESSES:
            raise Refused(_("This extract is far larger than a quarter. Clip it with --area FILE.geojson."), "file")


def is_point_of_interest(tags: Mapping[str, str]) -> bool:
    has_kind = any(key in tags for key in POINT_KEYS)
    return has_kind and bool(tags.get("name", "").strip()) and tags.get("amenity") not in STREET_FURNITURE


def read(file: Path, area: Area | None = None, heartbeat: Heartbeat = lambda _number: None) -> Extract:
    """Reads the file. `heartbeat` is called again and again meanwhile. A file that can't be read is refused."""
    source = _source(file)
    try:
        with _node_positions(file) as positions:
            extract = _Reading(source, area, positions, heartbeat).everything()
    except (RuntimeError, UnicodeDecodeError, osmium.InvalidLocationError) as error:
        message = _("%(file)s is broken or cut off, so nothing was changed. Download it again. (%(reason)s)")
        raise Refused(message % {"file": file.name, "reason": error}, "file") from error
    _check(extract, file, area)
    return extract


def _check(extract: Extract, file: Path, area: Area | None) -> None:
    if file.name.lower().endswith(".pbf") and not extract.relations and file.stat().st_size > _HAS_RELATIONS:
        message = _("The end of %(file)s is missing, so nothing was changed. Download it again.")
        raise Refused(message % {"file": file.name}, "file")
    if extract.addresses or extract.streets:
        return
    if area is not None:
        raise Refused(_("The file has no street and no address in this area. Does it cover your quarter?"), "area")
    raise Refused(_("There is no street and no address in this file, so nothing was changed."), "file")


def _source(file: Path) -> osmium.io.File:
    if not file.exists():
        raise Refused(_("There is no file %(file)s.") % {"file": file}, "file")
    if not file.is_file():
        raise Refused(_("%(file)s is not a file.") % {"file": file}, "file")
    for ending, format_name in FORMATS.items():
        if file.name.lower().endswith(ending):
            return osmium.io.File(str(file), format_name)
    message = _("%(file)s doesn't look like an extract of OpenStreetMap: its name must end in %(endings)s.")
    raise Refused(message % {"file": file.name, "endings": ", ".join(FORMATS)}, "file")


@contextmanager
def _node_positions(file: Path) -> Iterator[osmium.index.LocationTable]:
    """Where nodes lie: in memory for a town, on disk for a state."""
    if file.stat().st_size < _LARGE:
        yield osmium.index.create_map("flex_mem")
        return
    with tempfile.TemporaryDirectory(prefix="osm-import-", dir=settings.DATA) as folder:
        yield osmium.index.create_map(f"sparse_file_array,{folder}/nodes")


class _Reading:
    """Three passes: relations, nodes and ways, ways of relations. Relations come last, but name the ways they need."""

    def __init__(
        self, source: osmium.io.File, area: Area | None, positions: osmium.index.LocationTable, heartbeat: Heartbeat
    ) -> None:
        self.source, self.area, self.heartbeat = source, area, heartbeat
        self.locations = osmium.NodeLocationsForWays(positions)
        self.locations.ignore_errors()
        self.extract = Extract()
        self.near = area.geometry.buffer(FAR).bounds if area else None
        self.relations: list[tuple[str, Tags, list[int]]] = []
        self.large_areas: list[tuple[Tags, list[int]]] = []

    def everything(self) -> Extract:
        self._read_relations()
        self._read_nodes_and_ways()
        self._place_relations()
        self._read_outlines()
        return self.extract

    def _read_relations(self) -> None:
        for relation in self._objects(0, osmium.osm.Relation, RELATION):
            self.extract.relations += 1
            if relation.tags.get("type") not in ("multipolygon", "boundary"):
                continue  # a collection, a bus route: it has no place of its own
            tags = _tags(relation)
            if kind_of(tags) not in {"", "house"}:
                self.large_areas.append((tags, [one.ref for one in relation.members if one.role != "inner"]))
            if HOUSE_NUMBER in tags or is_point_of_interest(tags):
                ways = [member.ref for member in relation.members if member.type == "w"]
                self.relations.append((f"r{relation.id}", tags, ways))

    def _read_nodes_and_ways(self) -> None:
        ways = [_having(HOUSE_NUMBER, "name", only=WAY), _having(HOUSE_NUMBER, "highway", *POINT_KEYS, only=WAY)]
        nodes = [_having(HOUSE_NUMBER, "name", only=NODE), _having(HOUSE_NUMBER, *POINT_KEYS, only=NODE)]
        # The order matters: only ways that we want get positions, and all nodes give theirs.
        for thing in self._objects(1, osmium.osm.OSMObject, NODE | WAY, *ways, self.locations, *nodes):
            if isinstance(thing, osmium.osm.Way):
                self._add_way(thing)
            elif isinstance(thing, osmium.osm.Node) and thing.location.valid() and not self._is_far(thing.location):
                at = Box(thing.lat, thing.lon, thing.lat, thing.lon)
                self.extract.add(f"n{thing.id}", _tags(thing), at, self.area)

    def _is_far(self, at: osmium.osm.Location) -> bool:
        """A quick look, for the ten million objects of a state that are of no interest."""
        if self.near is None or not at.valid():
            return False
        west, south, east, north = self.near
        return not (west <= at.lon <= east and south <= at.lat <= north)

    def _add_way(self, way: osmium.osm.Way) -> None:
        if len(way.nodes) == 0 or self._is_far(way.nodes[0].location):
            return
        box = _box(way)
        if box is None:
            return
        tags = _tags(way)
        before = len(self.extract.points)
        self.extract.add(f"w{way.id}", tags, box, self.area)
        if "highway" not in tags:
            return
        if way.is_closed() and tags.get("area") != "no":
            self.extract.drawn_twice += len(self.extract.points) - before
        if "name" in tags and (self.area is None or _touches(way, self.area)):
            self.extract.streets.setdefault(tags["name"], []).append(box)

    def _place_relations(self) -> None:
        wanted = {way for *_rest, members in self.relations for way in members}
        if not wanted:
            return
        ways = self._objects(2, osmium.osm.Way, WAY, osmium.filter.IdFilter(wanted), self.locations)
        boxes = {way.id: _box(way) for way in ways}
        for osm_id, tags, members in self.relations:
            known = [box for box in map(boxes.get, members) if box is not None]
            if known:
                self.extract.add(osm_id, tags, _joined(known), self.area)

    def _read_outlines(self) -> None:
        """Lines and areas for the street map. A lake of many pieces is put together where it closes."""
        wanted = _having(*KEYS, only=WAY)
        for way in self._objects(2, osmium.osm.Way, WAY, wanted, self.locations):
            self._add_outline(_tags(way), _corners(way))
        members = {way for _tags, ways in self.large_areas for way in ways}
        if members:
            pieces = self._objects(2, osmium.osm.Way, WAY, osmium.filter.IdFilter(members), self.locations)
            lines = {way.id: corners for way in pieces if len(corners := _corners(way)) > 1}
            for tags, ways in self.large_areas:
                rings = shapely.polygonize([shapely.LineString(lines[way]) for way in ways if way in lines])
                for ring in shapely.get_parts(rings):
                    self._add_outline(tags, list(ring.exterior.coords))

    def _add_outline(self, tags: Tags, corners: list[tuple[float, float]]) -> None:
        outline = outline_of(tags, corners)
        if outline and (self.area is None or _is_in_sight(corners, self.area)):
            self.extract.outlines.append(outline)

    def _objects(
        self, number: int, kind: type[T], entities: osmium.osm.osm_entity_bits, *handlers: HandlerLike
    ) -> Iterator[T]:
        # osmium doesn't keep its handlers alive: they must stay in `handlers` until the last object is read.
        with osmium.io.Reader(self.source, entities) as reader:
            for count, thing in enumerate(osmium.OsmFileIterator(reader, *handlers)):
                if count % _EVERY == 0:
                    self.heartbeat(number)
                if isinstance(thing, kind):
                    yield thing


def _having(*keys: str, only: osmium.osm.osm_entity_bits) -> osmium.filter.KeyFilter:
    having = osmium.filter.KeyFilter(*keys)
    having.enable_for(only)
    return having


def _tags(thing: osmium.osm.OSMObject[Any]) -> Tags:
    """PostgreSQL takes no NUL, and no honest map has one."""
    return {tag.k: tag.v.replace("\0", "") for tag in thing.tags if tag.k not in LEFT_OUT}


def _box(way: osmium.osm.Way) -> Box | None:
    corners = [node.location for node in way.nodes if node.location.valid()]
    if not corners:
        return None
    latitudes, longitudes = [corner.lat for corner in corners], [corner.lon for corner in corners]
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


def _corners(way: osmium.osm.Way) -> list[tuple[float, float]]:
    return [(node.lon, node.lat) for node in way.nodes if node.location.valid()]


def _is_in_sight(corners: list[tuple[float, float]], area: Area) -> bool:
    """On the picture of this area, in a corner at least."""
    west, south, east, north = area.bounds
    longitudes, latitudes = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(longitudes) < east and max(longitudes) > west and min(latitudes) < north and max(latitudes) > south


def _joined(boxes: list[Box]) -> Box:
    joined = boxes[0]
    for box in boxes[1:]:
        joined = joined.joined(box)
    return joined


def _touches(way: osmium.osm.Way, area: Area) -> bool:
    corners = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
    line = shapely.LineString(corners) if len(corners) > 1 else shapely.Point(corners[0])
    return bool(shapely.intersects(area.geometry, line))
