"""What the suites that guard all modules share: a quarter in which every address has something to show, every column that
holds people's words, a seed that is printed, and a line at the end of the run that counts the cases.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from django.apps import apps
from django.db import models
from django.test import Client

from quartier.api import Person
from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of, neighbour
from quartier.api.testing.requests import address_of
from quartier.kernel import registry
from quartier.kernel.access import all_examples
from quartier.kernel.contract import Access, Audience, Example
from quartier.kernel.entries.audiences import PUBLIC
from quartier.kernel.entries.sharing import open_to_viewers, share
from quartier.kernel.people.actors import Actor

T = TypeVar("T")
SEED = int(os.environ.get("QUARTIER_SEED") or 20)  # the long run draws another each time (commands/test.py)
AT_LEAST = 30
ONLY = os.environ.get("QUARTIER_PAGES", "").split()  # "sealed petition": pages of these alone
Counter = Callable[[str, int], None]
"""`count("stored XSS", 812)`: one more line at the end of the run; fails where nothing was tried."""

NOT_WORDS = {
    # Columns of letters that only the program writes. Any other is taken for people's words, and attacked.
    *("password", "pin", "token_hash", "claim_hash", "code_hash", "sha256", "setup_token", "credential_id"),
    *("key", "session_key", "login_key", "household", "sort_key", "searchable", "once", "url", "open_page", "osm_id"),
    *("kind", "verb", "notice", "audience", "shelf", "form", "browser", "role", "slug", "power", "part", "media_type"),
    *("host", "version", "what", "open_key", "rule", "measure", "by", "digest", "seed", "mark", "question", "channel"),
    *(
        "word",
        "language",
        "outcome",
        "listener",
        "thing",
        "system",
        "fetch_host",
        "sealed_password",
        "sealed_fetch_password",
        "site_url",
        "localpart",  # of a chat address: drawn by lot
        "server_name",  # the other part of it: letters, digits and dots alone, and short enough for a QR code
        "template",
        "secret",
    ),
}
NOT_PEOPLES = {"auth", "contenttypes", "sessions"}
NOT_TABLES = {"JobRun", "Attempt", "StreetMap"}
NAMES_OF_TEXTS = {"Consent.text", "ProcessEvent.name"}  # words of the program, under names that others use for people's
OF_BELENIOS = {
    "Election.uuid",
    "Election.text",
    "Election.tally",
    "Keeper.share",
}  # JSON and numbers that the program wrote
WITH_ANSWERS = {"Draft.answers", "SetupAnswer.answer"}  # JSON that holds what was typed


class Opening(NamedTuple):
    """A page and who opens it."""

    name: str
    url: str
    person: Person | None
    session: dict[str, Any]

    def client(self) -> Client:
        return client_of(self.person, session=self.session) if self.person else _stranger(self.session)

    def __str__(self) -> str:
        return f"{self.name} ({self.url})"


class Column(NamedTuple):
    """One column that holds people's words."""

    number: int
    model: type[models.Model]
    field: models.Field[Any, Any]

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"

    def fits(self, text: str) -> str:
        return text[: self.field.max_length] if self.field.max_length else text

    @property
    def is_unlike(self) -> bool:
        """Whether no two rows may say the same here, be it only together with another column."""
        rules = [rule for rule in self.model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
        return self.field.unique or any(self.field.name in rule.fields for rule in rules)

    def stays_empty(self, before: Any) -> bool:
        """What tells rows apart is written by the program, and where it is empty, the table's rules want it so."""
        return self.is_unlike and before in ("", None, {}, [])


def openings(cast: Cast, *, most: int = 10_000) -> list[Opening]:
    """Every address, with an owner of its own and by each who sees something else there; before it, one of each kind.

    `most`: of so many examples alone, drawn by the seed; making them takes its time.
    """
    for kind in registry.kinds().values():
        share(kind.example(cast.owner), by=Actor(cast.owner))
    examples = [row for row in all_examples() if not ONLY or row.url.partition(":")[0] in ONLY]
    chosen = random.Random(SEED).sample(examples, min(most, len(examples)))
    return [opening for example in chosen for opening in openings_of(example, cast)]


def openings_of(example: Example, cast: Cast) -> Iterator[Opening]:
    owner = neighbour("Łucja", "Đorđević")
    url = address_of(example, owner)
    if example.access == Access.POWER:
        yield Opening(f"{example.url} by a key holder", url, cast.key_holder, example.session(cast.key_holder))
        return
    yield Opening(f"{example.url} by its owner", url, owner, example.session(owner))
    if example.access in {Access.MEMBERS, Access.ANYBODY}:
        yield Opening(f"{example.url} by another", url, cast.other, example.session(cast.other))
    if example.access == Access.ANYBODY:
        yield Opening(f"{example.url} by a stranger", url, None, example.session(owner))


def _stranger(session: dict[str, Any]) -> Client:
    client = Client()
    if session:
        held = client.session
        held.update(session)
        held.save()
    return client


def word_columns() -> list[Column]:
    """Every column that may hold what somebody wrote; a new one is among them until NOT_WORDS says otherwise."""
    found = [(model, field) for model in apps.get_models() for field in model._meta.concrete_fields]
    wanted = [(model, field) for model, field in found if _holds_words(model, field)]
    return [Column(number, model, field) for number, (model, field) in enumerate(wanted)]


def _holds_words(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    if model._meta.app_label in NOT_PEOPLES or model.__name__ in NOT_TABLES or field.name in NOT_WORDS:
        return False
    if f"{model.__name__}.{field.name}" in NAMES_OF_TEXTS | OF_BELENIOS:
        return False
    if isinstance(field, models.JSONField):
        return f"{model.__name__}.{field.name}" in WITH_ANSWERS
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def write_everywhere(column: Column, text_of: Callable[[models.Model], str], *, is_cut: bool = True) -> int:
    """Past all checks, straight into the rows: whatever a form would have let through is here. Returns how many rows.

    SQLite keeps more than a column's length where it isn't cut.
    """
    fits = column.fits if is_cut else str
    changed = 0
    for row in column.model._base_manager.all():
        before = getattr(row, column.field.attname)
        if column.stays_empty(before):
            continue
        text = text_of(row)
        value = with_words(before, text) if isinstance(column.field, models.JSONField) else fits(text)
        if column.is_unlike:
            value = fits(f"{row.pk}{text}")
        column.model._base_manager.filter(pk=row.pk).update(**{column.field.attname: value})
        changed += 1
    return changed


def with_words(value: Any, text: str) -> Any:
    """The same answers with these words in place of each that was typed."""
    match value:
        case dict():
            return {name: with_words(inner, text) for name, inner in value.items()}
        case list():
            return [with_words(inner, text) for inner in value]
        case str() if len(value) > 3 and " " in value:
            return text
        case _:
            return value


def share_again() -> None:
    """The windows show what the objects say now; some of it to everybody, so that feeds and strangers have something to read."""
    for kind in registry.kinds().values():
        for number, obj in enumerate(kind.model._default_manager.order_by("-pk")):
            entry = share(obj, by=None)
            if entry is not None and number < 4:
                entry.audience, entry.keys = Audience.PUBLIC.value, [PUBLIC]
                entry.save(update_fields=["audience", "keys"])
                open_to_viewers(entry)


def different_first(pages: list[Opening]) -> list[Opening]:
    """Each address once, and only then again as somebody else sees it."""
    shuffled = random.Random(SEED).sample(pages, len(pages))
    first = {page.name.partition(" by ")[0]: page for page in shuffled}
    return [*first.values(), *(page for page in shuffled if page not in first.values())]


def within(seconds: float, cases: Iterable[T], *, seed: int | None = SEED) -> Iterator[T]:
    """The cases in an order that the seed decides, for so long. Without a seed in the order they have.

    At least so many that something is found to try, also where the machine is slow.
    """
    shuffled = list(cases)
    if seed is not None:
        random.Random(seed).shuffle(shuffled)
    last_moment = time.monotonic() + seconds
    for number, case in enumerate(shuffled):
        if number >= AT_LEAST and time.monotonic() > last_moment:
            return
        yield case
