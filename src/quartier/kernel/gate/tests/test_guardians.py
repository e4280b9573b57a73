"""Under 18: somebody grown up agrees, by themselves or on paper."""

import pytest

from quartier.kernel.gate.actions import confirm_person
from quartier.kernel.gate.guardians import (
    accept_guardianship,
    ask_guardian,
    ask_guardian_named,
    end_guardianship,
    record_guardian,
)
from quartier.kernel.gate.tests.people import by, guest, neighbour, years_ago
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import Ground
from quartier.kernel.people.guardians import Guardianship, guardians_of
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def test_asked_answered_confirmed_withdrawn() -> None:
    desk, eva, kian = neighbour("Desk", "coordinator"), neighbour("Eva"), guest("Kian", years_ago(14))
    asked = ask_guardian_named("eva  beispiel", by=by(kian))
    assert ask_guardian(eva, by=by(kian)).pk == asked.pk
    assert guardians_of(kian) == []
    assert Notification.objects.filter(person=eva).count() == 1
    for wrong in (kian, desk):
        with pytest.raises(Refused):
            accept_guardianship(asked, by=by(wrong))
    with pytest.raises(Refused):
        accept_guardianship(asked, by=Actor(desk, for_person=eva))
    accept_guardianship(asked, by=by(eva))
    accept_guardianship(asked, by=by(eva))
    assert guardians_of(kian) == [eva]
    confirm_person(kian, by=by(desk), ground=Ground.DESK)
    with pytest.raises(Refused):
        end_guardianship(asked, by=by(kian))  # a child can't shake off who is responsible
    end_guardianship(asked, by=by(eva))
    assert Person.objects.get(pk=kian.pk).standing == Standing.GUEST


def test_with_another_guardian_left_nothing_changes() -> None:
    desk, eva, max_, kian = (
        neighbour("Desk", "coordinator"),
        neighbour("Eva"),
        neighbour("Max"),
        guest("Kian", years_ago(14)),
    )
    first = record_guardian(kian, eva, by=by(desk))
    record_guardian(kian, max_, by=by(desk))
    confirm_person(kian, by=by(desk), ground=Ground.DESK)
    end_guardianship(first, by=by(eva))
    assert Person.objects.get(pk=kian.pk).is_member
    assert guardians_of(kian) == [max_]


def test_a_guardian_who_moved_away_counts_no_more() -> None:
    desk, eva, kian = neighbour("Desk", "coordinator"), neighbour("Eva"), guest("Kian", years_ago(14))
    record_guardian(kian, eva, by=by(desk))
    Person.objects.filter(pk=eva.pk).update(standing=Standing.LEFT)
    assert guardians_of(kian) == []


def test_who_can_be_no_guardian() -> None:
    kian = guest("Kian", years_ago(14))
    for wrong in (
        kian,
        guest("Gast"),
        neighbour("Teen", birth_date=years_ago(16)),
        neighbour("Weg", standing=Standing.LEFT),
    ):
        with pytest.raises(Refused):
            ask_guardian(wrong, by=by(kian))
    with pytest.raises(Refused):
        ask_guardian(neighbour("Eva"), by=by(neighbour("Erwachsen", birth_date=years_ago(30))))
    assert not Guardianship.objects.exists()
    assert not Notification.objects.exists()


def test_a_name_that_is_unknown_or_borne_by_two_is_answered_alike() -> None:
    kian = guest("Kian", years_ago(14))
    neighbour("Eva")
    neighbour("Eva")
    sentences = set()
    for name in ("Eva Beispiel", "Niemand Hier", "", "Eva"):
        with pytest.raises(Refused) as refusal:
            ask_guardian_named(name, by=by(kian))
        sentences.add(str(refusal.value))
    assert len(sentences) == 1


def test_at_the_desk_nobody_signs_for_themselves_or_their_own_child() -> None:
    desk, kian = neighbour("Desk", "coordinator"), guest("Kian", years_ago(14))
    with pytest.raises(Refused):
        record_guardian(kian, desk, by=by(desk))
    with pytest.raises(Refused):
        record_guardian(kian, neighbour("Eva"), by=by(neighbour("Nina")))
    assert not Guardianship.objects.exists()


def test_an_unanswered_question_is_taken_back_and_can_be_asked_again() -> None:
    eva, kian = neighbour("Eva"), guest("Kian", years_ago(14))
    asked = ask_guardian(eva, by=by(kian))
    end_guardianship(asked, by=by(kian))
    with pytest.raises(Refused):
        accept_guardianship(asked, by=by(eva))
    assert ask_guardian(eva, by=by(kian)).pk != asked.pk
