"""Two of whom one blocks the other do nothing for one another; and nobody acts on their own word alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from quartier.kernel.assistance.acting import may_act
from quartier.kernel.assistance.actions import accept, ask_helper, end_of_those_gone, in_a_year, prolong, record_consent
from quartier.kernel.assistance.confiding import name_confidant, running, say_yes
from quartier.kernel.assistance.models import Assistance, Confidant, Given
from quartier.kernel.blocking.actions import block, unblock
from quartier.kernel.gate.tests.people import by, client_of, guest, neighbour
from quartier.kernel.people.models import Account, Person
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def helping(herta: Person, mara: Person) -> Assistance:
    asked = ask_helper(mara, ["matters"], in_a_year(), by=by(herta))
    accept(asked, by=by(mara))
    return Assistance.objects.select_related("person", "helper").get(pk=asked.pk)


def test_a_block_ends_acting_and_copies_at_once_and_for_good() -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    consent = helping(herta, mara)
    confidant = name_confidant(herta, mara, ["safety"], given=Given.ACCOUNT, by=by(herta))
    say_yes(confidant, by=by(mara))
    assert may_act(consent, fresh(mara))
    client = client_of(mara)
    client.post(f"/assistance/{consent.pk}/start/")
    block(mara, by=by(herta))
    assert not may_act(consent, fresh(mara))
    assert "You are acting for" not in client.get("/").content.decode()
    assert not running().exists()
    assert "Herta" not in client_of(mara).get("/assistance/").content.decode()
    end_of_those_gone(timezone.now())
    unblock(fresh(mara), by=by(herta))
    assert not Assistance.objects.filter(ended=None).exists()
    assert not Confidant.objects.filter(ended=None).exists()


def test_who_is_blocked_can_name_nobody_who_blocks_them() -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    block(herta, by=by(mara))
    with override("en"), pytest.raises(Refused) as unknown:
        ask_helper(fresh(mara), ["matters"], in_a_year(), by=by(herta))
    with pytest.raises(Refused):
        name_confidant(fresh(herta), fresh(mara), ["safety"], given=Given.ACCOUNT, by=by(herta))
    page = client_of(herta).post("/assistance/give/", {"helper": "Niemand Hier"}).content.decode()
    assert str(unknown.value.message) in page, "like somebody who isn't here"
    assert not mara.notifications.exists()


def test_who_wrote_down_that_the_desk_may_act_does_not_act_on_that_for_somebody_with_an_account() -> None:
    herta, desk, second = guest("Herta"), neighbour("Desk", "coordinator"), neighbour("Zwei", "coordinator")
    consent = record_consent(herta, None, ["matters"], in_a_year(), given=Given.PAPER, by=by(desk))
    assert not may_act(consent, fresh(desk))
    assert may_act(consent, fresh(second))
    page = client_of(desk).post(f"/assistance/{consent.pk}/start/", follow=True).content.decode()
    assert "You wrote this down yourself" in page
    Account.objects.filter(person=herta).delete()
    assert may_act(consent, fresh(desk)), "nobody but the desk reads for whoever has no account"


def test_what_the_desk_prolongs_the_person_learns() -> None:
    herta, mara, desk = neighbour("Herta"), neighbour("Mara"), neighbour("Desk", "coordinator")
    consent = helping(herta, mara)
    prolong(consent, timezone.localdate() + timedelta(days=300), by=by(desk))
    assert herta.notifications.filter(notice="assistance.given").count() == 1
