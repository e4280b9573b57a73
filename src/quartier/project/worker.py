"""The background worker: one process beside the web server."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two rounds
LONGEST_GOODBYE = 5.0  # seconds that a mail under way may still take


def main() -> None:
    """Works until SIGTERM or SIGINT. A round that fails is logged and the next one comes all the same."""
    import django

    django.setup()
    from quartier.kernel.jobs.runner import deliver_round, fetch_round, outside_round, tick

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    begin()
    rounds = (lambda: deliver_round(stop.is_set), lambda: fetch_round(stop.is_set), outside_round)
    beside = [threading.Thread(target=_again_and_again, args=(one, stop), daemon=True) for one in rounds]
    for thread in beside:
        thread.start()
    _again_and_again(tick, stop)
    last_moment = time.monotonic() + LONGEST_GOODBYE
    for thread in beside:
        thread.join(max(last_moment - time.monotonic(), 0))


def begin() -> None:
    """What a new worker does first."""
    from quartier.kernel.jobs.runner import take_up_again

    for work in (take_up_again, _erase_again):
        try:
            work()
        except Exception:
            log.exception("What a worker does when it starts failed: %s", work.__name__)


def _again_and_again(round_: Callable[[], object], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            round_()
        except Exception:
            log.exception("A round of the worker failed.")
        close_old_connections()
        stop.wait(PAUSE)


def _erase_again() -> None:
    """Whoever put an old database back by other means than `./quartier restore` brings nobody back either."""
    from quartier.kernel.privacy.erasure import erase_again

    if gone := erase_again():
        log.warning("%s people who had been deleted came back with an old database, and were deleted again.", gone)


if __name__ == "__main__":
    main()
