import os
import signal
import sys
import time
from pathlib import Path

import pytest

from quartier.machine import processes
from quartier.machine.processes import Child, Children

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)",
]


@pytest.fixture(autouse=True)
def _signals_as_before() -> object:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_leaving_the_block_stops_every_child() -> None:
    with Children(print) as children:
        started = [children.start("one", SLEEP), children.start("two", SLEEP)]
    assert not any(child.is_running for child in started)


def test_a_child_that_does_not_listen_is_ended_by_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SECONDS_TO_STOP", 0.5)
    said: list[str] = []
    with Children(said.append) as children:
        child = children.start("Stubborn", STUBBORN)
        time.sleep(1)
    assert child.process.returncode == -signal.SIGKILL
    assert said == ["Stubborn does not stop, so it is ended by force."]


def test_a_crash_is_told_and_mended() -> None:
    said: list[str] = []
    with Children(said.append) as children:
        child = children.start("The worker", SLEEP)
        first = child.process.pid
        os.kill(first, signal.SIGKILL)
        child.process.wait()
        children._look_after(child)
        child.due = time.monotonic()
        children._look_after(child)
        assert child.is_running
        assert child.process.pid != first
    assert said == ["The worker ended unexpectedly (signal 9). It starts again in 0.5 s."]


def test_the_pause_grows_with_each_crash_and_has_an_end() -> None:
    child = Child("short", [sys.executable, "-c", ""], {}, [])
    child.process.wait()
    pauses = [child.pause_after_crash() for _ in range(10)]
    assert pauses[:4] == [0.5, 1, 2, 4]
    assert pauses[-1] == processes.LONGEST_PAUSE


def test_the_pause_is_short_again_after_a_good_minute() -> None:
    child = Child("short", [sys.executable, "-c", ""], {}, [])
    child.process.wait()
    for _ in range(5):
        child.pause_after_crash()
    child.started -= processes.SECONDS_THAT_COUNT_AS_WELL + 1
    assert child.pause_after_crash() == 0.5


def test_a_child_dies_with_its_parent(tmp_path: Path) -> None:
    parent = f"""
import sys, time
from quartier.machine.processes import Child
child = Child("c", {SLEEP!r}, {{}}, [])
open({str(tmp_path / "pid")!r}, "w").write(str(child.process.pid))
time.sleep(60)
"""
    outer = Child("parent", [sys.executable, "-c", parent], {"PYTHONPATH": os.pathsep.join(sys.path)}, [])
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.05)
    inner = int((tmp_path / "pid").read_text())
    outer.process.kill()
    outer.process.wait()
    for _ in range(100):
        if not Path(f"/proc/{inner}").exists():
            return
        time.sleep(0.05)
    raise AssertionError("the grandchild lives on")
