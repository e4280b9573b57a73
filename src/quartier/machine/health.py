"""Is the server well? Asked from the outside, as a browser would."""

import http.client
import secrets
import socket
import time
from collections.abc import Callable

PATH = "/health/"


def answers(host: str, port: int, timeout: float = 5.0, *, path: str = PATH) -> bool:
    """Whether the server at that address says it can serve pages."""
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def answers_as_relay(host: str, port: int, timeout: float = 5.0) -> bool:
    """Asks as a browser asks before a call: "under which address do you see me?" (a STUN binding request)."""
    number = secrets.token_bytes(12)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(timeout)
        try:
            asking.connect((host, port))
            asking.send(b"\x00\x01\x00\x00\x21\x12\xa4\x42" + number)
            answer = asking.recv(1500)
        except OSError:
            return False
    return answer[:2] == b"\x01\x01" and answer[8:20] == number


def wait_until_it_answers(host: str, port: int, *, while_true: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Ask until it answers; give up when the time is over or `while_true` says that waiting is in vain."""
    last_moment = time.monotonic() + seconds
    while while_true() and time.monotonic() < last_moment:
        if answers(host, port):
            return True
        time.sleep(0.05)
    return False
