"""The made-up quarter has something to read."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from quartier.api import entries
from quartier.modules.board.demo import POSTS, demo, put_post
from quartier.modules.board.models import Post
from quartier.modules.board.tests.neighbours import neighbour, organisation_of, photo

pytestmark = pytest.mark.django_db


def test_the_demo_quarter_is_filled_once() -> None:
    kim = neighbour("Kim")
    for _twice in range(2):
        demo()
    assert Post.objects.count() == len(POSTS) == len(entries(kim).entries)


def test_a_prepared_post_stands_there_as_if_written_then(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    at = timezone.now() - timedelta(days=40)
    post = put_post(
        author=ayse,
        at=at,
        organisation=organisation_of(ayse),
        sort="give_away",
        title="Bücher",
        text="Zwei Kisten.",
        photos=[(photo(), "Zwei Kisten Bücher")],
        comments=[(jonas, "Gern!")],
    )
    entry = post.entry
    assert entry is not None
    assert entry.published == at
    assert entry.picture is not None
    assert entry.picture.alt == "Zwei Kisten Bücher"
    assert entry.comments.get().created > at
    assert not ayse.notifications.exists()
    assert not entries(jonas).entries  # after thirty days it has left the board
