"""An example for each address: the suites over all modules open and post them (authorisation, repetition, accessibility)."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from quartier.api import Access, Actor, Example, Person, share, store_file
from quartier.modules.board.actions import close_post, delete_post, edit_post
from quartier.modules.board.models import Post, Thanks
from quartier.modules.board.photos import add_photos
from quartier.modules.board.terms import WRITE

WORDS = {"sort": "give_away", "title": "Gitterbett zu verschenken", "text": "Gut erhalten, **selbst** abzuholen."}


def example_post(author: Person) -> Post:
    return Post.objects.create(author=author, **WORDS)


def _shared(author: Person) -> Post:
    post = example_post(author)
    share(post, by=Actor(author))
    return post


def _own(author: Person) -> dict[str, Any]:
    return {"pk": _shared(author).pk}


def _edited(author: Person) -> dict[str, Any]:
    return {"pk": edit_post(_shared(author), by=Actor(author), title="Kinderbett zu verschenken").pk}


def _deleted(author: Person) -> dict[str, Any]:
    post = _shared(author)
    delete_post(post, by=Actor(author))
    return {"pk": post.pk}


def _closed(author: Person) -> dict[str, Any]:
    post = _shared(author)
    close_post(post, by=Actor(author))
    return {"pk": post.pk}


def _of_somebody_else(person: Person) -> dict[str, Any]:
    return _own(_jonas())


def _having_thanked(person: Person) -> dict[str, Any]:
    """The body is empty; but whoever sends it has said thank you before."""
    for post in Post.objects.exclude(author=person):
        Thanks.objects.get_or_create(post=post, person=person)
    return {}


def _with_photos(author: Person) -> dict[str, Any]:
    """A post with two photos; the address speaks of the second."""
    post, by = _shared(author), Actor(author)
    photos = [store_file(by=by, upload=_photo(colour)) for colour in ("moccasin", "seagreen")]
    add_photos(post, by=by, photos=photos)
    return {"pk": post.pk, "key": photos[1].key}


def _of_photos(author: Person) -> dict[str, Any]:
    return {"pk": _with_photos(author)["pk"]}


def _jonas() -> Person:
    return Person.objects.create(given_name="Jonas", family_name="Beispiel", standing="member")


def _photo(colour: str) -> SimpleUploadedFile:
    target = BytesIO()
    Image.new("RGB", (40, 30), colour).save(target, "PNG")
    return SimpleUploadedFile(f"{colour}.png", target.getvalue())


def _body(said: dict[str, Any]) -> Callable[[Person], dict[str, Any]]:
    return lambda _person: said


def _nothing(person: Person) -> dict[str, Any]:
    return {}


NEW = {**WORDS, "reach": "members", "draft": "6f9d1c1e-53a5-4c33-9d7e-1f0f3c2d7a10"}

EXAMPLES = (
    Example(url="board:list", access=Access.ANYBODY),
    Example(url="board:new", access=Access.POWER, power=WRITE, post=_body(NEW)),
    Example(url="board:detail", access=Access.MEMBERS, arguments=_own),
    Example(url="board:history", access=Access.MEMBERS, arguments=_edited),
    Example(url="board:thanks", access=Access.MEMBERS, arguments=_of_somebody_else, post=_nothing),
    Example(url="board:no_thanks", access=Access.MEMBERS, arguments=_of_somebody_else, post=_having_thanked),
    Example(url="board:edit", access=Access.OWNER, arguments=_own, post=_body(WORDS)),
    Example(url="board:delete", access=Access.OWNER, arguments=_own, post=_nothing),
    Example(url="board:restore", access=Access.OWNER, arguments=_deleted, post=_nothing),
    Example(url="board:close", access=Access.OWNER, arguments=_own, post=_nothing),
    Example(url="board:reopen", access=Access.OWNER, arguments=_closed, post=_nothing),
    Example(url="board:renew", access=Access.OWNER, arguments=_own, post=_nothing),
    Example(
        url="board:photos",
        access=Access.OWNER,
        arguments=_of_photos,
        post=_nothing,
    ),
    Example(url="board:remove_photo", access=Access.OWNER, arguments=_with_photos, post=_nothing),
    Example(url="board:bring_forward", access=Access.OWNER, arguments=_with_photos, post=_nothing),
)
