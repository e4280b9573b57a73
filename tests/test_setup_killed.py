"""R1 for the set-up: killed in the middle, the server has kept every answer that it acknowledged."""

import re
import urllib.error
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.server import Server

pytestmark = pytest.mark.machine
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """Cookies and forms, and nothing else."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        with self.opener.open(self.server.url + path, timeout=120) as answer:
            return str(answer.read().decode())

    def answer(self, key: str, **typed: str) -> None:
        """Returns once the server has acknowledged: it leads on to the next question."""
        path = f"/setup/step/{key}/"
        token = TOKEN.search(self.get(path))
        assert token, "there is no form on this page"
        body = urlencode({**typed, "csrfmiddlewaretoken": token[1]}).encode()
        request = Request(self.server.url + path, body, {"Referer": self.server.url + path})
        with self.opener.open(request, timeout=120) as answer:
            assert answer.url != self.server.url + path, answer.read().decode()


def opened(server: Server) -> Browser:
    assert server.process.stdout is not None
    link = server.process.stdout.readline().rsplit(" ", 1)[-1].strip()
    assert link.startswith(f"{server.url}/setup/"), link
    browser = Browser(server)
    browser.get(link.removeprefix(server.url))
    return browser


def test_what_was_answered_is_there_after_a_kill(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    with server:
        browser = opened(server)
        browser.answer("name", name="Reinhold-Kiez")
        browser.answer("area", how="streets")
        browser.answer("streets", typed="Gartenstraße\nMarkt")
        browser.answer("you", given_name="Ayşe", family_name="Demir")
        server.kill()
        server.start()
        with pytest.raises(urllib.error.URLError):
            browser.get("/setup/nonsense/")
        assert "Ayşe" in browser.get("/setup/step/you/")  # the browser that began goes on without a new link
        other = opened(server)
        assert "Reinhold-Kiez" in other.get("/setup/step/name/")
        assert "Gartenstraße\nMarkt" in other.get("/setup/step/streets/").replace("\r", "")
        assert 'href="/setup/step/login/"' in other.get("/setup/")
