"""A data breach: 72 hours, who must be told, and nothing written down is ever changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.kernel.breaches import actions
from quartier.kernel.breaches.examples import WORDS
from quartier.kernel.breaches.models import Breach
from quartier.kernel.contract import Role
from quartier.kernel.gate.tests.people import by, client_of, neighbour
from quartier.kernel.people.models import Person
from quartier.kernel.privacy.retention import forget_old_rows
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.data import BREACH_DUE, BREACH_NOTED

pytestmark = pytest.mark.django_db
NOTE = "Über das Formular, Zeichen 4711."


@pytest.fixture
def keeper() -> Person:
    return neighbour("Kaya", Role.KEY_HOLDER)


def noted(keeper: Person, *, noticed: datetime | None = None, **other: Any) -> Breach:
    said = {"risk": "some", **WORDS, **other}
    return actions.note_breach(by=by(keeper), noticed=noticed or timezone.now(), **said)


def test_it_counts_72_hours_from_when_it_was_noticed_and_reminds_three_times(keeper: Person) -> None:
    other, start = neighbour("Ole", Role.KEY_HOLDER), timezone.now()
    breach = noted(keeper, noticed=start)
    assert breach.due == start + timedelta(hours=72)
    assert other.notifications.filter(notice=BREACH_NOTED.name).count() == 1
    for hours, reminders in ((1, 0), (47, 0), (49, 1), (50, 1), (67, 2), (73, 3), (200, 3)):
        actions.remind_of_breaches(start + timedelta(hours=hours))
        assert keeper.notifications.filter(notice=BREACH_DUE.name).count() == reminders, hours
    assert "hours left" in client_of(keeper).get(breach.url).content.decode()


def test_once_the_authority_knows_or_nobody_is_at_risk_no_clock_runs(keeper: Person) -> None:
    breach = noted(keeper)
    actions.say_authority_told(breach, by=by(keeper), note=NOTE)
    harmless = noted(keeper, what="Ein leerer Umschlag ging verloren.", risk="none")
    assert actions.remind_of_breaches(timezone.now() + timedelta(days=9)) == 0
    for one in (breach, harmless):
        assert "hours left" not in client_of(keeper).get(one.url).content.decode()


def test_nothing_is_closed_before_all_know_who_must(keeper: Person) -> None:
    breach = noted(keeper, risk="high")
    for told in (actions.say_authority_told, actions.say_people_told):
        with pytest.raises(Refused):
            actions.close_breach(breach, by=by(keeper), note=NOTE)
        told(breach, by=by(keeper), note=NOTE)
    actions.close_breach(breach, by=by(keeper), note=NOTE)
    with pytest.raises(Refused, match="closed|abgeschlossen"):
        actions.change_breach(breach, by=by(keeper), noticed=breach.noticed, risk="none", **WORDS)
    forget_old_rows(timezone.now() + timedelta(days=3 * 365 - 1))
    assert Breach.objects.exists()
    forget_old_rows(timezone.now() + timedelta(days=3 * 365 + 1))
    assert not Breach.objects.exists()


def test_how_it_read_before_stays_written_down(keeper: Person) -> None:
    breach = noted(keeper)
    changed = {**WORDS, "people": "Doch nur drei."}
    for _twice in range(2):
        actions.change_breach(breach, by=by(keeper), noticed=breach.noticed, risk="some", **changed)
    assert [step.said for step in breach.steps.all()] == ["noted", "changed"]
    shown = client_of(keeper).get(breach.url).content.decode()
    assert "etwa 40" in shown
    assert "Doch nur drei." in shown


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"what": "kurz"}, "what"), ({"people": ""}, "people"), ({"risk": "none", "harm": ""}, "harm"), ({"risk": "x"}, "risk"),
        ({"noticed": timezone.now() + timedelta(days=2)}, "noticed"), ({"noticed": timezone.now() - timedelta(days=900)}, "noticed"),
    ],
)  # fmt: skip
def test_rubbish_is_refused_with_a_sentence(keeper: Person, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        noted(keeper, **wrong)
    assert refused.value.field == field
    assert not Breach.objects.exists()


def test_only_who_manages_the_quarter_sees_it(keeper: Person) -> None:
    breach = noted(keeper)
    assert client_of(neighbour("Ada")).get(breach.url).status_code == 403
    with pytest.raises(Refused):
        noted(neighbour("Ben"))
    with pytest.raises(Refused):
        actions.say_authority_told(breach, by=by(neighbour("Cem")), note=NOTE)
