"""Whoever is asked over says where they live: to the others of this matter, and only their own home."""

import pytest

from quartier.kernel.matters.agreements import agree, propose
from quartier.kernel.matters.released_places import open_releases, release_place
from quartier.kernel.matters.tests.people import matter_of, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.places.actions import add_address, add_street, place_at
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_home_is_released_by_who_lives_there_and_by_nobody_else() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    ayse.address = add_address(add_street("Gartenstraße", by=None), "5", by=None)
    ayse.save()
    home, elsewhere = place_at(by=None, address=ayse.address), place_at(by=None, text="Kirchgasse")
    matter = matter_of(ayse, jonas)
    agree(propose(matter, by=Actor(jonas), text="Dienstag"), by=Actor(ayse))
    for person, place in ((ayse, elsewhere), (jonas, home)):
        with pytest.raises(Refused):
            release_place(matter, by=Actor(person), place=place)
    assert not open_releases(matter).exists()
    release_place(matter, by=Actor(ayse), place=home)
    assert [release.place for release in open_releases(matter)] == [home]
