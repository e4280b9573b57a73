"""Twelve pages look as they did: each is compared with a picture in tests/pictures/, drawn from the demo quarter on one evening.

Meant to change the look? `./quartier test --browser tests/test_pictures.py --renew-pictures`, look at them, commit them.
What differs lies in test-results/ afterwards: what it is, what it was, and in red where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from PIL import Image, ImageChops

from quartier.api.testing.people import client_of
from quartier.kernel.entries.models import Entry
from quartier.kernel.groups.models import Group
from quartier.kernel.people.models import Account
from quartier.project.demo.filling import fill_demo

HERE = Path(__file__).parent
PICTURES, RESULTS = HERE / "pictures", HERE.parent / "test-results"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, reset_sequences=True),  # numbers stand in addresses on paper
    pytest.mark.not_shared(reason="the demo quarter has its own tests"),
]
RESIDENT = "quitte-amsel-7"
EVENING = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
KEY = "the same for every run: positions are blurred by it"
PHONE, TABLET, DESKTOP = (360, 780), (768, 1000), (1280, 900)
TOLERANCE = 0.002  # of the picture's pixels
NOTICED = 16  # of 255: less is what nobody sees
MOST_BYTES = 1_500_000
ALL_IS_DRAWN = """async () => {
  await document.fonts.ready;
  const seen = [...document.images].filter((one) => one.getBoundingClientRect().top < innerHeight);
  for (const one of seen) one.loading = "eager";  // a lazy one may come after the picture is taken
  await Promise.all(seen.map((one) => one.decode()));
}"""


@dataclass(frozen=True)
class Page:
    name: str
    address: Callable[[], str]
    size: tuple[int, int]
    theme: str = "light"
    by: str = RESIDENT


def newest(kind: str) -> Callable[[], str]:
    """The newest of them that isn't the reader's own."""

    def found() -> str:
        others = Entry.objects.filter(kind=kind).exclude(author__account__login_name=RESIDENT)
        return str(others.order_by("-published", "-pk")[0].url)

    return found


def group() -> str:
    """One that the reader is in."""
    first = Group.objects.filter(memberships__person__account__login_name=RESIDENT).order_by("pk")[0]
    return f"/groups/{first.pk}/"


PAGES = (
    Page("today-phone", lambda: "/", PHONE),
    Page("today-desktop-dark", lambda: "/", DESKTOP, "dark"),
    Page("board-tablet", lambda: "/board/", TABLET),
    Page("post-phone-dark", newest("board.post"), PHONE, "dark"),
    Page("request-desktop", newest("help.request"), DESKTOP),
    Page("question-phone", lambda: "/help/new/request/kind/", PHONE),
    Page("login-phone", lambda: "/account/login/", PHONE, by=""),
    Page("search-tablet-dark", lambda: "/suche/?q=garten", TABLET, "dark"),
    Page("group-desktop", group, DESKTOP),
    Page("gallery-tablet", lambda: "/ui/", TABLET),
    Page("paper-tablet", lambda: "/liste/help.request/?print=1", TABLET),
    Page("me-phone", lambda: "/people/me/", PHONE),
)


@pytest.fixture
def evening(settings: Any) -> Iterator[None]:
    """The demo quarter, always on the same evening and blurred alike."""
    settings.SECRET_KEY = KEY
    settings.USE_X_FORWARDED_HOST = True  # paper says where it is found, and each run has another port
    with time_machine.travel(EVENING, tick=False):
        from quartier.kernel.quarter.models import Quarter, forget_quarter

        Quarter.objects.all().delete()
        forget_quarter()
        fill_demo()
        yield


def test_twelve_pages_look_as_they_did(evening: None, chromium: Any, live_server: Any, pytestconfig: Any) -> None:
    renew = pytestconfig.getoption("--renew-pictures")
    changed = []
    for page in PAGES:
        now = RESULTS / f"{page.name}.png"
        now.parent.mkdir(exist_ok=True)
        draw(chromium, live_server.url, page, now)
        before = PICTURES / now.name
        if renew:
            keep(now, before)
        elif (share := difference(now, before)) > TOLERANCE:
            changed.append(f"{page.name}: {share:.1%} of it")
        else:
            now.unlink()
    if renew:
        (PICTURES / "chromium.txt").write_text(f"{chromium.version}\n")
    assert not changed, f"{'; '.join(changed)} look different: see {RESULTS}. {drawn_by(chromium)}"


def test_the_twelve_are_all_there_and_small() -> None:
    assert {file.stem for file in PICTURES.glob("*.png")} == {page.name for page in PAGES}
    assert len(PAGES) == 12
    assert sum(file.stat().st_size for file in PICTURES.glob("*.png")) <= MOST_BYTES


def test_a_difference_is_noticed(tmp_path: Path) -> None:
    paper = Image.new("RGB", (100, 100), "white")
    paper.save(tmp_path / "before.png")
    paper.paste("#f4f4f4", (0, 0, 100, 50))  # a shade that nobody sees
    paper.save(tmp_path / "shade.png")
    paper.paste("black", (0, 0, 10, 10))
    paper.save(tmp_path / "mark.png")
    assert difference(tmp_path / "shade.png", tmp_path / "before.png") == 0
    assert difference(tmp_path / "mark.png", tmp_path / "before.png") == 0.01
    assert (tmp_path / "mark-differs.png").exists()
    paper.resize((50, 50)).save(tmp_path / "small.png")
    assert difference(tmp_path / "small.png", tmp_path / "before.png") == 1


def draw(browser: Any, url: str, page: Page, file: Path) -> None:
    context = browser.new_context(
        viewport={"width": page.size[0], "height": page.size[1]}, device_scale_factor=1, locale="de-DE",
        timezone_id="Europe/Berlin", color_scheme=page.theme, reduced_motion="reduce", extra_http_headers={"X-Forwarded-Host": "lindenviertel.example"},
    )  # fmt: skip
    if page.by:
        session = client_of(Account.objects.get(login_name=page.by).person).session.session_key
        context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    sheet = context.new_page()
    answer = sheet.goto(url + page.address())
    assert answer.ok, f"{page.name}: {answer.status}"
    sheet.evaluate(ALL_IS_DRAWN)
    sheet.screenshot(path=file, animations="disabled", caret="hide")
    context.close()


def keep(now: Path, before: Path) -> None:
    """As few bytes as show the very same."""
    before.parent.mkdir(exist_ok=True)
    with Image.open(now) as drawn:
        drawn.convert("RGB").save(before, optimize=True)
    now.unlink()


def difference(now: Path, before: Path) -> float:
    """The share of pixels that somebody would notice; they are shown in red in a third picture beside."""
    if not before.exists():
        return 1
    with Image.open(now) as one, Image.open(before) as other:
        new, old = one.convert("RGB"), other.convert("RGB")
    if new.size != old.size:
        return 1
    apart = ImageChops.difference(new, old)
    red, green, blue = (band.point(lambda value: 255 if value > NOTICED else 0) for band in apart.split())
    noticed = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    share = noticed.histogram()[255] / (new.width * new.height)
    if share:
        faint = Image.blend(new, Image.new("RGB", new.size, "white"), 0.7)
        faint.paste("#e00000", mask=noticed)
        faint.save(now.with_name(f"{now.stem}-differs.png"))
    return share


def drawn_by(browser: Any) -> str:
    """Another Chromium may smooth and break lines in another way."""
    return f"They were kept with Chromium {(PICTURES / 'chromium.txt').read_text().strip()}, this is {browser.version}."
