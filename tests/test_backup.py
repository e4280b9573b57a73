"""A back-up brings everything back, and a damaged one changes nothing."""

from __future__ import annotations

import random
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from quartier.kernel.backup import canonical
from quartier.kernel.backup.actions import read_backup, write_backup
from quartier.kernel.entries import search
from quartier.kernel.entries.feed import entries
from quartier.kernel.entries.sharing import share, share_many
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.privacy.erasure import erase_person
from quartier.kernel.refusals import Refused
from quartier.modules.help.models import Offer

LONG_AGO = timezone.now() - timedelta(days=400)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")
    monkeypatch.setattr(settings, "DATA", tmp_path)
    (tmp_path / "secret_key").write_text("key of this quarter")
    (tmp_path / "files" / "ab").mkdir(parents=True)
    (tmp_path / "files" / "ab" / "picture").write_bytes(b"\x00picture\xff")
    return tmp_path


def fill() -> Person:
    ayse = Person.objects.create(
        given_name="Ayşe",
        family_name="\"O'Neil\n",
        standing=Standing.MEMBER,
        languages=["tr"],
        joined=LONG_AGO,
        confirmed=LONG_AGO,
    )
    Account.objects.create_user("apfel-laterne-42", "geheim geheim", ayse)
    texts = (f"Möbel tragen {number} 🪑" for number in range(30))
    share_many([Offer.objects.create(author=ayse, title=text, text="Zeile 1\nZeile 2 \u2028") for text in texts])
    return ayse


def offer_later(author: Person) -> Offer:
    offer = Offer.objects.create(author=author, title="Nach der Sicherung")
    share(offer, by=Actor(author))
    return offer


def content() -> dict[str, list[str]]:
    return {model._meta.label: list(canonical.lines(model)) for model in canonical.tables()}


def test_a_back_up_comes_back_byte_for_byte(files: Path) -> None:
    ayse = fill()
    before = content()
    write_backup(files / "b.zip")
    erase_person(ayse, by=Actor(ayse))
    Person.objects.create(given_name="Später")
    (files / "files" / "ab" / "picture").unlink()
    (files / "files" / "later").write_bytes(b"x")
    (files / "secret_key").write_text("another key")
    read_backup(files / "b.zip")
    assert content() == before
    assert (files / "files" / "ab" / "picture").read_bytes() == b"\x00picture\xff"
    assert not (files / "files" / "later").exists()
    assert (files / "secret_key").read_text() == "key of this quarter"
    ayse = Person.objects.get()
    assert len(entries(ayse, size=100).entries) == 30
    assert len(search.find(ayse, "möbel", size=100)) == 30
    assert offer_later(ayse).pk == max(Offer.objects.values_list("pk", flat=True))  # no number is given twice


def test_any_damaged_byte_is_refused_and_nothing_is_changed(files: Path) -> None:
    fill()
    write_backup(files / "b.zip")
    whole = (files / "b.zip").read_bytes()
    offer_later(Person.objects.get())
    before = content()
    chance = random.Random(5)
    for number in range(200):
        damaged = bytearray(whole)
        match number % 4:
            case 0:
                damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            case 1:
                del damaged[chance.randrange(len(whole)) :]
            case 2:
                damaged.insert(chance.randrange(len(whole)), chance.randrange(256))
            case 3:
                damaged += bytes([chance.randrange(256)])
        (files / "damaged.zip").write_bytes(damaged)
        with pytest.raises(Refused, match=r"damaged|beschädigt"):
            read_backup(files / "damaged.zip")
    assert content() == before
    assert (files / "secret_key").read_text() == "key of this quarter"


@pytest.mark.parametrize("rubbish", [b"", b"PK", b"<html>404</html>" * 1000])
def test_what_is_no_back_up_is_refused(files: Path, rubbish: bytes) -> None:
    (files / "rubbish").write_bytes(rubbish)
    with pytest.raises(Refused):
        read_backup(files / "rubbish")
    with pytest.raises(Refused):
        read_backup(files / "missing")
    with zipfile.ZipFile(files / "other.zip", "w") as other:
        other.writestr("something", "else" * 100)
    with pytest.raises(Refused):
        read_backup(files / "other.zip")


def test_a_failing_restore_leaves_everything_as_it_was(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    write_backup(files / "b.zip")
    Notification.objects.create(person=Person.objects.get(), notice="help.x", url="/")
    before = content()

    def fail() -> None:
        raise OSError("the plug was pulled")

    monkeypatch.setattr("quartier.kernel.backup.actions.rebuild_windows", fail)
    with pytest.raises(OSError, match="plug"):
        read_backup(files / "b.zip")
    assert content() == before


def test_a_back_up_that_cannot_be_written_leaves_no_half_file(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()

    def fail(*_arguments: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("quartier.kernel.backup.actions._write_files", fail)
    with pytest.raises(OSError, match="space"):
        write_backup(files / "b.zip")
    assert not list(files.glob("b.zip*"))
