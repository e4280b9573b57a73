"""Erasure (quality.md, S8): somebody who has used every address goes, and no word of theirs is left: in no table, index, queue,
session, file, nor in what the database keeps of deleted rows.

What is planted and where it is looked for comes from the models: a new column or table joins by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of, neighbour
from quartier.kernel import registry
from quartier.kernel.access import all_examples
from quartier.kernel.accounts.actions.recovery import begin_recovery
from quartier.kernel.accounts.models import Helper
from quartier.kernel.contract import Duty, Example
from quartier.kernel.entries import search
from quartier.kernel.entries.sharing import share, unshare
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person
from quartier.kernel.privacy.duties import duties
from quartier.kernel.privacy.erasure import all_retains, erase_person
from quartier.kernel.processes.models import Process, ProcessState
from quartier.kernel.processes.proposal_models import Proposal, ProposalState
from quartier.kernel.refusals import Refused
from tests.guards import Column, with_words, word_columns

CANARY = "Xyloquarz"
DEPTH = 3  # how many rows may lie between somebody's words and themselves: a photo of a post of theirs


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
@pytest.mark.not_shared(reason="words are written past the actions, on purpose")
def test_of_somebody_who_goes_not_a_word_is_left(count: Any) -> None:
    """First all they own is made and marked, then all forms are sent, by them and to them: notices carry the words further."""
    cast, person = Cast.gather(), neighbour(CANARY, CANARY)
    Account.objects.filter(person=person).update(email=f"{CANARY.lower()}@example.org")
    _choose_helpers(person)
    own = [address for example in all_examples() for address in _made(example, person)]
    plant_everywhere(person)
    used = sum(_use(example, url, sender, person) for example, url in own for sender in (person, cast.other))
    begin_recovery(person.account.login_name)
    planted = plant_everywhere(person)
    assert len(planted) > 20, planted
    assert any(found()), "What was planted isn't found even before."
    erase_person(person, by=Actor(person))
    _let_go_of_questions()
    left = list(found())
    for model in kept_by_law():  # and once its time is over
        model._base_manager.all().delete()
    left += _in_files_of_database()
    count(f"S8 columns with words of somebody who sent and got {used} forms", len(planted), seed=None)
    assert not left, "\n".join(left)


def _let_go_of_questions() -> None:
    """A question that somebody asked the quarter stays without their name, as its Keep says: others took part in it.

    So does what they proposed, if others carry it too. Without these the last of their words must be gone.
    """
    for proposal in Proposal.objects.filter(title__contains=CANARY):
        is_early = proposal.state in {ProposalState.COLLECTED, ProposalState.DISCUSSED}
        assert not is_early or proposal.supports.exists() or proposal.merged.exists() or proposal.authors.exists()
    asked = Process.objects.filter(author=None)
    assert asked.exists()
    assert not asked.filter(state=ProcessState.DRAFT, group=None, organisation=None).exists()
    for process in asked:
        for shared in (*process.proposals.all(), process):
            unshare(shared)
        process.delete()


def _choose_helpers(person: Person) -> None:
    """Two who may vouch, so that a lost log-in is told to others."""
    for name in ("Hanna", "Hülya"):
        Helper.objects.create(person=person, helper=neighbour(name, "Helfer"))


def _made(example: Example, person: Person) -> Iterator[tuple[Example, str]]:
    try:
        with transaction.atomic():
            yield example, reverse(example.url, kwargs=example.arguments(person))
    except (Refused, IntegrityError):
        pass  # of some things there is one alone, and an example before has made it


def _use(example: Example, url: str, sender: Person, person: Person) -> bool:
    """Whether it worked and all are still here; what ended somebody's being here is taken back."""
    if example.post is None:
        return False
    with transaction.atomic():
        client = client_of(sender, session=example.session(sender))
        answer = client.post(url, _in_own_words(example.post(sender)))
        still_here = Account.objects.filter(is_active=True, person__standing="member", person=person)
        worked = answer.status_code < 400 and still_here.exists()
        transaction.set_rollback(not worked)
    return worked


def plant_everywhere(person: Person) -> list[str]:
    planted = [str(column) for column in word_columns() if plant(column, person)]
    for kind in registry.kinds().values():
        for obj in kind.model._default_manager.filter(author=person):
            share(obj, by=Actor(person))
    return planted


def _in_own_words(body: dict[str, Any]) -> dict[str, Any]:
    return {
        name: f"{value} {CANARY}" if isinstance(value, str) and " " in value else value for name, value in body.items()
    }


def plant(column: Column, person: Person) -> int:
    """Their name in each column of each row that is about them or by them. Returns how many rows."""
    rows = 0
    for row in _rows_of(column.model, person):
        before, field = getattr(row, column.field.attname), column.field
        if column.stays_empty(before):
            continue
        if isinstance(field, models.JSONField):
            value = with_words(before, f"Wort {CANARY}")
        elif isinstance(field, models.EmailField):
            value = f"{CANARY.lower()}{row.pk}@example.org"
        else:
            value = column.fits(f"{CANARY} {row.pk}" if column.is_unlike else f"{CANARY} hier")
        column.model._base_manager.filter(pk=row.pk).update(**{field.attname: value})
        rows += 1
    return rows


def _rows_of(model: type[models.Model], person: Person) -> Iterator[models.Model]:
    if model is Person:
        yield person
        return
    wanted = models.Q()
    for path in _paths(model, DEPTH):
        wanted |= models.Q(**{path: person})
    if wanted:
        yield from model._base_manager.filter(wanted).distinct()


def _paths(model: type[models.Model], depth: int) -> list[str]:
    """From a row to the person whose words stand in it: those who only dealt with it have none there."""
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    own = [field.name for field in keys if field.related_model is Person and _is_theirs(model, field)]
    own += [f"{field.name}__person" for field in keys if field.related_model is Account]
    if own or not depth:
        return own
    further = [field for field in keys if field.related_model not in {Person, Account, model}]
    return [f"{field.name}__{path}" for field in further for path in _paths(field.related_model, depth - 1)]


def _is_theirs(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    return duties().get(f"{model._meta.label}.{field.name}") in {Duty.SUBJECT, Duty.AUTHOR}


def found() -> Iterator[str]:
    """Wherever the name still stands, in whatever case."""
    yield from _in_tables()
    yield from (f"session {one.session_key}" for one in Session.objects.all() if _says(one.get_decoded()))
    yield from (f"a mail: {message.subject}" for message in mail.outbox if _says(message.message().as_string()))
    yield from _in_files(Path(settings.MEDIA_ROOT))


def kept_by_law() -> list[type[models.Model]]:
    """Tables that the erasure says it keeps, with ground and date, and what hangs on their rows; never with a name."""
    kept: set[type[models.Model]] = {retain.model for retain in all_retains()}
    for model in apps.get_models():
        keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
        if any(field.related_model in kept for field in keys):
            kept.add(model)
    return sorted(kept, key=lambda model: model._meta.label)


def _in_tables() -> Iterator[str]:
    with connection.cursor() as cursor:
        names = {*connection.introspection.table_names(cursor), *search.TABLES} - {
            model._meta.db_table for model in kept_by_law()
        }
    for table in sorted(names):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                said = dict(zip(columns, row, strict=True))
                yield from (f"{table}.{name}: {str(value)[:80]}" for name, value in said.items() if _says(value))


def _in_files(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.is_file() and (_says(file.name) or _says(file.read_bytes())):
            yield f"the file {file.name}"


def _in_files_of_database() -> Iterator[str]:
    """Also in the pages that deleted rows have left behind: whoever steals the disk reads those too."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    name = Path(str(connection.settings_dict["NAME"]))
    for file in name.parent.glob(f"{name.name}*"):
        data, wanted = file.read_bytes().lower(), CANARY.lower().encode()
        if at := data.find(wanted) + 1:
            yield f"{data.count(wanted)} × in {file.name}: {data[max(0, at - 60) : at + 60]!r}"


def _says(value: Any) -> bool:
    text = bytes(value).decode("latin-1") if isinstance(value, bytes | bytearray | memoryview) else str(value)
    return CANARY.casefold() in text.casefold()
