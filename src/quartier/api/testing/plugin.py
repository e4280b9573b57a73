"""The pytest plugin: name it in your conftest.py.

    pytest_plugins = ["quartier.api.testing.plugin"]

It runs the contract suite once for each module, kind, example, listener and job; and after every test that used the
database it looks whether all windows still show what the objects say.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed

from quartier.api.testing import emptying
from quartier.machine import catalogues

pytest.register_assert_rewrite("quartier.api.testing.checks")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "cast", "django_db_reset_sequences"}
OUTCOME = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "not_shared(reason): leaves objects unshared on purpose; the windows aren't checked"
    )
    config.addinivalue_line("markers", "once: which database it is makes no difference; not on PostgreSQL")
    if not hasattr(config, "workerinput"):  # one of xdist's: the first process has compiled them
        _compile_translations()
    # Django has read what there was while it began, before anything could be compiled.
    translation_file_changed(sender=None, file_path=Path("django.mo"))
    emptying.empty_what_was_filled()


def pytest_collection_finish() -> None:
    """What is there by now stays: no test need look through it for rubbish, and rubbish may wait."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _compile_translations() -> None:
    """Of modules, wherever they lie: those that pip installed, and those that were written a moment ago."""
    for found in settings.MODULES:
        catalogues.compile_changed(found.folder)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if not metafunc.function.__module__.startswith("quartier.api.testing."):
        return
    from quartier.api.testing import subjects

    only: list[str] | None = getattr(metafunc.module, "SLUGS", None)
    for name, found in subjects.BY_NAME.items():
        if name in metafunc.fixturenames:
            cases = list(found(only))
            metafunc.parametrize(name, [case for _title, case in cases], ids=[title for title, _case in cases])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if call.when == "call":
        item.stash[OUTCOME] = call.excinfo is None
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How large the authorisation matrix was: a run that tried nothing must not look like one that found nothing."""
    everything = [report for group in terminalreporter.stats.values() for report in group]
    reports = [report for report in everything if getattr(report, "when", "") == "call"]
    cases = [value for report in reports for name, value in report.user_properties if name == "authorisation cases"]
    if cases:
        terminalreporter.write_line(f"Authorisation matrix: {sum(cases)} cases at {len(cases)} addresses")


@pytest.fixture(autouse=True)
def _quarter_is_read_anew() -> Iterator[None]:
    from quartier.kernel.quarter.models import forget_quarter

    forget_quarter()
    yield
    forget_quarter()


@pytest.fixture(autouse=True)
def _windows_show_what_the_objects_say(request: pytest.FixtureRequest, _quarter_is_read_anew: None) -> Iterator[None]:
    """Was share() forgotten? Asked after each database test that went well, before its rows are taken back."""
    marked = request.node.get_closest_marker("django_db")
    if not marked and DATABASE_FIXTURES.isdisjoint(request.fixturenames):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    if request.node.stash.get(OUTCOME, False) and not request.node.get_closest_marker("not_shared"):
        from quartier.api.testing.windows import wrong_entries

        wrong = wrong_entries()
        assert not wrong, f"Was share() forgotten for {len(wrong)}? " + "; ".join(wrong[:5])
    if _is_transactional(request, marked):
        from quartier.kernel.entries import search

        search.clear()  # Django empties the tables it has a model for; the index's have none


@pytest.fixture
def cast(db: None) -> object:
    """A quarter that is set up, and people of every standing in it: see `quartier.api.testing.cast`."""
    from quartier.api.testing.cast import Cast

    return Cast.gather()


def _is_transactional(request: pytest.FixtureRequest, marked: pytest.Mark | None) -> bool:
    return bool(marked and marked.kwargs.get("transaction")) or "transactional_db" in request.fixturenames
