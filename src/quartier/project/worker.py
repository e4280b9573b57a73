"""The background worker: one process beside the web server."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable

from django.db import close_old_connections

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two rounds
LONGEST_GOODBYE = 5.0  # seconds that a mail under way may still take


def main() -> None:
    """Works until SIGTERM or SIGINT. A round that fails is logged and the next one comes all the same."""
    import django

    django.setup()
    from quartier.kernel.jobs.runner import deliver_round, outside_round, take_up_again, tick

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    _once(take_up_again)
    carrier = threading.Thread(target=_again_and_again, args=(lambda: deliver_round(stop.is_set), stop), daemon=True)
    carrier.start()
    outside = threading.Thread(target=_again_and_again, args=(outside_round, stop), daemon=True)
    outside.start()
    _again_and_again(tick, stop)
    carrier.join(LONGEST_GOODBYE)
    outside.join(LONGEST_GOODBYE)


def _once(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:
        log.exception("The worker could not take up again what was begun.")


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

    try:
        if gone := erase_again():
            log.warning("%s people who had been deleted came back with an old database, and were deleted again.", gone)
    except Exception:
        log.exception("The list of those who were deleted could not be applied.")


if __name__ == "__main__":
    main()
