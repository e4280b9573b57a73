"""`./quartier check`: what needs no test run to be seen. The same here, in ./quartier test and in CI."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from quartier.commands import ROOT

TOOLS = Path(sys.executable).parent
OURSELVES = [sys.executable, "-P", "-m", "quartier.cli"]
CHECKS = {
    "types": [str(TOOLS / "mypy")],  # the slowest first
    "lint": [str(TOOLS / "ruff"), "check"],
    "format": [str(TOOLS / "ruff"), "format", "--check"],
    "import contracts": [str(TOOLS / "lint-imports")],
    "migrations": [*OURSELVES, "manage", "makemigrations", "--check", "--dry-run"],
    "translations": [*OURSELVES, "messages", "--check"],
}


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser("./quartier check", description=__doc__).parse_args(arguments)
    wrong = what_is_wrong()
    if wrong:
        print(
            f"Not yet right: {', '.join(wrong)}. Next: mend what stands above; “ruff check --fix” and “ruff format” help."
        )
    return 1 if wrong else 0


def what_is_wrong() -> list[str]:
    """The names of the checks that fail; says of each how it went."""
    with tempfile.TemporaryDirectory() as data, ThreadPoolExecutor(2) as pool:
        environment = {**os.environ, "QUARTIER_DATA": data}
        runs = [(name, pool.submit(_run, command, environment)) for name, command in CHECKS.items()]
        return [name for name, run in runs if not _report(name, *run.result())]


def _run(command: list[str], environment: dict[str, str]) -> tuple[int, str, float]:
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, time.monotonic() - began


def _report(name: str, returncode: int, output: str, seconds: float) -> bool:
    if returncode:
        print(output.rstrip())
    print(f"{'not right' if returncode else 'ok'}: {name} ({seconds:.0f} s)", flush=True)
    return not returncode
