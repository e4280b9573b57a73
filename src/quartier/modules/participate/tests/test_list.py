"""The list of processes keeps its filter in the address, and each way can be begun."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.api import Actor
from quartier.api.processes import START_PROCESS, Process, ProcessState, announce_process, open_now, start_process
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.modules.participate.ways import WAYS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", [way.name for way in WAYS])
def test_each_way_can_be_begun(way: str) -> None:
    olga = holder_of(START_PROCESS, "Olga", "Ott")
    process = start_process(
        way, by=Actor(olga), begins=timezone.now() + timedelta(days=1), title="Bänke", question="Wo fehlen Bänke?"
    )
    assert process.state == ProcessState.DRAFT
    assert [step.kind for step in process.steps.order_by("order")]


def test_a_filter_holds_on_the_next_page_and_rubbish_is_no_fault() -> None:
    olga = holder_of(START_PROCESS, "Olga", "Ott")
    for number in range(22):
        process = start_process(WAYS[1], by=Actor(olga), title=f"Frage {number}", question="Wo?")
        announce_process(process, by=Actor(olga))
    running = Process.objects.latest("pk")
    open_now(running.steps.get(), by=Actor(olga))
    client = client_of(neighbour("Ayşe"))
    page = client.get("/participate/?show=now").content.decode()
    assert "show=now&amp;page=2" in page or "page=2&amp;show=now" in page
    assert client.get("/participate/?show=over").content.decode().count("<article") == 0
    for rubbish in ("show=x&page=-1", "page=999999999999", "mine=yes", "show=%00"):
        assert client.get(f"/participate/?{rubbish}").status_code == 200


def test_a_draft_is_seen_by_who_prepares_it() -> None:
    olga = holder_of(START_PROCESS, "Olga", "Ott")
    start_process(WAYS[0], by=Actor(olga), title="Noch geheim", question="Wo?")
    assert "Noch geheim" in client_of(olga).get("/participate/").content.decode()
    assert "Noch geheim" not in client_of(neighbour("Ayşe")).get("/participate/").content.decode()


@pytest.mark.not_shared(reason="the states are set by hand: only their order is looked at")
def test_what_one_can_take_part_in_stands_first_then_what_waits_then_what_is_over() -> None:
    olga, states = (
        holder_of(START_PROCESS, "Olga", "Ott"),
        ("ended", "running", "answered", "waiting", "planned", "running"),
    )
    now = timezone.now()
    for number, state in enumerate(states):
        process = start_process(WAYS[1], by=Actor(olga), title=f"Frage {number}", question="Wo?")
        announce_process(process, by=Actor(olga))
        closed = now - timedelta(days=number) if state in {"ended", "answered"} else None
        Process.objects.filter(pk=process.pk).update(state=state, closed=closed)
    page = client_of(neighbour("Ayşe")).get("/participate/").content.decode()
    shown = sorted(range(len(states)), key=lambda number: page.index(f"Frage {number}"))
    assert shown == [5, 1, 4, 3, 0, 2], "of each the newest; of what is over what ended last"
