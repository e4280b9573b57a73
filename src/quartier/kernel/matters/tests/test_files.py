"""Files that the parties of a matter send one another."""

from pathlib import Path

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from quartier.kernel.files.models import StoredFile
from quartier.kernel.files.tests.pictures import PDF, picture, upload
from quartier.kernel.matters.actions import leave, send_file
from quartier.kernel.matters.endings import drop
from quartier.kernel.matters.models import Event
from quartier.kernel.matters.tests.people import matter_of, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(Account.objects.create_user(f"name-{person.pk}", "x", person))
    return client


def test_the_same_file_twice_is_kept_once() -> None:
    ayse = neighbour("Ayşe")
    matter = matter_of(ayse, neighbour("Jonas"))
    for _press in range(5):
        send_file(matter, by=Actor(ayse), upload=upload(picture()))
    assert StoredFile.objects.count() == 1
    assert matter.messages.filter(event=Event.SENT).count() == 1


def test_files_of_a_matter_are_its_parties_alone() -> None:
    ayse, jonas, stranger = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Uli")
    matter = matter_of(ayse, jonas)
    with pytest.raises(Http404):
        send_file(matter, by=Actor(stranger), upload=upload(picture()))
    hers, his, theirs = signed_in(ayse), signed_in(jonas), signed_in(stranger)
    sent = hers.post(reverse("matters:send", kwargs={"pk": matter.pk}), {"file": upload(PDF, "Plan.pdf")})
    assert sent.status_code == 302
    file = StoredFile.objects.get()
    assert file.url in his.get(matter.url).content.decode()
    answer = his.get(file.url)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert theirs.get(file.url).status_code == 404
    page = hers.post(
        reverse("matters:send", kwargs={"pk": matter.pk}), {"file": upload(b"MZ", "x.exe")}
    ).content.decode()
    assert "Only pictures" in page
    leave(matter, by=Actor(jonas))
    assert his.get(file.url).status_code == 404
    assert hers.get(file.url).status_code == 200


def test_nothing_is_added_to_what_is_over() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    drop(matter, by=Actor(ayse))
    with pytest.raises(Refused):
        send_file(matter, by=Actor(ayse), upload=upload(picture()))
    assert not StoredFile.objects.exists()
