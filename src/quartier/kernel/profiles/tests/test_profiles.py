"""What others see of somebody: as little as that person wants, and never the house number."""

import pytest
from django.urls import reverse

from quartier.kernel.gate.tests.people import by, client_of, guest, neighbour, years_ago
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing, Visibility
from quartier.kernel.places.actions import add_address, add_street
from quartier.kernel.profiles import actions
from quartier.kernel.profiles.addresses import change_address
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def page(viewer: Person | None, person: Person) -> str:
    response = client_of(viewer).get(reverse("people:profile", kwargs={"pk": person.pk}))
    return response.content.decode() if response.status_code == 200 else str(response.status_code)


def filled(name: str = "Ayşe") -> Person:
    person = neighbour(name)
    person.about, person.phone, person.languages = "Ich backe gern", "07032 12345", ["tr", "de"]
    person.address = add_address(add_street("Gartenstraße", by=None), "12a", by=None)
    person.save()
    return person


def test_by_default_neighbours_see_words_and_languages_and_nobody_phone_or_address() -> None:
    ayse, jonas = filled(), neighbour("Jonas")
    seen = page(jonas, ayse)
    assert "Ayşe Beispiel" in seen
    assert "Ich backe gern" in seen
    assert "Turkish" in seen
    assert "07032" not in seen
    assert "Gartenstraße" not in seen
    for outsider in (None, guest()):
        assert page(outsider, ayse) == "404"


def test_what_is_public_is_shown_with_an_initial() -> None:
    ayse = filled()
    actions.change_visibility("about", Visibility.PUBLIC, by=by(ayse))
    seen = page(None, ayse)
    assert "Ayşe B." in seen
    assert "Beispiel" not in seen
    assert "Ich backe gern" in seen
    assert "Turkish" not in seen


def test_neighbours_see_the_street_at_most() -> None:
    ayse, jonas = filled(), neighbour("Jonas")
    actions.change_visibility("address", Visibility.MEMBERS, by=by(ayse))
    seen = page(jonas, ayse)
    assert "Gartenstraße" in seen
    assert "12a" not in seen
    with pytest.raises(Refused):
        actions.change_visibility("address", Visibility.PUBLIC, by=by(ayse))
    Person.objects.filter(pk=ayse.pk).update(visibility={"address": "public"})
    assert page(None, ayse) == "404"


def test_nothing_about_somebody_under_18_is_public_and_their_number_is_nobodys() -> None:
    kian = neighbour("Kian", birth_date=years_ago(14))
    Person.objects.filter(pk=kian.pk).update(
        about="Skaten", phone="0170 1", visibility={"about": "public", "phone": "members"}
    )
    assert page(None, kian) == "404"
    seen = page(neighbour("Jonas"), kian)
    assert "Skaten" in seen
    assert "0170 1" not in seen
    for field, visibility in (("about", "public"), ("phone", "members"), ("phone", "public")):
        with pytest.raises(Refused):
            actions.change_visibility(field, visibility, by=by(kian))


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.DIED])
def test_the_profile_of_somebody_who_is_gone_says_the_name_and_that_alone(standing: Standing) -> None:
    ayse, jonas = filled(), neighbour("Jonas")
    Person.objects.filter(pk=ayse.pk).update(standing=standing, visibility={"about": "public", "phone": "public"})
    seen = page(jonas, ayse)
    assert "Ayşe Beispiel" in seen
    assert "Ich backe gern" not in seen
    assert "07032" not in seen
    assert page(None, ayse) == "404"


def test_a_guest_is_seen_with_an_initial_until_confirmed() -> None:
    seen = page(neighbour("Jonas"), guest())
    assert "Gustav B." in seen
    assert "Gustav Beispiel" not in seen


WRONG = [
    ("about", "x" * 2001),
    ("phone", "ruf mich an"),
    ("phone", "<b>1234"),
    ("languages", ["xx"]),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_value_is_refused_and_nothing_changes(field: str, value: object) -> None:
    ayse = filled()
    before = Person.objects.values().get(pk=ayse.pk)
    with pytest.raises(Refused):
        getattr(actions, f"change_{field}")(value, by=by(ayse))
    with pytest.raises(Refused):
        actions.change_visibility(field, "world", by=by(ayse))
    with pytest.raises(Refused):
        actions.change_visibility("birth_date", "members", by=by(ayse))
    assert Person.objects.values().get(pk=ayse.pk) == before


def test_a_guest_changes_the_name_and_a_neighbour_asks_the_desk() -> None:
    gustav, ayse = guest(), neighbour("Ayşe")
    actions.change_name("Gustave", "Gast", by=by(gustav))
    assert Person.objects.get(pk=gustav.pk).full_name == "Gustave Gast"
    with pytest.raises(Refused):
        actions.change_name("Chef", "", by=by(ayse))
    with pytest.raises(Refused):
        actions.change_name("", "", by=by(gustav))
    assert Person.objects.get(pk=ayse.pk).given_name == "Ayşe"


def test_a_helper_changes_the_profile_of_whom_they_help() -> None:
    helper, herta = neighbour("Desk"), neighbour("Herta")
    actions.change_about("Ich stricke", by=Actor(helper, for_person=herta))
    assert Person.objects.get(pk=herta.pk).about == "Ich stricke"
    assert Person.objects.get(pk=helper.pk).about == ""


def test_an_address_is_chosen_typed_or_taken_away() -> None:
    ayse = neighbour("Ayşe")
    known = add_address(add_street("Markt", by=None), "3", by=None)
    change_address(f"address:{known.pk}", str(known), by=by(ayse))
    assert Person.objects.get(pk=ayse.pk).address == known
    change_address("", "Lindenweg 7b", by=by(ayse))
    address = Person.objects.get(pk=ayse.pk).address
    assert address
    assert (address.street_name, address.house_number) == ("Lindenweg", "7b")
    for wrong in ("Lindenweg", "7", "irgendwo hier"):
        with pytest.raises(Refused):
            change_address("", wrong, by=by(ayse))
    assert Person.objects.get(pk=ayse.pk).address == address
    change_address("", "", by=by(ayse))
    assert Person.objects.get(pk=ayse.pk).address is None


def test_my_page_and_each_of_its_parts_opens_and_saves() -> None:
    ayse = filled()
    client = client_of(ayse)
    assert "07032 12345" in client.get("/people/me/").content.decode()
    saved = {
        "about": {"about": "Neu", "visibility": "nobody"},
        "languages": {"often": ["de"], "others": ["ja"], "visibility": "public"},
        "phone": {"phone": "+49 170 1234567", "visibility": "members"},
        "address": {"address": "Gartenstraße 12a", "chosen": "", "visibility": "members"},
    }
    for key, posted in saved.items():
        assert client.get(f"/people/me/{key}/").status_code == 200
        assert client.post(f"/people/me/{key}/", posted).status_code == 302, key
    ayse = Person.objects.get(pk=ayse.pk)
    assert (ayse.about, ayse.languages, ayse.phone) == ("Neu", ["de", "ja"], "+49 170 1234567")
    assert ayse.visibility == {"about": "nobody", "languages": "public", "phone": "members", "address": "members"}
    assert ayse.address
    refused = client.post("/people/me/phone/", {"phone": "nein", "visibility": "public"})
    assert 'class="errors"' in refused.content.decode()
    assert Person.objects.get(pk=ayse.pk).visibility["phone"] == "members"
    assert client.get("/people/me/nonsense/").status_code == 404


def test_strangers_are_asked_to_log_in_and_guests_read_what_to_do() -> None:
    stranger = client_of(None)
    for address in ("/people/me/", "/people/me/about/"):
        assert stranger.get(address).status_code == 302
    assert "You are a guest here" in client_of(guest()).get("/people/me/").content.decode()
    kian = guest("Kian", years_ago(14))
    assert reverse("gate:guardians") in client_of(kian).get("/people/me/").content.decode()


def test_the_text_size_is_kept_on_the_device_and_leads_nowhere_else() -> None:
    client = client_of(None)
    response = client.post("/people/me/text-size/", {"size": "large", "next": "https://evil.example/"})
    assert response["Location"] == "/"
    assert response.cookies["text_size"].value == "large"
    assert "text_size" not in client.post("/people/me/text-size/", {"size": "<x>", "next": "/"}).cookies
