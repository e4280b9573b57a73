"""Cards point to places; houses are guarded."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from quartier.kernel.guarded.models import GuardedRead
from quartier.kernel.people.actors import Actor
from quartier.kernel.places import actions
from quartier.kernel.places.blur import metres_between
from quartier.kernel.places.importing import import_osm
from quartier.kernel.places.models import Address, Place, PointOfInterest, Street
from quartier.kernel.places.points import Point
from quartier.kernel.places.tests.extracts import Town, small_town
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ayse() -> Actor:
    person: Any = apps.get_model("kernel", "Person").objects.create(given_name="Ayşe", family_name="Kaya")
    return Actor(person)


@pytest.fixture
def _town(tmp_path: Path) -> None:
    import_osm(small_town().write(tmp_path))


def house(osm_id: str = "n20") -> Address:
    return Address.objects.get(osm_id=osm_id)


@pytest.mark.usefixtures("_town")
def test_a_house_is_shown_elsewhere_and_without_its_number(ayse: Actor) -> None:
    place = actions.place_at(by=ayse, address=house())
    exact = Point(house().latitude or 0, house().longitude or 0)
    assert metres_between(exact, Point(place.latitude or 0, place.longitude or 0)) >= 100
    assert "12" not in place.label
    assert place.is_blurred


@pytest.mark.usefixtures("_town")
def test_one_house_is_one_place_whoever_asks_and_whichever_row_they_chose(ayse: Actor) -> None:
    building = actions.place_at(by=ayse, address=house("w40"))
    shop = actions.place_at(by=None, address=house("n50"))
    assert building == shop
    assert Place.objects.count() == 1


@pytest.mark.usefixtures("_town")
def test_streets_and_points_of_interest_are_no_secret(ayse: Actor) -> None:
    street = actions.place_at(by=ayse, street=Street.objects.get(name="Marktplatz"))
    library = actions.place_at(by=ayse, point_of_interest=PointOfInterest.objects.get(name="Bücherei"))
    assert (street.label, library.label) == ("Marktplatz", "Bücherei")
    assert (library.latitude, library.longitude) == (48.6011, 8.8712)
    assert not library.is_blurred
    assert actions.place_at(by=ayse, street=Street.objects.get(name="Marktplatz")) == street


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize("text", ["Schulstr. 12", "schulstrasse 12, 71083 Herrenberg", "Schulstraße 12 Herrenberg"])
def test_a_house_in_words_is_guarded_like_one_that_was_chosen(ayse: Actor, text: str) -> None:
    assert actions.place_at(by=ayse, text=text).guarded_address == house()


@pytest.mark.usefixtures("_town")
def test_a_house_number_the_map_lacks_is_guarded_too(ayse: Actor) -> None:
    place = actions.place_at(by=ayse, text="Schulstr. 77 (Hinterhaus)")
    assert place.is_blurred
    assert "77" not in place.label


@pytest.mark.usefixtures("_town")
def test_other_words_stay_as_they_are(ayse: Actor) -> None:
    assert actions.place_at(by=ayse, text=" am  Brunnen ").label == "am Brunnen"
    assert actions.place_at(by=ayse, text="schulstr").label == "Schulstraße"


@pytest.mark.parametrize("text", ["", "   ", "x" * 300])
def test_no_words_and_too_many_are_refused(ayse: Actor, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.place_at(by=ayse, text=text)
    assert refusal.value.field == "place"
    assert not Place.objects.exists()


def test_a_street_is_typed_in_once_however_it_is_spelt() -> None:
    street = actions.add_street("  Neue   Straße ", by=None)
    assert street.name == "Neue Straße"
    assert actions.add_street("neuestr.", by=None) == street


@pytest.mark.parametrize("name", ["", " . ", "x" * 300])
def test_what_is_no_street_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.add_street(name, by=None)
    assert refusal.value.field == "street"
    assert not Street.objects.exists()


def test_a_house_is_typed_in_once() -> None:
    street = actions.add_street("Neue Straße", by=None)
    assert actions.add_address(street, "12 A", by=None) == actions.add_address(street, "12a", by=None)
    with pytest.raises(Refused):
        actions.add_address(street, "Hinterhaus", by=None)


def test_twenty_houses_a_day_are_shown_and_no_more(ayse: Actor, tmp_path: Path) -> None:
    town = Town()
    for number in range(1, 23):
        town.house(number, "Schulstraße", str(number), 48.6 + number / 500, 8.87)
    import_osm(town.write(tmp_path))
    places = [actions.place_at(by=None, address=address) for address in Address.objects.order_by("pk")]
    for place in places[:20]:
        assert actions.exact_address(place, by=ayse) == place.guarded_address
    with pytest.raises(Refused, match="20"):
        actions.exact_address(places[20], by=ayse)
    assert GuardedRead.objects.count() == 20
    assert actions.exact_address(places[3], by=ayse)  # seen before: free
    GuardedRead.objects.filter(thing=f"house:{places[0].guarded_address_id}").update(
        at=timezone.now() - timedelta(hours=25)
    )
    assert actions.exact_address(places[20], by=ayse)
    with pytest.raises(Refused):
        actions.exact_address(places[21], by=ayse)


@pytest.mark.usefixtures("_town")
def test_a_point_of_interest_has_nothing_to_guard(ayse: Actor) -> None:
    place = actions.place_at(by=ayse, point_of_interest=PointOfInterest.objects.get(name="Markt"))
    with pytest.raises(LookupError):
        actions.exact_address(place, by=ayse)
