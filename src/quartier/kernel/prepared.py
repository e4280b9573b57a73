"""Questions that every page asks. Django takes longer to write their SQL than a database to answer: so it writes it once.

    _account = Prepared(lambda pk: Account.objects.select_related("person").filter(pk=pk))
    _account(7)    a list, as list(queryset) would be

Values are numbers, words, moments, UUIDs, or sequences of these for `__in`; each length of a sequence is written once. They must
reach the database as they are, so not `__contains`. What depends on anything but the values can't be asked this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators

Row = TypeVar("Row")
Shape = tuple[tuple[type, int], ...]
LARGEST = 2**63 - 1
LONG_AGO = datetime(1871, 1, 1, tzinfo=UTC)


class Prepared(Generic[Row]):
    """A query with places for values. `build` is called once for each shape of them, with stand-ins."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build
        self.plans: dict[Shape, _Plan[Row]] = {}

    def __call__(self, *values: Any) -> list[Row]:
        shape: Shape = tuple(
            (tuple, len(value)) if isinstance(value, list | tuple) else (type(value), -1) for value in values
        )
        plan = self.plans.get(shape)
        if plan is None:
            if (tuple, 0) in shape:
                return []  # nothing is in an empty list
            plan = self.plans[shape] = _Plan(self.build, values)
        flat = _flat(values)
        if any(isinstance(value, int) and not -LARGEST <= value <= LARGEST for value in flat):
            return []  # no row has a number that no database holds
        return plan.rows(flat)


class _Plan(Generic[Row]):
    """The SQL for values of one shape, and how a row becomes an object."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], values: Sequence[Any]) -> None:
        stand_ins = _stand_ins(values)
        queryset = build(*stand_ins)
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            self.sql, params = compiler.as_sql()
        except EmptyResultSet:
            raise ValueError("Django answers this without the database, so it can't be prepared.") from None
        places = {_adapted(stand_in): place for place, stand_in in enumerate(_flat(stand_ins))}
        self.params = [(places.get(param, -1), param) for param in params]
        if set(places.values()) - {place for place, _param in self.params}:
            raise ValueError("Django changes one of the values before it asks, so this can't be prepared.")
        self.converters = [
            (column, converter, expression)
            for column, (converters, expression) in compiler.get_converters([one[0] for one in compiler.select]).items()
            for converter in converters
        ]
        self.make = _maker(queryset, compiler)

    def rows(self, values: list[Any]) -> list[Row]:
        params = [param if place < 0 else _adapted(values[place]) for place, param in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        make = self.make
        return [make(row) for row in self._converted(found)]

    def _converted(self, found: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        for row in map(list, found):
            for column, convert, expression in self.converters:
                if (value := row[column]) is not None:  # no column of ours makes anything of nothing
                    row[column] = convert(value, expression, connection)
            yield row


def _maker(queryset: QuerySet[Any, Row], compiler: Any) -> Callable[[Sequence[Any]], Row]:
    """What Django's own iterators do with a row."""
    if queryset._iterable_class is ValuesListIterable:
        width = compiler.col_count
        return lambda row: tuple(row[:width])  # type: ignore[return-value]
    if queryset._iterable_class is not ModelIterable or queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise ValueError("Only objects and tuples can be prepared, and no prefetch_related.")
    info, select = compiler.klass_info, compiler.select
    begin, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[begin:end]]
    model: Any = info["model"]
    populators: list[Any] = get_related_populators(info, select, "default")  # type: ignore[call-arg]

    def make(row: Sequence[Any]) -> Any:
        obj = model.from_db("default", names, row[begin:end])
        for populator in populators:
            populator.populate(row, obj)
        return obj

    return make


def _stand_ins(values: Sequence[Any]) -> list[Any]:
    """Values like these that occur nowhere, so that each is found again among the parameters."""
    numbers = iter(range(1_000))

    def stand_in(value: Any) -> Any:
        number = next(numbers)
        if isinstance(value, datetime):
            return LONG_AGO + timedelta(days=number)
        if isinstance(value, UUID):
            return UUID(int=number)
        if isinstance(value, str):
            return f"\x02{number}"
        if isinstance(value, int):
            return 8_710_101_000_000_000 + number
        raise ValueError(f"A {type(value).__name__} can't be prepared.")

    return [[*map(stand_in, value)] if isinstance(value, list | tuple) else stand_in(value) for value in values]


def _flat(values: Iterable[Any]) -> list[Any]:
    return [one for value in values for one in (value if isinstance(value, list | tuple) else (value,))]


def _adapted(value: Any) -> Any:
    """As Django hands it to this database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
