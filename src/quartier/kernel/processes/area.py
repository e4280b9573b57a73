"""What a process is about: the whole quarter, a spot, what lies around it, some streets, or what somebody drew.

`Process.place` is where its card stands; `Process.area` its outline, and how it was chosen, so that it can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quartier.kernel.entries.visibility import visible
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.places.blur import position
from quartier.kernel.places.models import OSM_TEXT, Place, Street
from quartier.kernel.places.points import Point
from quartier.kernel.places.positions import pin
from quartier.kernel.places.shapes import Shape, around_streets, circle, drawn, lies_in, middle_of
from quartier.kernel.places.spots import OutsideButNear, must_lie_here, spot_at
from quartier.kernel.processes.models import Process, ProcessState
from quartier.kernel.processes.proposal_models import Proposal
from quartier.kernel.refusals import Refused

QUARTER, SPOT, STREETS, DRAWN = "quarter", "spot", "streets", "drawn"
ABOUT = (
    (QUARTER, gettext_lazy("The whole quarter")),
    (SPOT, gettext_lazy("A spot, or what lies around it")),
    (STREETS, gettext_lazy("Some streets")),
    (DRAWN, gettext_lazy("An area that I draw")),
)
RADII = (100, 200, 300, 500, 1000)
MOST_NAMED = 12  # streets; of more one reads how many there are
BATCH = 500
MOST_LOOKED_AT = 50


def area_chosen(said: Mapping[str, Any], *, by: Actor) -> dict[str, Any]:
    """From the answers of the question "where?" to what `start_process` and `change_process` take."""
    about = said.get("about") or (SPOT if said.get("where") else QUARTER)
    makers = {SPOT: _around_spot, STREETS: _of_streets, DRAWN: _as_drawn}
    return makers[about](said, by) if about in makers else {"place": None, "area": None}


def _around_spot(said: Mapping[str, Any], by: Actor) -> dict[str, Any]:
    where = said["where"].strip()
    if not where:
        raise Refused(_("Which spot? A street, an address or a place."), "where")
    place, metres = spot_at(where, by=by, may_lie_outside=said["is_outside"]), said.get("metres")
    area = area_around(place, metres) if metres else None
    if metres and area is None:
        raise Refused(_("The map doesn't know where this is. Choose another spot, or one on the map."), "where")
    return {"place": place, "area": area}


def area_around(place: Place, metres: int) -> dict[str, Any] | None:
    """None where nobody knows where it lies."""
    middle = position(place)
    return {"about": SPOT, "metres": metres, "name": str(place), "shape": circle(middle, metres)} if middle else None


def _of_streets(said: Mapping[str, Any], _by: Actor) -> dict[str, Any]:
    streets = list(said["streets"])
    shape = around_streets(streets) if streets else None
    if shape is None:
        raise Refused(_("Choose one street at least."), "streets")
    names = [street.name for street in streets]
    some = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    place = pin(middle_of(shape), some[:OSM_TEXT])
    return {"place": place, "area": {"about": STREETS, "names": names, "shape": shape}}


def _as_drawn(said: Mapping[str, Any], _by: Actor) -> dict[str, Any]:
    shape = drawn(said["outline"])
    middle = middle_of(shape)
    try:
        must_lie_here(middle, may_lie_outside=said["is_outside"])
    except OutsideButNear as refusal:
        raise OutsideButNear(_("This area lies just outside the quarter. Is that meant?"), "outline") from refusal
    except Refused as refusal:
        raise Refused(str(refusal), "outline") from refusal
    return {"place": pin(middle, ""), "area": {"about": DRAWN, "outline": said["outline"], "shape": shape}}


def chosen_in_words(said: Mapping[str, Any]) -> str:
    """For the last look, before anything is there."""
    match said.get("about") or SPOT:
        case "streets":
            return streets_in_words([street.name for street in said["streets"]])
        case "drawn":
            return _("an area that you drew on the map")
        case "spot" if said.get("metres"):
            return _("%(metres)d metres around: %(spot)s") % {"metres": said["metres"], "spot": said["where"]}
        case "spot":
            return str(said["where"])
    return ""


def answers_of(process: Process) -> dict[str, Any]:
    """What the form shows of it."""
    area = process.area or {}
    about = area.get("about") or (SPOT if process.place else QUARTER)
    return {
        "about": about,
        "where": str(process.place) if about == SPOT and process.place else "",
        "metres": area.get("metres", ""),
        "streets": list(Street.objects.filter(name__in=area.get("names", ())).values_list("pk", flat=True)),
        "outline": area.get("outline", ""),
    }


def shape_of(process: Process) -> Shape | None:
    return process.area["shape"] if process.area else None


def where_in_words(process: Process) -> str:
    area = process.area or {}
    match area.get("about"):
        case "spot":
            return _("%(metres)d metres around: %(spot)s") % {"metres": area["metres"], "spot": area["name"]}
        case "streets":
            return streets_in_words(area["names"])
        case "drawn":
            return _("the area drawn on the map (%(street)s)") % {"street": process.place} if process.place else ""
    return process.place.label if process.place else ""


def streets_in_words(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    said = ", ".join(names[:MOST_NAMED])
    if more <= 0:
        return said
    rest = ngettext("and %(num)d more street", "and %(num)d more streets", more) % {"num": more}
    return f"{said} {rest}"


def words_to_find(process: Process) -> str:
    """By which search finds it, besides its text."""
    area = process.area or {}
    return " ".join([*area.get("names", ()), area.get("name", "")]).strip()


def must_lie_in_area(process: Process, place: Place | None, *, is_meant: bool) -> None:
    """Asked about once, as with what lies outside the quarter: perhaps the next street is meant."""
    point = position(place) if place else None
    if not is_meant and point is not None and not _lies_in(process, point):
        sentence = _("This spot lies outside of what is asked about here: %(where)s. Is it meant all the same?")
        raise OutsideButNear(sentence % {"where": where_in_words(process)}, "where")


def note_where(proposal: Proposal) -> None:
    """Before it is saved."""
    known = proposal.latitude is not None and proposal.longitude is not None
    point = Point(proposal.latitude or 0, proposal.longitude or 0) if known else None
    proposal.lies_outside = point is not None and not _lies_in(proposal.process, point)


def note_where_of_all(process: Process) -> None:
    """Its area is another one now."""
    found = list(Proposal.objects.filter(process=process, latitude__isnull=False))
    for proposal in found:
        proposal.process = process
        note_where(proposal)
    Proposal.objects.bulk_update(found, ["lies_outside"], batch_size=BATCH)


def processes_at(viewer: Person | None, place: Place) -> list[Process]:
    """Those under way whose area a street or a place lies in; what is asked of the whole quarter isn't among them."""
    point = position(place)
    if point is None:
        return []
    going = Process.objects.filter(area__isnull=False, state__in=(ProcessState.PLANNED, ProcessState.RUNNING))
    return [process for process in visible(viewer, going).order_by("-pk")[:MOST_LOOKED_AT] if _lies_in(process, point)]


def _lies_in(process: Process, point: Point) -> bool:
    shape = shape_of(process)
    return shape is None or lies_in(shape, point)
