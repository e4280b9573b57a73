"""The doors of the box: a port to listen on, and under which address others find it."""

import contextlib
import errno
import socket

EVERYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104 (only compared with)

HERE_ONLY = {"localhost", "127.0.0.1", "::1"}


class Taken(Exception):
    """Something else listens there already."""


class NotAllowed(Exception):
    """Only root may listen there."""


class NotOurs(Exception):
    """This machine has no such address."""


REASONS = {errno.EADDRINUSE: Taken, errno.EACCES: NotAllowed, errno.EADDRNOTAVAIL: NotOurs}


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, which children inherit: it stays open while they restart. Port 0 takes any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen(2048)
    except OSError as error:
        door.close()
        if isinstance(error, socket.gaierror):
            raise NotOurs from error
        if error.errno in REASONS:
            raise REASONS[error.errno] from error
        raise
    return door


def reachable_from_here(host: str) -> str:
    """The address that this machine itself calls the server by."""
    return "127.0.0.1" if host in EVERYWHERE else host


def address_on_the_local_network() -> str:
    """This machine's address for its neighbours, or "" without a network. Sends nothing: it only asks for a route."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # TEST-NET-1, never routed anywhere
        return str(probe.getsockname()[0])
    return ""


def in_a_url(host: str) -> str:
    """IPv6 addresses stand in brackets."""
    return f"[{host}]" if ":" in host else host
