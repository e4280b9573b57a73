"""R11: a notice to a thousand people by mail and on their devices, carried by a real worker that is killed twenty times."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quartier.kernel.delivery.tests.sink import Sink, mail_sink
from quartier.kernel.push.tests.sink import Sink as PushSink
from quartier.kernel.push.tests.sink import push_sink
from quartier.machine.processes import python
from tests.server import COMMAND, ROOT, environment

pytestmark = [pytest.mark.machine, pytest.mark.long]
PEOPLE, KILLS = 1000, 20
PATIENCE = 600.0  # seconds, until the next of them arrives
FILL = """
from quartier.kernel.accounts.models import Device, Way
from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.delivery.models import Reach
from quartier.kernel.people.models import Account, Person
from quartier.kernel.push.models import PushDevice, PushService
from quartier.kernel.quarter.models import Quarter
from quartier.machine.web_push import letters, own_key, public_bytes
from django.utils import timezone

Quarter.objects.get_or_create(pk=1)
MailServer.objects.create(
    pk=1, is_on=True, host="127.0.0.1", port={mail}, security="none", sender="q@example.org", site_url="https://q.example.org"
)
PushService.objects.create(pk=1, is_on=True, contact="q@example.org")
key = letters(public_bytes(own_key("browser")))
for number in range({people}):
    person = Person.objects.create(given_name="N%d" % number, standing="member")
    account = Account.objects.create(login_name="n-%d" % number, person=person, email="n%d@example.org" % number)
    Reach.objects.create(person=person, address=account.email, confirmed=timezone.now())
    device = Device.objects.create(account=account, session_key="k%d" % number, browser="Firefox", way=Way.CARD)
    PushDevice.objects.create(
        person=person, device=device, endpoint="{push}/box/%d" % number, key=key, auth=letters(b"sixteen letters!")
    )
"""
TELL = """
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.models import Person
from quartier.kernel.terms.matters import MATTER_SAID

tell(Person.objects.filter(given_name__startswith="N"), MATTER_SAID, title="Probe", url="/x/", once="{once}")
"""


class Quarter:
    """A database of its own, and its worker."""

    def __init__(self, data: Path, mails: Sink, pushes: PushSink) -> None:
        self.env = {
            **environment(), "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "quartier.project.settings",
            "QUARTIER_DATA": str(data), "QUARTIER_PUSH_SINK": pushes.url,
        }  # fmt: skip
        self.mails, self.pushes = mails, pushes
        self.worker: subprocess.Popen[bytes] | None = None

    def manage(self, *words: str) -> None:
        done = subprocess.run([COMMAND, "manage", *words], env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def start_worker(self) -> None:
        self.worker = subprocess.Popen(python("quartier.project.worker"), env=self.env)

    def end_worker(self, number: signal.Signals) -> None:
        if self.worker:
            self.worker.send_signal(number)
            self.worker.wait(60)
            self.worker = None

    def arrived(self) -> tuple[int, int]:
        return len({to for to, _raw in self.mails.raw}), len({path for path, _headers, _body in self.pushes.got})

    def wait_for(self, count: int) -> float:
        """Until both ways have brought that many; says how long it took."""
        return self._wait(lambda: min(self.arrived()) >= count)

    def wait_for_more(self, count: int) -> None:
        """On either way; or until all have it."""
        before = sum(self.arrived())
        self._wait(lambda: sum(self.arrived()) - before >= count or min(self.arrived()) == PEOPLE)

    def _wait(self, is_so: Callable[[], bool]) -> float:
        began = time.monotonic()
        while not is_so():
            assert self.worker is not None
            assert self.worker.poll() is None, "the worker ended by itself"
            assert time.monotonic() - began < PATIENCE, f"only {self.arrived()} arrived"
            time.sleep(0.02)
        return time.monotonic() - began


@contextmanager
def a_thousand(data: Path) -> Iterator[Quarter]:
    with mail_sink() as mails, push_sink() as pushes:
        quarter = Quarter(data, mails, pushes)
        quarter.manage("migrate", "-v", "0")
        quarter.manage("shell", "-v", "0", "-c", FILL.format(mail=mails.port, push=pushes.url, people=PEOPLE))
        try:
            yield quarter
        finally:
            quarter.end_worker(signal.SIGKILL)


def test_a_thousand_hear_it_on_both_ways_though_the_worker_is_killed_twenty_times(tmp_path: Path) -> None:
    with a_thousand(tmp_path) as quarter:
        quarter.start_worker()
        quarter.manage("shell", "-v", "0", "-c", TELL.format(once="quiet"))
        first = quarter.wait_for(50)
        whole = first + quarter.wait_for(PEOPLE)
        load = os.getloadavg()[0]
        print(f"\nR11, {PEOPLE}, mail and devices: 50 after {first:.1f} s, all after {whole:.1f} s, load {load:.1f}")
        quarter.end_worker(signal.SIGTERM)
        quarter.mails.raw.clear()
        quarter.pushes.got.clear()
        quarter.manage("shell", "-v", "0", "-c", TELL.format(once="killed"))
        for kill in range(KILLS):
            quarter.start_worker()
            quarter.wait_for_more(1 + 7 * (kill % 4))
            quarter.end_worker(signal.SIGKILL)
        quarter.start_worker()
        quarter.wait_for(PEOPLE)
        ids = Counter(re.findall(rb"(?im)^message-id: (\S+)", b"\n".join(raw for _to, raw in quarter.mails.raw)))
        topics = Counter((path, headers["Topic"]) for path, headers, _body in quarter.pushes.got)
        again = sum(ids.values()) - PEOPLE, sum(topics.values()) - PEOPLE
        print(f"R11, killed {KILLS} times: mails twice {again[0]}, messages to devices twice {again[1]}")
        assert len(ids) == PEOPLE, "the same mail twice has the same name, so a mailbox shows it once"
        assert len(topics) == PEOPLE, "the same message twice replaces itself on the device"
