"""From the one-time link to a quarter with two key holders; nothing acknowledged is ever lost."""

import hashlib
import io
from typing import Any

import pytest
from django.test import Client

from quartier.kernel.managing.tests.outline import OUTLINE
from quartier.kernel.people.models import Account, Person
from quartier.kernel.places.models import Street
from quartier.kernel.quarter.drafts import SetupAnswer
from quartier.kernel.quarter.models import Quarter
from quartier.kernel.refusals import Refused
from quartier.kernel.residence.ways import chosen_ways
from quartier.kernel.roles.keys import key_holders
from quartier.kernel.setup import actions
from quartier.kernel.setup.answers import answers
from quartier.kernel.setup.completion import complete_setup
from quartier.kernel.setup.link import setup_link_token
from quartier.kernel.setup.tests.journey import ANSWERS, PASSPHRASE, answer, founder, not_set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _before_the_setup(_quarter_is_set_up: None) -> None:
    not_set_up()


@pytest.mark.parametrize(
    "address", ["/", "/help/", "/suche/", "/account/new/", "/account/login/", "/people/me/", "/nonsense/"]
)
def test_a_stranger_meets_one_calm_page_wherever_they_go(address: str) -> None:
    client = Client(headers={"accept-language": "en"})
    for response in (client.get(address, follow=True), client.post(address, follow=True)):
        assert response.redirect_chain[-1][0] == "/setup/"
        assert "server is beginning here" in response.content.decode()
    assert not Account.objects.exists()


def test_health_answers_before_the_setup() -> None:
    assert Client().get("/health/").status_code == 200


def test_only_the_newest_link_opens_and_only_its_hash_is_stored() -> None:
    first, second = setup_link_token(), setup_link_token()
    assert first
    assert second
    assert Quarter.objects.get().setup_token == hashlib.sha256(second.encode()).hexdigest()
    for wrong in (first, "nonsense", second[:-1], "ä" * 20):
        client = Client()
        assert client.get(f"/setup/{wrong}/").status_code == 404
        assert client.get("/setup/step/name/").status_code == 302
    client = Client()
    assert client.get(f"/setup/{second}/")["Location"] == "/setup/"
    assert client.get("/setup/step/name/").status_code == 200


def test_without_the_link_nothing_can_be_answered() -> None:
    client = Client()
    for key, given in ANSWERS.items():
        client.post(f"/setup/step/{key}/", given)
    client.post("/setup/complete/")
    assert not SetupAnswer.objects.exists()
    assert not Quarter.objects.get().is_set_up


def test_the_whole_way() -> None:
    client = founder()
    answer(client)
    page = client.get("/setup/summary/").content.decode()
    for words in ("Reinhold-Kiez", "Ayşe Demir", "Jonas Weber", "apfel-laterne-42", "Quartiersverein"):
        assert words in page
    assert client.post("/setup/complete/")["Location"] == "/setup/second/"
    quarter = Quarter.objects.get()
    assert (quarter.name, quarter.is_set_up) == ("Reinhold-Kiez", True)
    assert quarter.area
    assert "post@example.org" in quarter.imprint
    assert [way.name for way in chosen_ways()] == ["desk", "letter"]
    assert not SetupAnswer.objects.exists()
    ayse = Person.objects.get(given_name="Ayşe")
    assert ayse.is_member
    assert Account.objects.get(person=ayse).check_password(PASSPHRASE)
    assert list(key_holders()) == [ayse]  # Jonas cannot log in yet
    assert client.get("/people/me/").status_code == 200
    assert client.get("/", follow=True).status_code == 200


def test_the_second_key_holder_gets_a_log_in_that_is_shown_once() -> None:
    client = founder()
    answer(client)
    client.post("/setup/complete/")
    jonas = Person.objects.get(given_name="Jonas")
    assert not Account.objects.filter(person=jonas).exists()
    shown = client.post("/setup/second/", {"person": jonas.pk}).content.decode()
    account = Account.objects.get(person=jonas)
    assert account.login_name in shown
    assert "/account/login/" in shown, "the card says where"
    assert "data-print" in shown
    assert account.login_name not in client.get("/setup/second/").content.decode()
    assert key_holders().count() == 2
    other = Client()
    other.force_login(account, backend="quartier.kernel.accounts.backends.AccountBackend")
    assert (
        client.post("/setup/second/", {"person": jonas.pk}).status_code == 302
    )  # who has logged in once keeps their own
    assert Account.objects.get(person=jonas).password == account.password
    assert Client().post("/setup/second/", {"person": jonas.pk}).status_code == 302


def test_the_used_link_says_so_and_nobody_sets_up_twice() -> None:
    token = setup_link_token()
    client, late = Client(headers={"accept-language": "en"}), Client()
    client.get(f"/setup/{token}/")
    late.get(f"/setup/{token}/")
    answer(client)
    for _press in range(5):
        assert client.post("/setup/complete/").status_code == 302
    assert Person.objects.count() == 2
    assert "already" in client.get(f"/setup/{token}/").content.decode()
    late.post("/setup/step/name/", {"name": "Meins"})
    late.post("/setup/complete/")
    assert Quarter.objects.get().name == "Reinhold-Kiez"
    assert setup_link_token() is None
    with pytest.raises(Refused):
        actions.answer_name("Meins")
    with pytest.raises(Refused):
        complete_setup()
    assert not SetupAnswer.objects.exists()


def test_each_answer_is_kept_and_shown_again_in_another_browser() -> None:
    answer(founder(), "name", "area", "outline", "you")
    later = founder()
    assert "Reinhold-Kiez" in later.get("/setup/step/name/").content.decode()
    assert "Demir" in later.get("/setup/step/you/").content.decode()
    assert 'href="/setup/step/login/"' in later.get("/setup/").content.decode()
    assert answers()["login"]["login_name"] in later.get("/setup/step/login/").content.decode()


def test_the_passphrase_is_kept_in_no_readable_form() -> None:
    answer(founder(), "name", "area", "outline", "you", "login")
    assert PASSPHRASE not in str(answers())
    assert "gurke" not in str(answers())


def test_everything_but_name_and_first_key_holder_can_wait() -> None:
    client = founder()
    answer(client, "name")
    client.post("/setup/step/area/", {"how": "later"})
    answer(client, "you", "login")
    client.post("/setup/step/second/", {"later": "1"})
    answer(client, "ways")
    client.post("/setup/step/imprint/", {"later": "1"})
    assert client.post("/setup/complete/")["Location"] == "/"
    quarter = Quarter.objects.get()
    assert (quarter.is_set_up, quarter.area, quarter.imprint) == (True, None, "")
    assert key_holders().count() == 1


def test_streets_are_typed_in() -> None:
    client = founder()
    answer(client, "name")
    client.post("/setup/step/area/", {"how": "streets"})
    assert client.post("/setup/step/streets/", {"typed": "Gartenstraße\n\n gartenstraße \nMarkt"}).status_code == 302
    answer(client, "you", "login", "second", "ways", "imprint")
    client.post("/setup/complete/")
    assert sorted(Street.objects.values_list("name", flat=True)) == ["Gartenstraße", "Markt"]
    assert Quarter.objects.get().area is None


def test_streets_chosen_from_an_import_give_the_area() -> None:
    Street.objects.create(name="Markt", key="markt", searchable=" markt ", latitude=48.595, longitude=8.87)
    client = founder()
    answer(client, "name")
    client.post("/setup/step/area/", {"how": "streets"})
    assert "Markt" in client.get("/setup/step/streets/").content.decode()
    client.post("/setup/step/streets/", {"chosen": ["Markt"], "typed": ""})
    answer(client, "you", "login", "second", "ways", "imprint")
    client.post("/setup/complete/")
    area = Quarter.objects.get().area
    assert area
    assert area["type"] == "Polygon"


def test_an_unanswered_question_stops_the_opening() -> None:
    client = founder()
    answer(client, "name", "area", "outline", "you")
    assert client.post("/setup/complete/")["Location"] == "/setup/summary/"
    assert not Quarter.objects.get().is_set_up
    assert not Person.objects.exists()


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": ""}),
    ("name", {"name": "   "}),
    ("name", {"name": "<script>alert(1)</script>"}),
    ("name", {"name": "x" * 81}),
    ("name", {"name": "…"}),
    ("area", {}),
    ("area", {"how": "moon"}),
    ("outline", {}),
    ("outline", {"pasted": "kein geojson"}),
    ("outline", {"pasted": "{}"}),
    ("outline", {"pasted": '{"type":"Point","coordinates":[8.8,48.5]}'}),
    ("outline", {"pasted": OUTLINE[:-9]}),
    ("outline", {"pasted": '{"type":"Polygon","coordinates":[[["a","b"]]]}'}),
    ("you", {"given_name": "", "family_name": "Demir"}),
    ("you", {"given_name": "Ayşe", "family_name": ""}),
    ("you", {"given_name": "<b>Ayşe</b>", "family_name": "Demir"}),
    ("login", {"login_name": "apfel-42", "passphrase": "kurz", "again": "kurz"}),
    ("login", {"login_name": "apfel-42", "passphrase": PASSPHRASE, "again": PASSPHRASE + "!"}),
    ("login", {"login_name": "a", "passphrase": PASSPHRASE, "again": PASSPHRASE}),
    ("login", {"login_name": "apfel-42", "passphrase": "passwort12345", "again": "passwort12345"}),
    ("login", {"login_name": "apfel-42", "passphrase": "Ayşe Demir", "again": "Ayşe Demir"}),
    ("second", {"given_name": "Jonas", "family_name": ""}),
    ("second", {"given_name": "Ayşe", "family_name": "Demir"}),
    ("second", {"given_name": "Jo{{7*7}}", "family_name": "Weber"}),
    ("ways", {"ways": ["magic"]}),
    ("imprint", {"responsible": "", "address": "Markt 1, Herrenberg", "email": "a@example.org"}),
    ("imprint", {"responsible": "Verein", "address": "", "email": "a@example.org"}),
    ("imprint", {"responsible": "Verein", "address": "Markt 1, Herrenberg"}),
    ("imprint", {"responsible": "Verein", "address": "Markt 1, Herrenberg", "email": "keine Adresse"}),
]


@pytest.mark.parametrize(("key", "given"), WRONG)
def test_a_wrong_answer_is_refused_in_words_and_changes_nothing(key: str, given: dict[str, Any]) -> None:
    client = founder()
    answer(client, "name", "area", "you")
    before = answers()
    response = client.post(f"/setup/step/{key}/", given)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'class="errors"' in page
    assert "<script>alert" not in page
    assert "<b>Ayşe" not in page
    assert answers() == before
    for typed in (value for name, value in given.items() if name in {"given_name", "responsible"} and value.isalpha()):
        assert typed in page  # nothing typed is lost


@pytest.mark.parametrize("typed", ["", "\n \n", "<img src=x>", "12345", "x" * 121])
def test_wrong_streets_are_refused(typed: str) -> None:
    client = founder()
    answer(client, "name")
    client.post("/setup/step/area/", {"how": "streets"})
    response = client.post("/setup/step/streets/", {"typed": typed})
    assert 'class="errors"' in response.content.decode()
    assert "streets" not in answers()


@pytest.mark.parametrize("size", [2_000_001, 5_000_000])
def test_a_large_file_is_refused(size: int) -> None:
    client = founder()
    answer(client, "name", "area")
    file = io.BytesIO(OUTLINE.encode() + b" " * size)
    file.name = "kiez.geojson"
    response = client.post("/setup/step/outline/", {"file": file})
    assert response.status_code == 200
    assert "2 MB" in response.content.decode()
    assert "outline" not in answers()


def test_a_file_is_taken_and_a_broken_one_is_not() -> None:
    client = founder()
    answer(client, "name", "area")
    broken = io.BytesIO(b"\xff\xfe\x00broken")
    broken.name = "kiez.geojson"
    assert 'class="errors"' in client.post("/setup/step/outline/", {"file": broken}).content.decode()
    file = io.BytesIO(OUTLINE.encode())
    file.name = "kiez.geojson"
    assert client.post("/setup/step/outline/", {"file": file}).status_code == 302
    assert answers()["outline"]["geojson"]["type"] == "Polygon"


def test_a_change_from_the_summary_leads_back_there() -> None:
    client = founder()
    answer(client)
    response = client.post("/setup/step/name/?from_summary", {"name": "Anders-Kiez"})
    assert response["Location"] == "/setup/summary/"
    assert "Anders-Kiez" in client.get("/setup/summary/").content.decode()


def test_an_unknown_step_is_nowhere() -> None:
    assert founder().get("/setup/step/nonsense/").status_code == 404
