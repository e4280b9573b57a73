"""Files for the tests, made here."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: Any) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, 100 if mode in {"L", "P"} else None).save(target, kind, **options)
    return target.getvalue()


def upload(data: bytes, name: str = "Bild.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)
