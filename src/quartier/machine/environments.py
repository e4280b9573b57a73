"""Environments of programs that run beside the server: Python packages that would get into the way of our own.

Made once, in the background: `python -m quartier.machine.environments FOLDER LOCK`. A copy of the lock file inside
tells that one is whole; an interrupted one is made anew.
"""

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TextIO

from quartier.machine.processes import python, run

STAMP = "installed.txt"
NO_NETWORK = ("NameResolutionError", "NewConnectionError", "ConnectTimeout", "No matching distribution", "ProxyError")
NO_ROOM = ("No space left", "Disk quota exceeded")


def is_ready(folder: Path, lock: Path) -> bool:
    stamp = folder / STAMP
    return stamp.exists() and stamp.read_bytes() == lock.read_bytes()


def interpreter(folder: Path) -> str:
    return str(folder / "bin" / "python")


def command(folder: Path, lock: Path) -> list[str]:
    """Makes it, as a process of its own: it takes a minute or two."""
    return python("quartier.machine.environments", str(folder), str(lock))


def progress(log: Path, lock: Path) -> tuple[int, int]:
    """How many of how many packages are fetched, by what the installer has said so far."""
    said = log.read_text(errors="replace").splitlines() if log.exists() else []
    done = sum(line.startswith(("Collecting ", "Processing ")) for line in said)
    total = sum("==" in line and not line.startswith((" ", "#")) for line in lock.read_text().splitlines())
    return min(done, total), total


def why_not(log: Path) -> str:
    """The reason of a failure in one word: network, room, packages or tools."""
    said = log.read_text(errors="replace") if log.exists() else ""
    if any(word in said for word in NO_ROOM):
        return "room"
    if any(word in said for word in NO_NETWORK):
        return "network"
    return "tools" if "ensurepip" in said else "packages"


def make(folder: Path, lock: Path, say: TextIO) -> bool:
    """Two servers that want the same one don't trip over each other: the second waits, and finds it done."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if is_ready(folder, lock):
            return True
        shutil.rmtree(folder, ignore_errors=True)
        for step in ([sys.executable, "-m", "venv", str(folder)], _install(folder, lock)):
            if run(step, stdout=say, stderr=say, stdin=subprocess.DEVNULL).returncode:
                return False
        shutil.copyfile(lock, folder / STAMP)
        return True


def _install(folder: Path, lock: Path) -> list[str]:
    options = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--no-input", "--no-compile")
    patience = ("--timeout=20", "--retries=2", "--disable-pip-version-check", "--progress-bar=off")
    return [interpreter(folder), "-m", "pip", "install", *options, *patience, "-r", str(lock)]


if __name__ == "__main__":
    sys.exit(0 if make(Path(sys.argv[1]), Path(sys.argv[2]), sys.stdout) else 1)
