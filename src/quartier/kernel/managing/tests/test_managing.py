"""The quarter's own pages: name, area, imprint, modules and their settings."""

import json
from dataclasses import dataclass, field

import pytest
from django.utils.translation import override

from quartier.kernel.gate.tests.people import by, client_of, guest, neighbour
from quartier.kernel.managing import actions
from quartier.kernel.managing.outline import drawing_of
from quartier.kernel.managing.tests.outline import OUTLINE
from quartier.kernel.quarter.models import Quarter
from quartier.kernel.quarter.schemas import checked_settings, form_of
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db

ADDRESSES = ("/quarter/", "/quarter/name/", "/quarter/area/", "/quarter/imprint/", "/quarter/modules/")


@dataclass(frozen=True)
class Settings:
    """What a module might let the quarter decide."""

    most: int = field(default=5, metadata={"label": "Most", "help": "At once", "at_least": 1, "at_most": 9})
    is_open: bool = True
    greeting: str = "Hallo"
    way: str = field(default="lot", metadata={"choices": (("lot", "By lot"), ("turn", "In turn"))})


def test_for_whom_the_pages_open() -> None:
    for person, status in (
        (None, 302),
        (guest(), 403),
        (neighbour("Nina"), 403),
        (neighbour("Desk", "coordinator"), 403),
        (neighbour("Kim", "key_holder"), 200),
    ):
        for address in ADDRESSES:
            assert client_of(person).get(address).status_code == status, (person, address)


def test_name_area_and_imprint_are_changed() -> None:
    client = client_of(neighbour("Kim", "key_holder"))
    client.post("/quarter/name/", {"name": "Neustadt"})
    client.post("/quarter/area/", {"pasted": OUTLINE})
    client.post("/quarter/imprint/", {"imprint": "Verein\r\nMarkt 1"})
    quarter = Quarter.objects.get()
    assert (quarter.name, quarter.imprint) == ("Neustadt", "Verein\nMarkt 1")
    assert quarter.area
    assert "Neustadt" in client.get("/quarter/").content.decode()
    assert "<svg" in client.get("/quarter/area/").content.decode()


def test_refusals_change_nothing() -> None:
    kim, client = neighbour("Kim", "key_holder"), None
    client = client_of(kim)
    before = Quarter.objects.values().get()
    for address, posted in (
        ("/quarter/name/", {"name": "<b>"}),
        ("/quarter/area/", {"pasted": "quatsch"}),
        ("/quarter/imprint/", {"imprint": "x" * 4001}),
    ):
        assert 'class="errors"' in client.post(address, posted).content.decode(), address
    for action, value in ((actions.rename_quarter, "X"), (actions.change_area, OUTLINE), (actions.change_imprint, "X")):
        with pytest.raises(Refused):
            action(value, by=by(neighbour("Nina")))
    with pytest.raises(Refused):
        actions.change_settings("nonsense", {}, by=by(kim))
    with pytest.raises(Refused):
        actions.change_settings("help", {}, by=by(neighbour("Nina")))
    assert Quarter.objects.values().get() == before


def test_a_module_is_switched_off_and_on() -> None:
    client = client_of(neighbour("Kim", "key_holder"))
    assert client.get("/help/").status_code == 200
    client.post("/quarter/modules/help/switch/", {"on": "0"})
    assert client.get("/help/").status_code == 404
    assert Quarter.objects.get().switched_off == ["help"]
    client.post("/quarter/modules/help/switch/", {"on": "1"})
    assert client.get("/help/").status_code == 200
    assert client.post("/quarter/modules/nonsense/switch/", {"on": "0"}).status_code == 404
    client_of(neighbour("Nina")).post("/quarter/modules/help/switch/", {"on": "0"})
    assert Quarter.objects.get().switched_off == []


def test_settings_become_a_form_with_their_own_words_and_bounds() -> None:
    form = form_of(Settings)()
    assert [(name, str(made.label)) for name, made in form.fields.items()][:2] == [
        ("most", "Most"),
        ("is_open", "Is open"),
    ]
    assert checked_settings(Settings, {"most": 7, "is_open": True, "greeting": "Hallo", "way": "turn"}) == {
        "most": 7,
        "way": "turn",
    }
    for wrong in ({"most": 0}, {"most": 10}, {"most": "viele"}, {"way": "dice"}, {"unknown": 1}):
        with pytest.raises(Refused):
            checked_settings(Settings, wrong)


def test_imprint_and_privacy_are_open_to_everybody() -> None:
    Quarter.objects.update(imprint="Verein <b>\nMarkt 1")
    page = client_of(None).get("/imprint/").content.decode()
    assert "Verein &lt;b&gt;<br>" in page
    assert "Musterviertel" in client_of(None).get("/privacy/").content.decode()
    Quarter.objects.update(imprint="")
    assert client_of(None).get("/imprint/").status_code == 200


def test_the_outline_is_drawn() -> None:
    with override("de"):
        drawing = drawing_of(json.loads(OUTLINE))
    assert drawing
    assert drawing.path.startswith("M")
    assert (drawing.width_km, drawing.height_km) == ("1,5", "1,1")
    assert drawing_of(None) is None
