"""Posts for the made-up quarter. `put_post` is the door for whoever prepares more of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any, Unpack

from django.utils import timezone

from quartier.api import (
    Actor,
    Group,
    Organisation,
    Person,
    StoredFile,
    add_comment,
    attach_files,
    describe_file,
    share_many,
    store_file,
)
from quartier.modules.board.actions import Details, say
from quartier.modules.board.models import Post
from quartier.modules.board.rules import until_of

BETWEEN_COMMENTS = timedelta(hours=3)

POSTS: list[dict[str, Any]] = [
    {
        "sort": "news",
        "title": "Der Brunnen am Platz läuft wieder",
        "text": "Nach drei Wochen Stille plätschert er. Danke an alle, die beim Bauhof nachgefragt haben.",
        "where": "Am Treffpunkt",
        "age": timedelta(days=2, hours=3),
        "comments": ["Endlich! Meine Kinder sind begeistert."],
    },
    {
        "sort": "give_away",
        "title": "Gitterbett zu verschenken",
        "text": "Buche, 70 × 140, mit Matratze. **Nur zum Selbstabholen**, am liebsten abends.",
        "where": "Rosenweg",
        "age": timedelta(days=1),
    },
    {
        "sort": "lost_and_found",
        "title": "Schlüsselbund mit rotem Band gefunden",
        "text": "Lag heute früh vor der Bäckerei. Ich habe ihn dort an der Theke abgegeben.",
        "where": "Lindenallee",
        "age": timedelta(hours=5),
    },
    {
        "sort": "question",
        "title": "Wer kennt eine Fahrradwerkstatt, die auch Lastenräder nimmt?",
        "age": timedelta(hours=9),
        "comments": ["Die Werkstatt im Hof der Schule, immer donnerstags.", "Dort kostet es nur das Material."],
    },
    {
        "sort": "recommendation",
        "title": "Der Weg hinter dem Mühlbach ist auch mit Rollator gut",
        "text": "Seit dem Sommer ist er glatt, und es gibt drei Bänke:\n\n- an der Brücke\n- unter der Weide\n- am Spielplatz",
        "age": timedelta(days=4),
    },
]


def demo() -> None:
    """Adds a few posts. Does nothing where there is something already."""
    people = list(Person.objects.filter(standing="member").order_by("pk")[:12])
    if Post.objects.exists() or not people:
        return
    authors, now = cycle(people), timezone.now()
    for said in POSTS:
        prepared = {name: value for name, value in said.items() if name not in {"age", "comments"}}
        answers = [(next(authors), text) for text in said.get("comments", [])]
        put_post(author=next(authors), at=now - said["age"], comments=answers, **prepared)


def put_post(
    *,
    author: Person,
    at: datetime,
    organisation: Organisation | None = None,
    group: Group | None = None,
    reach: str = "",
    photos: Sequence[tuple[Any, str]] = (),
    comments: Sequence[tuple[Person, str]] = (),
    **details: Unpack[Details],
) -> Post:
    """Puts a post on the board as if it had been written at that time; nobody is told of it.

    `photos`: pairs of an upload (Django's SimpleUploadedFile) and what is seen there. `comments`: who, what; each some
    time after the other. `reach` is worked out where it isn't given: the group, else all members.
    """
    by = Actor(author, organisation=organisation)
    post = Post(
        author=author,
        organisation=organisation,
        group=group,
        created=at,
        reach=reach or ("group" if group else "members"),
    )
    say(post, details, by=by)
    post.until = until_of(post, at)
    kept = [_photo(upload, alt, by) for upload, alt in photos]
    post.picture = kept[0] if kept else None
    post.save()
    share_many([post])
    entry = post.entry
    if entry is None:
        raise LookupError(f"“{post.title}” has no entry.")
    attach_files(kept, by=by, entry=entry)
    for number, (person, text) in enumerate(comments, start=1):
        add_comment(entry, by=Actor(person), text=text, at=min(at + number * BETWEEN_COMMENTS, timezone.now()))
    return post


def _photo(upload: Any, alt: str, by: Actor) -> StoredFile:
    photo = store_file(by=by, upload=upload)
    describe_file(photo, by=by, alt=alt)
    return photo
