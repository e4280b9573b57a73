"""Every write of comments."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.comments.models import Comment
from quartier.kernel.contact.limits import must_suit_newcomer
from quartier.kernel.contact.payment import must_hold_no_payment_data
from quartier.kernel.contract import Verb
from quartier.kernel.entries.gone import note_gone
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.visibility import may_see
from quartier.kernel.facts.delivery import record
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.acting import hand_of, require_within
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.comments import COMMENT, COMMENTED

MOST_LETTERS = 2000
UNDO_FOR = timedelta(days=1)


@transaction.atomic
def add_comment(entry: Entry, *, by: Actor, text: str, at: datetime | None = None) -> Comment:
    """Says something below a post and tells its author. The very same words again right away are one comment.

    `at`: said then; for imports and the demo quarter, so nobody is told.
    """
    entry = _visible(entry, by)
    require(by, COMMENT)
    require_within(by, entry.kind)
    if entry.is_hidden:
        raise Refused(_("This post is hidden at the moment, so nobody comments on it."))
    if entry.expires and entry.expires <= (at or timezone.now()):
        raise Refused(_("This is over, so nobody comments on it any more."))
    text = _words(text)
    must_hold_no_payment_data(text)
    must_suit_newcomer(by.subject, text, field="text")
    last = entry.comments.filter(deleted=None).order_by("-pk").first()
    if last and last.text == text and last.author_id == by.subject.pk:
        return last
    comment = Comment.objects.create(
        entry=entry, author=by.subject, written_by=hand_of(by), text=text, created=at or timezone.now()
    )
    if at:
        return comment
    record(Verb.COMMENTED, entry.kind, by=by, entry_id=entry.pk)
    if entry.author:
        tell([entry.author], COMMENTED, entry, by=by.subject, calm=True)
    return comment


@transaction.atomic
def edit_comment(comment: Comment, *, by: Actor, text: str) -> None:
    """Changes one's own words; the page says that they were changed."""
    comment = _own(comment, by)
    require(by, COMMENT)
    text = _words(text)
    if comment.deleted:
        raise Refused(_("This comment is deleted. Bring it back first."))
    if comment.hidden:
        raise Refused(_("This comment was hidden. You can delete it, but not change it."))
    if comment.text != text:
        must_hold_no_payment_data(text)
        must_suit_newcomer(by.subject, text, field="text")
        comment.text, comment.edited, comment.written_by = text, timezone.now(), hand_of(by)
        comment.save(update_fields=["text", "edited", "written_by"])


@transaction.atomic
def delete_comment(comment: Comment, *, by: Actor) -> None:
    """Takes one's own words back: at once nobody sees them. For a day `restore_comment` undoes it."""
    if Comment.objects.filter(pk=comment.pk).exists():
        _own(comment, by)
        Comment.objects.filter(pk=comment.pk, deleted=None).update(deleted=timezone.now())


@transaction.atomic
def restore_comment(comment: Comment, *, by: Actor) -> None:
    """Undoes `delete_comment`."""
    _own(comment, by)
    require(by, COMMENT)
    Comment.objects.filter(pk=comment.pk).update(deleted=None)


@transaction.atomic
def forget_deleted_comments(now: datetime) -> int:
    """A job: what was deleted longer than a day ago is gone. Returns how many."""
    over = Comment.objects.filter(deleted__lte=now - UNDO_FOR)
    note_gone("comment", over.values_list("pk", "created"))
    gone, _rows = over.delete()
    return gone


def _own(comment: Comment, by: Actor) -> Comment:
    comment = _locked(comment)
    require_within(by, comment.entry.kind)
    if comment.author_id != by.subject.pk:
        raise Refused(_("Only who wrote it can change it."))
    return comment


def _locked(comment: Comment) -> Comment:
    locked = Comment.objects.select_for_update(no_key=True, of=("self",)).select_related("entry").filter(pk=comment.pk)
    found = locked.first()
    if found is None:
        raise Http404
    return found


def _visible(entry: Entry, by: Actor) -> Entry:
    """The post as it is now, locked; whoever may not see it learns as little as if there were none."""
    locked = Entry.objects.select_for_update(no_key=True).filter(pk=entry.pk).first()
    if locked is None or not may_see(by.subject, locked):
        raise Http404
    return locked


def _words(text: str) -> str:
    cleaned = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not cleaned:
        raise Refused(_("Please write a few words first."), field="text")
    if len(cleaned) > MOST_LETTERS:
        raise Refused(
            _("That is very long. Please shorten it to %(most)d letters.") % {"most": MOST_LETTERS}, field="text"
        )
    return cleaned
