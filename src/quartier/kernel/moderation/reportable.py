"""What can be reported: a small registry. A module's kinds are entries, so each of them is in it without saying so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.kernel import registry
from quartier.kernel.belonging.queries import groups_seen_by, organisations_seen_by
from quartier.kernel.comments.models import Comment
from quartier.kernel.contact.rules import HERE
from quartier.kernel.contract import Text
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.sharing import open_to_viewers, redraw_picture
from quartier.kernel.entries.visibility import may_see
from quartier.kernel.files.models import StoredFile
from quartier.kernel.files.visibility import may_open
from quartier.kernel.groups.models import Group, GroupRole, Organisation
from quartier.kernel.matters.models import Message
from quartier.kernel.people.models import Person
from quartier.kernel.people.visibility import may_see_profile
from quartier.ui.shortening import beginning

BEFORE = 5  # messages that came before: without them one sentence means little


@dataclass(frozen=True)
class Thing:
    """One thing as it is now: what is shown, what is copied, and who answers for it."""

    title: str
    text: str = ""
    url: str = ""
    author: Person | None = None  # whom a decision may limit
    concerned: tuple[Person, ...] = ()  # who else answers for it, or has to do with it
    files: tuple[StoredFile, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Reportable:
    """`find(viewer, pk)`: the object, if that viewer may see it; `look`: what it is; `hide(obj, when)`: None shows it again."""

    word: str
    label: Text
    find: Callable[[Person | None, int], Any]
    any: Callable[[int], Any]
    look: Callable[[Any], Thing]
    hide: Callable[[Any, datetime | None], None] | None = None
    is_hidden: Callable[[Any], bool] = field(default=lambda _obj: False)


def _entry(pk: int) -> Entry | None:
    return Entry.objects.select_related("author", "organisation", "group").filter(pk=pk).first()


def _seen_entry(viewer: Person | None, pk: int) -> Entry | None:
    entry = _entry(pk)
    return entry if entry and may_see(viewer, entry) else None


def _look_at_entry(entry: Entry) -> Thing:
    pictures = {file.pk: file for file in (entry.picture, *entry.files.all()) if file}
    return Thing(
        entry.title, entry.text, entry.url, entry.author, _managers(entry.organisation), tuple(pictures.values())
    )


def _hide_entry(entry: Entry, when: datetime | None) -> None:
    entry.hidden = when
    entry.save(update_fields=["hidden"])
    open_to_viewers(entry)


def _comment(pk: int) -> Comment | None:
    return Comment.objects.select_related("author", "entry__author").filter(pk=pk).first()


def _seen_comment(viewer: Person | None, pk: int) -> Comment | None:
    comment = _comment(pk)
    if comment is None or comment.deleted or comment.hidden or not may_see(viewer, comment.entry):
        return None
    return comment


def _look_at_comment(comment: Comment) -> Thing:
    beside = ((str(_("The post")), comment.entry.title),)
    url = f"{comment.entry.url}#comment-{comment.pk}"
    return Thing(beginning(comment.text, 70), comment.text, url, comment.author, beside=beside)


def _message(pk: int) -> Message | None:
    found = Message.objects.select_related("author", "matter", "file").filter(pk=pk, author__isnull=False)
    return found.first()


def _seen_message(viewer: Person | None, pk: int) -> Message | None:
    message = _message(pk)
    return message if message and message.matter.part_of(viewer) else None


def _look_at_message(message: Message) -> Thing:
    earlier = message.matter.messages.filter(pk__lt=message.pk).exclude(text="").select_related("author")
    said = [(one.author.full_name if one.author else "", one.text) for one in earlier.order_by("-pk")[:BEFORE]]
    files = (message.file,) if message.file else ()
    others = tuple(person for person in message.matter.parties_now() if person.pk != message.author_id)
    return Thing(
        beginning(message.text, 70),
        message.text,
        message.matter.url,
        message.author,
        others,
        files,
        tuple(reversed(said)),
    )


def _hide_message(message: Message, when: datetime | None) -> None:
    Message.objects.filter(pk=message.pk).update(hidden=when)


def _person(pk: int) -> Person | None:
    return Person.objects.filter(pk=pk).first()


def _seen_person(viewer: Person | None, pk: int) -> Person | None:
    person = _person(pk)
    return person if person and person.standing in HERE and may_see_profile(viewer, person) else None


def _look_at_person(person: Person) -> Thing:
    return Thing(person.full_name, person.about, f"/people/{person.pk}/", person)


def _group(pk: int) -> Group | None:
    return Group.objects.filter(pk=pk).first()


def _seen_group(viewer: Person | None, pk: int) -> Group | None:
    return groups_seen_by(viewer).filter(pk=pk).first() if viewer else None


def _look_at_group(group: Group) -> Thing:
    leading = group.memberships.filter(role=GroupRole.MODERATOR, is_accepted=True).select_related("person")
    return Thing(group.name, group.about, f"/groups/{group.pk}/", None, tuple(one.person for one in leading))


def _hide_group(group: Group, when: datetime | None) -> None:
    """With all that was shared with it; what was hidden before for itself stays so."""
    entries = Entry.objects.filter(group=group, hidden=None if when else group.hidden).select_related("author")
    for entry in list(entries):
        _hide_entry(entry, when)
    group.hidden = when
    group.save(update_fields=["hidden"])


def _organisation(pk: int) -> Organisation | None:
    return Organisation.objects.filter(pk=pk).first()


def _seen_organisation(viewer: Person | None, pk: int) -> Organisation | None:
    return organisations_seen_by(viewer).filter(pk=pk).first()


def _look_at_organisation(organisation: Organisation) -> Thing:
    words = "\n\n".join(part for part in (organisation.about, organisation.contact) if part)
    return Thing(organisation.name, words, f"/organisations/{organisation.pk}/", None, _managers(organisation))


def _hide_organisation(organisation: Organisation, when: datetime | None) -> None:
    organisation.hidden = when
    organisation.save(update_fields=["hidden"])


def _managers(organisation: Organisation | None) -> tuple[Person, ...]:
    if organisation is None:
        return ()
    return tuple(one.person for one in organisation.memberships.select_related("person"))


def _file(pk: int) -> StoredFile | None:
    return (
        StoredFile.objects.select_related("owner", "entry__author", "entry__organisation", "matter", "group")
        .filter(pk=pk)
        .first()
    )


def _seen_file(viewer: Person | None, pk: int) -> StoredFile | None:
    file = _file(pk)
    return file if file and may_open(viewer, file) else None


def _look_at_file(file: StoredFile) -> Thing:
    url = file.entry.url if file.entry else file.matter.url if file.matter else ""
    responsible = _managers(file.entry.organisation) if file.entry else ()
    return Thing(file.title or file.name, file.alt, url, file.owner, responsible, (file,))


def _hide_comment(comment: Comment, when: datetime | None) -> None:
    Comment.objects.filter(pk=comment.pk).update(hidden=when)


def _hide_file(file: StoredFile, when: datetime | None) -> None:
    """On its page, in lists and on cards."""
    StoredFile.objects.filter(pk=file.pk).update(hidden=when)
    if file.entry is not None and file.entry.kind in registry.kinds():
        redraw_picture(file.entry)


def _is_hidden(obj: Any) -> bool:
    return obj.hidden is not None


_ALL: Iterable[Reportable] = (
    Reportable("entry", _("Post"), _seen_entry, _entry, _look_at_entry, _hide_entry, _is_hidden),
    Reportable("comment", pgettext_lazy("reported", "Comment"), _seen_comment, _comment, _look_at_comment, _hide_comment, _is_hidden),
    Reportable("message", _("Message"), _seen_message, _message, _look_at_message, _hide_message, _is_hidden),
    Reportable("person", _("Profile"), _seen_person, _person, _look_at_person),
    Reportable("group", _("Group"), _seen_group, _group, _look_at_group, _hide_group, _is_hidden),
    Reportable(
        "organisation", _("Organisation"), _seen_organisation, _organisation, _look_at_organisation,
        _hide_organisation, _is_hidden,
    ),
    Reportable("file", pgettext_lazy("reported", "Picture or file"), _seen_file, _file, _look_at_file, _hide_file, _is_hidden),
)  # fmt: skip
REPORTABLES = {one.word: one for one in _ALL}
