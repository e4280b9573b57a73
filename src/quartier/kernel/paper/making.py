"""pdf(): a template of typst and its data become a PDF."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import get_language

HERE = Path(__file__).parent
STEERING = {number: None for number in [*range(32), *range(127, 160)] if chr(number) not in "\t\n\r"}
LONGEST = 120  # seconds; a thousand letters take a few


class PaperError(Exception):
    """The template and its data don't fit. A mistake of ours, not the reader's."""


def pdf(template: str, data: Mapping[str, object]) -> bytes:
    """The PDF of `<any area>/templates/<template>` ("residence/letter.typ"), tagged and titled (PDF/UA-1).

    The template imports `data` and what letters look like from "/paper/base.typ". All that varies is in `data`, its words too:
    they are translated here. `lang` is added. It takes a tenth of a second and a process of its own.
    """
    files = dict(_templates())
    if template not in files:
        raise PaperError(f"No folder has a template {template}.")
    try:
        said = json.loads(json.dumps({"lang": _language(), **data}, cls=DjangoJSONEncoder))
    except (TypeError, ValueError) as error:
        raise PaperError(f"{template}: the data can't be written as JSON: {error}") from error
    job = {"main": template, "files": files, "fonts": str(HERE / "fonts"), "data": _clean(said)}
    return _print(template, json.dumps(job))


def _print(template: str, job: str) -> bytes:
    command = [sys.executable, "-I", str(HERE / "press.py")]
    try:
        made = subprocess.run(command, input=job.encode(), capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired as error:
        raise PaperError(f"{template}: not made within {LONGEST} seconds.") from error
    if made.returncode != 0 or not made.stdout.startswith(b"%PDF"):
        raise PaperError(f"{template}: {made.stderr.decode(errors='replace').strip()[-2000:]}")
    return made.stdout


@cache
def _templates() -> dict[str, str]:
    """Every template of every area; they come with the server, so they are read once."""
    folders = cast("list[Path]", settings.TEMPLATES[0]["DIRS"])
    return {
        file.relative_to(folder).as_posix(): file.read_text() for folder in folders for file in folder.rglob("*.typ")
    }


def _language() -> str:
    """What a screen reader reads it as."""
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def _clean(value: object) -> object:
    """Signs that steer terminals aren't printed."""
    match value:
        case dict():
            return {name: _clean(inner) for name, inner in value.items()}
        case list():
            return [_clean(inner) for inner in value]
        case str():
            return value.translate(STEERING)
        case _:
            return value
