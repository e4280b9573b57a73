"""The real coturn beside the tests of calls, looked after as beside the server: by its plan, with its settings."""

from __future__ import annotations

import atexit
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from quartier.kernel.services.plans import _as_written, _write
from quartier.machine import service_states
from quartier.machine.services import Keeper, Patience
from quartier.modules.chat import turn
from quartier.modules.chat.terms import RELAY

_running: Keeper | None = None


@contextmanager
def planned(data: Path) -> Iterator[Path]:
    """As if the quarter wanted it, as long as the block lasts."""
    plan, file = turn.plan(), service_states.folder(data) / f"{RELAY}{service_states.PLAN}"
    assert plan is not None
    _write(file, json.dumps(_as_written(plan)))
    yield file
    file.unlink()
    service_states.forget(data, RELAY)


@contextmanager
def running() -> Iterator[Keeper]:
    """The same program for every test of this process, until it ends. The homeserver, which tells where it is, comes first."""
    global _running  # noqa: PLW0603
    if shutil.which(turn.PROGRAM) is None:
        pytest.skip("no coturn here: sudo apt install coturn")
    data = Path(settings.DATA)
    with planned(data):
        if _running is None:
            _running = Keeper(data, RELAY, print, Patience(retry=0.2))
            atexit.register(_running.end)
        service_states.write(data, RELAY, _running.state)  # which the test before has taken away
        until_it_is("running", _running)
        yield _running


def until_it_is(what: str, keeper: Keeper, seconds: float = 180.0) -> None:
    last_moment = time.monotonic() + seconds
    keeper.look()
    while keeper.state.what != what:
        said = keeper.log.read_text()[-1500:] if keeper.log.exists() else ""
        assert time.monotonic() < last_moment, f"{keeper.state}: {said}"
        time.sleep(0.1)
        keeper.look()
