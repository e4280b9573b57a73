"""Everybody votes in the same minute, at the server as `./quartier start` runs it; and it is killed while they do."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from statistics import quantiles

import pytest

from quartier.commands import postgresql
from quartier.project.bench import costs
from tests.server import Server
from tests.voters import NO, YES, Eye, Ledger, Quarter, close, make, vote

pytestmark = pytest.mark.machine
AT_ONCE = 50  # connections; the others of them wait in line, as on a street
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)]


@pytest.fixture(params=DATABASES)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    database = postgresql.running(is_durable=True) if request.param == "postgresql" else nullcontext("")
    with database as address, Server(tmp_path / "data", database=address) as started:
        yield started


@pytest.mark.long
@pytest.mark.parametrize("people", [500])
def test_everybody_in_the_same_minute(server: Server, people: int) -> None:
    """Each opens the ballot and sends it; every fifth sends it twice at once, every seventh thinks better of it."""
    quarter, ledger, chance = make(server, people), Ledger(), random.Random(4711)
    jobs = [(number, YES if number % 3 else NO) for number in range(people)]
    jobs += [job for job in jobs if job[0] % 5 == 0]
    chance.shuffle(jobs)
    changed = [(number, NO) for number in range(0, people, 7)]
    began, used = time.monotonic(), costs.cpu_seconds(server.processes())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda job: vote(server, quarter, *job, ledger), jobs))
        list(pool.map(lambda job: vote(server, quarter, *job, ledger), changed))
    seconds, cpu = time.monotonic() - began, costs.cpu_seconds(server.processes()) - used
    closing = time.monotonic()
    assert close(server, quarter, 0) == http.client.FOUND
    closing = time.monotonic() - closing
    with Eye(server) as eye:
        (found,) = eye.look()
    told = quantiles(ledger.seconds, n=20)
    print(
        f"{people} people, {len(jobs) + len(changed)} votes by {server.database.partition(':')[0] or 'sqlite'}: {seconds:.1f} s, "
        f"{cpu:.1f} s of our processes' CPU, closing {closing:.1f} s, ballot and vote together p50 {told[9] * 1000:.0f} ms, p95 {told[18] * 1000:.0f} ms, {dict(ledger.answers)}"
    )
    wanted = {f"N{number}": choice for number, choice in [*jobs, *changed]}
    assert ledger.answers == Counter({"302": len(jobs) + len(changed)})
    assert found["ballots"] == wanted == ledger.taken
    assert found["rows"] == found["took_part"] == found["cast"] == people
    assert found["turnout"] == {"web": people}
    assert found["lines"] == [[list(wanted.values()).count(YES), list(wanted.values()).count(NO)]]
    assert (found["state"], found["closings"], found["told"]) == ("closed", 1, people)
    assert cpu < 60, "the same minute, whatever else the machine does"


@pytest.mark.parametrize(("people", "kills"), [(24, 1), pytest.param(120, 6, marks=pytest.mark.long)])
def test_killed_while_people_vote_and_while_it_is_counted(server: Server, people: int, kills: int) -> None:
    with Eye(server) as eye:
        is_killed_and_loses_nothing(server, eye, people, kills)


def is_killed_and_loses_nothing(server: Server, eye: Eye, people: int, kills: int) -> None:
    """Killed `kills` times while people vote, and twice as often while a vote is being counted."""
    quarter, ledger, chance = make(server, people, votes=1 + 2 * kills), Ledger(), random.Random(815)
    voters = [
        threading.Thread(
            target=vote, args=(server, quarter, number, YES if number % 3 else NO, ledger),
            kwargs={"until_taken": True}, daemon=True,
        )
        for number in range(people)
    ]  # fmt: skip
    for number, voter in enumerate(voters):
        voter.start()
        if number in range(people // (kills + 1), people, people // (kills + 1)):
            before = len(ledger.taken)
            while len(ledger.taken) < min(before + 2, number):
                time.sleep(0.01)
            kill(server)
    for voter in voters:
        voter.join(900)
    (found, *_others) = eye.look()
    assert found["ballots"] == ledger.taken, "every vote that was acknowledged is there, and no other"
    assert found["rows"] == found["took_part"] == people

    outcomes = [killed_while_closing(server, eye, quarter, number, chance) for number in range(1, 1 + 2 * kills)]
    assert close(server, quarter, 0) == http.client.FOUND
    yes = sum(number % 3 > 0 for number in range(people))
    for number, found in enumerate(eye.look()):
        assert found["lines"] == [[yes, people - yes]], number
        assert (found["state"], found["cast"], found["turnout"].get("web")) == ("closed", people, people), number
        assert (found["closings"], found["told"]) == (1, people), number
    print(f"{people} people, {3 * kills} kills; answers {dict(ledger.answers)}; after a kill while closing: {outcomes}")


def killed_while_closing(server: Server, eye: Eye, quarter: Quarter, number: int, chance: random.Random) -> str:
    """Whole or not at all; then it is closed again, which does nothing where it was done."""
    closing = threading.Thread(target=_close_or_not, args=(server, quarter, number), daemon=True)
    closing.start()
    time.sleep(chance.uniform(0.0, 0.12))
    kill(server)
    closing.join(300)
    found = eye.look()[number]
    assert (found["state"], found["closings"], bool(found["cast"]), bool(found["told"])) in {
        ("open", 0, False, False),
        ("closed", 1, True, True),
    }
    for _again in range(2):
        assert close(server, quarter, number) == http.client.FOUND
    return str(found["state"])


def _close_or_not(server: Server, quarter: Quarter, number: int) -> None:
    try:
        close(server, quarter, number)
    except (OSError, http.client.HTTPException):
        return  # killed under it


def kill(server: Server) -> None:
    """The whole server at once, as a plug that is pulled; then somebody starts it again."""
    server.kill()
    server.start()
