"""The background worker: one process beside the web server."""

from __future__ import annotations

import logging
import signal
import threading

from django.db import close_old_connections

log = logging.getLogger(__name__)
PAUSE = 2.0  # seconds between two rounds


def main() -> None:
    """Works until SIGTERM or SIGINT. A round that fails is logged and the next one comes all the same."""
    import django

    django.setup()
    from quartier.kernel.jobs.runner import tick

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        try:
            tick()
        except Exception:
            log.exception("A round of the worker failed.")
        close_old_connections()
        stop.wait(PAUSE)


if __name__ == "__main__":
    main()
