"""Files find their post, keep their order, and say what is seen on them."""

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from quartier.kernel.entries.models import Entry
from quartier.kernel.files.actions import store_file
from quartier.kernel.files.attaching import arrange_files, attach_files, describe_file
from quartier.kernel.files.models import StoredFile
from quartier.kernel.files.tests.pictures import picture, upload
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared(reason="the entry stands here alone")]


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def neighbour(name: str) -> Actor:
    return Actor(Person.objects.create(given_name=name, family_name="Beispiel", standing="member"))


def post_of(author: Actor, number: int = 1) -> Entry:
    return Entry.objects.create(
        kind="help.offer", object_id=number, author=author.person, title="Möbel", url="/x/", published=timezone.now()
    )


def three_files(by: Actor) -> list[StoredFile]:
    return [store_file(by=by, upload=upload(picture(size=(40 + number, 30)))) for number in range(3)]


def test_files_are_given_to_a_post_in_their_order_and_rearranged() -> None:
    ayse = neighbour("Ayşe")
    entry, files = post_of(ayse), three_files(ayse)
    attach_files(files[:2], by=ayse, entry=entry)
    attach_files(files[2:], by=ayse, entry=entry)
    assert list(entry.files.order_by("position")) == files
    arrange_files(files[::-1], by=ayse)
    assert list(entry.files.order_by("position")) == files[::-1]


def test_nobody_gives_away_what_is_anothers_or_stands_elsewhere() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    hers, his, other = post_of(ayse), post_of(jonas, 2), post_of(ayse, 3)
    files = three_files(ayse)
    attach_files(files, by=jonas, entry=his)
    assert not his.files.exists()
    with pytest.raises(Refused):
        attach_files(files, by=ayse, entry=his)
    attach_files(files, by=ayse, entry=hers)
    attach_files(files, by=ayse, entry=other)
    assert hers.files.count() == 3


def test_who_sent_a_picture_says_what_is_seen_there() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    file = three_files(ayse)[0]
    describe_file(file, by=ayse, alt=" Eine Katze\nauf dem Dach ")
    file.refresh_from_db()
    assert file.alt == "Eine Katze auf dem Dach"
    with pytest.raises(Refused):
        describe_file(file, by=jonas, alt="Nein")
