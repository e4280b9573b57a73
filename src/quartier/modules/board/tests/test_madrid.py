"""2,738 real proposals of the people of Madrid, poured in: their HTML made harmless, and all of them found."""

import csv
import os
import re
import time
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from django.utils import timezone

from quartier.api import Person, entries, plain, rich, share_many, text_of_html
from quartier.modules.board.models import LONGEST_TEXT, LONGEST_TITLE, Post
from quartier.modules.board.tests.neighbours import browser_of, neighbour, words_of

ROOT = Path(__file__).resolve().parents[5]
SHARED = Path(os.environ.get("QUARTIER_SHARED_DATA", ROOT.parent / "shared" / "data"))
HARMLESS = re.compile(r"</?(?:p|br|strong|ul|ol|li|a)(?: (?:dir|href|rel|start)=\"[^\"]*\")*>")

pytestmark = pytest.mark.django_db


def proposals() -> list[dict[str, str]]:
    file = SHARED / "participation-madrid" / "proposals.csv"
    if not file.exists():
        pytest.skip(f"no proposals at {file}")
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter=";"))


def post_of(row: dict[str, str], author: Person) -> Post:
    return Post(
        author=author,
        sort="other",
        title=plain(unescape(row["title"]))[:LONGEST_TITLE] or "–",
        text=text_of_html(row["description"])[:LONGEST_TEXT],
        created=timezone.make_aware(datetime.strptime(row["created_at"], "%d/%m/%Y")),  # noqa: DTZ007
    )


def test_madrids_proposals_stand_on_the_board_harmless_and_findable() -> None:
    rows, began = proposals(), time.thread_time()
    ayse = neighbour("Ayşe")
    Post.objects.bulk_create(post_of(row, ayse) for row in rows)
    posts = list(Post.objects.select_related("author"))
    assert share_many(posts) == len(rows) > 2_000
    poured = time.thread_time() - began
    unsafe = [post.pk for post in posts if "<" in HARMLESS.sub("", rich(post.text))]
    assert unsafe == []
    assert all("<p>" not in post.text and "&nbsp;" not in post.text for post in posts)

    found: set[int] = set()
    after = None
    while True:
        page = entries(ayse, kind="board.post", after=after, size=500)
        found.update(entry.object_id for entry in page.entries)
        after = page.after
        if after is None:
            break
    assert found == {post.pk for post in posts}
    took = time.thread_time()
    assert posts[-1].title[:30] in unescape(words_of(browser_of(neighbour("Jonas")), posts[-1].url))
    listed = words_of(browser_of(ayse), "/board/")
    assert listed.count("<article") == 20
    print(
        f"{len(rows)} proposals poured in {poured:.1f} s of CPU; one post and one list page: {time.thread_time() - took:.2f} s"
    )
