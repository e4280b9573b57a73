"""`./quartier start --https`: a real Caddy, a real authority."""

import http.client
import json
import socket
import ssl
from collections.abc import Iterator
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener, urlopen

import pytest

from quartier.machine import https
from quartier.project.wsgi import as_told_by_our_door
from tests.ports import free_port
from tests.server import Server

pytestmark = pytest.mark.machine
NAME = "quartier.local"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("https") / "data"
    with Server(data, "--https", "--https-port", str(free_port()), "--name", NAME) as server:
        yield server


def trusting(server: Server) -> ssl.SSLContext:
    return ssl.create_default_context(cadata=https.root_certificate(server.data))


def plain_address(server: Server) -> str:
    configuration = json.loads((server.data / "https" / "caddy.json").read_text())
    return "http://" + str(configuration["apps"]["http"]["servers"]["plain"]["listen"][0])


def ask(server: Server, name: str, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    """As a browser that called the server by that name."""
    port = urlsplit(server.url).port or 0
    raw = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection = http.client.HTTPSConnection(name, port)
    connection.sock = trusting(server).wrap_socket(raw, server_hostname=name)
    connection.request("GET", path, headers=headers or {})
    return connection.getresponse()


def test_the_ready_line_has_the_name_that_passkeys_need(running: Server) -> None:
    assert running.url.startswith(f"https://{NAME}:")


@pytest.mark.parametrize("name", [NAME, "localhost", "127.0.0.1"])
def test_a_device_that_trusts_us_gets_pages_by_each_name(running: Server, name: str) -> None:
    assert ask(running, name, "/health/").read() == b"ok"


def test_a_device_that_does_not_trust_us_is_warned(running: Server) -> None:
    port = urlsplit(running.url).port
    with pytest.raises(Exception, match="CERTIFICATE_VERIFY_FAILED"):
        urlopen(f"https://localhost:{port}/health/", context=ssl.create_default_context(), timeout=60)


def test_cookies_never_travel_without_encryption(running: Server) -> None:
    cookies = ask(running, NAME, "/ui/").headers.get_all("Set-Cookie") or []
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *arguments: object) -> None:
        return None


def test_without_encryption_there_is_only_the_page_that_helps(running: Server) -> None:
    plain = plain_address(running)
    with urlopen(f"{plain}/vertrauen/", timeout=60) as page:
        text = page.read().decode()
    assert https.fingerprint(https.root_certificate(running.data)) in text.replace("<wbr>", "")
    with pytest.raises(Exception, match="307") as moved:
        build_opener(Stay).open(Request(f"{plain}/account/login/"), timeout=60)
    assert moved.value.headers["Location"].startswith("https://127.0.0.1:")  # type: ignore[attr-defined]


def test_the_page_that_helps_changes_its_language_without_encryption(running: Server) -> None:
    plain = plain_address(running)
    browser = build_opener(HTTPCookieProcessor(CookieJar(policy=DefaultCookiePolicy())))
    with browser.open(f"{plain}/i18n/setlang/", b"language=en&next=/vertrauen/", timeout=60) as page:
        assert "Trust this server" in page.read().decode()


def test_the_certificate_on_offer_is_the_one_that_signs(running: Server) -> None:
    with urlopen(f"{plain_address(running)}/vertrauen/quartiersserver.crt", timeout=60) as answer:
        assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
        assert answer.read().decode() == https.root_certificate(running.data)


def test_the_authority_outlives_a_restart(running: Server) -> None:
    before = https.root_certificate(running.data)
    running.stop()
    assert running.ended_within(60)
    running.start()
    assert https.root_certificate(running.data) == before
    assert ask(running, NAME, "/health/").read() == b"ok"


def test_nobody_outside_is_asked_and_nothing_lies_outside_the_data_folder(running: Server) -> None:
    text = (running.data / "https" / "caddy.json").read_text()
    configuration = json.loads(text)
    assert configuration["admin"]["disabled"]
    assert configuration["apps"]["tls"]["disable_ocsp_stapling"]
    assert configuration["apps"]["tls"]["automation"]["policies"] == [{"issuers": [{"module": "internal"}]}]
    assert "acme" not in text
    assert all(
        server["automatic_https"] == {"disable": True} for server in configuration["apps"]["http"]["servers"].values()
    )


def test_a_stranger_cannot_pretend_to_come_from_elsewhere() -> None:
    """Caddy adds whom it really saw at the end; whatever a client wrote before that counts for nothing."""
    seen: list[str] = []
    door = as_told_by_our_door(lambda environ, _start: seen.append(environ["REMOTE_ADDR"]))
    door({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 192.168.1.7"}, lambda *_: None)
    assert seen == ["192.168.1.7"]


def test_without_https_there_is_no_such_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Server(tmp_path_factory.mktemp("plain") / "data") as server, pytest.raises(Exception, match="404"):
        server.get("/vertrauen/")
