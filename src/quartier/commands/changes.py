"""`./quartier changes`: what people notice, from the files of changes/ into CHANGELOG.md.

The section "Unreleased" is written anew each time. `--release 1.2.0` gives it that name and deletes the files.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from quartier.commands import ROOT

KINDS = {
    "breaking": "What you must do",
    "new": "New",
    "better": "Better",
    "mended": "Mended",
    "removed": "Removed",
}
NAME = re.compile(rf"(\d+)(-[a-z0-9-]+)?\.({'|'.join(KINDS)})\.md")
HEAD = """# What is new

For neighbours, and for whoever runs a server. The newest is on top. Made from the files in [changes/](changes) by
`./quartier changes`.
"""
UNRELEASED = "Unreleased"
VERSION = re.compile(r"\d+\.\d+\.\d+")


class WrongFile(Exception):
    """Its name or content is no change, and why."""


def main(arguments: list[str], root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser("./quartier changes", description=__doc__)
    parser.add_argument("--release", metavar="VERSION", help="name the section, and delete the files")
    version = parser.parse_args(arguments).release
    if version and not VERSION.fullmatch(version):
        sys.stderr.write(f"{version} is no version. One looks like this: 1.2.0\n")
        return 2
    try:
        write(root, version)
    except WrongFile as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    return 0


def write(root: Path, version: str | None) -> None:
    files = fragments(root / "changes")
    title = f"{version} · {datetime.now(UTC):%Y-%m-%d}" if version else UNRELEASED
    released = older(root / "CHANGELOG.md")
    news = [f"## {title}\n\n{section(files)}"] if files else []
    (root / "CHANGELOG.md").write_text("\n".join([HEAD, *news, *released]).rstrip() + "\n")
    if version:
        for file in files:
            file.unlink()


def fragments(folder: Path) -> list[Path]:
    """In the order of their numbers; refuses a file that no section would show."""
    files = sorted(file for file in folder.iterdir() if file.name != "README.md")
    for file in files:
        if not NAME.fullmatch(file.name):
            raise WrongFile(f"{file.name}: should be called NUMBER.KIND.md, with one of: {', '.join(KINDS)}")
        if not file.read_text().strip():
            raise WrongFile(f"{file.name} is empty.")
    return sorted(files, key=lambda file: (int(file.name.split(".")[0].split("-")[0]), file.name))


def section(files: list[Path]) -> str:
    parts = []
    for kind, heading in KINDS.items():
        lines = [line for file in files if f".{kind}." in file.name for line in _points(file)]
        if lines:
            parts.append("\n".join([f"### {heading}", "", *lines, ""]))
    return "\n".join(parts)


def older(changelog: Path) -> list[str]:
    """The sections of what was released."""
    text = changelog.read_text() if changelog.exists() else ""
    sections = re.split(r"(?m)^(?=## )", text)[1:]
    return [one for one in sections if not one.startswith(f"## {UNRELEASED}")]


def _points(file: Path) -> list[str]:
    """Each line is a point of its own."""
    return [f"- {line.strip().removeprefix('- ')}" for line in file.read_text().splitlines() if line.strip()]
