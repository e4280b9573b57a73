"""One POST to a server on the internet that we were told of and don't trust: never to an address inside, along no redirect,
with an end in time, and without reading much."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

from quartier.machine.trips import ENDINGS

SECONDS = 10.0
IDLE_SECONDS = 20.0
MOST_READ = 4096
# A router may lead them to any IPv4 address, also to one inside. The numbers that carry one: compatible, translated, NAT64, 6to4.
_CARRIERS = ("::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")
CARRIERS = tuple(map(ipaddress.IPv6Network, _CARRIERS))
_open = threading.local()


class Unreachable(Exception):
    """The words name no address."""


class Inside(Unreachable):
    """Its name leads to a machine of the house: nobody outside may send us there."""


class _Door(http.client.HTTPSConnection):
    """Looks the name up once, checks what it found, and connects to exactly that."""

    def connect(self) -> None:
        try:
            found = {info[4][0] for info in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)}
        except OSError as error:
            raise Unreachable("name not found") from error
        if not found or not all(map(is_outside, map(str, found))):
            raise Inside("not an address of the internet")
        plain: socket.socket | None = None
        for address in sorted(map(str, found), key=lambda one: ":" in one):
            try:
                plain = socket.create_connection((address, self.port), self.timeout)
                break
            except OSError:
                continue
        if plain is None:
            raise Unreachable("no connection")
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()  # with `sock` set, so that whoever drips here is cut off, too


def is_outside(address: str) -> bool:
    """Whether it is one machine on the internet: the library calls "global" also what goes to many, and what is translated."""
    at = ipaddress.ip_address(address)
    is_one = at.is_global and not (at.is_multicast or at.is_reserved or at.is_unspecified)
    return is_one and not (at.version == 6 and (at.is_site_local or any(at in net for net in CARRIERS)))


def post(url: str, headers: dict[str, str], body: bytes, *, local: str = "", seconds: float = SECONDS) -> int:
    """The number it answers. `local`: the one address on this machine that is allowed besides, for trying: "http://127.0.0.1:1"."""
    place = urlsplit(url)
    is_local = bool(local) and f"{place.scheme}://{place.netloc}" == local and place.hostname == "127.0.0.1"
    if not is_local and (place.scheme != "https" or place.port not in {None, 443} or place.username is not None):
        raise Inside("not https")
    path, line = place.path + (f"?{place.query}" if place.query else ""), (place.netloc, is_local, seconds)
    try:
        try:
            return _ask(_line(*line), path, headers, body, seconds)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):  # tired of waiting for us
            return _ask(_line(*line), path, headers, body, seconds)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(f"no answer: {type(error).__name__}") from error


def _ask(line: http.client.HTTPConnection, path: str, headers: dict[str, str], body: bytes, seconds: float) -> int:
    is_whole = False
    # A time-out counts each byte anew: whoever drips would keep us for ever.
    late = threading.Timer(seconds, _cut, [line])
    late.daemon = True  # else a worker that ends would wait for it
    late.start()
    try:
        line.request("POST", path or "/", body, headers)
        answer = line.getresponse()
        is_whole = len(answer.read(MOST_READ + 1)) <= MOST_READ and not answer.will_close
        return answer.status
    finally:
        late.cancel()
        if not is_whole:
            close_line()
        _open.used = time.monotonic()


def _cut(line: http.client.HTTPConnection) -> None:
    if line.sock is not None:
        with suppress(OSError):  # it was closed meanwhile
            line.sock.shutdown(socket.SHUT_RDWR)


def _line(netloc: str, is_local: bool, seconds: float) -> http.client.HTTPConnection:
    wanted = (netloc, is_local, seconds)
    if getattr(_open, "wanted", None) != wanted or time.monotonic() - _open.used > IDLE_SECONDS:
        close_line()
        _open.line = (http.client.HTTPConnection if is_local else _Door)(netloc, timeout=seconds)
        _open.wanted, _open.used = wanted, time.monotonic()
    line: http.client.HTTPConnection = _open.line
    return line


def close_line() -> None:
    line = getattr(_open, "line", None)
    if line is not None:
        line.close()
    _open.line = _open.wanted = None


ENDINGS.append(close_line)
