"""A foreign chat app at the real Synapse: log-in, what it may, and how it ends at once."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from quartier.api import Person
from quartier.api.testing.people import client_of, neighbour
from quartier.modules.chat.following import follow, tell_about_people
from quartier.modules.chat.homeserver_api import Refusal, Unreachable, as_admin, call, make_bot
from quartier.modules.chat.models import AppSession, Farewell, Token
from quartier.modules.chat.queries import digest_of
from quartier.modules.chat.secrets import secrets
from quartier.modules.chat.sessions import say_farewells
from tests.homeserver import CALLBACK, NAME, Homeserver, ask, authorize, homeserver_at, log_in, registered, token

pytestmark = [pytest.mark.machine, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def homeserver(live_server: object) -> Homeserver:
    return homeserver_at(str(live_server))


@pytest.fixture
def ada(homeserver: Homeserver) -> Person:
    return neighbour("Ada", "Abel")


def test_an_app_logs_in_by_the_website_and_is_whom_it_says(ada: Person) -> None:
    grant = log_in(ada)
    said = ask("GET", "account/whoami", grant.access)
    assert said["device_id"] == grant.device_id
    assert said["user_id"] == f"@{ada.chat_user.localpart}:{NAME}"
    assert "ada" not in said["user_id"]
    assert ask("GET", f"profile/{said['user_id']}/displayname", grant.access)["displayname"] == "Ada Abel"


def test_refreshing_goes_on_and_an_old_refresh_token_that_comes_back_ends_all(ada: Person) -> None:
    first = log_in(ada)
    again = {"grant_type": "refresh_token", "client_id": first.client_id}
    lost = token(refresh_token=first.refresh, **again)
    second = token(refresh_token=first.refresh, **again)  # the answer was lost on the way
    assert lost.status_code == second.status_code == 200
    assert ask("GET", "account/whoami", second.json()["access_token"])["device_id"] == first.device_id
    assert token(refresh_token=first.refresh, **again).status_code == 400  # now somebody has copied it
    assert not AppSession.objects.exists()
    assert ask("GET", "account/whoami", second.json()["access_token"], ok=False)["status"] == 401


def test_revoking_either_token_ends_both_and_the_device_at_once(ada: Person) -> None:
    grant = log_in(ada)
    ask("GET", "account/whoami", grant.access)  # so that the homeserver remembers the token
    revoked = Client().post("/chat/oauth/revoke/", {"token": grant.refresh, "client_id": grant.client_id})
    assert revoked.status_code == 200
    assert ask("GET", "account/whoami", grant.access, ok=False)["status"] == 401
    assert token(grant_type="refresh_token", client_id=grant.client_id, refresh_token=grant.refresh).status_code == 400


def test_an_app_that_knows_the_name_alone_finds_the_way(homeserver: Homeserver) -> None:
    found = Client().get("/.well-known/matrix/client", follow=True)
    assert found.json() == {"m.homeserver": {"base_url": homeserver.server.address}}
    assert found.redirect_chain
    told = call("GET", "/_matrix/client/v1/auth_metadata", token="")
    assert told == Client().get("/chat/homeserver/.well-known/openid-configuration").json()
    assert told["token_endpoint"].startswith(homeserver.server.address)
    assert Client().get("/.well-known/security.txt").status_code == 404


def test_ending_an_app_among_my_log_ins_ends_it_at_once(ada: Person) -> None:
    grant, browser = log_in(ada), client_of(ada)
    ask("GET", "account/whoami", grant.access)
    assert "Example App" in browser.get("/chat/apps/").content.decode()
    browser.post(f"/chat/apps/{AppSession.objects.get().pk}/end/")
    assert ask("GET", "account/whoami", grant.access, ok=False)["status"] == 401


def test_logging_out_everywhere_ends_apps_too(ada: Person) -> None:
    grant, browser = log_in(ada), client_of(ada)
    ask("GET", "account/whoami", grant.access)
    browser.post("/account/devices/end-others/")
    assert not AppSession.objects.exists()
    assert ask("GET", "account/whoami", grant.access, ok=False)["status"] == 401


def test_the_websites_own_log_in_for_chat_ends_with_the_websites(ada: Person) -> None:
    browser = client_of(ada)
    said = browser.post("/chat/session/", {"device_id": ""}).json()
    assert ask("GET", "account/whoami", said["access_token"])["device_id"] == said["device_id"]
    again = browser.post("/chat/session/", {"device_id": said["device_id"]}).json()
    assert again["device_id"] == said["device_id"]
    assert AppSession.objects.count() == 1
    browser.post("/account/logout/")
    follow_now()
    assert ask("GET", "account/whoami", again["access_token"], ok=False)["status"] == 401
    assert not Token.objects.exists()


def test_whoever_is_no_neighbour_any_more_is_out(ada: Person) -> None:
    grant = log_in(ada)
    ask("GET", "account/whoami", grant.access)
    Person.objects.filter(pk=ada.pk).update(standing="left")
    follow_now()
    assert ask("GET", "account/whoami", grant.access, ok=False)["status"] == 401


def test_forged_tokens_open_nothing(ada: Person, homeserver: Homeserver) -> None:
    grant = log_in(ada)
    for forged in (
        "x",
        grant.access[:-1],
        grant.access + "A",
        grant.refresh,
        digest_of(grant.access),
        "qa_" + "A" * 43,
    ):
        assert ask("GET", "account/whoami", forged, ok=False)["status"] == 401
    for path, secret in (("oauth2/introspect", "shared"), ("may/", "rules")):
        for shown in ("", "Bearer", "Bearer x", f"Bearer {secrets()['forms']}"):
            answer = Client().post(
                f"/chat/homeserver/{path}", {"token": grant.access}, headers={"Authorization": shown}
            )
            assert answer.status_code == 403
        assert Client().get(f"/chat/homeserver/{path}").status_code == 405
        assert secrets()[secret]
    make_bot()
    with pytest.raises(Refusal) as refused:
        call("GET", "/_synapse/admin/v2/users", token=grant.access)
    assert refused.value.status == 403
    assert as_admin("GET", f"v2/users/@quartier:{NAME}")["name"] == f"@quartier:{NAME}"


@pytest.mark.parametrize(
    "scope", ["openid", "urn:matrix:client:api:*", "urn:matrix:client:api:* urn:synapse:admin:* urn:matrix:client:device:ABCDEFGHIJ",
              "urn:matrix:client:api:* urn:matrix:client:device:ABCDEFGHIJ urn:matrix:client:device:KLMNOPQRST",
              "urn:matrix:client:api:* urn:matrix:client:device:a/b/c/d/e/f/g"],
)  # fmt: skip
def test_no_app_gets_more_than_chat_on_one_device(ada: Person, scope: str) -> None:
    asked, _verifier = authorize(client_of(ada), registered().json()["client_id"], scope=scope)
    answer = client_of(ada).post(asked["url"], {"answer": "yes"})
    assert "code=" not in answer.headers.get("Location", "")


def test_a_code_opens_once_for_its_app_with_its_proof_alone(ada: Person) -> None:
    browser, client_id = client_of(ada), registered().json()["client_id"]
    other = registered(client_name="Other").json()["client_id"]

    def code() -> tuple[str, str]:
        asked, verifier = authorize(browser, client_id)
        location = browser.post(asked["url"], {"answer": "yes"})["Location"]
        assert location.startswith(CALLBACK)
        return parse_qs(urlsplit(location).query)["code"][0], verifier

    named = {"grant_type": "authorization_code", "redirect_uri": CALLBACK}
    found, verifier = code()
    assert token(code=found, client_id=client_id, code_verifier="A" * 43, **named).status_code == 400
    assert token(code=found, client_id=client_id, code_verifier=verifier, **named).status_code == 400  # it is used up
    found, verifier = code()
    assert token(code=found, client_id=other, code_verifier=verifier, **named).status_code in {400, 401}
    assert not AppSession.objects.exists()


def test_no_is_no_and_without_proof_key_nothing_begins(ada: Person) -> None:
    browser, client_id = client_of(ada), registered().json()["client_id"]
    asked, _verifier = authorize(browser, client_id)
    assert "error=access_denied" in browser.post(asked["url"], {"answer": "no"})["Location"]
    for wrong in (
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
        {"redirect_uri": "https://evil.example/"},
    ):
        asked, _verifier = authorize(browser, client_id, **wrong)
        answer = browser.post(asked["url"], {"answer": "yes"})
        assert "code=" not in answer.headers.get("Location", "")
        assert "evil" not in answer.headers.get("Location", "")


def test_a_device_without_a_browser_gets_in_by_a_code(ada: Person) -> None:
    client_id, browser = registered().json()["client_id"], client_of(ada)
    scope = "urn:matrix:client:api:* urn:matrix:client:device:TELEVISION"
    begun = Client().post("/chat/oauth/device/", {"client_id": client_id, "scope": scope}).json()
    asks = {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "client_id": client_id,
        "device_code": begun["device_code"],
    }
    with time_machine.travel(timezone.now(), tick=False):  # in the same moment, however slow the machine is
        assert token(**asks).json()["error"] == "authorization_pending"
        assert token(**asks).json()["error"] == "slow_down"
    assert (
        "Example App" in browser.post("/chat/oauth/link/", {"user_code": begun["user_code"].lower()}).content.decode()
    )
    assert browser.post("/chat/oauth/link/", {"user_code": begun["user_code"], "answer": "yes"}).status_code == 302
    given = token(**asks).json()
    assert ask("GET", "account/whoami", given["access_token"])["device_id"] == "TELEVISION"
    assert token(**asks).status_code == 400
    assert "passt nicht" in browser.post("/chat/oauth/link/", {"user_code": "BBBB-BBBB"}).content.decode()


def test_while_the_homeserver_is_away_nothing_begins_and_ends_wait_for_it(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant, browser = log_in(ada), client_of(ada)
    with monkeypatch.context() as away:
        away.setattr("quartier.modules.chat.homeserver_api.port", lambda: 9)
        assert browser.post("/chat/session/", {"device_id": ""}).status_code == 503
        assert (
            token(grant_type="refresh_token", client_id=grant.client_id, refresh_token=grant.refresh).status_code == 200
        )
        browser.post(f"/chat/apps/{AppSession.objects.get(app__isnull=False).pk}/end/")
        assert Farewell.objects.count() == 1
        follow_now()  # says nothing and fails at nothing
        with pytest.raises(Unreachable):
            tell_about_people(5)
    assert say_farewells() == 1
    assert ask("GET", "account/whoami", grant.access, ok=False)["status"] == 401


def follow_now() -> None:
    follow(timezone.now())
