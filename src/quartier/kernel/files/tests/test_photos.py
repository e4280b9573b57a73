"""Photos: small beside large, of any camera, and no word is lost over one that is too large."""

import io
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from quartier.kernel.files import disk
from quartier.kernel.files.actions import delete_file, store_file
from quartier.kernel.files.contents import examine
from quartier.kernel.files.tests.pictures import picture, upload
from quartier.kernel.files.tests.test_files import neighbour, on_disk, post_of, refused, signed_in
from quartier.kernel.files.uploads import MOST_OF_STRANGERS, LeftOut
from quartier.kernel.people.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared(reason="the entry stands here alone")]


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def test_a_large_picture_has_a_small_rendition_that_comes_and_goes_with_it(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    file = store_file(by=Actor(ayse), upload=upload(picture(size=(1200, 600))), entry=post_of(ayse))
    assert (file.small_width, file.small_height) == (480, 240)
    answer = signed_in(jonas).get(file.small_url)
    assert answer.headers["Content-Type"] == "image/webp"
    with Image.open(io.BytesIO(b"".join(answer))) as again:
        assert again.size == (480, 240)
    assert Client().get(file.small_url).status_code == 404
    assert disk.sweep_orphans(timezone.now() + timedelta(hours=2)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(file, by=Actor(ayse))
    assert on_disk() == []


def test_what_is_small_anyway_is_its_own_small_rendition() -> None:
    ayse = neighbour("Ayşe")
    file = store_file(by=Actor(ayse), upload=upload(picture()))
    assert on_disk() == [file.key]
    assert file.small_url == file.url


def test_a_photo_of_an_iphone_becomes_a_jpeg_without_what_the_camera_noted() -> None:
    data = (Path(__file__).parent / "photo.heic").read_bytes()
    assert b"Canary" in data
    content = examine(data)
    assert (content.media_type, content.width, content.height) == ("image/jpeg", 64, 48)
    assert b"Canary" not in content.data
    with translation.override("en"):
        assert "JPEG" in refused(lambda: examine(data[:300]))


def test_a_photo_of_fifty_megapixels_needs_little_room() -> None:
    """In a process of its own: only there the most that was ever needed can be measured."""
    if not Path("/proc/self/status").exists():
        pytest.skip("only Linux says how much a process has needed")
    script = (
        "import re, sys, django; django.setup()\n"
        "from quartier.kernel.files.contents import examine\n"
        "most = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
        "data = sys.stdin.buffer.read(); examine(data[: int(sys.argv[1])])\n"
        "before = most(); examine(data[int(sys.argv[1]) :]); print(most() - before)"
    )
    usual, huge = picture(size=(400, 300)), picture(size=(8200, 6100))
    ran = subprocess.run(
        [sys.executable, "-c", script, str(len(usual))],
        input=usual + huge,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    megabytes = int(ran.stdout) / 1024
    print(f"50 megapixels: {megabytes:.0f} MB more than an idle process")
    assert megabytes < 100


def test_of_a_form_with_a_file_that_is_too_large_the_words_arrive() -> None:
    """Thirty megabytes: read to the end, thrown away, and said beside the field."""
    browser = signed_in(neighbour("Ayşe"))
    large = upload(b"\xff\xd8\xff" + b"x" * (30 * 1024 * 1024), "Urlaub.jpg")
    page = browser.post("/board/new/", {"sort": "news", "title": "Ein langer Titel", "photos": large}).content.decode()
    assert "Ein langer Titel" in page
    assert "larger than 20 MB" in page
    assert on_disk() == []


def test_of_strangers_no_file_comes_onto_the_disk() -> None:
    """What is small stays in memory; what isn't is thrown away."""
    small = RequestFactory().post("/x/", {"file": upload(picture(), "a.jpg")})
    small.user = AnonymousUser()
    assert isinstance(small.FILES["file"], InMemoryUploadedFile)
    large = upload(b"x" * (MOST_OF_STRANGERS + 1), "a.jpg")
    request = RequestFactory().post("/x/", {"file": large, "title": "Guten Tag"})
    request.user = AnonymousUser()
    kept = request.FILES["file"]
    assert isinstance(kept, LeftOut)
    assert (kept.name, kept.read()) == ("a.jpg", b"")
    assert request.POST["title"] == "Guten Tag"
