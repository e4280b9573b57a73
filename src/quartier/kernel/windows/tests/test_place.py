"""The page of a place: streets and shops have one, houses never."""

import pytest
from django.test import Client

from quartier.kernel.gate.tests.people import client_of, neighbour
from quartier.kernel.places.actions import add_address, add_street, place_at
from quartier.kernel.places.models import PointOfInterest

pytestmark = pytest.mark.django_db


def test_a_shop_shows_when_it_is_open(client: Client) -> None:
    point = PointOfInterest.objects.create(
        osm_id="n1",
        name="Bäckerei Krume",
        category="shop=bakery",
        tags={"opening_hours": "Tu-Sa 06:30-18:00", "wheelchair": "yes"},
        latitude=48.6,
        longitude=8.87,
        searchable="baeckerei",
    )
    page = client.get(f"/places/{place_at(by=None, point_of_interest=point).pk}/").content.decode()
    assert "Di–Sa 06:30–18:00" in page
    assert "ohne Stufen" in page


def test_a_house_has_no_page_and_typed_words_none_for_who_may_not_read_them(client: Client) -> None:
    street = add_street("Beispielweg", by=None)
    house = place_at(by=None, address=add_address(street, "3", by=None))
    words = place_at(by=None, text="bei Oma im Keller")
    for browser in (client, client_of(neighbour("Nina"))):
        assert browser.get(f"/places/{house.pk}/").status_code == 404
        assert browser.get(f"/places/{words.pk}/").status_code == 404
        assert browser.get(f"/places/{place_at(by=None, street=street).pk}/").status_code == 200
