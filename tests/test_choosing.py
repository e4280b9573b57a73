"""A quarter chooses what its server does: who may, what is written down, and that nothing is lost."""

import io
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone

from quartier.api.testing.people import client_of, key_holder, neighbour
from quartier.kernel import registry
from quartier.kernel.choosing import putting_aside
from quartier.kernel.choosing.actions import decide_module, leave_care, may_carry_out, switch_by_hand, take_care
from quartier.kernel.choosing.models import Caretaker, Ground, ModuleDecision, PutAside
from quartier.kernel.choosing.putting_aside import forget_put_aside
from quartier.kernel.choosing.queries import ModuleFace, modules_here, reviews_due
from quartier.kernel.contract import Role
from quartier.kernel.entries.feed import entries
from quartier.kernel.entries.sharing import share
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.privacy.erasure import erase_person
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.kernel.quarter.modules import is_on, note_new_modules
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder

pytestmark = pytest.mark.django_db
IN_MAY = timezone.localdate() + timedelta(days=180)


def coordinator() -> Person:
    person = neighbour("Kora", "Koch")
    RoleHolder.objects.create(person=person, role=Role.COORDINATOR)
    return person


def decide(
    by: Person, *people: Person, slug: str = "help", on: bool = True, review: date | None = IN_MAY
) -> ModuleDecision:
    return decide_module(
        slug, by=Actor(by), on=on, ground=Ground.NEED, title="Einander helfen", reason="41 wollen es.",
        url="/needs/1/", caretakers=people, review=review,
    )  # fmt: skip


def posted(author: Person, title: str = "Gitterbett") -> None:
    kind = registry.kinds()["board.post"]
    post = kind.example(author)
    post.title = title
    post.save()
    share(post, by=Actor(author))


def test_a_decision_switches_on_names_caretakers_and_tells_them() -> None:
    kora, ayse, jonas = coordinator(), neighbour(), neighbour("Jonas")
    switch_by_hand("help", on=False, by=Actor(key_holder()))
    decide(kora, ayse, jonas)
    face = next(face for face in modules_here() if face.slug == "help")
    assert isinstance(face, ModuleFace)
    assert (may_carry_out(kora), may_carry_out(ayse)) == (True, False)
    assert (face.is_on, set(face.caretakers)) == (True, {ayse, jonas})
    assert face.decision is not None
    assert face.decision.review == IN_MAY
    assert Notification.objects.filter(notice="quarter.caretaker").count() == 2


@pytest.mark.parametrize(
    "wrong", ["neighbour", "nobody cares", "one is too few", "no day", "day is over", "guest", "unknown"]
)
def test_a_refusal_changes_nothing(wrong: str) -> None:
    kora, ayse, jonas = coordinator(), neighbour(), neighbour("Jonas")
    switch_by_hand("help", on=False, by=Actor(key_holder()))
    gast = Person.objects.create(given_name="Gast", family_name="G", standing="guest")
    with pytest.raises(Refused):
        decide(
            ayse if wrong == "neighbour" else kora,
            *{"nobody cares": [], "one is too few": [ayse], "guest": [ayse, gast]}.get(wrong, [ayse, jonas]),
            slug="nonsense" if wrong == "unknown" else "help",
            review={"no day": None, "day is over": timezone.localdate()}.get(wrong, IN_MAY),
        )
    assert not is_on("help")
    assert not Caretaker.objects.exists()
    assert ModuleDecision.objects.count() == 1


def test_nobody_carries_out_for_somebody_else() -> None:
    kora = coordinator()
    with pytest.raises(Refused):
        decide_module("help", by=Actor(kora, for_person=neighbour()), on=False, ground=Ground.NEED)


def test_before_it_is_off_its_data_is_put_aside_and_on_again_all_is_back() -> None:
    kim, ayse = key_holder(), neighbour()
    posted(ayse, "=HYPERLINK(böse)")
    switch_by_hand("board", on=False, by=Actor(kim), reason="Zu laut.")
    assert not entries(ayse).entries
    aside = PutAside.objects.get()
    with ZipFile(aside.path) as archive:
        assert archive.testzip() is None
        table = archive.read("post.csv").decode("utf-8-sig")
        assert "'=HYPERLINK" in table
        assert "Ayşe Demir" in table
        assert '"title": "=HYPERLINK' in archive.read("post.json").decode()
    assert (aside.rows, aside.left_out) == (1, 0)
    switch_by_hand("board", on=True, by=Actor(kim))
    assert [entry.title for entry in entries(ayse).entries] == ["=HYPERLINK(böse)"]
    assert ModuleDecision.objects.first().reason == "Zu laut."  # type: ignore[union-attr]


def test_what_not_everybody_may_read_is_not_in_the_file() -> None:
    kim, ayse = key_holder(), neighbour()
    kind = registry.kinds()["help.request"]
    request = kind.example(ayse)
    request.is_protected, request.for_somebody = True, "meine Mutter"
    request.save()
    share(request, by=Actor(ayse))
    aside = putting_aside.put_aside(registry.module("help"), by=Actor(kim))  # type: ignore[arg-type]
    with ZipFile(aside.path) as archive:
        assert b"Mutter" not in b"".join(archive.read(name) for name in archive.namelist())
    assert (aside.rows, aside.left_out) == (0, 1)


def test_where_the_file_cannot_be_written_it_stays_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(putting_aside, "_write", full)
    with pytest.raises(OSError, match="space"):
        switch_by_hand("board", on=False, by=Actor(key_holder()))
    forget_quarter()
    assert is_on("board")
    assert not list(putting_aside.folder().glob("*.part"))


def test_an_erasure_takes_the_files_along(django_capture_on_commit_callbacks: object) -> None:
    kim, ayse = key_holder(), neighbour()
    posted(ayse)
    path = putting_aside.put_aside(registry.module("board"), by=Actor(kim)).path  # type: ignore[arg-type]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase_person(ayse, by=Actor(ayse))
    assert not path.exists()
    assert not PutAside.objects.exists()


def test_files_go_after_a_month() -> None:
    path = putting_aside.put_aside(registry.module("board"), by=Actor(key_holder())).path  # type: ignore[arg-type]
    forget_put_aside(timezone.now() + timedelta(days=29))
    assert path.exists()
    forget_put_aside(timezone.now() + timedelta(days=31))
    assert not path.exists()


def test_whoever_cares_may_stop_and_somebody_hears_when_nobody_is_left() -> None:
    kora, ayse = coordinator(), neighbour()
    take_care("board", by=Actor(ayse))
    take_care("board", by=Actor(ayse))
    leave_care("board", by=Actor(ayse))
    assert list(Notification.objects.values_list("person", "notice")) == [(kora.pk, "quarter.care_missing")]


def test_a_review_is_due_on_its_day_and_not_where_it_is_off() -> None:
    kora, kim = coordinator(), key_holder()
    decide(kora, neighbour(), neighbour("Jonas"))
    assert not reviews_due()
    ModuleDecision.objects.update(review=timezone.localdate())
    assert [decision.slug for decision in reviews_due()] == ["help"]
    switch_by_hand("help", on=False, by=Actor(kim))
    assert not reviews_due()


def test_what_comes_with_an_update_waits_until_somebody_needs_it() -> None:
    Quarter.objects.update_or_create(
        pk=1, defaults={"is_set_up": True, "known_modules": ["board"], "switched_off": ["board"]}
    )
    note_new_modules()
    quarter = Quarter.objects.get()
    assert quarter.switched_off[0] == "board"  # decided: stays off
    assert "help" not in quarter.switched_off  # is there from the start
    assert "help" in quarter.known_modules


def test_everybody_reads_why_and_only_key_holders_take_data_along() -> None:
    kora, kim, ayse = coordinator(), key_holder(), neighbour()
    decide(kora, ayse, kora)
    switch_by_hand("board", on=False, by=Actor(kim))
    page = client_of(None).get("/warum/help/").content.decode()
    assert "41 wollen es." in page
    assert "/needs/1/" not in page, "strangers may not read it"
    assert "Demir" not in page
    for_neighbours = client_of(ayse).get("/warum/help/").content.decode()
    assert "/needs/1/" in for_neighbours
    assert "Ayşe Demir" in for_neighbours
    address = f"/warum/board/put-aside/{PutAside.objects.get().pk}/"
    assert client_of(ayse).get(address).status_code == 403
    answer = client_of(kim).get(address)
    assert ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()  # type: ignore[attr-defined]
    assert client_of(kim).get("/warum/nonsense/").status_code == 404
