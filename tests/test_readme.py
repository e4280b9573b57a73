"""The pages one reads first: their links lead somewhere, their commands exist."""

import re
from pathlib import Path

import pytest

from quartier.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/quartier/**/README.md")]
    if "handbook" not in path.parts  # has a test of its own
)
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?://|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"^(?:\$ )?\./quartier ([a-z]+)(?: ([a-z]+))?", re.MULTILINE)


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere_and_every_command_exists(file: Path) -> None:
    text = file.read_text()
    known = {command.name for command in COMMANDS}
    assert [link for link in LINK.findall(text) if not (file.parent / link).exists()] == []
    assert [(one, two) for one, two in COMMAND.findall(text) if one not in known and f"{one} {two}" not in known] == []
