"""The made-up groups' documents: a page of text each, as PDF, written by hand because a page of text needs no library."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.base import File

from quartier.kernel.belonging.documents import add_document
from quartier.kernel.files.models import StoredFile
from quartier.kernel.groups.models import Group
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person

TOP, LEFT, SIZE, LEADING = 780, 70, 12, 18


def hand_in(group: Group, said: dict[str, Any], people: dict[str, Person], at: datetime) -> None:
    upload = File(BytesIO(pdf(said["title"], said["lines"])), name=f"{said['title']}.pdf")
    document = add_document(group, by=Actor(people[said["by"]]), upload=upload, title=said["title"])
    StoredFile.objects.filter(pk=document.pk).update(stored=at)


def pdf(title: str, lines: list[str]) -> bytes:
    """One page, A4, in the reader's own Helvetica."""
    text = [f"BT /F1 {SIZE + 6} Tf {LEFT} {TOP} Td {LEADING} TL ({_escaped(title)}) Tj T* T* /F1 {SIZE} Tf"]
    text += [f"({_escaped(line)}) Tj T*" for line in lines]
    stream = "\n".join([*text, "ET"]).encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _bound(objects)


def _bound(objects: list[bytes]) -> bytes:
    """Numbered, with the table at the end that says where each begins."""
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (count, table, end)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
