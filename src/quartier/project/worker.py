"""The background worker: what need not happen while somebody waits for a page."""

import signal
import sys
import threading

SECONDS_BETWEEN = 2.0


def main() -> int:
    import django

    django.setup()
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.wait(SECONDS_BETWEEN):
        work()
    return 0


def work() -> None:
    """One round: everything that is due now."""


if __name__ == "__main__":
    sys.exit(main())
