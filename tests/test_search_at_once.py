"""Writing to the search index from several sides at once, and being stopped in the middle."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from quartier.kernel.entries import search
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.search import folding
from quartier.kernel.entries.tests.search_texts import entry, titles

pytestmark = pytest.mark.not_shared
EACH = 12


def _write(made: list[Entry]) -> None:
    """Changes each twice and tidies in between, as several workers would."""
    try:
        for one in made:
            for word in ("erstens", "zweitens"):
                one.title = f"Kuchen {one.pk} {word}"
                with transaction.atomic():
                    search.forget([one.pk])
                    search.add([one], {one.pk: ["public"]})
            if one.pk % 3 == 0:
                search.tidy(at_least=1)
            Entry.objects.filter(pk=one.pk).update(title=one.title)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_four_write_and_tidy_at_once_and_each_entry_is_found_once() -> None:
    made = [entry(f"Kuchen {number}", days=number * 20) for number in range(4 * EACH)]
    search.tidy(at_least=1)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(_write, [made[start::4] for start in range(4)]))
    for _before_and_after in range(2):
        assert sorted(titles("Kuchen", size=100)) == sorted(f"Kuchen {one.pk} zweitens" for one in made)
        assert titles("erstens") == []
        assert search.indexed() == {one.pk for one in made}
        search.tidy(at_least=1)
    search.tidy_up()
    assert titles("erstens") == []


@pytest.mark.django_db(transaction=True)
def test_stopped_in_the_middle_of_tidying_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        entry(f"Kuchen {number}", days=number)
    monkeypatch.setattr(folding, "_learn", lambda _fresh: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        search.tidy(at_least=1)
    assert len(titles("Kuchen")) == 5
    monkeypatch.undo()
    assert search.tidy(at_least=1) == 5
    assert len(titles("Kuchen")) == 5
    assert len(titles("Kuch")) == 5


@pytest.mark.django_db
def test_what_is_gone_leaves_the_lists_by_and_by_and_its_words_with_it() -> None:
    one, other = entry("Zitronenfalter Kuchen"), entry("Kuchen")
    search.tidy(at_least=1)
    search.forget([one.pk])
    search.tidy(at_least=1)
    search.tidy_up()
    with connection.cursor() as cursor:
        for table in search.TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            assert "zitronenf" not in str(cursor.fetchall())
    assert [found.pk for found in search.look(None, "Kuchen").entries] == [other.pk]
