"""What the tests of moderation begin with: something ugly below a post, and people who have nothing to do with it."""

from __future__ import annotations

from quartier.api import Actor, Person
from quartier.api.testing import moderator, neighbour
from quartier.kernel.comments.actions import add_comment
from quartier.kernel.comments.models import Comment
from quartier.kernel.moderation.models import Case
from quartier.kernel.moderation.panel_models import Willing
from quartier.kernel.moderation.reports import report
from quartier.modules.board.actions import write_post

WORDS = "Du bist ein Lump!"


def ugly_comment(author: Person) -> Comment:
    post = write_post(by=Actor(neighbour("Rosa", "Post")), sort="news", title="Straßenfest", text="Wer backt?")
    assert post.entry
    return add_comment(post.entry, by=Actor(author), text=WORDS)


def some_case(*, rule: str = "respect") -> tuple[Case, Person, Person]:
    """The case, who wrote it, who reported it."""
    accused, reporter = neighbour("Arno", "Arg"), neighbour("Melda", "Mut")
    made = report("comment", ugly_comment(accused), rule=rule, by=Actor(reporter), text="Das verletzt mich.")
    return made.case, accused, reporter


def willing(*names: str) -> list[Person]:
    people = [neighbour(name, "Willig") for name in names]
    for person in people:
        Willing.objects.create(person=person)
    return people


__all__ = ["moderator"]
