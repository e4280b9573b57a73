"""Every write of drafts. A draft belongs to who types; nobody else ever meets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.drafts.answers import PHOTOS, Answers
from quartier.kernel.drafts.models import KEPT_FOR, UNDO_FOR, Draft, SentForm
from quartier.kernel.drafts.sent import forget_draft, note_page
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused

MOST_DRAFTS = 30


@dataclass(frozen=True, kw_only=True)
class Page:
    """What an opened form says of itself when it sends: which draft it writes, and how that was when it was opened."""

    word: UUID
    page: UUID
    version: int
    label: str
    url: str
    device: str
    browser: str
    asks: frozenset[str] = frozenset()  # of one question among many: its fields, and the others stay as they are


class Kept(NamedTuple):
    draft: Draft | None  # None: this page was sent already, so there is nothing to be kept
    is_beside: bool  # somebody else wrote this draft meanwhile: both are there now


@transaction.atomic
def keep_draft(form: str, answers: Answers, *, by: Actor, said: Page) -> Kept:
    """Keeps what was typed. What another page wrote since this one was opened is never written over."""
    person = _lock(by.subject)
    draft = person.drafts.filter(word=said.word).first()
    all_answers = _joined(draft, answers, said)
    if draft and draft.answers == all_answers and draft.url == said.url and not draft.dropped:
        return Kept(draft, is_beside=False)
    sent = SentForm.objects.filter(word=said.word).first() if draft is None else None
    if sent and sent.page == said.page:
        return Kept(None, is_beside=False)
    if draft is None and (same := _same(person, form, all_answers)):
        return Kept(same, is_beside=False)
    is_beside = draft is not None and _wrote_meanwhile(draft, all_answers, said)
    if draft is None or draft.dropped or is_beside:
        if drafts_of(person).count() >= MOST_DRAFTS:
            raise Refused(
                _("You have %(most)d drafts already. Throw one away first, under “Me”.") % {"most": MOST_DRAFTS}
            )
        draft = Draft(person=person, form=form, word=uuid4() if draft or sent else said.word)
    draft.answers, draft.label, draft.url = all_answers, said.label, said.url
    draft.page, draft.device, draft.browser, draft.changed = said.page, said.device, said.browser, timezone.now()
    draft.version += 1
    draft.save()
    return Kept(draft, is_beside=is_beside)


def _same(person: Person, form: str, answers: Answers) -> Draft | None:
    return next((draft for draft in drafts_of(person, form) if draft.answers == answers), None)


def _joined(draft: Draft | None, answers: Answers, said: Page) -> Answers:
    if draft and draft.page == said.page and said.version < draft.version and PHOTOS in draft.answers:
        answers = {PHOTOS: draft.answers[PHOTOS], **answers}  # a script's words, sent before the photos and come after
    if not said.asks:
        return answers
    untouched = {name: values for name, values in draft.answers.items() if name not in said.asks} if draft else {}
    return {**untouched, **{name: [] for name in said.asks}, **answers}


def _wrote_meanwhile(draft: Draft, answers: Answers, said: Page) -> bool:
    """Whether another page wrote what this one would write over.

    Who goes through questions back and forth has older pages of the same browser open: those are no second device.
    """
    if draft.page == said.page or draft.version == said.version:
        return False
    if not said.asks:
        return True
    return draft.browser != said.browser and any(
        draft.answers.get(name, answers[name]) != answers[name] for name in said.asks
    )


@transaction.atomic
def begin_draft(form: str, answers: Answers, *, by: Actor, said: Page) -> Draft:
    """Begins with these answers; where somebody has just done so, that one."""
    person = _lock(by.subject)
    same = _same(person, form, answers)
    if same is None:
        keep_draft(form, answers, by=by, said=said)
    return same or Draft.objects.get(person=person, word=said.word)


@transaction.atomic
def finish_draft(*, by: Actor, word: UUID, version: int, page: UUID) -> None:
    """It was sent. What another device wrote into it meanwhile stays as a draft."""
    note_page(word, page)
    forget_draft(by.subject.pk, word, version, page)


@transaction.atomic
def drop_draft(draft: Draft, *, by: Actor) -> None:
    """Throws it away; for a day `restore_draft` brings it back."""
    _own(draft, by)
    Draft.objects.filter(pk=draft.pk, dropped=None).update(dropped=timezone.now())


@transaction.atomic
def restore_draft(draft: Draft, *, by: Actor) -> None:
    _own(draft, by)
    Draft.objects.filter(pk=draft.pk).update(dropped=None)


@transaction.atomic
def choose_draft(draft: Draft, *, by: Actor) -> None:
    """Of several drafts of one form this one stays."""
    _own(draft, by)
    drafts_of(by.subject, draft.form).exclude(pk=draft.pk).update(dropped=timezone.now())


def drafts_of(person: Person, form: str = "") -> QuerySet[Draft]:
    """What somebody began and can go on with, the newest first."""
    found = person.drafts.filter(dropped=None, changed__gt=timezone.now() - KEPT_FOR).order_by("-changed", "-pk")
    return found.filter(form=form) if form else found


def forget_old_drafts(now: datetime) -> int:
    """A job: what nobody went on with, and what was thrown away, is deleted. Returns how many."""
    SentForm.objects.filter(at__lte=now - KEPT_FOR).delete()
    old, _rows = Draft.objects.filter(changed__lte=now - KEPT_FOR).delete()
    dropped, _rows = Draft.objects.filter(dropped__lte=now - UNDO_FOR).delete()
    return old + dropped


def _lock(person: Person) -> Person:
    """Two devices of one person are heard one after the other."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _own(draft: Draft, by: Actor) -> None:
    if draft.person_id != by.subject.pk:
        raise Refused(_("This is not your draft."))
