"""An open discussion, its organiser, and what neighbours say."""

from typing import Any

from django.urls import reverse

from quartier.api import Actor, Person, share
from quartier.api.processes import START_PROCESS, Step, options_of
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.discussion import actions
from quartier.steps.discussion.examples import running
from quartier.steps.discussion.models import Argument
from quartier.steps.discussion.terms import DiscussionOptions

__all__ = ["client_of", "neighbour", "open_discussion", "organiser", "page_of", "says", "taken_back"]


def organiser() -> Person:
    """May ask the whole quarter."""
    return holder_of(START_PROCESS, "Olga", "Ott")


def open_discussion(by: Person, **options: Any) -> Step:
    step = running(by)
    step.options = {**vars(options_of(step, DiscussionOptions)), **options}
    step.save(update_fields=["options"])
    share(step.process, by=Actor(by))
    return step


def says(step: Step, person: Person, text: str, side: str = "for") -> Argument:
    return actions.argue(step, by=Actor(person), side=side, text=text)


def taken_back(argument: Argument) -> None:
    """By its author, on the page."""
    url = reverse("comments:delete", kwargs={"pk": argument.comment_id})
    assert client_of(argument.comment.author).post(url).status_code == 302


def page_of(person: Person | None, url: str) -> str:
    return client_of(person).get(url).content.decode()
