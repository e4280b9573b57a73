"""The made-up quarter has something to read."""

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from quartier.api import Entry, entries
from quartier.api.demo import texts
from quartier.modules.board.demo import TEXTS, demo, pictures
from quartier.modules.board.models import LONGEST_TITLE, Post, Thanks
from quartier.modules.board.sorts import SORTS
from quartier.modules.board.tests.neighbours import neighbour

SAID = texts(TEXTS, "post")


STORY = "03-baeckerei.toml"  # the whole year is filled by tests/test_demo_quarter.py


@pytest.mark.django_db
def test_the_demo_board_is_filled_once(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / STORY).write_bytes((TEXTS / STORY).read_bytes())
    monkeypatch.setattr("quartier.modules.board.demo.TEXTS", tmp_path)
    story = texts(tmp_path, "post")
    for _twice in range(2):
        demo()
    now = timezone.now()
    assert Post.objects.count() == len(story)
    assert Thanks.objects.count() == sum(len(said.get("thanks", ())) for said in story)
    assert not Post.objects.filter(created__gt=now).exists()
    with_comments = Entry.objects.prefetch_related("comments")
    assert all(comment.created <= now for entry in with_comments for comment in entry.comments.all())
    pictured = Entry.objects.filter(picture__isnull=False).select_related("picture")
    assert len(pictured) == sum("picture" in said for said in story)
    assert all(entry.picture and entry.picture.alt for entry in pictured)
    newest = entries(neighbour("Kim")).entries
    assert [entry.published for entry in newest] == sorted((entry.published for entry in newest), reverse=True)


def test_every_prepared_post_is_whole() -> None:
    for said in SAID:
        assert said["sort"] in SORTS, said["title"]
        assert 0 < len(said["title"]) <= LONGEST_TITLE, said["title"]
        assert said["text"] == said["text"].strip() != "", said["title"]
        assert ("ago" in said) != ("on" in said), said["title"]
        assert ("picture" in said) == ("alt" in said), said["title"]


def test_a_picture_is_the_same_each_time_it_is_drawn() -> None:
    first = pictures.drawn("cat")
    pictures.drawn.cache_clear()
    assert pictures.drawn("cat") == first
