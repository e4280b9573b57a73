"""What holds for all tests: the plugin that outside modules use too."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

from quartier.machine import catalogues

pytest_plugins = ["quartier.api.testing.plugin"]

settings.register_profile(  # a busy machine is no fault of the code, and no change is stopped by chance
    "quartier",
    deadline=None,
    derandomize="QUARTIER_SEED" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("quartier")
SOURCE = Path(__file__).resolve().parent / "src"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-pictures", action="store_true", help="keep how the twelve pages look now (tests/test_pictures.py)"
    )


def _nobody_outside(event: str, arguments: tuple[Any, ...]) -> None:
    """Whatever a test does, this server asks nobody outside (quality.md, S4): no address but this machine's own."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host or "localhost"
    if name not in {"localhost", "::1"} and not name.startswith("127."):
        raise PermissionError(f"{event}: nobody outside is asked ({name})")


def pytest_configure(config: pytest.Config) -> None:
    """Before the first process looks for translations: .mo files aren't committed."""
    sys.addaudithook(_nobody_outside)
    if not hasattr(config, "workerinput"):  # one of xdist's: the first process has done it
        catalogues.compile_changed(SOURCE)


@pytest.fixture(autouse=True)
def _in_the_first_language() -> None:
    """A request leaves its reader's language behind. No test may pass or fail for what one before it has left."""
    translation.deactivate()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How much each suite that guards all modules has tried, and with which seed: QUARTIER_SEED repeats it."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
    for report in reports:
        if getattr(report, "when", "") == "call":
            for name, said in report.user_properties:
                if name == "guard":
                    terminalreporter.write_line(f"Guard: {said}")
    _note_unsteady(terminalreporter.stats)


def _note_unsteady(stats: dict[str, list[Any]]) -> None:
    """A line for each failure with a browser or a server: `./quartier test` tries these once more (ADR 0064)."""
    failed = [*stats.get("failed", ()), *stats.get("error", ())]
    names = [report.nodeid for report in failed if {"browser", "machine"} & set(getattr(report, "keywords", ()))]
    if names and (file := os.environ.get("QUARTIER_UNSTEADY")):
        with Path(file).open("a") as noted:
            noted.writelines(f"{name}\n" for name in names)


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """`count("stored XSS", 812)`: a line at the end of the run. A guard that tried nothing has found nothing out."""
    from tests.guards import SEED

    def counted(what: str, cases: int, *, seed: int | None = SEED) -> None:
        record_property("guard", f"{what}: {cases} cases" + (f", seed {seed}" if seed is not None else ""))
        if not cases:
            pytest.fail(f"{what}: nothing was tried")

    return counted


DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "cast"}
# Begun first, so that at the end no worker waits for the other's last file: in the order of their seconds, first what waits for
# browsers and servers, then what reckons.
LONGEST = """
test_every_page test_chat_client_web test_chat_web test_whole_way test_guard_xss test_chat_rules
test_chat_backup test_chat_contract test_chat_app test_kill test_vote_at_once test_setup_killed test_start
test_bench test_bundles test_contract test_mutated_forms test_outside_module test_authorisation
test_no_english test_repeats test_error_summary test_search_cost test_guard_erasure test_stating
""".split()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest files first. On PostgreSQL only what asks the database: all else has said on SQLite what it has to say."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONGEST)))
    if not os.environ.get("QUARTIER_DATABASE_URL"):
        return
    apart = [item for item in items if not _asks_the_database(item)]
    if apart:
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if _asks_the_database(item)]


def _asks_the_database(item: pytest.Item) -> bool:
    named = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db")) or not DATABASE_FIXTURES.isdisjoint(named)


CHROMIUM = Path("/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
QUIET += ["--use-fake-device-for-media-stream", "--allow-loopback-in-peer-connection"]  # for calls
QUIET += ["--disable-background-networking", "--disable-component-update"]  # it asks nobody outside


PATIENCE = 90_000  # milliseconds: a slow machine that does other things besides is no fault of the code


@pytest.fixture(scope="session")
def _one_chromium() -> Iterator[Any]:
    """One browser for all: playwright can't be begun twice in one process."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps a loop running, which Django takes for async code
    playwright.expect.set_options(timeout=PATIENCE)
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=QUIET, timeout=PATIENCE)
        yield _patient(browser)
        browser.close()


def _patient(browser: Any) -> Any:
    """Whatever is opened in it waits long for what comes."""
    begin = browser.new_context

    def new_context(**options: Any) -> Any:
        context = begin(**options)
        context.set_default_timeout(PATIENCE)
        return context

    browser.new_context = new_context
    browser.new_page = lambda **options: new_context(**options).new_page()
    return browser


@pytest.fixture
def chromium(_one_chromium: Any) -> Iterator[Any]:
    """The browser; what a test leaves open is closed after it: no page of one asks the server anything in the next."""
    yield _one_chromium
    for context in _one_chromium.contexts:
        context.close()


@pytest.fixture(autouse=True)
def _quarter_is_set_up(request: pytest.FixtureRequest) -> None:
    """Tests begin in a quarter that is set up: before that, strangers see one page alone."""
    if not _asks_the_database(request.node):
        return
    request.getfixturevalue("_django_db_helper")
    from quartier.kernel.quarter.models import Quarter, forget_quarter

    Quarter.objects.update_or_create(pk=1, defaults={"name": "Musterviertel", "is_set_up": True})
    forget_quarter()
