"""A year on the board of the made-up quarter. The texts lie beside this file, one story or theme in each."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from quartier.api import Actor, Entry, Organisation, attach_files, describe_file, share_many, store_file
from quartier.api.demo import Cast, Said, comment_all, hide, moment_after, texts, when
from quartier.modules.board.demo import pictures
from quartier.modules.board.models import Post, Reach, Thanks
from quartier.modules.board.rules import until_of

TEXTS = Path(__file__).parent
A_DAY, A_WHILE = timedelta(days=1), timedelta(minutes=50)


def demo() -> None:
    """Writes it in a few statements, quietly: what was told a year ago is news to nobody."""
    if Post.objects.exists():
        return
    cast, now = Cast(), timezone.now()
    said = sorted(texts(TEXTS, "post"), key=lambda one: when(one, now))
    posts = Post.objects.bulk_create(_post(one, cast, now) for one in said)
    share_many(posts)
    entries = {entry.object_id: entry for entry in Entry.objects.filter(kind="board.post")}
    for post, one in zip(posts, said, strict=True):
        if "picture" in one:
            _add_picture(post, one, entries[post.pk])
        if one.get("hidden"):
            hide(entries[post.pk], at=post.created + A_WHILE)
    _add_comments(posts, said, entries, cast, now)
    Thanks.objects.bulk_create(
        Thanks(post=post, person=cast.person(name), at=min(post.created + number * A_WHILE, now))
        for post, one in zip(posts, said, strict=True)
        for number, name in enumerate(one.get("thanks", ()), start=1)
    )


def _post(said: Said, cast: Cast, now: datetime) -> Post:
    created = when(said, now)
    organisation: Organisation | None = cast.organisation(said["as"]) if "as" in said else None
    group = cast.group(said["group"]) if "group" in said else None
    post = Post(
        author=cast.person(said["by"]),
        organisation=organisation,
        group=group,
        reach=Reach.GROUP if group else Reach.PUBLIC if said.get("public") else Reach.MEMBERS,
        created=created,
        sort=said["sort"],
        title=said["title"],
        text=said["text"],
        place=cast.place(said.get("where", "")),
        starts=moment_after(said["starts"], created) if "starts" in said else None,
        ends=moment_after(said["ends"], created) if "ends" in said else None,
        is_commercial=said.get("commercial", False),
    )
    post.until = until_of(post, created)
    if "closed" in said:
        post.closed = min(created + said["closed"] * A_DAY, now)
    return post


def _add_picture(post: Post, said: Said, entry: Entry) -> None:
    by = Actor(post.author, organisation=post.organisation)
    picture = store_file(by=by, upload=pictures.upload(said["picture"]))
    describe_file(picture, by=by, alt=said["alt"])
    attach_files([picture], by=by, entry=entry)
    post.picture = entry.picture = picture
    post.save(update_fields=["picture"])
    entry.save(update_fields=["picture"])


def _add_comments(
    posts: Sequence[Post], said: Sequence[Said], entries: dict[int, Entry], cast: Cast, now: datetime
) -> None:
    """Each some time after the other, and none in the future."""
    comment_all(
        (entries[post.pk], cast.person(name), text, min(post.created + number * A_WHILE, now))
        for post, one in zip(posts, said, strict=True)
        for number, (name, text) in enumerate(one.get("say", ()), start=1)
    )
