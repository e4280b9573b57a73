"""Who may turn to whom: limits that neighbours never meet, each person's own choice, and what newcomers can't do yet."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.api.testing import client_of, neighbour
from quartier.api.testing.people import key_holder
from quartier.kernel.blocking.choices import choose_reach, step_down
from quartier.kernel.comments.actions import add_comment
from quartier.kernel.contact.models import ContactChoice
from quartier.kernel.contact.payment import holds_payment_data
from quartier.kernel.groups.models import Organisation, OrganisationMember
from quartier.kernel.matters.actions import open_matter, say
from quartier.kernel.matters.models import Matter, Message
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.modules import write_settings
from quartier.kernel.refusals import Refused
from quartier.modules.board.actions import write_post
from quartier.modules.help.actions import ask_for_help
from quartier.modules.help.agreements import answer

pytestmark = pytest.mark.django_db
IBAN = "DE89 3704 0044 0532 0130 00"


@pytest.fixture
def ayse() -> Person:
    return neighbour("Ayşe", "Demir")


@pytest.fixture
def boris() -> Person:
    return neighbour("Boris", "Wolf")


def begin(person: Person, other: Person, title: str = "Hallo") -> Matter:
    parties = {other: "asker", person: "helper"}
    return open_matter(
        by=Actor(person), kind="help.matter", about=None, title=title, parties=parties, text="Guten Tag!"
    )


def new_here(person: Person, days_ago: int = 1) -> Person:
    person.newcomer_since = timezone.now() - timedelta(days=days_ago)
    person.save()
    return person


def why_not(*arguments: object, **more: object) -> str:
    do, *rest = arguments
    before = (Matter.objects.count(), Message.objects.count())
    with pytest.raises(Refused) as refused:
        do(*rest, **more)
    assert (Matter.objects.count(), Message.objects.count()) == before  # nothing half-done
    return str(refused.value.message)


def test_nobody_writes_to_one_stranger_after_another(ayse: Person) -> None:
    write_settings("contact", {"strangers_a_day": 3})
    people = [neighbour(f"Cem {number}") for number in range(5)]
    first = begin(ayse, people[0])
    for person in people[1:3]:
        begin(ayse, person)
    assert "ab " in why_not(begin, ayse, people[3])  # it says when
    say(first, by=Actor(people[0]), text="Wie schön!")  # who answers is no stranger
    begin(ayse, people[3])
    begin(ayse, people[0], "Noch etwas")
    Message.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    begin(ayse, people[4])


def test_who_does_not_answer_is_left_alone(ayse: Person, boris: Person) -> None:
    begin(boris, ayse, "Eins")
    begin(boris, ayse, "Zwei")
    assert "noch nicht geantwortet" in why_not(begin, boris, ayse, "Drei")
    Message.objects.update(at=timezone.now() - timedelta(days=31))
    matter = begin(boris, ayse, "Drei")
    for number in range(8):
        say(matter, by=Actor(boris), text=f"Hallo {number}?")
    assert "8 Mal" in why_not(say, matter, by=Actor(boris), text="Hallo???")
    say(matter, by=Actor(ayse), text="Ja?")
    say(matter, by=Actor(boris), text="Endlich!")


def test_each_decides_who_may_write_to_them(ayse: Person, boris: Person) -> None:
    choose_reach("known", by=Actor(ayse))
    assert "Ayşe Demir" in why_not(begin, boris, ayse)
    request = ask_for_help(by=Actor(ayse), title="Einkaufen", kind="errands")
    matter = answer(request, by=Actor(boris), text="Gern!")  # what she writes herself invites answers
    say(matter, by=Actor(ayse), text="Danke!")
    begin(boris, ayse, "Bis Dienstag")  # now they know each other


def test_somebody_trusted_reads_along(ayse: Person, boris: Person) -> None:
    paula = neighbour("Paula", "Vertraut")
    choose_reach("accompanied", by=Actor(ayse), name="Paula Vertraut")
    assert paula.notifications.get().by == ayse
    matter = begin(boris, ayse)
    assert matter.part_of(paula) == "confidant"
    assert "Paula Vertraut" in client_of(boris).get(matter.url).content.decode()  # nobody reads along in secret
    step_down(ayse, by=Actor(paula))
    assert ContactChoice.objects.get().companion is None
    cem = neighbour("Cem", "Kaya")
    why_not(begin, cem, ayse)
    for wrong in ("", "Ayşe Demir", "Niemand Sonst"):
        with pytest.raises(Refused):
            choose_reach("accompanied", by=Actor(ayse), name=wrong)


def test_newcomers_begin_gently(ayse: Person, boris: Person) -> None:
    new_here(boris)
    for _number in range(3):
        write_post(by=Actor(boris), title=f"Frage {_number}", text="Wo gibt es Brot?", sort="question")
    for text in ("Schaut auf https://reich.example", "gewinn-jetzt.com hat alles", "Ruft an: 0171 2345678"):
        sentence = why_not(write_post, by=Actor(boris), title="Neu", text=text, sort="question")
        assert re.search(r"ab \w\w, \d", sentence), sentence
    assert "3 Beiträge" in why_not(write_post, by=Actor(boris), title="Frage 4", text="Und Milch?", sort="question")
    entry = write_post(by=Actor(ayse), title="Brot", text="Am Markt", sort="news").entry
    assert entry
    why_not(add_comment, entry, by=Actor(boris), text="Besser: www.billig.shop")
    add_comment(entry, by=Actor(boris), text="Am 01.12.2026 um 8.30 Uhr, 12 Stück zu 2,50 Euro, danke!")
    new_here(boris, days_ago=31)
    write_post(by=Actor(boris), title="Brot", text="https://brot.example, 0171 2345678", sort="news")


def test_payment_data_stays_out(ayse: Person, boris: Person) -> None:
    for text in (IBAN, "de89370400440532013000 bitte", "Karte 4111 1111 1111 1111", "CH93 0076 2011 6238 5295 7 danke"):
        assert holds_payment_data(text), text
    harmless = (
        "DE12 3456 7890",
        "0171 2345678",
        "+49 151 1234 5678 9012",
        "2026-11-22 15:30",
        "ISBN 978-3-16-148410-0",
    )
    for text in (*harmless, "Sendung 00340434161094042557", "AB12 CDEF GHIJ KLMN", "Aktenzeichen 1234567890123456"):
        assert not holds_payment_data(text), text
    matter = begin(boris, ayse)
    why_not(say, matter, by=Actor(boris), text=f"Überweise auf {IBAN}")
    answered = client_of(boris).post(f"/matters/{matter.pk}/say/", {"text": f"Auf {IBAN}, ja?"})
    assert f"Auf {IBAN}, ja?" in answered.content.decode()  # nothing typed is lost
    why_not(write_post, by=Actor(boris), title="Spenden", text=IBAN, sort="news")
    club = Organisation.objects.create(name="Verein", kind="association", is_confirmed=True)
    OrganisationMember.objects.create(organisation=club, person=boris)
    write_post(by=Actor(boris, organisation=club), title="Spenden", text=IBAN, sort="news")


def test_the_quarter_decides_about_the_limits(ayse: Person) -> None:
    keys = client_of(key_holder())
    assert "Neue Menschen am Tag" in keys.get("/quarter/modules/contact/").content.decode()
    chosen = {
        "strangers_a_day": 1,
        "newcomer_strangers_a_day": 1,
        "unanswered": 1,
        "in_a_row": 5,
        "newcomer_posts_a_day": 1,
    }
    assert keys.post("/quarter/modules/contact/", chosen).status_code == 302
    begin(ayse, neighbour("Cem"))
    why_not(begin, ayse, neighbour("Dora"))
