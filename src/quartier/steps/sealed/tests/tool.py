"""Debian's belenios-tool: made by others, so what it says of our files is worth something."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from quartier.steps.sealed.belenios.group import NAME

TOOL = "belenios-tool"
needs_tool = pytest.mark.skipif(
    shutil.which(TOOL) is None, reason="belenios-tool is missing: sudo apt install belenios-tool"
)


def run(*arguments: str, folder: Path, said: str = "") -> str:
    """What it prints; its complaint is an error of the test."""
    environment = {**os.environ, "BELENIOS_USE_URANDOM": "1"}
    done = subprocess.run(
        [TOOL, *arguments], cwd=folder, env=environment, input=said, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def verifies(archive: bytes, uuid: str, folder: Path) -> bool:
    """What `belenios-tool election verify` says of the whole file."""
    (folder / f"{uuid}.bel").write_bytes(archive)
    done = subprocess.run(
        [TOOL, "election", "verify", "--dir", str(folder)], capture_output=True, text=True, check=False
    )
    return done.returncode == 0 and "all checks passed" in done.stderr


def new_key(folder: Path) -> tuple[str, str]:
    """The file with the private key, and what stands in the public one."""
    run("setup", "generate-trustee-key", "--group", NAME, folder=folder)
    private = max(folder.glob("*.privkey"), key=lambda file: file.stat().st_mtime_ns)
    return str(private), private.with_suffix(".pubkey").read_text(encoding="utf-8").strip()


def new_cards(uuid: str, count: int, folder: Path) -> tuple[list[str], str]:
    """The cards, and what stands in the file for the organisers."""
    run("setup", "generate-credentials", "--uuid", uuid, "--group", NAME, "--count", str(count), folder=folder)
    (private,), (public,) = folder.glob("*.privcreds"), folder.glob("*.pubcreds")
    lines = private.read_text(encoding="utf-8").splitlines()
    return [line.split()[1] for line in lines], public.read_text(encoding="utf-8").strip()
