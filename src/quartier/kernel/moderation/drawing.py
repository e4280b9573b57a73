"""Drawing a panel: at random, but so that anybody can check it."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from quartier.kernel.moderation.concerned import uneasy_in, who_may_decide
from quartier.kernel.moderation.models import Case
from quartier.kernel.moderation.panel_models import Panel, Seat, Willing
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.newcomers import is_newcomer
from quartier.kernel.people.restrictions import is_limited, is_paused
from quartier.kernel.terms.moderation import PANEL_DRAWN

SIZES = {1: 3, 2: 5}  # the first decision, and the one after a complaint
PATIENCE = timedelta(days=3)  # with one person; then somebody else is asked
DEADLINE = timedelta(days=10)
LOOK_BACK = timedelta(days=365)


@transaction.atomic
def draw_panel(case: Case) -> Panel:
    """Asks as many as it needs. Are there too few willing, moderators decide, and the decision says so."""
    level, now = case.level, timezone.now()
    size = SIZES[level]
    candidates = _candidates(case)
    panel, is_new = Panel.objects.get_or_create(
        case=case,
        level=level,
        defaults={"size": size, "seed": secrets.token_hex(16), "candidates": candidates, "due": now + DEADLINE},
    )
    if is_new and len(candidates) < size:
        panel.given_up = now
        panel.save(update_fields=["given_up"])
    elif is_new:
        for number in order(panel.seed, candidates)[:size]:
            ask(panel, number)
    return panel


def order(seed: str, candidates: Iterable[Iterable[int]]) -> list[int]:
    """Who sat least in the last year comes first; among equals the seed decides."""
    pairs = [(int(number), int(sat)) for number, sat in candidates]
    return [number for number, _sat in sorted(pairs, key=lambda pair: (pair[1], _lot(seed, pair[0])))]


def ask(panel: Panel, number: int) -> Seat:
    seat, is_new = Seat.objects.get_or_create(panel=panel, person_id=number)
    if is_new:
        tell([seat.person] if seat.person else [], PANEL_DRAWN, url=seat.url, once=f"seat:{seat.pk}")
    return seat


def next_of(panel: Panel) -> int | None:
    """Who comes after those who were asked already, and may still decide."""
    asked = panel.seats.filter(person__isnull=False).values("person")
    candidates = Person.objects.filter(pk__in=[number for number, _sat in panel.candidates]).exclude(pk__in=asked)
    fit = {person.pk for person in _fit(panel.case, candidates)}
    return next((number for number in order(panel.seed, panel.candidates) if number in fit), None)


def may_sit(case: Case, person: Person) -> bool:
    return bool(_fit(case, [person]))


def _fit(case: Case, people: Iterable[Person]) -> list[Person]:
    """Neither somebody new here, nor somebody about whom the neighbours decided lately, nor anybody under 18."""
    uneasy = uneasy_in(case)
    return [
        person
        for person in who_may_decide(case, people)
        if person.pk not in uneasy
        and not (is_newcomer(person) or is_paused(person) or is_limited(person) or person.is_minor)
    ]


def _candidates(case: Case) -> list[list[int]]:
    now = timezone.now()
    willing = Person.objects.filter(pk__in=Willing.objects.values("person"), standing=Standing.MEMBER)
    sat = Counter(Seat.objects.filter(asked__gte=now - LOOK_BACK).values_list("person", flat=True))
    return [[person.pk, sat[person.pk]] for person in _fit(case, willing.order_by("pk"))]


def _lot(seed: str, number: int) -> str:
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()
