"""The press: a process of its own, so that typst's memory goes back when the paper is made. Knows nothing of the rest.

Reads {"main", "files", "data", "fonts"} as JSON from its standard input; writes the PDF, or says why not and ends with 1.
"""

from __future__ import annotations

import json
import sys
import tempfile
import unicodedata
from typing import Any

MISSING_LETTER = "could not be displayed with font"


def main() -> int:
    import typst

    job = json.load(sys.stdin)
    try:
        made = _with_own_letters(typst, job)
    except typst.TypstError as error:
        sys.stderr.write(f"{error}\n{' '.join(map(str, getattr(error, 'trace', [])))}")
        return 1
    sys.stdout.buffer.write(made)
    return 0


def _with_own_letters(typst: Any, job: dict[str, Any]) -> bytes:
    """With our fonts; with this computer's where a name needs them; last of all without the signs that nobody can draw."""
    try:
        return _compile(typst, job, job["data"], system_fonts=False)
    except typst.TypstError as error:
        if MISSING_LETTER not in str(error):
            raise
    try:
        return _compile(typst, job, job["data"], system_fonts=True)
    except typst.TypstError as error:
        if MISSING_LETTER not in str(error):
            raise
    return _compile(typst, job, _drawable(job["data"]), system_fonts=True)


def _compile(typst: Any, job: dict[str, Any], data: Any, *, system_fonts: bool) -> bytes:
    files = {name: text.encode() for name, text in job["files"].items()}
    with tempfile.TemporaryDirectory() as nothing_else:
        made: bytes = typst.compile(
            {**files, "main.typ": f'#include "/{job["main"]}"'.encode()},
            root=nothing_else,
            format="pdf",
            pdf_standards="ua-1",
            font_paths=typst.Fonts(include_system_fonts=system_fonts, font_paths=[job["fonts"]]),
            sys_inputs={"data": json.dumps(data)},
        )
    return made


def _drawable(value: Any) -> Any:
    """Latin, Greek, Cyrillic and Arabic letters stay, which come with typst; anything else becomes a question mark."""
    if isinstance(value, dict):
        return {key: item if key.endswith("svg") else _drawable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_drawable(item) for item in value]
    if isinstance(value, str):
        return "".join(sign if _is_known(ord(sign)) else "?" for sign in value)
    return value


def _is_known(number: int) -> bool:
    if unicodedata.category(chr(number)) in {"Cc", "Cn"} and chr(number) not in "\n\t":
        return False
    is_letter = (number < 0x526 and not 0x2B0 <= number < 0x370) or 0x621 <= number < 0x63B or 0x640 <= number < 0x64B
    return is_letter or 0x1E00 <= number < 0x1F00 or 0x2010 <= number < 0x2027 or number == 0x20AC


if __name__ == "__main__":
    sys.exit(main())
