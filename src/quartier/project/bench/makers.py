"""Makes many entries of each kind at once, by the bulk path below each module's actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.urls import reverse
from django.utils import timezone

from quartier.kernel.comments.models import Comment
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.sharing import share_many
from quartier.kernel.notifications.models import Notification
from quartier.modules.board.models import Post
from quartier.modules.board.sorts import SORTS
from quartier.modules.help.kinds import KINDS
from quartier.modules.help.models import Help, Offer, Request
from quartier.project.bench import quarter, words
from quartier.project.bench.quarter import Population

Maker = Callable[[Population, int, Random], None]
SPAN = timedelta(days=730)  # over which everything was written


def make_posts(population: Population, count: int, chance: Random) -> None:
    share_many(Post.objects.bulk_create(_post(population, chance) for _one in range(count)))


def _post(population: Population, chance: Random) -> Post:
    """Three of four for all members; the rest for everybody, a group, or an organisation's own people."""
    reach = chance.choices(("members", "public", "group", "organisation"), (75, 12, 10, 3))[0]
    starts = timezone.now() + timedelta(days=chance.uniform(-350, 15)) if chance.random() < 0.05 else None
    by_organisation = reach == "organisation" or chance.random() < 0.03
    return Post(
        author=chance.choice(population.people[quarter.POSTERS :]),
        organisation=chance.choice(population.organisations) if by_organisation else None,
        group=chance.choice(population.groups) if reach == "group" else None,
        reach=reach,
        sort=chance.choice(list(SORTS)),
        title=words.title(chance),
        text=words.text(chance, chance.randrange(words.RARE_EVERY)),
        place=chance.choice(population.places) if chance.random() < 0.4 else None,
        starts=starts,
        created=_moment(chance),
    )


def make_help(model: type[Help]) -> Maker:
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
                    until=timezone.now() + timedelta(days=chance.uniform(5, 60)),
                    created=_moment(chance),
                    **({"is_protected": True} if model is Request and chance.random() < 0.02 else {}),
                )
                for _one in range(count)
            )
        )

    return make


MAKERS: tuple[tuple[int, Maker], ...] = ((8, make_posts), (1, make_help(Request)), (1, make_help(Offer)))  # of ten


def talk_below(population: Population) -> None:
    """Comments below the newest, and some notices for everybody."""
    chance = Random(7)
    newest = list(Entry.objects.order_by("-published")[:5_000])
    read_by_us = _shown_post()
    Comment.objects.bulk_create(
        Comment(entry=entry, author=chance.choice(population.people), text=chance.choice(words.SENTENCES))
        for entry in newest
        for _one in range(6 if entry == read_by_us else chance.randint(0, 4))
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
    return {
        "entries": Entry.objects.count(),
        "list": reverse("list", kwargs={"kind": "board.post"}),
        "list_with_facet": reverse("list", kwargs={"kind": "board.post"}) + "?f=question",
        "detail": _shown_post().url,
        "cookies": {
            "neighbour": quarter.cookie_of(people[quarter.NEIGHBOUR]),
            "active": quarter.cookie_of(people[quarter.ACTIVE]),
            "guest": quarter.cookie_of(people[quarter.GUEST]),
        },
        "posters": [quarter.cookie_of(person) for person in people[3 : quarter.POSTERS]],
        "post": {
            "path": reverse("board:new"),
            "form": {"sort": "news", "title": "Neues {n}", "text": words.SENTENCES[0] * 4, "reach": "members", "draft": "{uuid}",
                     "draft_page": "{uuid}", "draft_version": "0"},
        },
        "sign_in": {"login_name": quarter.name_of(200), "passphrase": quarter.PASSPHRASE},
    }  # fmt: skip


def _shown_post() -> Entry:
    """The newest post that every member may read: the one whose page is measured."""
    return Entry.objects.filter(kind="board.post", audience="members", organisation=None).order_by("-published")[0]


def _moment(chance: Random) -> datetime:
    return timezone.now() - timedelta(hours=1) - SPAN * chance.random()
