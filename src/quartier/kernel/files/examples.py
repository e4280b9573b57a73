"""Who may have a file."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from quartier.kernel.contract import Access, Example
from quartier.kernel.files.actions import store_file
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person


def example_upload() -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "moccasin").save(target, "PNG")
    return SimpleUploadedFile("Katze.png", target.getvalue())


def own_file(person: Person) -> dict[str, Any]:
    return {"key": store_file(by=Actor(person), upload=example_upload()).key}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


EXAMPLES = (
    Example(url="files:list", access=Access.SIGNED_IN),
    Example(url="files:file", access=Access.OWNER, arguments=own_file),
    Example(url="files:small", access=Access.OWNER, arguments=own_file),
    Example(url="files:delete", access=Access.OWNER, arguments=own_file, post=nothing),
)
