"""Files that want to be something else, or too much."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

CODE = b"<script>alert('polyglott')</script>"
BIG = 30 * 1024 * 1024
NAMES = [
    "../../../etc/passwd.png",
    "..\\..\\quartier.sqlite3.png",
    "/dev/null.png",
    "a.png\r\nX-Evil: 1.png",
    "\u202egnp.exe",
    "a.php.png",
    ".htaccess",
    "CON",
    "",
    " . ",
    '";alert(1)//.png',
    "<img src=x onerror=alert(1)>.png",
    "ä" * 300 + ".png",
    "a\x00.png",
]


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "seagreen").save(target, kind)
    return target.getvalue()


def zip_bomb() -> bytes:
    """Ten kilobytes that become ten megabytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 10 * 2**20)
    return target.getvalue()


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """A grey one of this size; its pixels are left out after the first lines."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * min(width + 1, 50_000) * min(height, 50))
    parts = [_chunk(b"IHDR", header), *chunks, _chunk(b"IDAT", pixels), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a photo of 30 MB": ("urlaub.jpg", lambda: picture("JPEG") + b"\0" * BIG),
    "an SVG with a script": ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + CODE + b"</svg>"),
    "a page that calls itself a picture": ("a.png", lambda: b"<!doctype html>" + CODE),
    "a GIF whose head is JavaScript": ("a.gif", lambda: b"GIF89a/*" + b"\xff" * 40 + b"*/=1;alert('polyglott')//"),
    "HTML before a PDF": ("a.pdf", lambda: CODE + b"%PDF-1.4\n%%EOF"),
    "a ZIP bomb as a document": ("protokoll.docx", zip_bomb),
    "a ZIP bomb that calls itself a PDF": ("protokoll.pdf", zip_bomb),
    "a PNG of 900 million pixels": ("klein.png", lambda: png(30_000, 30_000)),
    "a PNG of more pixels than anybody believes": ("klein.png", lambda: png(2**31 - 1, 2**31 - 1)),
    "a PNG with a book of zeros beside its pixels": (
        "klein.png",
        lambda: png(20, 20, _chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 80 * 2**20))),
    ),
    "half a photo": ("halb.jpg", lambda: picture("JPEG", (900, 900))[:700]),
    "nothing": ("leer.jpg", lambda: b""),
    "a program": ("a.exe", lambda: b"MZ" + b"\0" * 400),
}
MADE_HARMLESS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a GIF with JavaScript behind it": ("a.gif", lambda: picture("GIF") + CODE),
    "a JPEG with a ZIP behind it": ("a.jpg", lambda: picture("JPEG") + zip_bomb() + CODE),
    "a JPEG with a script in its comment": ("a.jpg", lambda: _with_comment(CODE)),
    "a PNG with a script in its text": ("a.png", lambda: png(20, 20, _chunk(b"tEXt", b"Comment\0" + CODE))),
}


def _with_comment(words: bytes) -> bytes:
    plain = picture("JPEG")
    return plain[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + plain[2:]


def photo_with_secrets() -> bytes:
    """As a telephone makes it: where, when, with what; and words in each place that a JPEG has for them."""
    word, made = "Zitronenfalter", Image.Exif()
    made[0x010E], made[0x013B], made[0x9286] = word, word, word  # description, artist, comment
    made.get_ifd(0x8825)[2] = (52.0, 31.0, 7.0)  # GPS
    made.get_ifd(0x8825)[29] = word
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "seagreen").save(
        target, "JPEG", exif=made, comment=word.encode(), xmp=f"<x>{word}</x>".encode(), icc_profile=word.encode()
    )
    return target.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name or "a", content, "image/jpeg")
