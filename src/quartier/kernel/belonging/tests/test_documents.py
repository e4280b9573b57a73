"""Documents of a group: seen by its members alone, from joining to leaving."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from quartier.kernel.belonging.care import look_after_groups
from quartier.kernel.belonging.documents import add_document, delete_document
from quartier.kernel.belonging.groups import change_group
from quartier.kernel.belonging.members import leave_group, remove_member
from quartier.kernel.belonging.tests.people import group_of, neighbour, refused, signed_in
from quartier.kernel.files.contents import MOST_BYTES
from quartier.kernel.files.models import StoredFile, folder
from quartier.kernel.files.tests.pictures import PDF, picture, upload
from quartier.kernel.groups.models import Group, Openness
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.modules import write_settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def plan(group: Group, owner: Person, title: str = "Gießplan") -> StoredFile:
    return add_document(group, by=Actor(owner), upload=upload(PDF, "plan.pdf"), title=title)


def opens(client: Client, document: StoredFile) -> bool:
    return client.get(document.url).status_code == 200


def test_members_alone_see_a_document_and_leaving_ends_it_at_once() -> None:
    ayse, jonas, kim, otto = (neighbour(name) for name in ("Ayşe", "Jonas", "Kim", "Otto"))
    group = group_of(ayse, jonas, kim)
    document = plan(group, ayse)
    his, theirs, stranger = signed_in(jonas), signed_in(kim), signed_in(otto)
    page = reverse("groups:documents", kwargs={"pk": group.pk})
    assert opens(his, document)
    assert "Gießplan" in his.get(page).content.decode()
    assert not opens(stranger, document)
    assert not opens(Client(), document)
    assert stranger.get(page).status_code == 403
    leave_group(group, by=Actor(jonas))
    remove_member(group, by=Actor(ayse), person=kim)
    assert not opens(his, document)
    assert not opens(theirs, document)
    Group.objects.update(openness=Openness.CLOSED)
    assert stranger.get(page).status_code == 404


def test_what_a_leaver_added_stays_unless_they_take_it_along() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse, jonas, kim)
    kept, taken = plan(group, jonas), plan(group, kim)
    leave_group(group, by=Actor(jonas))
    leave_group(group, by=Actor(kim), takes_documents=True)
    assert set(group.documents.all()) == {kept}
    assert not StoredFile.objects.filter(pk=taken.pk).exists()
    his = signed_in(jonas)
    assert opens(his, kept)
    assert his.post(reverse("files:delete", kwargs={"key": kept.key})).status_code == 302
    assert not group.documents.exists()


def test_a_group_may_leave_adding_to_those_who_look_after_it() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    group = group_of(ayse, jonas)
    change_group(group, by=Actor(ayse), name="Garten", about="", openness="open", adders="moderators")
    group.refresh_from_db()
    refused(lambda: plan(group, jonas))
    his = signed_in(jonas)
    assert his.get(reverse("groups:add_document", kwargs={"pk": group.pk})).status_code == 403
    assert "Add a document" not in his.get(reverse("groups:documents", kwargs={"pk": group.pk})).content.decode()
    plan(group, ayse)
    with pytest.raises(Http404):
        plan(group, neighbour("Otto"))


def test_one_deletes_ones_own_and_moderators_any() -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    group = group_of(ayse, jonas, kim)
    first, second = plan(group, jonas), plan(group, kim)
    refused(lambda: delete_document(group, by=Actor(jonas), document=second))
    his = signed_in(jonas)
    address = reverse("groups:delete_document", kwargs={"pk": group.pk, "key": second.key})
    assert his.post(address).status_code == 403
    with pytest.raises(Http404):
        delete_document(group_of(kim, name="Chor"), by=Actor(kim), document=second)
    delete_document(group, by=Actor(jonas), document=first)
    delete_document(group, by=Actor(ayse), document=second)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"MZ a program", "Only pictures"),
        (b"x" * (30 * 1024 * 1024), "larger than 20 MB"),
        (PDF[: len(PDF) // 2], "damaged"),
        (b"PK\x03\x04 a word file", "Only pictures"),
    ],
    ids=["empty", "program", "30 MB", "half a PDF", "docx"],
)
def test_what_is_no_document_is_refused_and_the_title_stays(data: bytes, says: str) -> None:
    ayse = neighbour("Ayşe")
    group = group_of(ayse)
    file = SimpleUploadedFile("Protokoll.pdf", data)
    address = reverse("groups:add_document", kwargs={"pk": group.pk})
    page = signed_in(ayse).post(address, {"title": "Protokoll Mai", "file": file}).content.decode()
    assert says in page
    assert "Protokoll Mai" in page or len(data) > MOST_BYTES  # so much isn't read at all
    assert not StoredFile.objects.exists()
    assert not list(folder().glob("*/*"))


def test_titles_and_sending_twice() -> None:
    ayse = neighbour("Ayşe")
    group = group_of(ayse)
    refused(lambda: plan(group, ayse, "x" * 500))
    assert plan(group, ayse, "") == plan(group, ayse, "anders")
    assert group.documents.get().title == "plan"
    photo = add_document(group, by=Actor(ayse), upload=upload(picture(), "Beet.jpg"), title="<i>Beet")
    page = signed_in(ayse).get(reverse("groups:documents", kwargs={"pk": group.pk})).content.decode()
    assert "&lt;i&gt;Beet" in page
    assert photo.is_picture


def test_a_document_counts_towards_ones_space() -> None:
    ayse = neighbour("Ayşe")
    write_settings("files", {"quota_megabytes": 0})
    group = group_of(ayse)
    with translation.override("en"):
        assert "full" in refused(lambda: plan(group, ayse))


def test_an_ended_group_leaves_no_file_behind(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ayse = neighbour("Ayşe")
    group = group_of(ayse)
    plan(group, ayse)
    leave_group(group, by=Actor(ayse))
    Group.objects.update(empty="2020-01-01T00:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        look_after_groups(Group.objects.get().created)
    assert not StoredFile.objects.exists()
    assert not list(folder().glob("*/*"))
