"""R1: the whole server is killed while people write. Nothing that it acknowledged may be lost."""

import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from quartier.kernel.matters.models import Message
from quartier.machine import databases
from tests.server import COMMAND, Server, environment

pytestmark = pytest.mark.machine
SECONDS_TO_BE_READY = 60  # whatever else the machine does
CSRF = "k" * 32
TWO_NEIGHBOURS = """
import json
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from quartier.kernel.matters.actions import open_matter
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing

def neighbour(name):
    person = Person.objects.create(given_name=name, standing=Standing.MEMBER)
    account = Account.objects.create_user(name.lower(), "a passphrase", person)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return person, session.session_key

asker, first = neighbour("Ada")
helper, second = neighbour("Bo")
matter = open_matter(by=Actor(helper), kind="help.matter", about=None, title="Einkaufen", parties={asker: "asker", helper: "helper"}, text="Gern!")
print("MADE " + json.dumps({"matter": matter.pk, "sessions": [first, second]}))
"""


class Writer(threading.Thread):
    """Somebody who writes one message after the other, and keeps a ledger of those the server acknowledged."""

    def __init__(self, server: Server, matter: int, session: str, name: str) -> None:
        super().__init__(daemon=True)
        self.server, self.matter, self.session, self.who = server, matter, session, name
        self.ledger: list[str] = []
        self.answers: Counter[str] = Counter()
        self.stopped = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.stopped.is_set():
            number += 1
            text = f"{self.who}-{number}"
            try:
                status = self._write(text)
            except (OSError, http.client.HTTPException) as error:
                self.answers[type(error).__name__] += 1
                time.sleep(0.05)
                continue
            self.answers[str(status)] += 1
            if status == http.client.FOUND:
                self.ledger.append(text)

    def _write(self, text: str) -> int:
        address = urlsplit(self.server.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request("POST", f"/matters/{self.matter}/say/", f"text={text}", headers)
            return connection.getresponse().status
        finally:
            connection.close()


def make_two_neighbours(data: Path) -> tuple[int, list[str]]:
    made = subprocess.run(
        [COMMAND, "manage", "shell", "-v", "0", "-c", TWO_NEIGHBOURS],
        env={**environment(), "QUARTIER_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert "MADE " in made.stdout, made.stderr
    found = json.loads(made.stdout.partition("MADE ")[2])
    return found["matter"], found["sessions"]


def stored(data: Path) -> tuple[str, Counter[str]]:
    """SQLite's verdict on its file, and how often each message is there."""
    databases.use_safe_sqlite()
    connection = sys.modules["sqlite3"].connect(data / "quartier.sqlite3")
    try:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        rows = connection.execute(f"SELECT text FROM {Message._meta.db_table}").fetchall()
        return str(verdict), Counter(text for (text,) in rows)
    finally:
        connection.close()


@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=pytest.mark.long)])
def test_killed_while_people_write_nothing_acknowledged_is_lost(kills: int, tmp_path: Path) -> None:
    chance = random.Random(4711)
    slowest = 0.0
    with Server(tmp_path / "data") as server:
        matter, sessions = make_two_neighbours(server.data)
        server.stop()
        server.start()
        undisturbed = server.seconds_to_ready  # a yardstick for this machine, as busy as it is now
        writers = [Writer(server, matter, session, f"w{n}") for n, session in enumerate(sessions)]
        for writer in writers:
            writer.start()
        for _ in range(kills):
            written = sum(len(writer.ledger) for writer in writers)
            while sum(len(writer.ledger) for writer in writers) < written + 5:  # there is something to lose
                assert all(writer.is_alive() for writer in writers)
                time.sleep(0.02)
            time.sleep(chance.uniform(0, 0.5))
            server.kill()
            assert stored(server.data)[0] == "ok"
            server.start()
            slowest = max(slowest, server.seconds_to_ready)
        for writer in writers:
            writer.stopped.set()
            writer.join(120)
        server.stop()
    acknowledged = [text for writer in writers for text in writer.ledger]
    verdict, there = stored(server.data)
    print(
        f"{kills} kills, {len(acknowledged)} writes acknowledged, slowest start {slowest:.1f} s (undisturbed {undisturbed:.1f} s)",
        *(w.answers for w in writers),
    )
    assert verdict == "ok"
    assert [text for text in acknowledged if there[text] != 1] == []
    assert slowest < max(SECONDS_TO_BE_READY, 10 * undisturbed)
