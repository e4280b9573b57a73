"""The page of roles: all neighbours read it, who may grant changes it, and a change counts at once."""

import pytest

from quartier.kernel.gate.tests.people import by, client_of, guest, neighbour
from quartier.kernel.granting.actions import grant_role
from quartier.kernel.people.models import Person
from quartier.kernel.roles.keys import key_holders
from quartier.kernel.roles.models import CustomRole, RoleChange, RoleHolder

pytestmark = pytest.mark.django_db


def test_for_whom_the_pages_open() -> None:
    for person, reading, writing in (
        (None, 302, 302),
        (guest(), 403, 403),
        (neighbour("Nina"), 200, 403),
        (neighbour("Desk", "coordinator"), 200, 403),
        (neighbour("Kim", "key_holder"), 200, 200),
    ):
        client = client_of(person)
        assert client.get("/roles/").status_code == reading, person
        for address in ("/roles/new/", "/roles/moderator/", "/roles/moderator/give/", "/roles/keys/"):
            assert client.get(address).status_code == writing, (person, address)


def test_the_page_says_who_may_do_what_and_what_changed() -> None:
    kim, ayse = neighbour("Kim", "key_holder"), neighbour("Ayşe")
    grant_role(ayse, "moderator", by=by(kim))
    page = client_of(neighbour("Nina")).get("/roles/").content.decode()
    assert "Ayşe Beispiel" in page
    assert "Confirm that somebody lives here" in page
    assert "received the role" in page
    assert "/give/" not in page
    assert "/take/" not in page
    assert "Only one person holds the keys" not in page
    assert "Only one person holds the keys" in client_of(kim).get("/roles/").content.decode()


def test_a_role_is_given_and_taken_by_clicks_and_counts_with_the_next_request() -> None:
    kim, ayse = neighbour("Kim", "key_holder"), neighbour("Ayşe")
    keeper, desk = client_of(kim), client_of(ayse)
    assert desk.get("/people/desk/").status_code == 403
    assert f"/roles/coordinator/give/{ayse.pk}/" in keeper.get("/roles/coordinator/give/?q=ayşe").content.decode()
    keeper.post(f"/roles/coordinator/give/{ayse.pk}/")
    assert desk.get("/people/desk/").status_code == 200
    keeper.post(f"/roles/coordinator/take/{ayse.pk}/")
    assert desk.get("/people/desk/").status_code == 403
    keeper.post(f"/roles/coordinator/give/{ayse.pk}/")
    desk.post(f"/roles/coordinator/take/{ayse.pk}/")  # everybody may lay down what they carry
    assert not RoleHolder.objects.filter(person=ayse).exists()


def test_posts_of_others_change_nothing() -> None:
    kim, ayse = neighbour("Kim", "key_holder"), neighbour("Ayşe", "coordinator")
    for person in (None, guest(), ayse):
        client = client_of(person)
        for address in (
            f"/roles/key_holder/give/{ayse.pk}/",
            f"/roles/key_holder/take/{kim.pk}/",
            "/roles/new/",
            "/roles/neighbour/",
            "/roles/keys/",
        ):
            client.post(address, {"name": "X", "powers": ["people.grant"], "person": ayse.pk})
    assert list(key_holders()) == [kim]
    assert not RoleChange.objects.exists()


def test_a_role_of_ones_own_from_making_to_deleting() -> None:
    client = client_of(neighbour("Kim", "key_holder"))
    client.post("/roles/new/", {"name": "Radwerkstatt"})
    assert client.post("/roles/radwerkstatt/", {"powers": ["people.confirm"]}).status_code == 302
    assert "Radwerkstatt" in client.get("/roles/").content.decode()
    client.post("/roles/radwerkstatt/name/", {"name": "Werkstatt"})
    assert CustomRole.objects.get().name == "Werkstatt"
    client.post("/roles/radwerkstatt/delete/")
    assert not CustomRole.objects.exists()
    assert client.get("/roles/radwerkstatt/").status_code == 404


def test_powers_saved_with_one_that_is_refused_change_nothing() -> None:
    client = client_of(neighbour("Kim", "key_holder"))
    page = client.post("/roles/neighbour/", {"powers": ["people.confirm", "people.grant"]}).content.decode()
    assert 'class="errors"' in page
    assert not RoleChange.objects.exists()


def test_keys_are_handed_over_by_a_click() -> None:
    kim, ayse = neighbour("Kim", "key_holder"), neighbour("Ayşe")
    client = client_of(kim)
    assert "Ayşe" in client.get("/roles/keys/?q=ay").content.decode()
    assert client.post("/roles/keys/", {"person": "x"}).status_code == 404
    client.post("/roles/keys/", {"person": ayse.pk})
    assert list(key_holders()) == [ayse]
    assert client.get("/roles/keys/").status_code == 403  # the next click already knows it


def test_dangerous_steps_ask_for_the_passphrase_again() -> None:
    kim, ayse = neighbour("Kim", "key_holder"), neighbour("Ayşe")
    client = client_of(kim)
    session = client.session
    del session["account_confirmed"]
    session.save()
    for response in (client.get("/roles/keys/"), client.post(f"/roles/key_holder/give/{ayse.pk}/")):
        assert response["Location"].startswith("/account/confirm/")
    assert list(key_holders()) == [kim]


def test_a_role_that_nobody_declared_breaks_nothing() -> None:
    ayse = neighbour("Ayşe", "may:help.offer")
    for address in ("/roles/", "/people/me/", f"/people/{ayse.pk}/"):
        assert client_of(Person.objects.get(pk=ayse.pk)).get(address).status_code == 200
