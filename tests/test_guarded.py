"""Who was shown what is guarded stands in a log for the one it is about; and nobody sees many houses a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.api.testing.people import holder_of
from quartier.kernel.gate.tests.people import client_of, neighbour
from quartier.kernel.guarded.models import Guarded, GuardedRead, Why
from quartier.kernel.guarded.reading import HOUSES_A_DAY, forget_old_reads, note_house, read_address, read_phone
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.places.actions import add_address, add_street
from quartier.kernel.refusals import Refused
from quartier.modules.help.actions import ask_for_help
from quartier.modules.help.terms import PROTECTED

pytestmark = pytest.mark.django_db


def living(name: str, number: str) -> Person:
    person = neighbour(name)
    person.address = add_address(add_street("Gartenweg", by=None), number, by=None)
    person.save()
    return person


def test_reading_an_address_is_written_down_once_a_day_and_shown_to_its_owner_alone() -> None:
    ayse, jonas = living("Ayşe", "3"), neighbour("Jonas")
    for _again in range(3):
        assert "Gartenweg 3" in read_address(ayse, by=Actor(jonas), why=Why.RELEASED)
    read_address(ayse, by=Actor(ayse), why=Why.RELEASED)  # one's own
    assert [(read.person, read.reader) for read in GuardedRead.objects.all()] == [(ayse, jonas)]
    assert jonas.full_name in client_of(ayse).get("/my-data/seen/").content.decode()
    assert ayse.full_name not in client_of(jonas).get("/my-data/seen/").content.decode()


def test_the_twenty_first_house_is_refused_whichever_way_it_is_asked_for() -> None:
    jonas, last = neighbour("Jonas"), living("Zoe", "99")
    for house in range(1, HOUSES_A_DAY + 1):
        note_house(-house, Guarded.PLACE, of=None, by=Actor(jonas), why=Why.RELEASED)
    with pytest.raises(Refused):
        read_address(last, by=Actor(jonas), why=Why.RELEASED)
    with pytest.raises(Refused):  # saying that one sits at the desk doesn't help
        read_address(last, by=Actor(jonas), why=Why.DESK)
    assert not GuardedRead.objects.filter(person=last).exists()


def test_the_desk_may_print_many_letters_and_each_of_them_stands_in_the_log() -> None:
    desk = neighbour("Dora", "coordinator")
    people = [living(f"Nachbar{number}", str(number)) for number in range(1, HOUSES_A_DAY + 3)]
    for person in people:
        assert read_address(person, by=Actor(desk), why=Why.LETTER)
    assert GuardedRead.objects.filter(reader=desk).count() == len(people)


def test_whoever_acts_for_somebody_stands_in_their_log() -> None:
    erna, ali = living("Erna", "5"), neighbour("Ali")
    Person.objects.filter(pk=erna.pk).update(phone="07032 12345")
    erna.refresh_from_db()
    assert read_phone(erna, by=Actor(ali, for_person=erna), why=Why.ASSISTANCE) == "07032 12345"
    read = GuardedRead.objects.get()
    assert (read.person, read.reader, read.for_person) == (erna, ali, erna)


def test_a_telephone_number_on_a_profile_is_written_down() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    Person.objects.filter(pk=ayse.pk).update(phone="07032 12345", visibility={"phone": "members"})
    assert "07032 12345" in client_of(jonas).get(f"/people/{ayse.pk}/").content.decode()
    assert GuardedRead.objects.get().what == Guarded.PHONE


def test_opening_what_is_for_the_protected_circle_is_written_down() -> None:
    ayse, helper = neighbour("Ayşe"), holder_of(PROTECTED)
    request = ask_for_help(by=Actor(ayse), title="Arztbesuch", is_protected=True)
    assert client_of(helper).get(request.url).status_code == 200
    assert client_of(neighbour("Jonas")).get(request.url).status_code == 404
    assert [(read.reader, read.what) for read in GuardedRead.objects.all()] == [(helper, Guarded.CIRCLE)]


def test_the_log_is_forgotten_after_a_year() -> None:
    ayse, jonas = living("Ayşe", "3"), neighbour("Jonas")
    read_address(ayse, by=Actor(jonas), why=Why.RELEASED)
    assert forget_old_reads(timezone.now() + timedelta(days=364)) == 0
    assert forget_old_reads(timezone.now() + timedelta(days=366)) == 1
