"""Bad files: wherever a form takes one, each is answered with a clear sentence in the reader's language; what was typed stays,
nothing is half kept, and the memory stays small.
"""

from __future__ import annotations

import re
import resource
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of
from quartier.api.testing.requests import taken_back
from quartier.kernel.access import all_examples
from quartier.kernel.files.actions import store_file
from quartier.kernel.files.models import StoredFile
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import Refused
from tests.bad_files import CODE, MADE_HARMLESS, NAMES, REFUSED, photo_with_secrets, picture, png, upload
from tests.guards import Opening, openings_of, within

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.not_shared(reason="examples may make what isn't shared yet"),
]
LANGUAGES = ("de", "en", "de-simple")
WORDS = "Meine Worte bleiben stehen"
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
FILE = re.compile(r'<input type="file" name="([^"]+)"')
TEXT = re.compile(r'<(?:input type="text"|textarea)[^>]*\bname="([^"]+)"')
SAID = re.compile(r'<(?:ul|p|div)[^>]*class="[^"]*(?:errorlist|error)[^"]*"[^>]*>(.*?)</(?:ul|p|div)>', re.DOTALL)
NO_FILES_OF_PEOPLE = {"quarter:area", "ui:gallery"}  # an outline as GeoJSON; a page that shows components
TAKE_FILES = {
    "board:new",
    "board:photos",
    "budget:upload",
    "groups:add_document",
    "help:matter",
    "ideas:new",
    "ideas:upload",
    "matters:matter",
    "opinions:upload",
    "process:proposal",
}  # the long run looks for more
MOST_MEMORY = 250 * 2**20


def test_each_bad_file_is_refused_in_words_and_what_was_typed_stays(cast: Cast, count: Any) -> None:
    send_bad_files(
        [form for row in all_examples() if row.url in TAKE_FILES for form in _forms(row, cast)], count, seconds=3
    )


@pytest.mark.long
def test_every_bad_file_at_every_form_in_every_language(cast: Cast, count: Any) -> None:
    forms = [form for example in all_examples() for form in _forms(example, cast)]
    assert {page.name.partition(" ")[0] for page, _form in forms} == TAKE_FILES, "Name it in TAKE_FILES"
    send_bad_files(forms, count, seconds=3600)


def send_bad_files(forms: list[tuple[Opening, str]], count: Any, *, seconds: float) -> None:
    cases = [(page, form, kind, language) for page, form in forms for kind in REFUSED for language in LANGUAGES]
    wrong, tried = [], 0
    for page, form, kind, language in within(seconds, cases):
        tried += 1
        wrong += [f"{page} in {language}, {kind}: {flaw}" for flaw in _sent(page, form, kind, language)]
    count(f"bad files at {len(forms)} forms in {len(LANGUAGES)} languages", tried)
    assert not wrong, "\n".join(wrong)


def _forms(example: Any, cast: Cast) -> list[tuple[Opening, str]]:
    """Where an owner (or a key holder) may send a file: the page, and the form on it."""
    if example.url in NO_FILES_OF_PEOPLE:
        return []
    page = next(openings_of(example, cast))
    answer = page.client().get(page.url)
    if answer.streaming or answer.status_code != 200:
        return []
    found = [form for form in FORM.findall(answer.content.decode(errors="replace")) if FILE.search(form)]
    return [(page, found[0])] if found else []


def _sent(page: Opening, form: str, kind: str, language: str) -> list[str]:
    name, make = REFUSED[kind]
    action = re.search(r'action="([^"]*)"', form)
    url = action[1] if action and action[1] else page.url
    fields = [field for field in TEXT.findall(form) if field not in {"csrfmiddlewaretoken"}]
    files = FILE.findall(form)
    client = page.client()
    client.cookies["django_language"] = language
    there = _on_disk()
    rows = StoredFile.objects.count()
    with taken_back():
        answer = client.post(url, {**dict.fromkeys(fields, WORDS), files[0]: upload(name, make())}, follow=True)
        kept = StoredFile.objects.count() - rows
    text = answer.content.decode(errors="replace")
    flaws = []
    if answer.status_code != 200:
        flaws.append(f"status {answer.status_code}")
    if f'lang="{language.partition("-")[0]}' not in text:
        flaws.append("another language")
    said = " ".join(re.sub(r"<[^>]+>", " ", " ".join(SAID.findall(text))).split())
    if not said:
        flaws.append("nothing says what is wrong")
    elif (language == "en") != bool(re.search(r"\b(?:the|this|these|please|larger|only)\b", said, re.IGNORECASE)):
        flaws.append(f"said in another language: {said[:90]}")
    if fields and WORDS not in text:
        flaws.append("the words are gone")
    if kept or _on_disk() != there:
        flaws.append("something was kept")
    return flaws


def _on_disk() -> set[Path]:
    return {file for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()}


@pytest.mark.parametrize("kind", MADE_HARMLESS)
def test_what_hides_in_or_behind_a_picture_is_not_kept(cast: Cast, kind: str) -> None:
    name, make = MADE_HARMLESS[kind]
    assert CODE in make()
    there = _on_disk()
    stored = store_file(by=Actor(cast.owner), upload=upload(name, make()))
    written = _on_disk() - there
    assert stored.path in written
    for path in written:
        assert b"alert" not in path.read_bytes()
        assert b"PK\x03\x04" not in path.read_bytes()


def test_where_a_photo_was_taken_and_what_the_camera_hides_is_not_kept(cast: Cast) -> None:
    """EXIF, GPS, XMP, a profile, a second small picture: whatever it is, what is kept holds pixels alone."""
    stored = store_file(by=Actor(cast.owner), upload=upload("a.jpg", photo_with_secrets()))
    for path in {stored.path, stored.small_path}:
        with Image.open(path) as kept:
            assert not kept.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(kept.info)
        assert b"Zitronenfalter" not in path.read_bytes()


def test_our_own_limit_of_pixels_holds_without_that_of_the_library(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    with pytest.raises(Refused, match="pixels|Bildpunkte"):
        store_file(by=Actor(cast.owner), upload=upload("a.png", png(5100, 5000)))


def test_a_pdf_that_is_a_page_too_is_only_ever_a_download(cast: Cast) -> None:
    stored = store_file(by=Actor(cast.owner), upload=upload("a.pdf.html", b"%PDF-1.4\n" + CODE + b"\n%%EOF"))
    answer = client_of(cast.owner).get(stored.url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert stored.name == "a.pdf.pdf"


def test_no_name_leads_elsewhere(cast: Cast, count: Any) -> None:
    """Neither on the disk, nor in a header, nor on a page."""
    for number, name in enumerate(NAMES):
        sent = upload("a.png", picture(size=(40 + number, 30)))
        sent._name = name  # past what Django takes out of names itself
        stored = store_file(by=Actor(cast.owner), upload=sent)
        assert stored.path.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())
        assert re.fullmatch(r"[^\x00-\x1f/\\<>\"\u202a-\u202e]{1,90}\.png", stored.name), stored.name
        answer = client_of(cast.owner).get(stored.url)
        assert "X-Evil" not in answer.headers
        assert "\n" not in answer["Content-Disposition"]
        assert answer["Content-Type"] == "image/png"
    page = client_of(cast.owner).get("/files/").content.decode()
    assert "<img src=x" not in page
    count("names of files", len(NAMES), seed=None)


@pytest.mark.thorough
def test_the_largest_picture_that_is_borne_needs_little_memory(cast: Cast, count: Any) -> None:
    """And those that aren't need none: all of them, one after the other."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, make in REFUSED.values():
        with pytest.raises(Refused):
            store_file(by=Actor(cast.owner), upload=upload(name, make()))
    store_file(by=Actor(cast.owner), upload=upload("gross.png", _whole_png(5000, 4900)))
    grown = 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    count(f"large pictures, {grown // 2**20} MB more memory at most", len(REFUSED) + 1, seed=None)
    assert grown < MOST_MEMORY, f"{grown // 2**20} MB"


def _whole_png(width: int, height: int) -> bytes:
    """Just under what is borne, and only some kilobytes."""
    return picture(size=(width, height)) if width * height < 25_000_000 else png(width, height)
