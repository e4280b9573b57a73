"""`./quartier messages`: the texts of each area, for its translators.

An area is the nearest folder above a file that has a locale/ folder: a module, a part of the kernel, ui. Its .po files
hold no dates and no line numbers, and are sorted, so that two people who translate at once rarely meet.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

from quartier.commands import ROOT

CODE = ROOT / "src" / "quartier"
LANGUAGES = {"de": "de", "de_Simple": "de"}  # folder → the language whose plural forms it shares
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
JINJA = {"silent": "false", "newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
METHODS = {
    ".py": ("python", {}),
    ".html": ("jinja2", JINJA),
    ".txt": ("jinja2", JINJA),
    ".webmanifest": ("jinja2", JINJA),
}
NOT_FOR_PEOPLE = {"tests", "migrations", "static", "yardstick", "__pycache__"}
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


@dataclass(frozen=True)
class Flaw:
    """A text that somebody would see untranslated, or broken."""

    file: Path
    text: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}: {self.reason}: {self.text!r}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("./quartier messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a translation is missing")
    options = parser.parse_args(arguments)
    if not options.check:
        update(CODE)
    found = flaws(CODE)
    for flaw in found:
        print(flaw)
    if found:
        hint = "" if not options.check else " Next: ./quartier messages writes them into the .po files."
        print(f"{len(found)} texts are not translated.{hint}")
    return 1 if found and options.check else 0


def update(code: Path) -> None:
    """Bring every .po file to the texts that are in the code now, and keep each translation."""
    known = {language: _everything_translated(code, language) for language in LANGUAGES}
    for area, texts in _texts(code).items():
        for language, plurals in LANGUAGES.items():
            file = _file(area, language)
            old = _read(file, plurals)
            new = Catalog(locale=plurals)
            for text in texts:
                before = old.get(text.id, text.context)
                translated = before if before and _is_translated(before) else known[language].get(_key(text))
                flags = (translated.flags if translated else set()) | text.flags
                new.add(text.id, translated.string if translated else None, context=text.context, flags=flags)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_as_bytes(new, language))


def flaws(code: Path) -> list[Flaw]:
    """Every text that is missing, unsure, or whose placeholders differ."""
    found = []
    for area, texts in _texts(code).items():
        for language, plurals in LANGUAGES.items():
            file = _file(area, language)
            catalogue = _read(file, plurals)
            for text in texts:
                first = text.id if isinstance(text.id, str) else text.id[0]
                message = catalogue.get(text.id, text.context)
                if message is None or not _is_translated(message):
                    found.append(Flaw(file, first, "missing"))
                elif message.fuzzy:
                    found.append(Flaw(file, first, "unsure (fuzzy)"))
                else:
                    message.flags |= text.flags
                    found += [Flaw(file, first, str(error)) for error in message.check()]
    return found


def _texts(code: Path) -> dict[Path, list[Message]]:
    """area → what it says to people, sorted."""
    areas: dict[Path, Catalog] = {}
    for file in _sources(code):
        method, options = METHODS[file.suffix]
        for _line, text, _comments, context in extract_from_file(method, file, KEYWORDS, options=options):
            areas.setdefault(_area(file, code), Catalog()).add(text, context=context)
    return {area: sorted((m for m in texts if m.id), key=_key) for area, texts in sorted(areas.items())}


def _sources(code: Path) -> Iterator[Path]:
    for file in sorted(code.rglob("*")):
        parts = file.relative_to(code).parts
        if file.suffix in METHODS and not NOT_FOR_PEOPLE & set(parts):
            yield file


def _area(file: Path, code: Path) -> Path:
    for folder in file.parents:
        if (folder / "locale").is_dir():
            return folder
        if folder == code:
            break
    parts = file.relative_to(code).parts
    depth = 2 if parts[0] in {"kernel", "modules", "steps"} and len(parts) > 2 else 1
    return code.joinpath(*parts[:depth]) if len(parts) > 1 else code


def _file(area: Path, language: str) -> Path:
    return area / "locale" / language / "LC_MESSAGES" / "django.po"


def _read(file: Path, plurals: str) -> Catalog:
    if not file.exists():
        return Catalog(locale=plurals)
    with file.open("rb") as source:
        return read_po(source, locale=plurals)


def _everything_translated(code: Path, language: str) -> dict[str, Message]:
    """A text that moves to another area takes its translation along."""
    files = code.glob(f"**/locale/{language}/LC_MESSAGES/django.po")
    return {_key(m): m for file in files for m in _read(file, LANGUAGES[language]) if m.id and _is_translated(m)}


def _is_translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, list | tuple) else bool(message.string)


def _key(message: Message) -> str:
    return f"{message.id if isinstance(message.id, str) else message.id[0]}\0{message.context or ''}"


def _as_bytes(catalogue: Catalog, language: str) -> bytes:
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return HEADER.format(language=language).encode() + body.getvalue()
