"""The desk and the pages around it: for whom they open, and what they do."""

import pytest

from quartier.kernel.gate.tests.people import by, client_of, guest, neighbour, years_ago
from quartier.kernel.people.confirmations import Confirmation, DeathReport
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Account, Person, Standing

pytestmark = pytest.mark.django_db


def standing(person: Person) -> str:
    return Person.objects.get(pk=person.pk).standing


def test_the_desk_opens_for_those_who_may_confirm_alone() -> None:
    gustav = guest()
    addresses = ["/people/desk/", "/people/desk/new/", f"/people/desk/{gustav.pk}/", f"/people/desk/{gustav.pk}/name/"]
    for person, status in (
        (None, 302),
        (gustav, 403),
        (neighbour("Nina"), 403),
        (neighbour("Mo", "moderator"), 403),
        (neighbour("Desk", "coordinator"), 200),
        (neighbour("Kim", "key_holder"), 200),
    ):
        client = client_of(person)
        for address in addresses:
            assert client.get(address).status_code == status, (person, address)


def test_without_the_power_no_post_does_anything() -> None:
    gustav, olga = guest(), neighbour("Olga")
    for person in (None, gustav, neighbour("Nina")):
        client = client_of(person)
        for address in (
            f"/people/desk/{gustav.pk}/confirm/",
            f"/people/desk/{olga.pk}/moved/",
            f"/people/desk/{olga.pk}/died/",
            f"/people/desk/{olga.pk}/name/",
            "/people/desk/new/",
        ):
            posted = client.post(address, {"ground": "desk", "given_name": "X", "family_name": "Y"})
            assert posted.status_code in {302, 403}
    assert (standing(gustav), standing(olga)) == (Standing.GUEST, Standing.MEMBER)
    assert not DeathReport.objects.exists()
    assert Person.objects.count() == 3


def test_one_tap_confirms_and_one_more_takes_it_back() -> None:
    gustav, desk = guest(), client_of(neighbour("Desk", "coordinator"))
    assert "Gustav Beispiel" in desk.get("/people/desk/").content.decode()
    page = desk.post(f"/people/desk/{gustav.pk}/confirm/", {"ground": "desk"}, follow=True).content.decode()
    assert standing(gustav) == Standing.MEMBER
    undo = f"/people/desk/confirmations/{Confirmation.objects.get().pk}/withdraw/"
    assert undo in page
    desk.post(undo)
    assert standing(gustav) == Standing.GUEST


def test_somebody_without_a_device_is_written_down_found_and_confirmed() -> None:
    desk = client_of(neighbour("Desk", "coordinator"))
    assert desk.post("/people/desk/new/", {"given_name": "", "family_name": "Sommer"}).status_code == 200
    desk.post("/people/desk/new/", {"given_name": "Herta", "family_name": "Sommer"})
    herta = Person.objects.get(given_name="Herta")
    desk.post(f"/people/desk/{herta.pk}/confirm/", {"ground": "known"})
    assert standing(herta) == Standing.MEMBER
    assert f"/people/desk/{herta.pk}/" in desk.get("/people/desk/?q=sommer").content.decode()
    assert "Nobody of this name" in desk.get("/people/desk/?q=niemand").content.decode()


def test_a_refusal_is_said_on_the_page() -> None:
    kian, desk = guest("Kian", years_ago(14)), client_of(neighbour("Desk", "coordinator"))
    page = desk.post(f"/people/desk/{kian.pk}/confirm/", {"ground": "desk"}, follow=True).content.decode()
    assert "must agree first" in page
    neighbour("Eva")
    desk.post(f"/people/desk/{kian.pk}/guardian/", {"full_name": "Eva Beispiel"})
    desk.post(f"/people/desk/{kian.pk}/confirm/", {"ground": "desk"})
    assert standing(kian) == Standing.MEMBER
    desk.post(f"/people/desk/guardians/{Guardianship.objects.get().pk}/end/")
    assert standing(kian) == Standing.GUEST


def test_a_death_needs_two_at_the_desk() -> None:
    olga, first, second = (
        neighbour("Olga"),
        client_of(neighbour("Desk", "coordinator")),
        client_of(neighbour("Kim", "key_holder")),
    )
    first.post(f"/people/desk/{olga.pk}/died/")
    report = DeathReport.objects.get()
    assert "Olga Beispiel" in second.get("/people/desk/").content.decode()
    first.post(f"/people/desk/deaths/{report.pk}/confirm/")
    assert standing(olga) == Standing.MEMBER
    second.post(f"/people/desk/deaths/{report.pk}/confirm/")
    assert standing(olga) == Standing.DIED
    assert second.get(f"/people/desk/{olga.pk}/").status_code == 200
    first.post(f"/people/desk/deaths/{report.pk}/withdraw/")
    assert standing(olga) == Standing.MEMBER


def test_a_young_person_asks_and_the_guardian_answers() -> None:
    kian, eva = guest("Kian", years_ago(14)), neighbour("Eva")
    child, parent = client_of(kian), client_of(eva)
    assert 'class="errors"' in child.post("/people/guardians/", {"full_name": "Niemand"}).content.decode()
    child.post("/people/guardians/", {"full_name": "Eva Beispiel"})
    guardianship = Guardianship.objects.get()
    assert client_of(neighbour("Nina")).post(f"/people/guardians/{guardianship.pk}/accept/").status_code == 404
    child.post(f"/people/guardians/{guardianship.pk}/accept/")
    assert Guardianship.objects.get().since is None
    assert "Kian" in parent.get("/people/guardians/").content.decode()
    parent.post(f"/people/guardians/{guardianship.pk}/accept/")
    assert Guardianship.objects.get().since
    parent.post(f"/people/guardians/{guardianship.pk}/end/")
    assert Guardianship.objects.get().ended


def test_moving_away_from_ones_own_page() -> None:
    ayse = neighbour("Ayşe")
    client = client_of(ayse)
    assert client.get("/people/leave/").status_code == 200
    assert standing(ayse) == Standing.MEMBER  # looking changes nothing
    client.post("/people/leave/moved/")
    assert standing(ayse) == Standing.LEFT
    assert client.get("/people/me/").status_code == 200
    assert Account.objects.get(person=ayse).is_active  # to take the data along


def test_the_last_key_holder_reads_why_they_cannot_leave() -> None:
    kim = neighbour("Kim", "key_holder")
    page = client_of(kim).post("/people/leave/moved/", follow=True).content.decode()
    assert "the last to hold the keys" in page
    assert by(kim).person.is_member
