"""One neighbour signs on a phone with the keyboard and without scripts; her name stands below, then doesn't."""

from typing import Any

import pytest

from quartier.api import Actor
from quartier.api.processes import START_PROCESS, Ballot, open_now
from quartier.api.testing import holder_of, neighbour
from quartier.steps.petition.examples import a_petition
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_signing_being_named_and_taking_it_back(chromium: Any, live_server: Any) -> None:
    organiser, ayse = holder_of(START_PROCESS, "Olga", "Ott"), neighbour()
    step = a_petition(organiser)
    open_now(step, by=Actor(organiser))
    hers = Phone(chromium, live_server.url, ayse, scripts=False)

    hers.open(step.url)
    hers.reach("input[name=is_shown]")
    hers.page.keyboard.press("Space")
    hers.press(f"form[action='/petition/{step.pk}/'] .form-end button")
    assert hers.reads("1 Unterschrift")
    assert hers.reads("Unterschrieben haben unter anderem: Ayşe Demir")

    hers.press(f"a[href='/petition/{step.pk}/']")
    hers.press("form[action$='/withdraw/'] button")
    assert hers.reads("Deine Unterschrift ist weg.")
    assert not Ballot.objects.filter(step=step).exists()
