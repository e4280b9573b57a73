"""Who may open which page of drafts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from quartier.kernel.contract import Access, Example
from quartier.kernel.drafts.actions import Page, choose_draft, drop_draft, keep_draft
from quartier.kernel.drafts.models import Draft
from quartier.kernel.drafts.opened import owner_word
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person


def begun(person: Person) -> Draft:
    page = Page(word=uuid4(), page=uuid4(), version=0, label="Beitrag", url="/", device="Firefox, Android", browser="")
    answers = {"title": ["Wer hat meinen Kater gesehen?"], "text": [f"Er ist grau und heißt Moritz {page.word.hex}."]}
    keep_draft("drafts.example", answers, by=Actor(person), said=page)
    return Draft.objects.get(word=page.word)


def own_draft(person: Person) -> dict[str, Any]:
    return {"pk": begun(person).pk}


def own_dropped(person: Person) -> dict[str, Any]:
    draft = begun(person)
    drop_draft(draft, by=Actor(person))
    return {"pk": draft.pk}


def one_of_two(person: Person) -> dict[str, Any]:
    begun(person)
    return own_draft(person)


def chosen_of_two(person: Person) -> dict[str, Any]:
    begun(person)
    draft = begun(person)
    choose_draft(draft, by=Actor(person))
    return {"pk": draft.pk}


def form_begun(person: Person) -> dict[str, Any]:
    return {"form": begun(person).form}


def a_form(_person: Person) -> dict[str, Any]:
    return {"form": "drafts.example"}


def words(person: Person) -> dict[str, Any]:
    page = {"draft": str(uuid4()), "draft_page": str(uuid4()), "draft_url": "/", "draft_label": "Beitrag"}
    return {**page, "draft_owner": owner_word(person), "title": "Wer hat meinen Kater gesehen?"}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


EXAMPLES = (
    Example(url="drafts:mine", access=Access.SIGNED_IN),
    Example(url="drafts:keep", access=Access.SIGNED_IN, arguments=a_form, post=words),
    Example(url="drafts:choose", access=Access.OWNER, arguments=form_begun),
    Example(url="drafts:take", access=Access.OWNER, arguments=one_of_two, post=nothing),
    Example(url="drafts:take_back", access=Access.OWNER, arguments=chosen_of_two, post=nothing),
    Example(url="drafts:drop", access=Access.OWNER, arguments=own_draft, post=nothing),
    Example(url="drafts:restore", access=Access.OWNER, arguments=own_dropped, post=nothing),
)
