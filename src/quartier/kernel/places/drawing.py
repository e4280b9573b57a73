"""Draws the street map once, when streets are imported: a small picture that every page with a place shows a part of.

Its colours are names (`var(--map-water)`), so one picture serves light, dark and paper.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from math import cos, radians

import shapely
from shapely.geometry.base import BaseGeometry

from quartier.kernel.places.area import Area
from quartier.kernel.places.frame import METRES_A_DEGREE, Frame
from quartier.kernel.places.lettering import Label, lettering
from quartier.kernel.places.outlines import AREAS, LINES, Outline, Spot

MOST_BYTES = 150_000
MARGIN = 40  # metres around the outermost street
WIDEST = 2_000  # units
WIDTHS = {"brook": 7, "path": 2, "street": 9, "road": 13, "tram": 2, "rail": 3}  # metres
STAGES = ((1.0, ()), (1.5, ("house",)), (3.0, ("house", "path")), (8.0, ("house", "path", "yard")))
"""How roughly it is drawn and what is left out, until it is small enough."""


def frame_of(outlines: Sequence[Outline], area: Area | None) -> Frame:
    streets = [corner for one in outlines if one.kind in {"street", "road"} for corner in one.corners]
    bounds = area.bounds if area else _bounds(streets or [corner for one in outlines for corner in one.corners])
    west, south, east, north = bounds
    across = METRES_A_DEGREE * cos(radians(north))
    west, east = west - MARGIN / across, east + MARGIN / across
    south, north = south - MARGIN / METRES_A_DEGREE, north + MARGIN / METRES_A_DEGREE
    metres = (east - west) * across
    unit = max(1.0, metres / WIDEST)
    return Frame(west, north, unit, round(metres / unit), round((north - south) * METRES_A_DEGREE / unit))


def draw(outlines: Sequence[Outline], frame: Frame) -> str:
    """The picture, of at most 150 kB: of a large town only what is seen from far away."""
    for roughness, left_out in STAGES:
        picture = _draw([one for one in outlines if one.kind not in left_out], frame, roughness)
        if len(picture.encode()) <= MOST_BYTES:
            break
    return picture


def version_of(picture: str) -> str:
    return sha256(picture.encode()).hexdigest()[:12]


def _draw(outlines: Iterable[Outline], frame: Frame, roughness: float) -> str:
    paper = shapely.box(0, 0, frame.width, frame.height)
    shapes: dict[str, list[tuple[str, BaseGeometry]]] = defaultdict(list)
    for one in outlines:
        seen = shapely.intersection(_geometry(one, frame).simplify(roughness), paper)
        if not seen.is_empty:
            shapes[one.kind].append((one.name, seen))
    parts = [_areas(kind, [shape for _name, shape in shapes[kind]]) for kind in AREAS if shapes[kind]]
    parts += [_casing(shapes, frame)]
    parts += [_lines(kind, [shape for _name, shape in shapes[kind]], frame) for kind in LINES if shapes[kind]]
    parts += [_text(label) for label in lettering(shapes, frame.width)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}"><g id="map">'
        '<rect width="{w}" height="{h}" fill="var(--map-ground)"/>{body}</g></svg>'
    ).format(w=frame.width, h=frame.height, body="".join(parts))


def _geometry(one: Outline, frame: Frame) -> BaseGeometry:
    corners = [frame.spot(*corner) for corner in one.corners]
    if one.kind in AREAS:
        polygon: BaseGeometry = shapely.Polygon(corners)
        return polygon if polygon.is_valid else polygon.buffer(0)
    return shapely.LineString(corners)


def _areas(kind: str, shapes: Iterable[BaseGeometry]) -> str:
    rings = [part.exterior for shape in shapes for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return f'<path fill="var(--map-{kind})" d="{_path(rings)}"/>'


def _lines(kind: str, shapes: Iterable[BaseGeometry], frame: Frame) -> str:
    dashes = ' stroke-dasharray="9 5"' if kind == "rail" else ""
    width = max(WIDTHS[kind] / frame.unit, 1.2)
    return _stroke(f"var(--map-{kind})", width, shapes, dashes)


def _casing(shapes: dict[str, list[tuple[str, BaseGeometry]]], frame: Frame) -> str:
    """A fine edge beside streets, so that white ones are seen on white."""
    edges = (
        _stroke("var(--map-edge)", WIDTHS[kind] / frame.unit + 2, [shape for _name, shape in shapes[kind]])
        for kind in ("street", "road")
        if shapes[kind]
    )
    return "".join(edges)


def _stroke(colour: str, width: float, shapes: Iterable[BaseGeometry], more: str = "") -> str:
    lines = [part for shape in shapes for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
    return (
        f'<path fill="none" stroke="{colour}" stroke-width="{width:.3g}" stroke-linecap="round"'
        f' stroke-linejoin="round"{more} d="{_path(lines)}"/>'
    )


def _path(lines: Iterable[BaseGeometry]) -> str:
    """Whole units, each relative to the one before: half as long."""
    words = []
    for line in lines:
        corners = [(round(x), round(y)) for x, y in line.coords]
        (x0, y0), *rest = corners
        steps = []
        x, y = x0, y0
        for corner in rest:
            if corner != (x, y):
                steps.append(f"{corner[0] - x} {corner[1] - y}".replace(" -", "-"))
            x, y = corner
        if steps:
            words.append(f"M{x0} {y0}l" + " ".join(steps) + ("z" if line.is_ring else ""))
    return "".join(words)


def _text(label: Label) -> str:
    turn = f' transform="rotate({label.angle:.0f} {label.x:.0f} {label.y:.0f})"' if abs(label.angle) > 1 else ""
    return (
        f'<text x="{label.x:.0f}" y="{label.y:.0f}"{turn} font-size="{label.size:.0f}" text-anchor="middle"'
        f' fill="var(--map-{label.ink})" stroke="var(--map-halo)" stroke-width="3" stroke-linejoin="round"'
        f' paint-order="stroke">{escape(label.text)}</text>'
    )


def _bounds(corners: Sequence[Spot]) -> tuple[float, float, float, float]:
    longitudes, latitudes = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)
