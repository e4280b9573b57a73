"""Who may take part: groups, age ranges, a lot that anybody can draw again."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from quartier.api.testing import client_of, guest, neighbour
from quartier.kernel.groups.models import Group, GroupRole, Membership
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.ballots import cast
from quartier.kernel.processes.electorate import drawn
from quartier.kernel.processes.models import Who
from quartier.kernel.refusals import Refused
from tests.processes.hands import YES, planned, running


def electors(step: object) -> set[int]:
    return set(step.process.electors.values_list("person", flat=True))


def test_an_age_range_counts_whole_years_and_leaves_out_unknown_birthdays(organiser: Person) -> None:
    today = timezone.localdate()
    ages = {}
    for age in (13, 14, 17, 18):
        person = neighbour("Kind", str(age))
        person.birth_date = today.replace(year=today.year - age)
        person.save()
        ages[age] = person.pk
    almost = neighbour("Fast", "Vierzehn")
    almost.birth_date = today.replace(year=today.year - 14) + timedelta(days=1)
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
    people = [organiser.pk, *(neighbour("N", str(number)).pk for number in range(20))]
    step = running(organiser, who=Who.SAMPLE, sample_size=5)
    process = step.process
    lots = {number: hashlib.sha256(f"{process.seed}:{number}".encode()).hexdigest() for number in people}
    assert electors(step) == set(sorted(people, key=lots.__getitem__)[:5])
    page = client_of(organiser).get(f"/process/{process.pk}/electorate/").content.decode()
    assert process.seed in page
    assert hashlib.sha256(process.seed.encode()).hexdigest() in page


@given(
    numbers=st.lists(st.integers(1, 10**9), unique=True, max_size=40), size=st.integers(0, 50), seed=st.text(max_size=8)
)
def test_the_draw_does_not_depend_on_the_order(numbers: list[int], size: int, seed: str) -> None:
    chosen = drawn(seed, numbers, size)
    assert chosen == drawn(seed, list(reversed(numbers)), size)
    assert len(chosen) == min(size, len(numbers))
    assert set(chosen) <= set(numbers)
