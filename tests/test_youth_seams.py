"""What the engine and the door of codes promise, apart from the module that uses them first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quartier.api import Actor, Refused
from quartier.api.codes import Limit, allowed, forgive_one, kept_code, new_code
from quartier.api.processes import (
    Ballot,
    ShownResult,
    carers_of_young,
    cast_by_code,
    close_now,
    drop_codes,
    propose_by_code,
)
from tests.youth_people import a_round, carer

pytestmark = pytest.mark.django_db


def test_a_code_is_kept_the_same_however_it_is_typed() -> None:
    codes = {new_code() for _number in range(200)}
    assert len(codes) == 200
    assert len({kept_code("class", typed) for typed in ("K7TR-4M9P", "k7tr 4m9p", " K7TR4M9P ")}) == 1
    assert kept_code("class", "K7TR-4M9P") != kept_code("letter", "K7TR-4M9P")


def test_what_was_right_isnt_counted() -> None:
    limit = Limit("test", 2, timedelta(hours=1))
    for _number in range(5):
        assert allowed(limit, "school")
        forgive_one(limit, "school")
    assert [allowed(limit, "school") for _number in range(3)] == [True, True, False]


def test_dropped_codes_count_no_more_and_others_stay() -> None:
    jule = carer()
    step = a_round(jule)
    for code in ("class:1", "class:11"):
        cast_by_code(step, code, content={"mood": "good"})
    assert drop_codes(step.process, {"class:1"}) == 1
    assert Ballot.objects.get(step=step).code == "class:11"
    close_now(step, by=Actor(jule))
    assert drop_codes(step.process, {"class:11"}) == 0
    step.refresh_from_db()
    assert ShownResult(step).turnout  # counted, and it stays
    ideas = a_round(jule, "ideas")
    kept, gone = (propose_by_code(ideas, code, most=1, title=f"Idee {code}") for code in ("class:11", "class:1"))
    with pytest.raises(Refused):
        propose_by_code(ideas, "class:1", most=1, title="Noch eine")
    drop_codes(ideas.process, {"class:1"})
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert kept.withdrawn is None
    assert gone.withdrawn is not None


def test_those_who_look_after_young_people_are_chosen_and_not_paused() -> None:
    jule, otto = carer(), carer("Otto")
    assert carers_of_young() == [jule, otto]
    otto.roles.all().delete()
    assert carers_of_young() == [jule]
