"""At the same moment: the budget isn't overspent, and no ballot of a revoked code stays behind."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from quartier.api import Actor, Person, Refused
from quartier.api.processes import Ballot
from quartier.api.testing import neighbour
from quartier.modules.youth import classes, pots
from quartier.modules.youth.examples import a_pot, chosen
from quartier.modules.youth.models import ClassSheet, Pot, Spending
from quartier.modules.youth.queries import left_in
from tests.youth_people import a_round, carer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.not_shared(reason="only numbers are counted")]


def at_once(actions: list[Callable[[], object]]) -> int:
    """How many were taken."""

    def act(action: Callable[[], object]) -> bool:
        try:
            action()
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(actions)) as pool:
        return sum(pool.map(act, actions))


def test_six_lines_at_once_for_money_that_is_enough_for_two(transactional_db: None) -> None:
    jule = carer()
    process = a_round(jule).process
    pot = a_pot(jule)  # 5,000 €
    ideas = [chosen(process, f"Idee {number}") for number in range(6)]
    lines = [lambda idea=idea: pots.spend(pot, idea, by=Actor(jule), cents=200_000) for idea in ideas]
    assert at_once(lines) == 2
    assert left_in(Pot.objects.get(pk=pot.pk)) == 100_000
    assert Spending.objects.count() == 2


def test_revoking_while_the_class_chooses(transactional_db: None) -> None:
    jule = carer()
    step = a_round(jule)
    sheet = classes.ask_for_codes(step.process, by=Actor(jule), organisation=None, name="5b", size=5)
    codes: list[str] = []

    def make(_sheet: ClassSheet, slips: list[classes.Slip]) -> bytes:
        codes.extend(slip.code for slip in slips)
        return b"%PDF"

    classes.print_sheet(ClassSheet.objects.get(pk=sheet.pk), by=Actor(jule), make=make)
    held = [classes.enter_code(code, network="school") for code in codes]
    chooses = [lambda code=code: classes.choose_with_code(code, step, content={"mood": "good"}) for code in held]
    person: Person = neighbour("Otto")
    assert person.pk
    at_once([*chooses[:3], lambda: classes.revoke_sheet(sheet, by=Actor(jule)), *chooses[3:]])
    assert Ballot.objects.filter(step=step).count() == 0
