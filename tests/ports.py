"""Ports for programs that want to be told one before they begin."""

import socket
from random import SystemRandom

FIRST, LAST = 20_000, 32_000  # below those that the system lends to whoever calls somebody: none is taken in between
_given: set[int] = set()


def free_port() -> int:
    """Free now, and given to nobody else by this process."""
    while True:
        port = SystemRandom().randrange(FIRST, LAST)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in _given:
            _given.add(port)
            return port
