"""In whose name somebody may write, and to which groups."""

import pytest

from quartier.kernel.belonging.groups import found_group, join_group
from quartier.kernel.belonging.members import leave_group
from quartier.kernel.groups.models import Openness, Organisation, OrganisationMember
from quartier.kernel.groups.queries import groups_of, speaks_for
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing

pytestmark = pytest.mark.django_db


def neighbour(name: str, standing: str = Standing.MEMBER) -> Person:
    return Person.objects.create(given_name=name, family_name="Beispiel", standing=standing)


def organisation_of(*people: Person, name: str = "Turnverein", is_confirmed: bool = True) -> Organisation:
    organisation = Organisation.objects.create(name=name, kind="association", is_confirmed=is_confirmed)
    for person in people:
        OrganisationMember.objects.create(organisation=organisation, person=person)
    return organisation


def test_somebody_speaks_for_their_confirmed_organisations_alone() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    sports, choir = organisation_of(ayse), organisation_of(ayse, jonas, name="Chor")
    organisation_of(ayse, name="Neu", is_confirmed=False)
    assert speaks_for(ayse) == [choir, sports]
    assert speaks_for(jonas) == [choir]
    assert speaks_for(None) == []


@pytest.mark.parametrize("standing", [Standing.GUEST, Standing.LEFT, Standing.DIED])
def test_who_is_no_neighbour_speaks_for_nobody_and_writes_to_no_group(standing: str) -> None:
    ayse = neighbour("Ayşe")
    organisation_of(ayse)
    found_group(by=Actor(ayse), name="Garten")
    ayse.standing = standing
    ayse.save()
    assert speaks_for(ayse) == []
    assert groups_of(ayse) == []


def test_somebody_writes_to_the_groups_they_were_let_into() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    garden = found_group(by=Actor(ayse), name="Garten", openness=Openness.OPEN)
    asked = found_group(by=Actor(ayse), name="Chor", openness=Openness.ON_REQUEST)
    for group in (garden, asked):
        join_group(group, by=Actor(jonas))
    assert groups_of(jonas) == [garden]
    assert groups_of(ayse) == [asked, garden]
    leave_group(garden, by=Actor(jonas))
    assert groups_of(jonas) == []
