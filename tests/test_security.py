"""Attacks that once worked, and must not again (quality.md, "Security and privacy")."""

import logging
import stat
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of, neighbour
from quartier.kernel.accounts.actions.accounts import sign_up
from quartier.kernel.accounts.actions.sessions import forget_expired_sessions
from quartier.kernel.accounts.models import Device, LoginCard, Way
from quartier.kernel.belonging.groups import found_group, is_moderator, join_group
from quartier.kernel.entries.models import Entry
from quartier.kernel.files.actions import store_file
from quartier.kernel.files.examples import own_file
from quartier.kernel.gate.leaving import leave_quarter
from quartier.kernel.middleware import MOST_IN_ONE_REQUEST
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder
from quartier.machine import archive, data
from quartier.machine.logs import Discreet
from quartier.modules.help.actions import offer_help

LONG_AGO = {"account_confirmed": 0.0}


@pytest.mark.django_db
def test_nobody_makes_a_way_in_on_a_telephone_left_lying(cast: Cast) -> None:
    """Else a PIN of one's own would lead back in, freshly confirmed, and from there to a new passphrase."""
    client = client_of(cast.owner, session=LONG_AGO)
    answer = client.post("/account/switch/", {"keep": "on", "pin": "582047"})
    assert answer["Location"].startswith("/account/confirm/")
    assert not LoginCard.objects.exists()
    assert (
        client_of(cast.owner).post("/account/switch/", {"keep": "on", "pin": "582047"})["Location"] == "/account/login/"
    )
    assert LoginCard.objects.count() == 1


@pytest.mark.django_db
def test_taking_a_role_from_somebody_and_handing_out_a_log_in_ask_who_is_there(cast: Cast) -> None:
    client = client_of(cast.key_holder, session=LONG_AGO)
    for address in (f"/roles/moderator/take/{cast.moderator.pk}/", "/setup/second/"):
        assert client.post(address)["Location"].startswith("/account/confirm/"), address
    assert RoleHolder.objects.filter(person=cast.moderator).exists()


@pytest.mark.django_db
def test_what_is_larger_than_any_page_asks_for_is_not_kept(client: Client) -> None:
    assert client.generic("POST", "/account/login/", b"x" * (MOST_IN_ONE_REQUEST + 1)).status_code == 413
    for size in ("9" * 30, "-1"):
        answer = client.generic("POST", "/account/login/", b"x", CONTENT_LENGTH=size)
        assert answer.status_code == 413, size
    assert "20 MB" in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_strangers_leave_no_session_behind(client: Client) -> None:
    for _visit in range(3):
        assert client.get("/").status_code == 200
    assert not Session.objects.exists()
    assert settings.SESSION_COOKIE_NAME not in client.cookies


@pytest.mark.django_db
def test_sessions_and_devices_are_forgotten_once_nobody_can_come_back(cast: Cast) -> None:
    now = timezone.now()
    account = cast.owner.account
    for key, ends in (("gone", now - timedelta(days=1)), ("there", now + timedelta(days=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
        Device.objects.create(account=account, session_key=key, way=Way.CARD, last_seen=now - timedelta(days=2))
    assert forget_expired_sessions(now) == 1
    assert [device.session_key for device in Device.objects.all()] == ["there"]


@pytest.mark.django_db
def test_on_a_shared_device_the_back_button_shows_neither_pages_nor_pictures(cast: Cast) -> None:
    key = own_file(cast.owner)["key"]
    shared = {"account_shared": True, "account_seen": time.time()}
    for address in ("/", "/notices/", f"/files/{key}/", "/nothing-here/", "/places/suggest?q=a"):
        answer = client_of(cast.owner, session=shared).get(address)
        assert answer["Cache-Control"] == "private, no-store", address
    assert "private" in client_of(cast.owner).get("/")["Cache-Control"]


@pytest.mark.django_db
def test_whose_confirmation_was_withdrawn_neither_reads_nor_leads_a_group(cast: Cast) -> None:
    group = found_group(by=Actor(cast.owner), name="Garten", openness="open")
    join_group(group, by=Actor(cast.other))
    Person.objects.filter(pk=cast.owner.pk).update(standing=Standing.GUEST)
    cast.owner.refresh_from_db()
    page = client_of(cast.owner).get(f"/groups/{group.pk}/").content.decode()
    assert cast.other.family_name not in page
    assert not is_moderator(group, cast.owner)
    client_of(cast.owner).post(f"/groups/{group.pk}/remove/", {"person": cast.other.pk})
    assert group.memberships.filter(person=cast.other, is_accepted=True).exists()


@pytest.mark.django_db
def test_what_somebody_left_behind_is_not_found_by_an_old_link(cast: Cast) -> None:
    offer = offer_help(by=Actor(cast.owner), title="Ich gieße Blumen", kind="garden")
    assert client_of(cast.other).get(offer.url).status_code == 200
    leave_quarter(cast.owner, by=Actor(cast.owner))
    entry = Entry.objects.get(object_id=offer.pk, kind="help.offer")
    for address in (offer.url, f"/comments/on/{entry.pk}/"):
        assert client_of(cast.other).get(address).status_code == 404, address
    assert client_of(cast.owner).get(offer.url).status_code == 200


@pytest.mark.django_db
def test_a_guest_does_not_learn_who_lives_here(cast: Cast) -> None:
    neighbour("Zeynep", "Yıldız")
    client = client_of(cast.guest)
    for address, field in (("/account/helpers/", "name"), ("/people/guardians/", "full_name")):
        known, unknown = (
            client.post(address, {field: name}).content.decode() for name in ("Zeynep Yıldız", "Nie Mand")
        )
        assert _without(known, "Zeynep Yıldız") == _without(unknown, "Nie Mand"), address


@pytest.mark.django_db
def test_names_hold_no_signs_that_nobody_sees(cast: Cast) -> None:
    founded = found_group(by=Actor(cast.owner), name="Gar\u202eten\u200b")
    assert founded.name == "Garten"
    with pytest.raises(Refused):
        found_group(by=Actor(cast.owner), name="\u202e\u200b")
    for name in ("Ay\u200bşe", "<b>", "\u202eeşyA", "https://example.org"):
        answer = Client().post("/account/new/", {"given_name": name, "family_name": "Demir"})
        assert answer.status_code == 200, name
        with pytest.raises(Refused):
            sign_up(given_name=name, family_name="", login_name="wolke-nest-77", passphrase="wolke laterne nest apfel")


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ['{"id": "\\ud800"}', "[" * 9000, '{"id": {"a": 1}}', '{"id": "a\\u0000"}', "5"])
def test_a_passkey_that_is_none_is_refused(client: Client, sent: str) -> None:
    assert client.post("/account/passkey/", {"question": "1"}, HTTP_HOST="localhost").status_code == 200
    assert client.post("/account/passkey/", {"credential": sent}, HTTP_HOST="localhost").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "target", ["account:logout", "NaN", "http", "//example.org", "https:example.org", "javascript:alert(1)", "\\\\x"]
)
def test_after_logging_in_nobody_is_led_elsewhere(cast: Cast, target: str) -> None:
    assert client_of(cast.owner).get("/account/login/", {"next": target})["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.png", b"<!doctype html><script>alert(1)</script>"),
        ("a.pdf", b"<script>alert(1)</script>%PDF-1.4\n%%EOF"),
    ],
)
def test_what_could_run_as_a_page_is_not_kept(cast: Cast, name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        store_file(by=Actor(cast.owner), upload=SimpleUploadedFile(name, content))


def test_gunicorn_writes_down_neither_who_nor_what() -> None:
    said = "Invalid request from ip=192.168.1.7: Invalid HTTP request line: '/account/card/KANARIE'"
    line = Discreet().format(logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, said, None, None))
    assert line.endswith("gunicorn.error: Invalid request")


def test_back_ups_and_databases_are_for_their_owner_alone(tmp_path: Path) -> None:
    with archive.writing(tmp_path / "backup.zip") as target:
        target.writestr("a", "b")
    archive.check(tmp_path / "backup.zip")
    (tmp_path / "quartier.sqlite3").touch(0o644)
    data.keep_to_ourselves(tmp_path)
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def _without(page: str, name: str) -> str:
    """The page but for what was typed and what differs each time."""
    return "\n".join(line for line in page.replace(name, "").splitlines() if "csrfmiddlewaretoken" not in line)
