"""What young people chose goes to the council, and it answers by a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quartier.api import Actor, Fact, Organisation, Person
from quartier.api.processes import Process, ProcessState, announce_process, cast, close_now, open_now
from quartier.api.testing import client_of, neighbour
from quartier.kernel.notifications.models import Notification
from quartier.kernel.processes.handover import look_after_processes
from quartier.modules.youth.actions import ask_office, begin_round, promise
from quartier.modules.youth.examples import chosen
from tests.youth_people import carer, young

pytestmark = pytest.mark.django_db


def council_of(person: Person, *, confirmed: bool = True, kind: str = "public_office") -> Organisation:
    office = Organisation.objects.create(name="Stadtrat", kind=kind, is_confirmed=confirmed)
    office.memberships.create(person=person)
    return office


def a_round(jule: Person, office: Organisation | None) -> Process:
    process = begin_round(
        by=Actor(jule), template="youth.vote", title="Die Rampe", question="Soll die Rampe bleiben?", text="",
        ages="all", office=office, begins=timezone.now(),
    )  # fmt: skip
    return process


def told(person: Person) -> list[str]:
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("notice", flat=True))


def test_from_the_question_to_the_answer_by_a_day() -> None:
    jule, rita, kian = carer(), neighbour("Rita", "Rat"), young("Kian", 15)
    office = council_of(rita)
    process = a_round(jule, office)
    assert not Fact.objects.filter(kind="process.process").exists(), "a draft asks nobody"
    announce_process(process, by=Actor(jule))
    for _twice in range(2):
        ask_office(Fact.objects.get(verb="published", kind="process.process"))
    assert told(rita) == ["youth.council_asked"]
    open_now(process.steps.get(), by=Actor(jule))
    process.refresh_from_db()
    page = f"/youth/round/{process.pk}/"
    council = client_of(rita)
    assert Notification.objects.get(person=rita).url == page
    due = timezone.localtime() + timedelta(days=50)
    for wrong in ("", "gestern", f"{timezone.localtime() - timedelta(days=1):%Y-%m-%dT%H:%M}"):
        council.post(f"{page}promise/", {"office": office.pk, "due": wrong})
        assert Process.objects.get(pk=process.pk).adopted_by is None
    council.post(f"{page}promise/", {"office": office.pk, "due": f"{due:%Y-%m-%dT%H:%M}"})
    process.refresh_from_db()
    assert process.adopted_by == office
    assert "Stadtrat" in client_of(kian).get(page).content.decode()
    cast(process.steps.get(), by=Actor(kian), content={"question": "yes"})
    roof = chosen(process)
    assert council.get(f"{page}answer/").status_code == 404  # not before the end
    close_now(process.steps.get(), by=Actor(jule))
    said = {"text": "Ja, sie bleibt.", f"state-{roof.pk}": "planned", f"sentence-{roof.pk}": "Frühjahr 2027"}
    for stranger in (jule, kian, neighbour("Otto")):
        assert client_of(stranger).post(f"{page}answer/", said).status_code == 404
    assert council.get(process.url).status_code == 404  # the office stays outside of the room
    council.post(f"{page}answer/", {**said, f"state-{roof.pk}": "collected"})
    assert Process.objects.get(pk=process.pk).state == ProcessState.WAITING
    council.post(f"{page}answer/", said)
    process.refresh_from_db()
    roof.refresh_from_db()
    assert (process.state, roof.state, roof.sentence) == (ProcessState.ANSWERED, "planned", "Frühjahr 2027")
    assert "process.answered" in told(kian)
    text = client_of(kian).get(page).content.decode()
    assert [said for said in ("Ja, sie bleibt.", "Frühjahr 2027") if said not in text] == []


def test_a_late_answer_is_asked_for_and_said() -> None:
    jule, rita, kian = carer(), neighbour("Rita", "Rat"), young("Kian", 15)
    office = council_of(rita)
    process = a_round(jule, office)
    announce_process(process, by=Actor(jule))
    open_now(process.steps.get(), by=Actor(jule))
    due = timezone.now() + timedelta(days=20)
    promise(Process.objects.get(pk=process.pk), by=Actor(rita), office=office, due=due)
    ask_office(Fact.objects.get(verb="published", kind="process.process"))
    assert told(rita) == [], "whoever has promised needn't be asked"
    cast(process.steps.get(), by=Actor(kian), content={"question": "yes"})
    close_now(process.steps.get(), by=Actor(jule))
    look_after_processes(due - timedelta(days=30))
    assert "process.answer_due" not in told(rita)
    look_after_processes(due - timedelta(days=3))
    look_after_processes(due + timedelta(days=8))
    assert told(rita).count("process.answer_due") == 2
    reminder = Notification.objects.filter(person=rita, notice="process.answer_due").first()
    assert reminder is not None
    assert client_of(rita).get(reminder.url).status_code == 200  # where it leads, the office may go
    assert "process.answer_late" in told(kian)
    Process.objects.filter(pk=process.pk).update(answer_due=timezone.now() - timedelta(days=1))
    assert "kommt zu spät" not in client_of(kian).get(f"/youth/round/{process.pk}/").content.decode()
    assert "noch nicht da" in client_of(kian).get(f"/youth/round/{process.pk}/").content.decode()


@pytest.mark.parametrize("what", ["unconfirmed", "shop", "nobody"])
def test_only_a_confirmed_office_promises(what: str) -> None:
    jule, rita = carer(), neighbour("Rita", "Rat")
    if what != "nobody":
        council_of(rita, confirmed=what != "unconfirmed", kind="business" if what == "shop" else "public_office")
    process = a_round(jule, None)
    announce_process(process, by=Actor(jule))
    assert client_of(rita).get(f"/youth/round/{process.pk}/promise/").status_code == 404
    ask_office(Fact.objects.get(verb="published", kind="process.process"))
    assert "youth.council_asked" not in told(rita), "no office was named for this round"


def test_without_an_office_those_who_look_after_the_space_answer() -> None:
    jule = carer()
    process = a_round(jule, None)
    announce_process(process, by=Actor(jule))
    open_now(process.steps.get(), by=Actor(jule))
    close_now(process.steps.get(), by=Actor(jule))
    page = client_of(jule).get(process.url).content.decode()
    assert reverse("youth:answer", kwargs={"pk": process.pk}) in page
    client_of(jule).post(f"/youth/round/{process.pk}/answer/", {"text": "Danke! Wir bauen sie zusammen."})
    assert Process.objects.get(pk=process.pk).state == ProcessState.ANSWERED


def test_when_nobody_looks_after_it_any_more_adults_still_stay_outside() -> None:
    jule, kora = carer(), neighbour("Kora")
    kora.roles.create(role="coordinator")
    process = a_round(jule, None)
    announce_process(process, by=Actor(jule))
    jule.roles.all().delete()
    look_after_processes(timezone.now())
    process.refresh_from_db()
    assert process.orphaned is not None
    assert client_of(kora).get(process.url).status_code == 404
    notice = Notification.objects.get(person=kora, notice="process.orphaned")
    assert notice.url == reverse("roles:page")  # where somebody is chosen for it
