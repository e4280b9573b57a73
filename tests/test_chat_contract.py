"""Synapse's private interface for its log-in (`/_synapse/mas/*`), held to what we need of it: run on every upgrade."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from quartier.modules.chat.homeserver_api import (
    Refusal,
    as_admin,
    as_login,
    call,
    delete_device,
    delete_user,
    make_bot,
    provision,
    upsert_device,
)
from quartier.modules.chat.secrets import secrets as ours
from tests.homeserver import NAME, homeserver_at

pytestmark = [pytest.mark.machine, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _running(live_server: object) -> None:
    homeserver_at(str(live_server))


@pytest.fixture
def name() -> str:
    return f"n{secrets.token_hex(5)}"


def known(name: str) -> dict[str, Any]:
    return call("GET", f"/_synapse/mas/query_user?localpart={name}", token=ours()["shared"])


def test_an_address_is_made_once_and_named_anew(name: str) -> None:
    provision(name, name="Ada Abel")
    provision(name, name="Ada Berg")
    said = known(name)
    assert said["user_id"] == f"@{name}:{NAME}"
    assert said["display_name"] == "Ada Berg"
    assert (said["is_suspended"], said["is_deactivated"]) == (False, False)


def test_a_device_is_made_once_and_deleted_once(name: str) -> None:
    provision(name, name="Ada Abel")
    upsert_device(name, "DEVICE0001", "Telefon")
    upsert_device(name, "DEVICE0001", "Telefon")
    delete_device(name, "DEVICE0001")
    delete_device(name, "DEVICE0001")


def test_a_deleted_address_is_deactivated_and_deleting_it_again_does_no_harm(name: str) -> None:
    provision(name, name="Ada Abel")
    delete_user(name)
    assert known(name)["is_deactivated"] is True
    delete_user(name)


def test_what_isnt_known_is_said_by_404(name: str) -> None:
    for path, more in (("upsert_device", {"device_id": "DEVICE0001"}), ("delete_user", {"erase": True})):
        with pytest.raises(Refusal) as refused:
            as_login(path, {"localpart": name, **more})
        assert refused.value.status == 404
    delete_device(name, "DEVICE0001")
    delete_user(name)


def test_nobody_without_the_secret_is_heard(name: str) -> None:
    for shown in ("", "x", ours()["bot"], ours()["admin"], ours()["rules"]):
        for path in ("provision_user", "delete_user", "upsert_device"):
            with pytest.raises(Refusal) as refused:
                call("POST", f"/_synapse/mas/{path}", {"localpart": name, "device_id": "D", "erase": True}, token=shown)
            assert refused.value.status in {401, 403}


def test_the_bot_is_made_once_and_is_logged_in_nowhere() -> None:
    make_bot()
    make_bot()
    assert as_admin("GET", f"v2/users/@quartier:{NAME}/devices")["total"] == 0
