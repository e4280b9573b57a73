"""Who may take part: groups, age ranges, a lot that anybody can draw again."""

from __future__ import annotations

import csv
import hashlib
from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from quartier.api.testing import client_of, guest, neighbour
from quartier.kernel.groups.models import Group, GroupRole, Membership
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.ages import years_before
from quartier.kernel.people.models import Person
from quartier.kernel.processes.ballots import cast
from quartier.kernel.processes.drawing import drawn
from quartier.kernel.processes.models import Who
from quartier.kernel.processes.running import close_now, open_now
from quartier.kernel.processes.starting import announce_process
from quartier.kernel.refusals import Refused
from tests.processes.hands import YES, planned, running


def electors(step: object) -> set[int]:
    return set(step.process.electors.values_list("person", flat=True))


def test_an_age_range_counts_whole_years_and_leaves_out_unknown_birthdays(organiser: Person) -> None:
    today = timezone.localdate()
    ages = {}
    for age in (13, 14, 17, 18):
        person = neighbour("Kind", str(age))
        person.birth_date = years_before(today, age)
        person.save()
        ages[age] = person.pk
    almost = neighbour("Fast", "Vierzehn")
    almost.birth_date = years_before(today, 14) + timedelta(days=1)
    almost.save()
    step = running(organiser, age_from=14, age_to=17)
    assert electors(step) == {ages[14], ages[17]}


def test_guests_decide_only_where_everybody_may(organiser: Person) -> None:
    stranger = guest()
    assert stranger.pk not in electors(running(organiser))
    assert stranger.pk in electors(running(organiser, who=Who.PUBLIC))


def test_a_group_decides_for_itself(organiser: Person) -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    group = Group.objects.create(name="Garten")
    Membership.objects.create(group=group, person=ayse, role=GroupRole.MODERATOR)
    step = running(ayse, group=group, who=Who.GROUP)
    assert electors(step) == {ayse.pk}
    with pytest.raises(Refused):
        cast(step, by=Actor(jonas), content={"choice": YES})
    assert client_of(jonas).get(step.process.url).status_code == 404
    with pytest.raises(Refused):
        planned(jonas, group=group)


def test_whoever_left_the_quarter_no_longer_votes(organiser: Person) -> None:
    ayse = neighbour()
    step = running(organiser)
    Person.objects.filter(pk=ayse.pk).update(standing="left")
    ayse.refresh_from_db()
    with pytest.raises(Refused):
        cast(step, by=Actor(ayse), content={"choice": YES})


def test_a_lot_is_drawn_so_that_anybody_can_draw_it_again(organiser: Person) -> None:
    """From the list and the word alone, with nothing of ours: the same come out. Whose ticket is whose stands nowhere."""
    people = [organiser, *(neighbour("N", str(number)) for number in range(20))]
    process = planned(organiser, who=Who.SAMPLE, sample_size=5)
    announce_process(process, by=Actor(organiser))
    sealed = process.events.get(name="sealed").details["seal"]
    open_now(process.steps.get(), by=Actor(organiser))
    process.refresh_from_db()
    client = client_of(organiser)
    rows = list(csv.DictReader(StringIO(client.get(f"/process/{process.pk}/lots.csv").content.decode())))
    assert hashlib.sha256(process.seed.encode()).hexdigest() == sealed
    lots = {row["ticket"]: hashlib.sha256(f"{process.seed}:{row['ticket']}".encode()).hexdigest() for row in rows}
    smallest = sorted(lots, key=lots.__getitem__)[:5]
    assert (len(rows), [row["ticket"] for row in rows if row["drawn"] == "yes"]) == (21, smallest)
    for person in people:
        page = client_of(person).get(f"/process/{process.pk}/electorate/").content.decode()
        own = [ticket for ticket in lots if ticket in page]
        assert len(own) == 1, "everybody finds their own ticket, and no other"
        assert (own[0] in smallest) == process.electors.filter(person=person).exists()
    assert not any(str(person.pk) in lots for person in people)


def test_the_protocol_says_how_the_lot_was_drawn(organiser: Person) -> None:
    for number in range(6):
        neighbour("N", str(number))
    step = running(organiser, who=Who.SAMPLE, sample_size=3)
    close_now(step, by=Actor(organiser))
    url = f"/process/{step.process_id}/step/1/protocol"
    page = client_of(organiser).get(f"{url}/").content.decode()
    tickets = step.process.draw.tickets
    fingerprint = hashlib.sha256(tickets.encode()).hexdigest()
    assert all(word in page for word in (step.process.seed, step.process.seal, fingerprint, "3 von 7"))
    assert client_of(organiser).get(f"{url}.pdf").content.startswith(b"%PDF")


@given(
    tickets=st.lists(st.text(min_size=1, max_size=9), unique=True, max_size=40),
    size=st.integers(0, 50),
    word=st.text(max_size=8),
)
def test_the_draw_does_not_depend_on_the_order(tickets: list[str], size: int, word: str) -> None:
    chosen = drawn(word, tickets, size)
    assert chosen == drawn(word, list(reversed(tickets)), size)
    assert len(chosen) == min(size, len(tickets))
    assert set(chosen) <= set(tickets)
