"""Young people: who may begin something with them, what they read, and what stops at once when a guardian withdraws."""

from __future__ import annotations

from datetime import timedelta

import pytest
from babel.dates import format_date
from django.http import Http404
from django.utils import timezone

from quartier.api.testing import client_of, neighbour
from quartier.api.testing.people import holder_of
from quartier.kernel.comments.actions import add_comment
from quartier.kernel.entries.feed import entries
from quartier.kernel.entries.visibility import visible_or_404
from quartier.kernel.gate.actions import confirm_person
from quartier.kernel.gate.guardians import end_guardianship, record_guardian
from quartier.kernel.matters.actions import open_matter, say
from quartier.kernel.matters.models import Matter
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import Ground
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.residence import CONFIRM
from quartier.modules.board.actions import write_post
from quartier.modules.help.actions import offer_help
from quartier.modules.help.agreements import answer

pytestmark = pytest.mark.django_db


def young(given_name: str, age: int) -> Person:
    person = neighbour(given_name, "Jung")
    person.birth_date = timezone.localdate() - timedelta(days=age * 366)
    person.save()
    return person


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def begin(person: Person, other: Person) -> Matter:
    parties = {other: "asker", person: "helper"}
    return open_matter(
        by=Actor(person), kind="help.matter", about=None, title="Hallo", parties=parties, text="Guten Tag!"
    )


def test_when_a_guardian_withdraws_it_stops_at_once() -> None:
    desk, eva, jonas = holder_of(CONFIRM), neighbour("Eva"), neighbour("Jonas")
    kian, mia = young("Kian", 14), young("Mia", 15)
    guardianship = record_guardian(kian, eva, by=Actor(desk))
    post = write_post(by=Actor(kian), title="Von Kian", text="Wer spielt mit?", sort="question")
    with_adult, with_friend = begin(jonas, kian), begin(mia, kian)
    assert with_adult.part_of(eva) == "guardian"
    end_guardianship(guardianship, by=Actor(eva))
    child = fresh(kian)
    assert not child.is_member
    assert Matter.objects.get(pk=with_adult.pk).is_over
    assert not Matter.objects.get(pk=with_adult.pk).part_of(eva)
    with pytest.raises(Refused) as refused:
        say(with_friend, by=Actor(child), text="Bis morgen")
    assert "Eltern" in str(refused.value.message)
    assert "Von Kian" not in {entry.title for entry in entries(fresh(jonas)).entries}
    with pytest.raises(Http404):
        visible_or_404(fresh(jonas), post)
    entry = write_post(by=Actor(mia), title="Von Mia", text="Ich!", sort="news").entry
    assert entry
    with pytest.raises((Refused, Http404)):
        add_comment(entry, by=Actor(child), text="Hallo")
    record_guardian(child, eva, by=Actor(desk))
    confirm_person(fresh(kian), by=Actor(desk), ground=Ground.KNOWN)
    assert "Von Kian" in {entry.title for entry in entries(fresh(jonas)).entries}


def test_with_sixteen_conversations_with_adults_end_and_the_rest_goes_on() -> None:
    desk, eva, jonas, lea = holder_of(CONFIRM), neighbour("Eva"), neighbour("Jonas"), young("Lea", 17)
    guardianship = record_guardian(lea, eva, by=Actor(desk))
    matter = begin(jonas, lea)
    end_guardianship(guardianship, by=Actor(eva))
    assert Matter.objects.get(pk=matter.pk).is_over
    assert fresh(lea).is_member
    with pytest.raises(Refused) as refused:
        begin(jonas, lea)
    assert not any(word in str(refused.value.message) for word in ("18", "16", "Jahre", "minder", "jung"))  # no age


def test_ages_stand_nowhere() -> None:
    lea, jonas, eva = young("Lea", 17), neighbour("Jonas"), neighbour("Eva")
    birth = timezone.localdate() - timedelta(days=17 * 366 + 100)  # another day than today, which pages name
    lea.birth_date = birth
    lea.save()
    record_guardian(lea, eva, by=Actor(holder_of(CONFIRM)))
    offer = offer_help(by=Actor(lea), title="Ich trage", kind="errands")
    matter = answer(offer, by=Actor(jonas), text="Gern!")
    client, in_words = client_of(jonas), format_date(birth, "d. MMMM", locale="de")
    for url in (f"/people/{lea.pk}/", offer.url, matter.url, "/", "/suche/?q=Lea"):
        html = client.get(url).content.decode()
        words = (str(birth.year), "unter 18", f"{birth:%d.%m.}", in_words, "minderjährig")
        assert not any(word in html for word in words), url


def test_the_young_read_what_helps_in_their_own_words() -> None:
    mia, kian = young("Mia", 14), young("Kian", 14)
    matter = begin(kian, mia)
    html = client_of(mia).get(matter.url).content.decode()
    assert "Wenn dir etwas komisch vorkommt" in html
    assert "116 111" in html
    assert "komisch vorkommt" not in client_of(neighbour("Jonas")).get("/blocks/").content.decode()
    assert "116 111" in client_of(mia).get(f"/blocks/{kian.pk}/").content.decode()
