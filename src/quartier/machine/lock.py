"""One server per data folder: a lock that the operating system lets go of however the server ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


class InUse(Exception):
    """Another server holds this data folder; `holder` is what it wrote about itself."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def held(data: Path) -> Iterator[TextIO]:
    """Hold the data folder. What is written into the file handed out tells a second server who holds it."""
    descriptor = os.open(data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(file.read().strip()) from None
        file.truncate()
        try:
            yield file
        finally:
            file.seek(0)
            file.truncate()
