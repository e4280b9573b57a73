"""What there is to read: its links lead somewhere, its commands exist."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from quartier.cli import of_modules_too

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/quartier/**/README.md")])
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?://|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"(?:^|`)\./quartier ([a-z]+)(?: ([a-z-]+))?", re.MULTILINE)


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere_and_every_command_exists(file: Path) -> None:
    text = file.read_text()
    known = {command.name for command in of_modules_too()}
    assert [link for link in LINK.findall(text) if not (file.parent / link).exists()] == []
    assert [(one, two) for one, two in COMMAND.findall(text) if one not in known and f"{one} {two}" not in known] == []


def words_of_the_pages() -> set[str]:
    """What stands on buttons, links and headings, in German."""
    found = set()
    for file in (ROOT / "src").glob("**/locale/de/LC_MESSAGES/django.po"):
        for message in read_po(file.read_bytes().splitlines(keepends=True)):
            texts = [message.string] if isinstance(message.string, str) else message.string
            found |= {text.strip().rstrip(".:?!") for text in texts}
    return found


SAID = words_of_the_pages()


@pytest.mark.parametrize("file", (ROOT / "docs" / "handbook").glob("*.md"), ids=lambda path: path.stem)
def test_what_the_handbook_tells_to_press_is_called_so(file: Path) -> None:
    """**Bold** is a word of the pages, as it stands there: **Ich → Gruppen**. A lead-in in bold ends with a full stop."""
    bold = re.findall(r"\*\*(.+?)\*\*", file.read_text())
    parts = [
        part for phrase in bold if not (phrase.endswith(".") and "→" not in phrase) for part in phrase.split(" → ")
    ]
    assert [part for part in parts if part.strip().rstrip(".:?!") not in SAID] == []
