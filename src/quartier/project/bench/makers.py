"""Makes many entries of each kind at once, by the bulk path below each module's actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from quartier.kernel.comments.models import Comment
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.sharing import share_many
from quartier.kernel.notifications.models import Notification
from quartier.modules.help.kinds import KINDS
from quartier.modules.help.models import Help, Offer, Request
from quartier.project.bench import quarter, words
from quartier.project.bench.quarter import Population

Maker = Callable[[Population, int, Random], None]
SPAN = timedelta(days=730)  # over which everything was written


def _moment(chance: Random) -> datetime:
    return timezone.now() - timedelta(hours=1) - SPAN * chance.random()


def _help(model: type[Help]) -> Maker:
    kinds = list(KINDS)

    def make(population: Population, count: int, chance: Random) -> None:
        share_many(
            model._default_manager.bulk_create(
                model(
                    author=chance.choice(population.people[quarter.POSTERS :]),
                    kind=chance.choice(kinds),
                    title=words.title(chance),
                    text=words.text(chance, chance.randrange(words.RARE_EVERY)),
                    place=chance.choice(population.places) if chance.random() < 0.6 else None,
                    languages=["de"],
                    until=timezone.now() + timedelta(days=5 + 55 * chance.random()),
                    created=_moment(chance),
                    **({"is_protected": True} if model is Request and chance.random() < 0.02 else {}),
                )
                for _one in range(count)
            )
        )

    return make


MAKERS: tuple[Maker, ...] = (_help(Request), _help(Offer))


def talk_below(population: Population) -> None:
    """Comments below the newest, and some notices for everybody."""
    chance = Random(7)
    newest = Entry.objects.order_by("-published")[:5_000]
    Comment.objects.bulk_create(
        Comment(entry=entry, author=chance.choice(population.people), text=chance.choice(words.SENTENCES))
        for entry in newest
        for _one in range(5 if entry == newest[0] else chance.randint(0, 4))
    )
    now = timezone.now()
    Notification.objects.bulk_create(
        Notification(
            person=person,
            notice="matters.done",
            url="/",
            title="Probe",
            by=chance.choice(population.people),
            at=now - timedelta(hours=number),
            read=None if number < 2 else now,
        )
        for person in population.people
        for number in range(6)
    )


def facts(population: Population) -> dict[str, Any]:
    """What the measuring has to know."""
    people = population.people
    offer = Offer.objects.exclude(author=people[quarter.NEIGHBOUR]).order_by("-pk")[0]
    return {
        "entries": Entry.objects.count(),
        "detail": offer.url,
        "cookies": {
            "neighbour": quarter.cookie_of(people[quarter.NEIGHBOUR]),
            "active": quarter.cookie_of(people[quarter.ACTIVE]),
            "guest": quarter.cookie_of(people[quarter.GUEST]),
        },
        "posters": [quarter.cookie_of(person) for person in people[3 : quarter.POSTERS]],
    }
