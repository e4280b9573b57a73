"""Nobody makes this server knock at doors inside the house, follow redirects, wait for ever or swallow much."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from quartier.machine import outgoing


@contextmanager
def answering(*pieces: bytes, pause: float = 0.0) -> Iterator[str]:
    """A server on this machine that says these pieces to whoever comes, slowly."""
    server = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                line, _from = server.accept()
            except OSError:
                return
            with line:
                line.recv(65_536)
                try:
                    for piece in pieces:
                        line.sendall(piece)
                        over.wait(pause)
                except OSError:
                    continue

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    finally:
        over.set()
        outgoing.close_line()
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


@pytest.mark.parametrize(
    "url",
    [
        "http://push.example.org/x", "https://127.0.0.1/x", "https://localhost/x", "https://10.0.0.1/", "https://[::1]/",
        "https://192.168.1.1/", "https://169.254.169.254/latest", "https://[::ffff:127.0.0.1]/", "https://0.0.0.0/",
        "https://fcm.googleapis.com:22/x", "https://a@fcm.googleapis.com/", "ftp://fcm.googleapis.com/", "https://100.64.0.1/",
    ],
)  # fmt: skip
def test_addresses_inside_are_never_asked(url: str) -> None:
    with pytest.raises(outgoing.Unreachable):
        outgoing.post(url, {}, b"x")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "::127.0.0.1", "::ffff:0:10.0.0.1", "::ffff:10.0.0.1",
        "fec0::1", "fe80::1%eth0", "ff0e::1", "224.0.0.1", "255.255.255.255", "::",
    ],
)  # fmt: skip
def test_a_name_that_leads_inside_is_never_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Also not by an IPv6 address that carries one of inside, which the library counts among those of the internet."""

    def inside(*_arguments: object, **_named: object) -> list[object]:
        return [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", (address, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", inside)
    with pytest.raises(outgoing.Inside):
        outgoing.post("https://push.example.org/x", {}, b"x")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1", "2a00:1450:4001:82a::200a"])
def test_machines_of_the_internet_are_outside(address: str) -> None:
    assert outgoing.is_outside(address)


def test_a_redirect_is_an_answer_and_followed_nowhere() -> None:
    with answering(b"HTTP/1.1 307 Away\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n") as local:
        assert outgoing.post(f"{local}/x", {}, b"x", local=local) == 307


def test_a_huge_answer_is_read_no_further_than_a_few_kilobytes() -> None:
    with answering(b"HTTP/1.1 201 Created\r\n\r\n", b"x" * 200_000_000) as local:
        assert outgoing.post(f"{local}/x", {}, b"x", local=local) == 201


def test_who_drips_is_left() -> None:
    """A byte each 50 ms would keep us for ever: a time-out counts each byte anew."""
    with answering(*[b"H"] * 4000, pause=0.05) as local:
        began = time.monotonic()
        with pytest.raises(outgoing.Unreachable):
            outgoing.post(f"{local}/x", {}, b"x", local=local, seconds=0.3)
        assert time.monotonic() - began < 100, "it would have dripped for 200 s"
