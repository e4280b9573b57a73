"""Is the server well? Asked from the outside, as a browser would."""

import http.client
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


def wait_until_it_answers(host: str, port: int, *, while_true: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Ask until it answers; give up when the time is over or `while_true` says that waiting is in vain."""
    last_moment = time.monotonic() + seconds
    while while_true() and time.monotonic() < last_moment:
        if answers(host, port):
            return True
        time.sleep(0.05)
    return False
