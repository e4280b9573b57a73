"""The rule by which offers and requests find each other, as matching.py and the README tell it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.modules.help.matching import Terms, best_fits, fit_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)
TUESDAY, THURSDAY = 1, 3


def terms(**given: Any) -> Terms:
    return Terms(**{"id": 1, "kind": "errands", "published": LONG_AGO, **given})


NOTHING = terms()
DE_TR, TR = frozenset({"de", "tr"}), frozenset({"tr"})


@pytest.mark.parametrize(
    ("wanted", "found", "minutes", "points"),
    [
        (NOTHING, NOTHING, None, 0),
        (NOTHING, NOTHING, 5, 35),
        (NOTHING, NOTHING, 40, 0),
        (NOTHING, NOTHING, 90, 0),
        (terms(days=frozenset({TUESDAY})), terms(days=frozenset({TUESDAY, THURSDAY})), None, 25),
        (terms(days=frozenset({TUESDAY})), terms(days=frozenset({THURSDAY})), None, 0),
        (terms(days=frozenset({TUESDAY})), NOTHING, None, 10),
        (terms(time_of_day="morning"), terms(time_of_day="morning"), None, 10),
        (terms(time_of_day="morning"), terms(time_of_day="evening"), None, 0),
        (terms(time_of_day="morning"), NOTHING, None, 5),
        (terms(languages=TR), terms(languages=DE_TR), None, 15),
        (terms(languages=TR), NOTHING, None, 0),
        (NOTHING, terms(urgency="urgent"), None, 10),
        (terms(urgency="urgent"), NOTHING, None, 0),
        (NOTHING, terms(urgency="this_week"), None, 5),
        (NOTHING, terms(published=NOW), None, 5),
        (NOTHING, terms(urgency="urgent", published=NOW), None, 10),
    ],
)
def test_points_are_those_of_the_rule(wanted: Terms, found: Terms, minutes: int | None, points: int) -> None:
    fit = fit_of(wanted, found, minutes, now=NOW)
    assert fit is not None
    assert fit.points == points


def test_different_kinds_never_fit() -> None:
    assert fit_of(terms(kind="garden"), terms(kind="animals"), 1, now=NOW) is None


@pytest.mark.parametrize(
    ("first", "last", "days", "shared"),
    [
        (date(2026, 11, 24), date(2026, 11, 24), {TUESDAY}, {TUESDAY}),  # a Tuesday, and somebody has time on Tuesdays
        (date(2026, 11, 24), date(2026, 11, 24), {THURSDAY}, set()),
        (date(2026, 11, 23), date(2026, 11, 26), {TUESDAY, THURSDAY, 5}, {TUESDAY, THURSDAY}),
        (date(2026, 11, 23), date(2027, 11, 23), {5}, {5}),
        (date(2026, 11, 24), None, {THURSDAY}, {THURSDAY}),  # from that day on
    ],
)
def test_dates_meet_days_of_the_week(first: date, last: date | None, days: set[int], shared: set[int]) -> None:
    fit = fit_of(terms(first_day=first, last_day=last), terms(days=frozenset(days)), None, now=NOW)
    assert fit is not None
    assert fit.shared_days == shared


def test_tuesdays_in_different_weeks_are_different_days() -> None:
    one = terms(first_day=date(2026, 11, 24), last_day=date(2026, 11, 24))
    other = terms(first_day=date(2026, 12, 1), last_day=date(2026, 12, 1))
    fit = fit_of(one, other, None, now=NOW)
    assert fit is not None
    assert not fit.shared_days
    assert fit.points == 0


def test_the_best_come_first_and_the_newer_of_equals() -> None:
    old, new, near = terms(id=1), terms(id=2, published=LONG_AGO + timedelta(days=1)), terms(id=3)
    found = [(old, None), (new, None), (near, 3), (terms(id=4, kind="garden"), 1)]
    assert [fit.id for fit in best_fits(NOTHING, found, now=NOW)] == [3, 2, 1]
    assert len(best_fits(NOTHING, [(terms(id=number), None) for number in range(9)], now=NOW)) == 6


FIRST_AND_LAST = datetime(2026, 10, 1), datetime(2026, 11, 21)  # noqa: DTZ001 (Hypothesis adds the zone)
some_days = st.dates(date(2026, 11, 1), date(2027, 2, 1))
some_terms = st.builds(
    Terms,
    id=st.integers(1, 10_000),
    kind=st.sampled_from(["errands", "garden"]),
    published=st.datetimes(*FIRST_AND_LAST, timezones=st.just(UTC)),
    days=st.frozensets(st.integers(0, 6)),
    first_day=st.none() | some_days,
    last_day=st.none() | some_days,
    time_of_day=st.sampled_from(["", "morning", "afternoon", "evening"]),
    languages=st.frozensets(st.sampled_from(["de", "tr", "uk", "ar"])),
    urgency=st.sampled_from(["", "urgent", "this_week", "whenever"]),
)
some_minutes = st.none() | st.integers(1, 120)


@given(some_terms, some_terms, some_minutes)
def test_points_lie_between_nothing_and_a_hundred_and_kinds_decide(
    one: Terms, other: Terms, minutes: int | None
) -> None:
    fit = fit_of(one, other, minutes, now=NOW)
    assert (fit is None) == (one.kind != other.kind)
    assert fit is None or 0 <= fit.points <= 100


@given(some_terms, some_terms, some_minutes)
def test_what_two_share_is_the_same_from_both_sides(one: Terms, other: Terms, minutes: int | None) -> None:
    here, there = fit_of(one, other, minutes, now=NOW), fit_of(other, one, minutes, now=NOW)
    if here and there:
        assert here.shared_days == there.shared_days
        assert here.shared_languages == there.shared_languages
        assert here.is_same_time_of_day == there.is_same_time_of_day


@given(some_terms, some_terms, st.integers(1, 120), st.integers(0, 60))
def test_nearer_is_never_worse_and_neither_is_another_language(
    one: Terms, other: Terms, minutes: int, more: int
) -> None:
    near, far = fit_of(one, other, minutes, now=NOW), fit_of(one, other, minutes + more, now=NOW)
    polyglot = fit_of(one, replace(other, languages=other.languages | one.languages), minutes, now=NOW)
    if near and far and polyglot:
        assert near.points >= far.points
        assert polyglot.points >= near.points


@given(some_terms, st.lists(st.tuples(some_terms, some_minutes), unique_by=lambda pair: pair[0].id), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_what_was_found(wanted: Terms, found: Any, random: Any) -> None:
    shuffled = found[:]
    random.shuffle(shuffled)
    assert best_fits(wanted, found, now=NOW) == best_fits(wanted, shuffled, now=NOW)
