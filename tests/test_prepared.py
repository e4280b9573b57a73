"""A prepared query answers as the queryset would, whatever the values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from quartier.api import Person, Prepared
from quartier.kernel.drafts.models import SentForm
from quartier.kernel.people.models import Account, Standing
from quartier.kernel.quarter.models import Quarter

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def people() -> list[Person]:
    return [
        Person.objects.create(given_name=name, standing=Standing.MEMBER, joined=NOW + timedelta(days=day))
        for day, name in enumerate(("Ada", "Bo", "Cem"))
    ]


def test_it_gives_what_the_queryset_gives_for_other_values_too(people: list[Person]) -> None:
    def build(name: str, since: datetime) -> Any:
        return Person.objects.filter(given_name=name, joined__gte=since).order_by("pk")

    prepared = Prepared(build)
    for name in ("Ada", "Bo", "Nobody", "\x020", "' OR 1=1 --"):
        for since in (NOW, NOW + timedelta(days=1), NOW - timedelta(days=9)):
            assert prepared(name, since) == list(build(name, since))


def test_lists_of_any_length(people: list[Person], django_assert_num_queries: Any) -> None:
    prepared = Prepared(lambda ids: Person.objects.filter(pk__in=ids).order_by("pk"))
    ids = [person.pk for person in people]
    assert [prepared(ids[:length]) for length in range(4)] == [people[:length] for length in range(4)]
    assert prepared([0, ids[1]]) == [people[1]]
    with django_assert_num_queries(0):
        assert prepared([]) == []


def test_related_objects_come_along_in_one_query(people: list[Person], django_assert_num_queries: Any) -> None:
    account = Account.objects.create_user("ada", "a passphrase", people[0])
    prepared = Prepared(lambda pk: Account.objects.select_related("person").filter(pk=pk))
    with django_assert_num_queries(1):
        (found,) = prepared(account.pk)
        assert found.person.given_name == "Ada"
    with django_assert_num_queries(1):
        found.person.save()  # an object as any other


def test_columns_that_were_left_out_are_asked_for_when_wanted() -> None:
    Quarter.objects.update(area={"type": "Polygon"})
    (found,) = Prepared(lambda pk: Quarter.objects.filter(pk=pk).defer("area"))(1)
    assert "area" not in found.__dict__
    assert (found.area, found.switched_off) == ({"type": "Polygon"}, [])


def test_uuids(people: list[Person]) -> None:
    prepared = Prepared(lambda word: SentForm.objects.filter(word=word))
    sent = SentForm.objects.create(word=uuid4())
    assert prepared(sent.word) == [sent]
    assert prepared(uuid4()) == []


def test_a_value_of_another_sort_is_refused() -> None:
    with pytest.raises(ValueError, match="date can't be prepared"):
        Prepared(lambda day: Person.objects.filter(birth_date=day))(NOW.date())


def test_a_number_larger_than_any_is_no_ones(people: list[Person]) -> None:
    prepared = Prepared(lambda pk: Person.objects.filter(pk=pk))
    assert prepared(people[0].pk) == people[:1]
    assert prepared(10**30) == prepared(-(10**30)) == []


def test_tuples(people: list[Person]) -> None:
    prepared = Prepared(lambda name: Person.objects.filter(given_name=name).values_list("given_name", "joined"))
    assert prepared("Bo") == [("Bo", NOW + timedelta(days=1))]


def test_it_sees_what_was_changed_a_moment_ago(people: list[Person]) -> None:
    prepared = Prepared(lambda pk: Person.objects.filter(pk=pk))
    assert prepared(people[0].pk)[0].given_name == "Ada"
    Person.objects.filter(pk=people[0].pk).update(given_name="Ada-Marie")
    assert prepared(people[0].pk)[0].given_name == "Ada-Marie"


@pytest.mark.parametrize(
    "build",
    [
        lambda word: Person.objects.filter(given_name__contains=word),  # Django puts %…% around it
        lambda word: Person.objects.filter(given_name=word).values("pk"),  # dictionaries
        lambda word: Person.objects.filter(given_name=word).prefetch_related("roles"),
        lambda _word: Person.objects.none(),
    ],
)
def test_what_cant_be_prepared_is_said_at_once(build: Any) -> None:
    with pytest.raises(ValueError, match="prepared"):
        Prepared(build)("Ada")
