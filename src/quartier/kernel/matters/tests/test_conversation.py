"""Who may talk with whom, and what happens when somebody goes."""

from datetime import date

import pytest
from django.http import Http404

from quartier.kernel.facts.models import Fact
from quartier.kernel.matters.actions import add_party, end_matters_of, leave, open_matter, say
from quartier.kernel.matters.models import Event, Matter, MatterState, Message, Party
from quartier.kernel.matters.queries import matter_or_404, matters_of
from quartier.kernel.matters.tests.people import matter_of, neighbour
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Standing
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db

A_CHILD = date(2015, 3, 1)


def test_only_its_parties_find_a_matter() -> None:
    ayse, jonas, stranger = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Uli")
    matter = matter_of(ayse, jonas)
    assert matter_or_404(ayse, matter.pk) == matter
    assert list(matters_of(jonas)) == [matter]
    assert not matters_of(stranger)
    for nobody in (stranger, None):
        with pytest.raises(Http404):
            matter_or_404(nobody, matter.pk)
    with pytest.raises(Http404):
        say(matter, by=Actor(stranger), text="Ich will mitreden")
    assert not Message.objects.filter(author=stranger).exists()


def test_opening_tells_the_other_and_records_a_fact() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    assert Fact.objects.get().kind == "help.matter"
    notice = Notification.objects.get()
    assert (notice.person, notice.notice, notice.title) == (ayse, "matters.opened", matter.title)
    assert notice.sentence


def test_opening_twice_gives_one_matter_until_it_is_over() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    first = matter_of(ayse, jonas)
    assert matter_of(ayse, jonas) == first
    assert matter_of(ayse, kim) != first
    assert first.messages.count() == 1
    leave(first, by=Actor(jonas))
    assert matter_of(ayse, jonas) != first


def test_the_same_words_twice_in_a_row_are_one_message() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    for _press in range(5):
        say(matter, by=Actor(ayse), text=" Wann passt es dir?\r\n")
    assert list(matter.messages.filter(event=Event.SAID).values_list("text", flat=True)) == ["Wann passt es dir?"]
    say(matter, by=Actor(jonas), text="Um drei")
    say(matter, by=Actor(ayse), text="Wann passt es dir?")
    assert matter.messages.filter(event=Event.SAID).count() == 3


def test_who_has_not_looked_yet_is_told_once_of_many_messages() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    for number in range(4):
        say(matter, by=Actor(jonas), text=f"Noch etwas: {number}")
    assert ayse.notifications.filter(notice="matters.said").count() == 1


@pytest.mark.parametrize("text", ["", "  \n ", "\x00", "x" * 4001])
def test_nothing_and_too_much_are_refused_and_change_nothing(text: str) -> None:
    matter = matter_of(neighbour("Ayşe"), neighbour("Jonas"))
    with pytest.raises(Refused) as refusal:
        say(matter, by=Actor(matter.parties_now()[0]), text=text)
    assert refusal.value.field == "text"
    assert matter.messages.count() == 1


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.DIED])
def test_nobody_writes_to_somebody_who_is_gone(standing: str) -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    jonas.standing = standing
    jonas.save()
    with pytest.raises(Refused, match=r"no longer here|nicht mehr"):
        say(matter, by=Actor(ayse), text="Bist du da?")
    with pytest.raises(Http404):
        say(matter, by=Actor(jonas), text="Ich bin weg")
    with pytest.raises(Refused):
        matter_of(ayse, jonas, "Etwas Neues")
    assert matter.messages.count() == 1
    assert Matter.objects.count() == 1


def test_an_adult_and_a_young_person_are_never_alone() -> None:
    adult, child = neighbour("Ayşe"), neighbour("Emil", born=A_CHILD)
    for opener, other in ((adult, child), (child, adult)):
        with pytest.raises(Refused):
            matter_of(other, opener)
    assert not Matter.objects.exists()


def test_a_guardian_is_a_party_by_itself_and_its_leaving_ends_the_matter() -> None:
    adult, child, mother = neighbour("Ayşe"), neighbour("Emil", born=A_CHILD), neighbour("Mira")
    Guardianship.objects.create(child=child, guardian=mother)
    matter = matter_of(adult, child)
    assert matter.part_of(mother) == "guardian"
    assert mother.notifications.filter(notice="matters.opened").exists()
    say(matter, by=Actor(mother), text="Ich lese mit.")
    leave(matter, by=Actor(mother))
    matter.refresh_from_db()
    assert matter.state == MatterState.DROPPED


def test_young_people_and_their_own_parents_need_nobody_else() -> None:
    mother, child, friend = neighbour("Mira"), neighbour("Emil", born=A_CHILD), neighbour("Lena", born=A_CHILD)
    Guardianship.objects.create(child=child, guardian=mother)
    assert len(matter_of(mother, child).parties_now()) == 2
    assert len(matter_of(friend, child).parties_now()) == 2


def test_an_adult_joins_young_people_only_with_their_guardians() -> None:
    emil, lena, adult = neighbour("Emil", born=A_CHILD), neighbour("Lena", born=A_CHILD), neighbour("Ayşe")
    matter = matter_of(emil, lena)
    with pytest.raises(Refused):
        add_party(matter, by=Actor(emil), person=adult, part="helper")
    assert len(matter.parties_now()) == 2
    for child, name in ((emil, "Mira"), (lena, "Nils")):
        Guardianship.objects.create(child=child, guardian=neighbour(name))
    add_party(matter, by=Actor(emil), person=adult, part="helper")
    assert sorted(party.part for party in Matter.objects.get().here()) == [
        "asker",
        "guardian",
        "guardian",
        "helper",
        "helper",
    ]


def test_whoever_left_sees_nothing_any_more_and_may_be_asked_back() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    matter = matter_of(ayse, jonas)
    add_party(matter, by=Actor(ayse), person=kim, part="helper")
    leave(matter, by=Actor(jonas))
    matter.refresh_from_db()
    assert matter.state == MatterState.OPEN
    with pytest.raises(Http404):
        matter_or_404(jonas, matter.pk)
    add_party(matter, by=Actor(ayse), person=jonas, part="helper")
    add_party(matter, by=Actor(ayse), person=jonas, part="helper")
    assert matter_or_404(jonas, matter.pk).part_of(jonas) == "helper"
    assert matter.messages.filter(event=Event.JOINED, author=jonas).count() == 1


def test_erasing_somebody_takes_their_words_and_tells_the_other() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas, title="Canary-7731 tragen")
    say(matter, by=Actor(jonas), text="Canary-7731")
    say(matter, by=Actor(ayse), text="Danke dir")
    end_matters_of(jonas)
    jonas.delete()
    matter = matter_or_404(ayse, matter.pk)
    assert matter.state == MatterState.DROPPED
    assert [party.person for party in matter.parties.all()] == [ayse, None]
    assert not Message.objects.filter(text__contains="Canary").exists()
    assert "Canary" not in str(matter)
    assert matter.messages.filter(text="Danke dir").exists()
    assert ayse.notifications.filter(notice="matters.left").exists()


def test_a_matter_without_anybody_goes() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter_of(ayse, jonas)
    for person in (ayse, jonas):
        end_matters_of(person)
        person.delete()
    assert not Matter.objects.exists()
    assert not Party.objects.exists()


def test_acting_for_somebody_makes_it_their_deed_and_says_whose_hand_it_was() -> None:
    erna, helper, desk = neighbour("Erna"), neighbour("Jonas"), neighbour("Kim")
    matter = matter_of(erna, helper)
    message = say(matter, by=Actor(desk, for_person=erna), text="Erna sagt: gern.")
    assert (message.author, message.written_by) == (erna, desk)
    assert not desk.notifications.exists()


def test_a_matter_needs_its_opener_and_another() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    for parties in ({ayse: "asker"}, {ayse: "asker", jonas: "helper"}):
        with pytest.raises(ValueError, match="two parties"):
            open_matter(by=Actor(neighbour("Kim")), kind="x.y", about=None, title="x", parties=parties)
