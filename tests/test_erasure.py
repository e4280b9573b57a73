"""Whoever goes is gone: from the database, the files, the search index and the queues, and an old back-up doesn't bring them back (S8)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from quartier.api import delete_for_good
from quartier.kernel import registry
from quartier.kernel.backup.actions import read_backup, write_backup
from quartier.kernel.comments.actions import add_comment, delete_comment, forget_deleted_comments
from quartier.kernel.comments.models import Comment
from quartier.kernel.contract import Retain
from quartier.kernel.drafts.models import Draft
from quartier.kernel.entries.models import Entry
from quartier.kernel.facts.models import Fact
from quartier.kernel.files.actions import delete_file, store_file
from quartier.kernel.files.models import StoredFile
from quartier.kernel.files.tests.pictures import picture, upload
from quartier.kernel.jobs.runner import KERNEL_JOBS, run_if_due
from quartier.kernel.matters.actions import say, send_file
from quartier.kernel.matters.models import Matter, MatterState
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.privacy import erased_list, erasure
from quartier.kernel.privacy.echoes import forget_echoes
from quartier.kernel.privacy.erasure import ask_erasure, erase_again, erase_person
from quartier.kernel.privacy.export import everything_about
from quartier.kernel.privacy.preview import preview
from quartier.kernel.privacy.retention import forget_old_rows
from quartier.kernel.privacy.tables import keeps
from quartier.kernel.push.examples import a_device
from quartier.kernel.push.models import PushDevice
from quartier.modules.board.actions import delete_post, sweep_deleted, write_post
from quartier.modules.board.models import Post
from quartier.modules.help.agreements import answer
from quartier.project import worker
from tests.test_privacy import CANARY, everything_stored, somebody

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")
    monkeypatch.setattr(settings, "DATA", tmp_path)
    (tmp_path / "secret_key").write_text("key of this quarter")
    return tmp_path


def everywhere(data: Path) -> str:
    """All that is stored: every table and index, every file's name; not the back-ups."""
    files = [str(path) for path in (data / "files").rglob("*") if path.is_file()]
    return "\n".join(
        [everything_stored(), *files, (data / erased_list.NAME).read_text() if erased_list.file().exists() else ""]
    )


def a_busy_person() -> tuple[Person, Person, Matter]:
    """Somebody whose name and words are in everything: a request, a conversation, a picture, drafts of others, notices."""
    from quartier.modules.help.tests.neighbours import a_request

    ayse, jonas = somebody(CANARY), somebody("Jonas")
    request = a_request(ayse, title=f"Wer trägt {CANARY}?")
    matter = answer(request, by=Actor(jonas), text=f"Liebe {CANARY}, ich komme gern.")
    say(matter, by=Actor(ayse), text=f"Danke! {CANARY}")
    send_file(matter, by=Actor(ayse), upload=upload(picture(size=(900, 700)), f"{CANARY}.jpg"))
    for person in (ayse, jonas):
        Draft.objects.create(
            person=person, form="help.answer", word=uuid4(), page=uuid4(), browser="b",
            label=f"An „{CANARY}“", url=request.url, answers={"text": [CANARY if person == ayse else "Ja"]},
        )  # fmt: skip
    return ayse, jonas, matter


def test_an_erasure_in_the_middle_of_a_matter_leaves_no_trace_and_tells_the_other(data: Path) -> None:
    ayse, jonas, matter = a_busy_person()
    assert len(list((data / "files").rglob("*"))) > 2
    told = preview(ayse)
    assert [(one, others) for one, others in told.ends] == [(matter, [jonas])]
    erase_person(ayse, by=Actor(ayse))
    assert CANARY.casefold() not in everywhere(data).casefold()
    assert [path for path in (data / "files").rglob("*") if path.is_file()] == []
    assert Matter.objects.get(pk=matter.pk).state == MatterState.DROPPED
    assert jonas.notifications.filter(notice="matters.left").exists()


def test_names_of_the_erased_stand_in_no_notice_of_helpers_and_confidants() -> None:
    """ "Jana Amsel: Ben wrote to you" in a confidant's list, written by the worker."""
    jana, mara = somebody("Jana"), somebody("Mara")
    Notification.objects.create(person=mara, notice="assistance.copy", title=f"{jana.full_name}: Post", url="/")
    forget_echoes(jana)
    assert mara.notifications.get().title == "…: Post"


def test_whoever_goes_has_no_letter_box_for_notices_left_here_and_read_of_it_before(data: Path) -> None:
    ayse = somebody("Ayşe")
    a_device(ayse)
    letter_box = PushDevice.objects.get(person=ayse).endpoint
    assert everything_about(ayse)["kernel.PushDevice"]
    erase_person(ayse, by=Actor(ayse))
    assert not PushDevice.objects.exists()
    assert letter_box not in everywhere(data)


def test_one_erasure_that_fails_keeps_nobody_else_here(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = somebody("Eins"), somebody("Zwei")
    for person in (first, second):
        ask_erasure(by=Actor(person))
    erase = erasure.erase_person

    def fails_once(person: Person, *, by: Actor) -> None:
        if person == first:
            raise RuntimeError("a module's eraser is broken")
        erase(person, by=by)

    monkeypatch.setattr(erasure, "erase_person", fails_once)
    job = next(job for job in KERNEL_JOBS if job.name == "mydata.erase")
    assert not run_if_due(job, timezone.now() + timedelta(days=8)), "the engine room says that it failed"
    assert list(Person.objects.filter(pk__in=[first.pk, second.pk])) == [first]


def test_a_line_that_was_torn_in_the_middle_breaks_no_later_one(data: Path) -> None:
    erase_person(somebody("Eins"), by=Actor(Person.objects.get(given_name="Eins")))
    file = data / erased_list.NAME
    file.write_text(file.read_text()[:-20])
    for _twice in range(2):
        erased_list.write_list()
    assert len(erased_list.erased_people()) == 0
    assert len([line for line in file.read_text().splitlines() if line.endswith("}")]) == 2


def test_an_older_back_up_brings_nobody_back(data: Path) -> None:
    ayse, _jonas, _matter = a_busy_person()
    write_backup(data / "before.zip")
    erase_person(ayse, by=Actor(ayse))
    read_backup(data / "before.zip")
    assert CANARY.casefold() in everywhere(data)  # what would happen without the list
    read_backup(data / "before.zip", afterwards=erase_again)
    assert CANARY.casefold() not in everywhere(data)
    assert [path for path in (data / "files").rglob("*") if path.is_file()] == []
    assert Person.objects.filter(given_name="Jonas").exists()
    assert erase_again() == 0


def test_a_database_that_was_put_back_by_hand_brings_nobody_back_either(data: Path) -> None:
    ayse, jonas, _matter = a_busy_person()
    write_backup(data / "before.zip")
    erase_person(ayse, by=Actor(ayse))
    read_backup(data / "before.zip")
    worker.begin()
    assert list(Person.objects.filter(pk__in=[ayse.pk, jonas.pk])) == [jonas]


def test_an_older_back_up_brings_no_deleted_post_back(data: Path) -> None:
    ayse = somebody("Ayşe")
    titles = (CANARY, "Straßenfest", CANARY)
    gone, stays, also = (write_post(by=Actor(ayse), sort="news", title=title) for title in titles)
    write_backup(data / "before.zip")
    delete_post(gone, by=Actor(ayse))
    sweep_deleted(timezone.now() + timedelta(days=400))
    delete_for_good(also)
    erased_list.write_list()
    assert CANARY.casefold() not in erased_list.file().read_text().casefold()
    read_backup(data / "before.zip", afterwards=erase_again)
    assert [post.title for post in Post.objects.all()] == [stays.title]
    assert not Entry.objects.filter(title=CANARY).exists()
    Post.objects.create(pk=gone.pk, author=ayse, title="Neu")  # a number that is given again
    erase_again()
    assert Post.objects.filter(title="Neu").exists()
    Post.objects.filter(title="Neu").delete()


def test_an_older_back_up_brings_back_neither_a_deleted_comment_nor_a_deleted_photo(data: Path) -> None:
    ayse = somebody("Ayşe")
    post = write_post(by=Actor(ayse), sort="news", title="Straßenfest")
    entry = Entry.objects.get(kind="board.post", object_id=post.pk)
    said, stays = (add_comment(entry, by=Actor(ayse), text=text) for text in (CANARY, "Ich komme."))
    photo = store_file(by=Actor(ayse), upload=upload(picture()), entry=entry)
    write_backup(data / "before.zip")
    delete_comment(said, by=Actor(ayse))
    forget_deleted_comments(timezone.now() + timedelta(days=2))
    delete_file(photo, by=Actor(ayse))
    erased_list.write_list()
    read_backup(data / "before.zip")
    assert StoredFile.objects.exists()  # what would happen without the list
    read_backup(data / "before.zip", afterwards=erase_again)
    assert [comment.text for comment in Comment.objects.all()] == [stays.text]
    assert not StoredFile.objects.exists()


def test_the_list_says_nothing_about_anybody_and_meets_nobody_else(data: Path) -> None:
    ayse = somebody("Ayşe")
    number = ayse.pk
    erase_person(ayse, by=Actor(ayse))
    lines = [json.loads(line) for line in erased_list.file().read_text().splitlines()]
    assert [sorted(line) for line in lines] == [["key"], ["at", "mark"]]
    Person.objects.create(pk=number, given_name="Neu")  # a number that is given again
    assert erase_again() == 0
    assert Person.objects.filter(pk=number).exists()


def test_a_list_with_a_torn_last_line_still_counts(data: Path) -> None:
    ayse = somebody("Ayşe")
    write_backup(data / "before.zip")
    erase_person(ayse, by=Actor(ayse))
    with erased_list.file().open("a") as stream:
        stream.write('{"mark": "abc')
    read_backup(data / "before.zip", afterwards=erase_again)
    assert not Person.objects.filter(given_name="Ayşe").exists()


def test_what_is_old_is_forgotten_each_night_and_what_is_not_stays() -> None:
    ayse, _jonas, matter = a_busy_person()
    now = timezone.now()
    for days in (364, 366):
        Notification.objects.create(
            person=ayse, notice="help.x", url="/", title=f"{days}", at=now - timedelta(days=days)
        )
    Matter.objects.filter(pk=matter.pk).update(closed=now - timedelta(days=3 * 365 + 1))
    gone = forget_old_rows(now)
    assert gone["kernel.Notification"] == 1
    assert Notification.objects.filter(title="364").exists()
    assert not Matter.objects.exists()


def test_what_a_law_kept_goes_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    keeping = replace(
        registry.modules()[0], retains=(Retain(model=Fact, until=timedelta(days=365), ground="§ 147 AO"),), keeps=()
    )
    monkeypatch.setattr(registry, "modules", lambda: (keeping,))
    old = timezone.now() - timedelta(days=366)
    Fact.objects.create(verb="published", kind="help.offer", at=old, is_delivered=True)
    kept = Fact.objects.create(verb="published", kind="help.offer", at=old, by=somebody("Ayşe"), is_delivered=True)
    forget_old_rows(timezone.now())
    assert list(Fact.objects.filter(at=old)) == [kept]  # hers, as long as she is here and the kernel's own time runs


def test_every_job_that_a_table_relies_on_is_there_and_every_date_too() -> None:
    jobs = {job.name for job in KERNEL_JOBS} | {job.name for module in registry.modules() for job in module.jobs}
    for keep in keeps().values():
        assert not keep.job or keep.job in jobs, keep.label
        if keep.until is not None:  # a name that is no date raises
            keep.model._base_manager.filter(**{f"{keep.counts_from}__lt": timezone.now()}).exists()
