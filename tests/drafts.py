"""Opened pages that keep drafts, for the tests of drafts."""

from __future__ import annotations

from uuid import UUID, uuid4

from quartier.api import Actor, Person
from quartier.kernel.drafts.actions import (
    Page,
    drafts_of,
    keep_draft,
)
from quartier.kernel.drafts.models import Draft

FORM = "board.post"


def opened(draft: Draft | None = None, *, word: UUID | None = None, device: str = "Firefox, Android") -> Page:
    """A page that shows the form, empty or filled with this draft."""
    return Page(
        word=draft.word if draft else word or uuid4(),
        page=uuid4(),
        version=draft.version if draft else 0,
        label="Beitrag",
        url="/board/new/",
        device=device,
        browser=device,
    )


def keep(person: Person, text: str, page: Page | None = None) -> Draft:
    draft = keep_draft(FORM, {"text": [text]}, by=Actor(person), said=page or opened()).draft
    assert draft is not None
    return draft


def texts(person: Person) -> set[str]:
    return {draft.answers["text"][0] for draft in drafts_of(person)}
