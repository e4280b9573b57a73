"""`insert` writes what `bulk_create` would, and leaves the same objects behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from quartier.api import Person
from quartier.kernel.entries.models import Entry, EntryKey
from quartier.kernel.inserting import MOST, insert
from quartier.modules.board.models import Post

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared]


@pytest.fixture
def author() -> Person:
    return Person.objects.create(given_name="Ada", standing="member")


def entry(number: int, author: Person | None) -> Entry:
    now = timezone.now()
    return Entry(
        kind="x.y",
        object_id=number,
        author=author,
        title=f"„{number}“ %s",
        url="/",
        keys=["public", "ä"],
        published=now,
    )


@pytest.mark.parametrize("count", [0, 1, 3, MOST + 1])
def test_what_was_written_is_there(count: int, author: Person) -> None:
    written = [entry(number, author if number % 2 else None) for number in range(count)]
    insert(written)
    found = list(Entry.objects.order_by("pk"))
    assert found == written
    names = [field.attname for field in Entry._meta.concrete_fields]
    assert [[getattr(one, name) for name in names] for one in found] == [
        [getattr(one, name) for name in names] for one in written
    ]


def test_one_statement_for_all(author: Person, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        insert([entry(number, author) for number in range(5)])


def test_it_can_be_changed_afterwards(author: Person, django_assert_num_queries: Any) -> None:
    post = Post(author=author, title="Neu")
    with django_assert_num_queries(1):
        post.save()
    post.title = "Neuer"
    post.save()
    assert Post.objects.get().title == "Neuer"
    assert post.changed > post.created  # as Django fills it in


def test_a_row_that_may_not_be_is_refused(author: Person) -> None:
    one = entry(1, author)
    insert([one])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([entry(1, author)])
    with pytest.raises(ValueError, match="unsaved"):
        insert([EntryKey(entry=entry(2, author), key="public", kind="x.y", published=one.published)])
    assert Entry.objects.count() == 1


def test_a_model_that_the_database_numbers_otherwise_is_refused() -> None:
    with pytest.raises(ValueError, match="Session"):
        insert([Session(expire_date=timezone.now())])
