"""What is kept, what is refused, who gets it, and that nothing is left behind."""

import io
import os
import struct
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from quartier.kernel.entries.actions import hide_entry
from quartier.kernel.entries.models import Entry
from quartier.kernel.files import disk
from quartier.kernel.files.actions import delete_file, store_file
from quartier.kernel.files.contents import clean_name, examine
from quartier.kernel.files.models import StoredFile, folder
from quartier.kernel.files.tests.pictures import PDF, picture, upload
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.quarter.modules import write_settings
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared(reason="the entry stands here alone")]


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def on_disk() -> list[str]:
    return sorted(path.name for path in folder().glob("*/*"))


def refused(do: Callable[[], object]) -> str:
    before = list(StoredFile.objects.values()), on_disk()
    with pytest.raises(Refused) as refusal:
        do()
    assert (list(StoredFile.objects.values()), on_disk()) == before
    return str(refusal.value)


def neighbour(name: str, standing: str = Standing.MEMBER) -> Person:
    return Person.objects.create(given_name=name, family_name="Beispiel", standing=standing)


def post_of(author: Person) -> Entry:
    keys = ["members", f"person:{author.pk}"]
    return Entry.objects.create(
        kind="help.offer", object_id=1, author=author, title="Möbel", url="/x/", keys=keys, published=timezone.now()
    )


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(Account.objects.create_user(f"name-{person.pk}", "x", person))
    return client


def test_a_photo_is_kept_upright_small_and_without_what_the_camera_noted() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Canary-Camera"
    exif.get_ifd(0x8825)[1] = "N"
    data = picture(size=(3000, 1500), exif=exif, comment=b"Canary-Comment")
    assert b"Canary" in data
    stored = store_file(by=Actor(neighbour("Ayşe")), upload=upload(data))
    kept = stored.path.read_bytes()
    assert b"Canary" not in kept
    with Image.open(io.BytesIO(kept)) as again:
        assert (again.format, again.size) == ("JPEG", (1000, 2000))
        assert not again.getexif()
        assert not again.info.get("comment")
    assert (stored.media_type, stored.width, stored.height, stored.size) == ("image/jpeg", 1000, 2000, len(kept))


@pytest.mark.parametrize(
    ("kind", "mode", "media_type"),
    [
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("GIF", "P", "image/png"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
    ],
)
def test_every_sort_of_picture_is_drawn_anew(kind: str, mode: str, media_type: str) -> None:
    assert examine(picture(kind, mode=mode)).media_type == media_type


def test_what_hides_behind_a_picture_is_gone() -> None:
    polyglot = picture("GIF", mode="P") + b"<script>alert('Canary')</script>%PDF-1.4"
    assert b"Canary" not in examine(polyglot).data


def test_a_pdf_is_kept_as_it_is() -> None:
    stored = store_file(by=Actor(neighbour("Ayşe")), upload=upload(PDF, "Vertrag.pdf"))
    assert stored.path.read_bytes() == PDF
    assert (stored.name, stored.media_type) == ("Vertrag.pdf", "application/pdf")


def a_bomb() -> bytes:
    """A PNG that says it is 60,000 pixels wide and high."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    chunks = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00 a program", "Only pictures"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "Only pictures"),
        (b"<html>", "Only pictures"),
        (b"PK\x03\x04", "Only pictures"),
        (picture("BMP"), "Only pictures"),
        (picture("TIFF"), "Only pictures"),
        (picture(size=(400, 300))[:500], "damaged"),
        (b"%PDF-1.4 and then nothing", "damaged"),
        (b"<html>" + PDF, "Only pictures"),
        (PDF + b"<script>", "damaged"),
        (a_bomb(), "too many pixels"),
        (b"\xff\xd8\xff" + b"x" * (20 * 1024 * 1024), "larger than 20 MB"),
    ],
    ids=[
        "empty",
        "program",
        "svg",
        "html",
        "zip",
        "bmp",
        "tiff",
        "cut",
        "cut-pdf",
        "before-pdf",
        "behind-pdf",
        "bomb",
        "large",
    ],
)
def test_everything_else_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with translation.override("en"):
        assert sentence in refused(lambda: store_file(by=Actor(neighbour("Ayşe")), upload=upload(data, "x.jpg")))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("Urlaub.jpeg.exe", "Urlaub.jpeg.jpg"),
        ("", "File.jpg"),
        ("...", "File.jpg"),
        ('a"b\r\nSet-Cookie: x.png', "abSet-Cookie x.jpg"),
        ("exe\u202egpj.scr", "exegpj.jpg"),
        ("Ayşes Küche.png", "Ayşes Küche.jpg"),
    ],
)
def test_names_are_harmless(given: str, kept: str) -> None:
    with translation.override("en"):
        assert clean_name(given, ".jpg") == kept


def test_the_same_file_twice_is_kept_once() -> None:
    ayse = neighbour("Ayşe")
    entry = post_of(ayse)
    for _press in range(5):
        store_file(by=Actor(ayse), upload=upload(picture()), entry=entry)
    assert len(on_disk()) == StoredFile.objects.count() == 1


def test_there_is_so_much_room_for_each_and_no_more() -> None:
    ayse, jonas = Actor(neighbour("Ayşe")), Actor(neighbour("Jonas"))
    write_settings("files", {"quota_megabytes": 1})
    large = PDF[:-6] + os.urandom(700 * 1024) + b"\n%%EOF\n"
    first = store_file(by=ayse, upload=upload(large))
    refused(lambda: store_file(by=ayse, upload=upload(PDF[:-6] + os.urandom(700 * 1024) + b"\n%%EOF\n")))
    store_file(by=jonas, upload=upload(large))
    delete_file(first, by=ayse)
    store_file(by=ayse, upload=upload(large))


def test_who_may_not_see_the_post_gets_no_file() -> None:
    ayse, jonas, guest = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Gast", standing=Standing.GUEST)
    entry = post_of(ayse)
    refused(lambda: store_file(by=Actor(jonas), upload=upload(picture()), entry=entry))
    file = store_file(by=Actor(ayse), upload=upload(picture()), entry=entry)
    his, hers, guests = signed_in(jonas), signed_in(ayse), signed_in(guest)
    answer = his.get(file.url)
    assert b"".join(answer) == file.path.read_bytes()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert guests.get(file.url).status_code == 404
    assert Client().get(file.url).status_code == 404
    moderator = neighbour("Mo")
    RoleHolder.objects.create(person=moderator, role="moderator")
    hide_entry(entry, by=Actor(moderator))
    assert his.get(file.url).status_code == 404
    assert hers.get(file.url).status_code == 200


def test_a_file_without_a_post_is_its_owners_alone() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    file = store_file(by=Actor(ayse), upload=upload(picture()))
    assert signed_in(jonas).get(file.url).status_code == 404
    client = signed_in(ayse)
    assert client.get(file.url).status_code == 200
    assert file.name in client.get(reverse("files:list")).content.decode()


def test_only_the_owner_deletes_and_the_bytes_go_once_committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    file = store_file(by=Actor(ayse), upload=upload(picture()))
    refused(lambda: delete_file(file, by=Actor(jonas)))
    assert signed_in(jonas).post(reverse("files:delete", kwargs={"key": file.key})).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(file, by=Actor(ayse))
        assert on_disk() == [file.key]
    assert on_disk() == []
    delete_file(file, by=Actor(ayse))


def test_where_the_row_fails_no_file_remains(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(StoredFile, "save", fail)
    with pytest.raises(RuntimeError):
        store_file(by=Actor(neighbour("Ayşe")), upload=upload(picture()))
    assert on_disk() == []


def test_where_the_disk_is_full_neither_row_nor_half_a_file_remains(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"), transaction.atomic():
        store_file(by=Actor(neighbour("Ayşe")), upload=upload(picture()))
    assert on_disk() == []
    assert not StoredFile.objects.exists()


def test_what_lost_its_row_is_swept_and_nothing_else() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    kept = store_file(by=Actor(jonas), upload=upload(picture()))
    gone = store_file(by=Actor(ayse), upload=upload(picture()))
    ayse.delete()
    now = timezone.now()
    assert disk.sweep_orphans(now) == 0  # it may be about to be committed
    assert disk.sweep_orphans(now + timedelta(hours=2)) == 1
    assert on_disk() == [kept.key]
    assert gone.key not in on_disk()
