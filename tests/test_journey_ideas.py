"""An idea on the map: one with a photo that looks like another, one from a phone without scripts; then they are one."""

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from quartier.api import StoredFile
from quartier.api.processes import Proposal
from quartier.steps.ideas.tests.people import an_idea, neighbour, open_step, organiser
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SQUARE = 34  # in the middle of the map that is pressed
MOST_PRESSES = 12


def test_an_idea_with_a_photo_and_one_from_the_map(chromium: Any, live_server: Any, tmp_path: Path) -> None:
    olga, jonas, ayse, mara = organiser(), neighbour("Jonas"), neighbour("Ayşe"), neighbour("Mara")
    step = open_step(olga)
    there = an_idea(step, jonas, "Fahrradständer vor der Bücherei", where="48.5930, 8.8702")
    hers = Phone(chromium, live_server.url, ayse)
    hers.open(step.process.url)
    hers.press(f"main a[href='/ideas/{step.pk}/new/']")
    hers.write("input[name=title]", "Ständer für Fahrräder an der Bücherei")
    hers.page.locator("#while-writing a").first.wait_for()  # while she writes
    assert hers.reads(there.title)
    hers.page.locator("input[name=photos]").set_input_files(a_photo(tmp_path))
    hers.write("input[name=where]", "48.5931, 8.8703")
    hers.press("main form .form-end button")
    assert hers.reads("Gibt es das schon?")
    expect(hers.page.locator(".idea-photo img"), "the photo has come along").to_have_count(1)
    hers.press("main form .form-end button:not([form])")
    own = Proposal.objects.get(author=ayse)
    expect(hers.page.locator(".proposal-photos img")).to_have_count(1)
    assert StoredFile.objects.get().entry == own.entry

    from_the_map(chromium, live_server.url, step, mara)
    assert Proposal.objects.get(author=mara).latitude is not None

    desk = Phone(chromium, live_server.url, olga)
    desk.open(f"/ideas/{step.pk}/")
    desk.press(f"a[href='/ideas/similar/{there.pk}/']")
    desk.press("main form button")
    own.refresh_from_db()
    there.refresh_from_db()
    assert own.merged_into == there
    assert {row.person for row in there.authors.all()} == {ayse, jonas}
    assert there.support_count == 1
    print(f"{len(hers.seen) + len(desk.seen)} pages, each clean of axe's findings")


def from_the_map(chromium: Any, url: str, step: Any, person: Any) -> None:
    """Without scripts: support what is there, then show a spot that comes closer with each press."""
    phone = Phone(chromium, url, person, scripts=False)
    phone.open(f"/ideas/{step.pk}/map/")
    phone.open(f"/ideas/{step.pk}/?q=bücherei&sort=liked")
    phone.press("form[action$='/support/'] button >> nth=-1")
    phone.open(f"/ideas/{step.pk}/pick/")
    for _press in range(MOST_PRESSES):
        if "/new/" in phone.page.url:
            break
        with phone.page.expect_navigation():
            phone.page.locator("a:has(.pick-square)").nth(SQUARE).click()
        phone.look_over()
    expect(phone.page.locator("input[name=where]")).to_have_value(re.compile(r"^48\.59"))
    phone.write("input[name=title]", "Ein Trinkbrunnen auf dem Platz")
    phone.press("main form .form-end button")
    assert phone.reads("Ein Trinkbrunnen auf dem Platz")


def a_photo(folder: Path) -> Path:
    """As a camera makes it, with the spot where it was taken."""
    picture = Image.new("RGB", (1200, 900), "seagreen")
    exif = picture.getexif()
    exif[0x8825] = {1: "N", 2: (48.0, 35.0, 34.8)}
    picture.save(folder / "platz.jpg", exif=exif)
    return folder / "platz.jpg"
