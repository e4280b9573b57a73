"""How a program beside the server is doing: written by who looks after it, read by the engine room. No names, no texts."""

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

SILENT = 30.0  # seconds after which nobody looks after it any more
PLAN, STATE = ".plan.json", ".state.json"


@dataclass(frozen=True)
class State:
    """`what`: missing, installing, not_installed, starting, running, wedged, port_taken, disk_full, crashed, silent or absent; of what is
    built and not run: building, built or not_built."""

    what: str
    since: float = 0.0
    detail: str = ""  # a word for the reason, or what the program said last: for who mends it
    done: int = 0
    total: int = 0
    again: float = 0.0  # when it is tried again
    crashes: int = 0
    port: int = 0


def folder(data: Path) -> Path:
    """Plans and states of all programs beside this server."""
    path = data / "services"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def write(data: Path, name: str, state: State) -> None:
    file = folder(data) / f"{name}{STATE}"
    part, said = file.with_name(f"{file.name}.part"), json.dumps(asdict(state))
    try:
        part.write_text(said)
        part.replace(file)
    except OSError:  # the disk is full: in the place of what was there, which needs no more room
        part.unlink(missing_ok=True)
        file.write_text(said)


def still_there(data: Path, name: str) -> None:
    """A sign of life that writes nothing."""
    os.utime(folder(data) / f"{name}{STATE}")


def forget(data: Path, name: str) -> None:
    (folder(data) / f"{name}{STATE}").unlink(missing_ok=True)


def read(data: Path, name: str) -> State:
    """`absent`: nobody has started to look after it. `silent`: somebody did, and is gone without a word."""
    file = data / "services" / f"{name}{STATE}"
    try:
        seen, state = file.stat().st_mtime, State(**json.loads(file.read_text()))
    except (FileNotFoundError, ValueError):  # not there, or being written in its place
        return State("absent")
    return state if time.time() - seen < SILENT else State("silent", since=seen, port=state.port)


def wanted(data: Path) -> list[str]:
    """The names of the programs that there is a plan for."""
    return sorted(file.name.removesuffix(PLAN) for file in (data / "services").glob(f"*{PLAN}"))


def forget_all(data: Path) -> None:
    """What a server that was killed had left behind."""
    for file in (data / "services").glob(f"*{STATE}"):
        file.unlink()
