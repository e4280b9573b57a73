"""What is new reaches people without a device: told or posted once, by whom they chose, and ticked off."""

from typing import Any

import pytest
from django.utils import timezone

from quartier.kernel.assistance import bearing, confiding
from quartier.kernel.assistance.examples import a_consent
from quartier.kernel.assistance.models import Assistance, Bearer, Confidant, Errand, Given, Way
from quartier.kernel.assistance.warning import warn_confidants
from quartier.kernel.delivery.outbox import deliver_due
from quartier.kernel.delivery.planning import plan
from quartier.kernel.gate.tests.people import by, client_of, guest, neighbour
from quartier.kernel.guarded.models import GuardedRead
from quartier.kernel.matters.actions import open_matter, say
from quartier.kernel.notifications.actions import tell
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.account import CODE_ISSUED
from quartier.kernel.terms.comments import COMMENTED
from quartier.kernel.terms.matters import MATTER_SAID

pytestmark = pytest.mark.django_db


def tell_and_carry(person: Person, *titles: str, notice: Any = COMMENTED, author: Person | None = None) -> None:
    for title in titles:
        tell([person], notice, by=author, url="/", title=title)
    plan(timezone.now())
    deliver_due(timezone.now())


def herta_and_mara() -> tuple[Person, Person]:
    """Mara acts for Herta, and calls her."""
    herta, mara = guest("Herta"), neighbour("Mara")
    a_consent(herta, mara)
    Bearer.objects.create(person=herta, way=Way.PHONE, helper=mara)
    Person.objects.filter(pk=herta.pk).update(phone="0711 123")
    return herta, mara


def test_what_is_new_waits_for_whoever_brings_it_and_for_nobody_else() -> None:
    (herta, mara), desk, otto = herta_and_mara(), neighbour("Desk", "coordinator"), neighbour("Otto")
    tell_and_carry(herta, "Der Kater ist da")
    assert [errand.notification.title for errand in bearing.errands_of(mara)] == ["Der Kater ist da"]
    assert not bearing.errands_of(desk).exists()
    assert not bearing.errands_of(otto).exists()
    assert client_of(otto).get(f"/assistance/news/{herta.pk}/").status_code == 404


def test_what_concerns_her_account_no_helper_brings() -> None:
    """Who would take over an account could else hide the warning."""
    (herta, mara), desk = herta_and_mara(), neighbour("Desk", "coordinator")
    tell_and_carry(herta, "", notice=CODE_ISSUED)
    assert not bearing.errands_of(mara).exists()
    assert bearing.errands_of(desk).exists()


def test_when_the_helper_no_longer_acts_the_desk_brings_it() -> None:
    (herta, mara), desk = herta_and_mara(), neighbour("Desk", "coordinator")
    tell_and_carry(herta, "Der Kater ist da")
    Assistance.objects.update(ended=timezone.now())
    assert not bearing.errands_of(mara).exists()
    assert bearing.errands_of(desk).exists()


def test_told_is_ticked_off_once_and_a_slip_is_taken_back() -> None:
    herta, mara = herta_and_mara()
    tell_and_carry(herta, "Eins", "Zwei")
    client = client_of(mara)
    page = client.get(f"/assistance/news/{herta.pk}/").content.decode()
    assert "0711 123" in page
    assert GuardedRead.objects.filter(person=herta, reader=mara, what="phone").count() == 1
    shown = list(Errand.objects.values_list("pk", flat=True))
    tell_and_carry(herta, "Drei")  # came while she was telephoning
    body = {"errand": shown, "way": "phone"}
    undo = client.post(f"/assistance/news/{herta.pk}/brought/", body)
    assert undo.status_code == 302
    client.post(f"/assistance/news/{herta.pk}/brought/", body)
    done = Errand.objects.filter(done_by=mara, way=Way.PHONE)
    assert set(done.values_list("pk", flat=True)) == set(shown)
    assert Notification.objects.filter(person=herta, read=None).get().title == "Drei"
    bearing.bring_back(herta, done.latest("pk").done, by=by(mara))
    assert Notification.objects.filter(person=herta, read=None).count() == 3
    assert bearing.errands_of(mara).count() == 3


def test_what_she_read_here_meanwhile_is_not_brought() -> None:
    herta, mara = herta_and_mara()
    tell_and_carry(herta, "Der Kater ist da")
    Notification.objects.update(read=timezone.now())
    assert not bearing.errands_of(mara).exists()


def test_the_letter_is_a_pdf_and_that_the_address_was_read_stands_in_the_log() -> None:
    herta, mara = herta_and_mara()
    tell_and_carry(herta, "Größe: 5 € für *alles* #1 \x07 \u202e")
    answer = client_of(mara).get(f"/assistance/news/{herta.pk}/letter/")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"


def test_the_consent_to_sign_is_a_pdf() -> None:
    herta, desk = guest("Herta *#"), neighbour("Desk", "coordinator")
    answer = client_of(desk).get(f"/assistance/desk/{herta.pk}/paper/")
    assert answer.content.startswith(b"%PDF")


def test_only_she_or_the_desk_with_her_says_how_news_reach_her() -> None:
    herta, mara, desk = neighbour("Herta"), neighbour("Mara"), neighbour("Desk", "coordinator")
    with pytest.raises(Refused):
        bearing.choose_way(herta, "letter", None, by=by(mara))
    with pytest.raises(Refused):  # she doesn't act for her
        bearing.choose_way(herta, "phone", mara, by=by(desk))
    with pytest.raises(Refused):
        bearing.choose_way(herta, "pigeon", None, by=by(herta))
    bearing.choose_way(herta, "letter", None, by=by(desk))
    assert Bearer.objects.get().recorded_by == desk
    tell_and_carry(herta, "Der Kater ist da")
    bearing.choose_way(herta, "", None, by=by(herta))
    assert not Errand.objects.exists()
    assert Notification.objects.get(person=herta).read is None


def test_who_has_no_account_and_no_way_stands_at_the_desk_to_be_asked() -> None:
    desk = neighbour("Desk", "coordinator")
    erna = Person.objects.create(given_name="Erna", family_name="Ohne")
    assert erna not in bearing.without_a_way()
    tell_and_carry(erna, "Der Kater ist da")
    assert erna in bearing.without_a_way()
    assert "Erna Ohne" in client_of(desk).get("/assistance/news/").content.decode()


def confided(herta: Person, clara: Person, *sorts: str) -> Confidant:
    row = confiding.name_confidant(herta, clara, sorts, given=Given.ACCOUNT, by=by(herta))
    confiding.say_yes(row, by=by(clara))
    return row


def copies(person: Person) -> list[str]:
    return list(Notification.objects.filter(person=person, notice="assistance.copy").values_list("title", flat=True))


def test_a_confidant_gets_copies_of_the_chosen_sorts_once_and_never_copies_of_copies() -> None:
    herta, clara, otto = neighbour("Herta"), neighbour("Clara"), neighbour("Otto")
    confided(herta, clara, "matters")
    confided(clara, herta, "safety", "matters")
    tell_and_carry(herta, "500 Euro", notice=MATTER_SAID, author=otto)
    tell_and_carry(herta, "Schöner Kater", author=otto)
    for notice in Notification.objects.filter(person=herta):
        confiding.copy_to_confidants(herta, [notice], "again")
    plan(timezone.now())
    deliver_due(timezone.now())
    assert len(copies(clara)) == 1
    assert "500 Euro" in copies(clara)[0]
    assert copies(herta) == []


def test_of_money_and_secrets_a_confidant_hears_once_also_in_a_second_message_and_not_what_was_written() -> None:
    herta, clara, otto = neighbour("Herta"), neighbour("Clara"), neighbour("Otto")
    confided(herta, clara, "money")
    matter = open_matter(
        by=by(otto),
        kind="help.matter",
        about=None,
        title="Hallo",
        parties={otto: "asker", herta: "helper"},
        text="Hallo!",
    )
    assert warn_confidants(timezone.now()) == 0
    say(
        matter, by=by(otto), text="Hallo Oma, ich bin dein Enkel. Mein Handy ist kaputt, kannst du mir Geld überweisen?"
    )
    warn_confidants(timezone.now())
    warn_confidants(timezone.now())
    warned = Notification.objects.filter(person=clara, notice="assistance.warning").get()
    assert "Herta Beispiel" in warned.sentence
    assert "Handy" not in warned.sentence


def test_copies_need_the_yes_of_both_and_either_ends_them() -> None:
    herta, clara, otto = neighbour("Herta"), neighbour("Clara"), neighbour("Otto")
    row = confiding.name_confidant(herta, clara, ["matters"], given=Given.ACCOUNT, by=by(herta))
    tell_and_carry(herta, "Eins", notice=MATTER_SAID, author=otto)
    with pytest.raises(Refused):
        confiding.say_yes(row, by=by(otto))
    confiding.say_yes(row, by=by(clara))
    confiding.end_confidence(row, by=by(clara))
    tell_and_carry(herta, "Zwei", notice=MATTER_SAID, author=otto)
    assert copies(clara) == []
    with pytest.raises(Refused):
        confiding.name_confidant(herta, clara, ["matters"], given=Given.ACCOUNT, by=by(otto))
    with pytest.raises(Refused):
        confiding.name_confidant(herta, clara, ["news"], given=Given.ACCOUNT, by=by(herta))
