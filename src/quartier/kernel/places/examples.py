"""Who may be helped to type an address, and who sees the street map."""

from __future__ import annotations

from quartier.kernel.contract import Access, Example
from quartier.kernel.people.models import Person
from quartier.kernel.places.models import StreetMap


def some_map(_person: Person) -> dict[str, str]:
    picture = '<svg xmlns="http://www.w3.org/2000/svg"><g id="map"/></svg>'
    frame = {"west": 8.8, "north": 48.6, "unit": 1.0, "width": 900, "height": 700}
    return {"version": StreetMap.objects.create(version="example", picture=picture, frame=frame).version}


EXAMPLES = (
    Example(url="places:suggest", access=Access.SIGNED_IN),
    Example(url="places:map", access=Access.ANYBODY, arguments=some_map),
)
