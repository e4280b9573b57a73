import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.translation import override

import quartier
from quartier.ui import dates
from quartier.ui.distances import walking

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
THREE = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # 15:00 in Berlin
HALF_PAST = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.mark.parametrize(
    ("language", "short", "long", "half"),
    [
        ("de", "Di, 24. Nov., 15 Uhr", "Dienstag, 24. November, 15 Uhr", "Di, 24. Nov., 15:30 Uhr"),
        ("de-simple", "Di, 24. Nov., 15 Uhr", "Dienstag, 24. November, 15 Uhr", "Di, 24. Nov., 15:30 Uhr"),
        ("en", "Tue, 24 Nov, 3 pm", "Tuesday, 24 November, 3 pm", "Tue, 24 Nov, 3:30 pm"),
    ],
)
def test_dates_are_said_as_people_say_them(language: str, short: str, long: str, half: str) -> None:
    with override(language):
        assert (dates.date_short(THREE), dates.date_long(THREE), dates.date_short(HALF_PAST)) == (short, long, half)


def test_the_year_is_said_only_where_it_is_another() -> None:
    with override("de"):
        assert dates.day(date(2027, 3, 1)) == "Mo, 1. März 2027"
        assert dates.day(date(2026, 12, 31)) == "Do, 31. Dez."
        assert dates.day_long(THREE) == "Dienstag, 24. November"


def test_a_date_without_a_time_gets_none() -> None:
    with override("de"):
        assert dates.date_short(date(2026, 11, 24)) == "Di, 24. Nov."
        assert dates.day_parts(THREE) == ("Di", "24. Nov.")
        assert dates.date_short(None) == ""


def test_a_span_names_the_day_once_unless_it_goes_over_midnight() -> None:
    with override("de"):
        assert dates.time_span(THREE, THREE + timedelta(hours=2)) == "Di, 24. Nov., 15 Uhr bis 17 Uhr"
        assert dates.time_span(THREE, THREE + timedelta(hours=10)) == "Di, 24. Nov., 15 Uhr bis Mi, 25. Nov., 1 Uhr"


@pytest.mark.parametrize(
    ("days", "german", "english"),
    [(0, "heute", "today"), (1, "gestern", "yesterday"), (3, "vor 3 Tagen", "3 days ago"), (30, "22. Okt.", "22 Oct")],
)
def test_time_past_is_told_calmly(days: int, german: str, english: str) -> None:
    moment = NOW - timedelta(days=days)
    with override("de"):
        assert dates.ago(moment) == german
    with override("de-simple"):
        assert dates.ago(moment) == german
    with override("en"):
        assert dates.ago(moment) == english


def test_the_day_is_the_quarters_day() -> None:
    with override("de"):
        assert dates.day(datetime(2026, 11, 24, 23, 30, tzinfo=UTC)) == "Mi, 25. Nov."


def test_ways_are_told_in_minutes() -> None:
    with override("de"):
        assert walking(400) == "5 Minuten zu Fuß"
        assert walking(30) == "1 Minute zu Fuß"
        assert walking(9000) == "9 km entfernt"
        assert walking(None) == ""


def test_no_sentence_ends_with_a_day_that_is_cut_short() -> None:
    """ "bis So, 13. Dez.." has two dots; `day_long` has one."""
    wrong = re.compile(r"""%\((\w+)\)s\."[^"]*\b\1=day\(""")
    templates = list(Path(quartier.__file__).parent.rglob("*.html"))
    assert wrong.search("""_("Until %(day)s.", day=day(due))"""), "the check can fail"
    assert [f"{one.name}: {found}" for one in templates for found in wrong.findall(one.read_text())] == []
    assert templates
