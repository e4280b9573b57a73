"""The quarter's area: GeoJSON as people bring it, checked with patience and refused with words that help."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from quartier.kernel.places.crossings import is_scribble
from quartier.kernel.places.points import Point
from quartier.kernel.refusals import Refused

MAX_BYTES = 10_000_000
MAX_CORNERS = 200_000
_POLYGONS = ("Polygon", "MultiPolygon")
# Germany, Switzerland, Austria, Liechtenstein, as south, west, north, east. Swapped it lies off the coast of Somalia.
_HOME = (45.5, 5.5, 55.5, 17.5)


@dataclass(frozen=True)
class Area:
    """A polygon or several; longitude first, as in GeoJSON."""

    geometry: BaseGeometry

    @property
    def geojson(self) -> dict[str, Any]:
        """A Polygon or a MultiPolygon, fit for JSON."""
        return dict(json.loads(json.dumps(mapping(self.geometry))))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        west, south, east, north = self.geometry.bounds
        return west, south, east, north


def contains(area: Area, point: Point | tuple[float, float]) -> bool:
    """Whether the point (latitude, longitude) lies in the area or on its edge."""
    latitude, longitude = point
    return bool(shapely.intersects_xy(area.geometry, longitude, latitude))


def parse_area(geojson: str | bytes | Mapping[str, Any]) -> Area:
    """A Polygon, MultiPolygon, Feature or FeatureCollection; anything else is refused."""
    document = _document(geojson)
    found = list(_geometries(document))
    if not found:
        raise Refused(_("There is no area in this file. It needs a polygon: draw the outline of the quarter."), "area")
    polygons = [_polygon(geometry) for geometry in found]
    is_plain = len(polygons) == 1 and polygons[0].is_valid
    is_too_much = sum(map(shapely.get_num_coordinates, polygons)) > MAX_CORNERS
    if is_too_much or (not is_plain and is_scribble(polygons)):
        raise Refused(_("The outline has too many corners. Please simplify it."), "area")
    merged = shapely.union_all([_mended(polygon) for polygon in polygons])
    if merged.is_empty or merged.area == 0:
        raise Refused(_("The area is empty: its corners lie on one line or on one point."), "area")
    _check_positions(merged)
    shapely.prepare(merged)
    return Area(merged)


def area_of_points(points: Iterable[Point | tuple[float, float]], *, around: float = 60) -> Area:
    """The area within `around` metres of the points, gaps between neighbours closed: for streets that were chosen."""
    positions = [(longitude, latitude) for latitude, longitude in points]
    if not positions:
        message = _("Nothing is known about where these streets lie. Import an extract or bring the outline.")
        raise Refused(message, "area")
    degrees = around / 111_320
    stretch = 1.5  # a degree of longitude is shorter than one of latitude: about 0.66 of it at 48° north
    flat = shapely.points([(longitude / stretch, latitude) for longitude, latitude in positions])
    joined = shapely.union_all(shapely.buffer(flat, 2 * degrees)).buffer(-degrees).simplify(degrees / 10)
    merged = shapely.transform(joined, lambda corners: corners * (stretch, 1))
    shapely.prepare(merged)
    return Area(merged)


def _document(geojson: str | bytes | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(geojson, Mapping):
        return geojson
    if len(geojson) > MAX_BYTES:
        raise Refused(_("This file is too large for the outline of a quarter."), "area")
    try:
        document = json.loads(geojson if isinstance(geojson, str) else geojson.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(_("This is not GeoJSON: the file can't be read."), "area") from error
    if not isinstance(document, Mapping):
        raise Refused(_("This is not GeoJSON: the file can't be read."), "area")
    return document


def _geometries(document: Any, depth: int = 0) -> Iterable[Mapping[str, Any]]:
    """All polygons in it, however they are wrapped."""
    if not isinstance(document, Mapping) or depth > 5:
        return
    if document.get("type") in _POLYGONS:
        yield document
    inner = [document.get("geometry"), *_list(document.get("features")), *_list(document.get("geometries"))]
    for wrapped in inner:
        yield from _geometries(wrapped, depth + 1)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _polygon(geometry: Mapping[str, Any]) -> BaseGeometry:
    malformed = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, shapely.GEOSException)
    broken = _("The outline is broken: its corners must be pairs of numbers, at least three of them.")
    try:
        polygon = shapely.force_2d(shape(dict(geometry)))
    except malformed as error:
        raise Refused(broken, "area") from error
    if not all(abs(number) < float("inf") for number in shapely.get_coordinates(polygon).flat):
        raise Refused(broken, "area")
    return polygon


def _mended(polygon: BaseGeometry) -> BaseGeometry:
    if polygon.is_valid:
        return polygon
    mended = shapely.make_valid(polygon, method="structure", keep_collapsed=False)  # the other method takes hours
    only_polygons = shapely.union_all([part for part in shapely.get_parts(mended) if part.geom_type in _POLYGONS])
    return only_polygons


def _check_positions(area: BaseGeometry) -> None:
    west, south, east, north = area.bounds
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 180:
        message = _("These are no degrees of longitude and latitude. Export the outline as WGS 84 (EPSG:4326).")
        raise Refused(message, "area")
    looks_swapped = _HOME[0] <= west and east <= _HOME[2] and _HOME[1] <= south and north <= _HOME[3]
    if looks_swapped or max(abs(south), abs(north)) > 90:
        message = _("Latitude and longitude seem to be swapped. GeoJSON wants longitude first: [8.87, 48.59].")
        raise Refused(message, "area")
