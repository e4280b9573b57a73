"""Groups go on, and keep what they need, whatever becomes of their people: from leaving to erasure."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils import timezone
from pytest_django import Settings

from quartier.kernel.belonging.care import look_after_groups, take_over
from quartier.kernel.belonging.documents import add_document
from quartier.kernel.belonging.members import leave_group
from quartier.kernel.belonging.tests.people import group_of, moderators, neighbour, refused, told
from quartier.kernel.files.models import StoredFile
from quartier.kernel.files.tests.pictures import PDF, upload
from quartier.kernel.gate.actions import confirm_person, withdraw_confirmation
from quartier.kernel.gate.deaths import confirm_death, report_death
from quartier.kernel.gate.leaving import leave_quarter
from quartier.kernel.groups.models import Group, Openness
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import Ground
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.privacy.erasure import erase_person
from quartier.kernel.privacy.export import export_zip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def plan(group: Group, owner: Person) -> StoredFile:
    return add_document(group, by=Actor(owner), upload=upload(PDF, "plan.pdf"), title="Gießplan")


def leaves(group: Group, person: Person) -> None:
    leave_group(group, by=Actor(person))


def moves_away(_group: Group, person: Person) -> None:
    leave_quarter(person, by=Actor(person))


def dies(_group: Group, person: Person) -> None:
    report = report_death(person, by=Actor(neighbour("Desk", "coordinator")))
    confirm_death(report, by=Actor(neighbour("Zweite", "coordinator")))


def is_erased(_group: Group, person: Person) -> None:
    erase_person(person, by=Actor(person))


def was_confirmed_by_mistake(_group: Group, person: Person) -> None:
    desk = Actor(neighbour("Desk", "coordinator"))
    Person.objects.filter(pk=person.pk).update(standing=Standing.GUEST)
    confirmation = confirm_person(Person.objects.get(pk=person.pk), by=desk, ground=Ground.DESK)
    withdraw_confirmation(confirmation, by=desk)


@pytest.mark.parametrize("goes", [leaves, moves_away, dies, is_erased, was_confirmed_by_mistake])
@pytest.mark.parametrize("openness", list(Openness))
def test_when_the_last_moderator_goes_members_are_asked_and_one_takes_over(
    goes: Callable[[Group, Person], None], openness: str
) -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    coordinator, stranger = neighbour("Rita", "coordinator"), neighbour("Otto")
    group = group_of(ayse, jonas, kim, openness=openness)
    goes(group, ayse)
    is_closed = openness == Openness.CLOSED
    assert Group.objects.get().vacant is not None
    assert told(jonas, "groups.vacant") == 1
    assert told(kim, "groups.vacant") == (1 if is_closed else 0)
    assert told(coordinator, "groups.unattended") == (0 if is_closed else 1)
    assert not told(stranger, "groups.vacant")
    refused(lambda: take_over(group, by=Actor(stranger)))
    take_over(group, by=Actor(kim))
    take_over(group, by=Actor(kim))
    assert "Kim" in refused(lambda: take_over(group, by=Actor(jonas)))
    assert "Kim" in moderators(group)
    assert Group.objects.get().vacant is None


def test_documents_stay_when_somebody_moves_away_and_go_when_they_are_erased() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse, jonas, kim)
    stays, goes = plan(group, jonas), plan(group, kim)
    leave_quarter(jonas, by=Actor(jonas))
    archive = ZipFile(BytesIO(b"".join(export_zip(kim))))
    assert f"fotos-und-dokumente/{goes.pk}-plan.pdf" in archive.namelist()
    assert "Gießplan" in archive.read("data.json").decode()
    erase_person(kim, by=Actor(kim))
    assert set(group.documents.all()) == {stays}


def test_erasing_the_only_member_lets_the_group_end() -> None:
    ayse = neighbour("Ayşe")
    group_of(ayse)
    erase_person(ayse, by=Actor(ayse))
    look_after_groups(timezone.now() + timedelta(days=31))
    assert not Group.objects.exists()
