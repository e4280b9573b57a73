"""Listeners: each on its own, again until it worked, never in the way of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.contract import Listen, Module, Verb
from quartier.kernel.facts.delivery import name_of, record, sweep
from quartier.kernel.facts.models import Fact, Unheard

pytestmark = pytest.mark.django_db
KIND = "example.thing"


class Ears:
    """Two listeners that write down what they hear; one of them fails as often as it is told to."""

    def __init__(self) -> None:
        self.good: list[int] = []
        self.bad: list[int] = []
        self.is_broken = True

    def listen(self, fact: Fact) -> None:
        self.good.append(fact.pk)

    def fail(self, fact: Fact) -> None:
        self.bad.append(fact.pk)
        if self.is_broken:
            raise ValueError("Frau Beispiel, Kirchgasse 5")


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    ears, module = Ears(), registry.modules()[0]
    listens = tuple(Listen(verb=Verb.JOINED, kind=KIND, do=do) for do in (ears.fail, ears.listen))
    changed: Module = replace(module, listens=listens)
    monkeypatch.setitem(registry._modules, module.slug, changed)
    return ears


def happens() -> Fact:
    return record(Verb.JOINED, KIND, by=None)


def test_one_that_fails_keeps_neither_the_others_nor_later_facts_waiting(ears: Ears) -> None:
    facts = [happens() for _number in range(3)]
    sweep()
    sweep()
    assert ears.good == [fact.pk for fact in facts], "each heard once, in order"
    assert ears.bad == [fact.pk for fact in facts], "not again at once"
    assert not Fact.objects.filter(is_delivered=False).exists()


def test_it_hears_again_ever_more_rarely_until_it_worked(ears: Ears) -> None:
    happens()
    now = timezone.now()
    sweep(now=now)
    pauses = []
    for _try in range(4):
        due = Unheard.objects.get().due
        pauses.append(due - now)
        sweep(now=due - timedelta(seconds=1))
        now = due
        sweep(now=now)
    assert all(later > earlier for earlier, later in pairwise(pauses)), pauses
    assert len(ears.bad) == 5
    ears.is_broken = False
    sweep(now=Unheard.objects.get().due)
    assert not Unheard.objects.exists()
    assert len(ears.good) == 1


def test_it_is_given_up_after_days_and_says_why_without_a_name(ears: Ears) -> None:
    happens()
    sweep()
    Unheard.objects.update(since=timezone.now() - timedelta(days=6), due=timezone.now())
    sweep()
    given_up = Unheard.objects.get()
    assert given_up.given_up is not None
    assert given_up.error.startswith("ValueError (test_listeners.py:")
    assert "Beispiel" not in given_up.error
    sweep(now=timezone.now() + timedelta(days=1))
    assert len(ears.bad) == 2, "no further tries"


def test_killed_between_two_listeners_none_is_forgotten(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    fact = happens()

    def killed(*_arguments: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("quartier.kernel.facts.delivery._leaves_outbox", killed)
        with pytest.raises(SystemExit):
            sweep()
    sweep()
    assert ears.good == [fact.pk, fact.pk], "it may hear twice, never not at all"


def test_a_module_that_is_off_hears_later_what_it_failed_at(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    happens()
    sweep()
    waiting = Unheard.objects.get()
    with monkeypatch.context() as patch:
        patch.setattr("quartier.kernel.facts.delivery.is_on", lambda _slug: False)
        sweep(now=waiting.due)
    assert Unheard.objects.get().tries == 1, "its tries aren't used up meanwhile"
    assert len(ears.bad) == 1


def test_names_of_listeners_outlive_a_restart() -> None:
    module = registry.modules()[0]
    for listen in module.listens:
        assert name_of(module, listen).startswith(f"{module.slug}.")
        assert "0x" not in name_of(module, listen)
