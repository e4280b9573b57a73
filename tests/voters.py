"""People who vote at a real server: a quarter of them made at once, and browsers that are only as clever as they need to be."""

from __future__ import annotations

import http.client
import json
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.server import COMMAND, Server

CSRF = "k" * 32
YES, NO = "yes", "no"
MAKE = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from quartier.api import Actor
from quartier.api.processes import START_PROCESS, cast
from quartier.api.testing import holder_of
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.quarter.models import Quarter
from quartier.steps.vote.examples import an_open_vote

def session_of(account):
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return session.session_key

word = make_password("a passphrase")
with transaction.atomic():
    Quarter.objects.update_or_create(pk=1, defaults={"name": "Musterviertel", "is_set_up": True})
    olga = holder_of(START_PROCESS, "Olga", "Ott")
    people = [Person.objects.create(given_name=f"N{n}", standing=Standing.MEMBER) for n in range(PEOPLE)]
    accounts = [Account.objects.create(login_name=f"n{n}", password=word, person=one) for n, one in enumerate(people)]
    steps = [an_open_vote(olga) for _step in range(VOTES)]
    for step in steps[1:]:
        for number, person in enumerate(people):
            cast(step, by=Actor(person), content={"question": "yes" if number % 3 else "no"})
    say({"olga": session_of(olga.account), "sessions": [session_of(one) for one in accounts],
         "steps": [step.pk for step in steps], "processes": [step.process_id for step in steps]})
"""
LOOK = """
import json, sys
from django.db import close_old_connections
from quartier.kernel.notifications.models import Notification
from quartier.kernel.processes.models import Ballot, Participation, ProcessEvent, Step

def look(step):
    ballots = Ballot.objects.filter(step=step)
    return {
        "state": step.state, "cast": step.tally.get("cast", 0), "turnout": step.turnout,
        "lines": [[line["points"], line["no"]] for line in step.tally.get("lines", [])],
        "ballots": {ballot.person.given_name: ballot.content["question"] for ballot in ballots.select_related("person")},
        "rows": ballots.count(), "took_part": Participation.objects.filter(step=step).count(),
        "closings": ProcessEvent.objects.filter(step=step, name="closed").count(),
        "told": Notification.objects.filter(notice="process.closed", url=step.process.url).count(),
    }

for _line in sys.stdin:
    close_old_connections()
    print("FOUND " + json.dumps([look(step) for step in Step.objects.order_by("pk")]), flush=True)
"""


class Eye:
    """Looks into the database of a server, as often as somebody asks; it isn't killed with it."""

    def __init__(self, server: Server) -> None:
        self.command = [COMMAND, "manage", "shell", "-v", "0", "-c", LOOK]
        self.env = {
            **server.environment(),
            "QUARTIER_DATA": f"{server.data}/",
        }  # written in another way than the server's

    def __enter__(self) -> Eye:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(self.command, env=self.env, stdin=pipe, stdout=pipe, text=True)
        return self

    def __exit__(self, *_error: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(60)

    def look(self) -> list[dict[str, Any]]:
        """Each vote as it is now."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(file=self.process.stdin, flush=True)
        for line in self.process.stdout:
            if line.startswith("FOUND "):
                found: list[dict[str, Any]] = json.loads(line.removeprefix("FOUND "))
                return found
        raise AssertionError("It ended; the reason stands above.")


@dataclass
class Quarter:
    """What was made: each vote but the first has everybody's ballot already."""

    olga: str
    sessions: list[str]
    steps: list[int]
    processes: list[int]


@dataclass
class Ledger:
    """What the server acknowledged, and how long it took."""

    taken: dict[str, str] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def make(server: Server, people: int, votes: int = 1) -> Quarter:
    return Quarter(**server.do(MAKE.replace("PEOPLE", str(people)).replace("VOTES", str(votes))))


def ask(server: Server, method: str, path: str, session: str, said: dict[str, str] | None = None) -> int:
    """One request on a connection of its own, as from one of many phones."""
    address = urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=300)
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        connection.request(method, path, urlencode(said or {}), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def vote(
    server: Server, quarter: Quarter, number: int, choice: str, ledger: Ledger, *, until_taken: bool = False
) -> None:
    """Opens the ballot and sends it. `until_taken`: whoever hears nothing tries again, as people do."""
    path, session = f"/vote/{quarter.steps[0]}/", quarter.sessions[number]
    while True:
        began = time.monotonic()
        try:
            ask(server, "GET", path, session)
            status = ask(server, "POST", path, session, {"question": choice})
        except (OSError, http.client.HTTPException) as error:
            with ledger.lock:
                ledger.answers[type(error).__name__] += 1
            if not until_taken:
                return
            time.sleep(0.1)
            continue
        with ledger.lock:
            ledger.answers[str(status)] += 1
            ledger.seconds.append(time.monotonic() - began)
            if status == http.client.FOUND:
                ledger.taken[f"N{number}"] = choice
        if status == http.client.FOUND or not until_taken:
            return
        time.sleep(0.1)


def close(server: Server, quarter: Quarter, number: int) -> int:
    """The organiser ends a vote by hand."""
    return ask(server, "POST", f"/process/{quarter.processes[number]}/step/1/close/", quarter.olga)
