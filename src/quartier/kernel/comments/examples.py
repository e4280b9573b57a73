"""Who may comment, and change what."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from quartier.kernel.comments.actions import add_comment
from quartier.kernel.comments.models import Comment
from quartier.kernel.contract import Access, Example
from quartier.kernel.entries.audiences import MEMBERS, key_of_person
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person


def some_post(person: Person) -> dict[str, Any]:
    return {"entry_pk": _post(person).pk}


def own_comment(person: Person) -> dict[str, Any]:
    return {"pk": _comment(person).pk}


def own_deleted_comment(person: Person) -> dict[str, Any]:
    comment = _comment(person)
    Comment.objects.filter(pk=comment.pk).update(deleted=timezone.now())
    return {"pk": comment.pk}


def _post(author: Person) -> Entry:
    return Entry.objects.create(
        kind="comments.example",
        object_id=author.pk,
        author=author,
        title="Wer hat meinen Kater gesehen?",
        url="/",
        keys=[MEMBERS, key_of_person(author.pk)],
        published=timezone.now(),
    )


def _comment(author: Person) -> Comment:
    return add_comment(_post(author), by=Actor(author), text="Er war gestern bei uns.")


def words(_person: Person) -> dict[str, Any]:
    return {"text": "Wie schön!"}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


EXAMPLES = (
    Example(url="comments:on", access=Access.MEMBERS, arguments=some_post, post=words),
    Example(url="comments:edit", access=Access.OWNER, arguments=own_comment, post=words),
    Example(url="comments:delete", access=Access.OWNER, arguments=own_comment, post=nothing),
    Example(url="comments:restore", access=Access.OWNER, arguments=own_deleted_comment, post=nothing),
)
