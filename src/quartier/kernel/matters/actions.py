"""Beginning a matter, talking, joining, leaving. What it leads to: `agreements`, `released_places`, `endings`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from quartier.kernel.contact.limits import must_leave_time
from quartier.kernel.contact.rules import companions_needed, guardians_needed, must_meet, require_contact
from quartier.kernel.contract import Notice, Verb
from quartier.kernel.entries.models import Entry
from quartier.kernel.files.actions import Prepared, Upload, keep, prepare
from quartier.kernel.matters.endings import step_out
from quartier.kernel.matters.models import CONFIDANT, GUARDIAN, Agreement, Event, Matter, Message, Party
from quartier.kernel.matters.queries import running_matter, said_in_a_row
from quartier.kernel.matters.steps import (
    announce,
    lock,
    must_not_be_alone,
    must_not_be_over,
    must_still_meet,
    note,
    words,
)
from quartier.kernel.people.acting import require_within
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.people.restrictions import must_be_free_to_begin
from quartier.kernel.terms.matters import MATTER_JOINED, MATTER_OPENED, MATTER_SAID


@transaction.atomic
def open_matter(
    *,
    by: Actor,
    kind: str,
    about: Entry | None,
    title: str,
    parties: Mapping[Person, str],
    text: str = "",
    proposal: str = "",
    open_page: str = "matters:matter",
    notice: Notice = MATTER_OPENED,
) -> Matter:
    """Begins something private between `parties` (each with their part: "asker", "helper") and tells the others.

    `proposal`: what is to be agreed; the other side may accept it at once. Guardians of whoever is under 18 are added.
    If the same people already have this matter and it isn't over, that one is returned: pressing twice has one effect.
    """
    if by.subject not in parties or len(parties) < 2:
        raise ValueError("A matter has two parties at least, and whoever opens it is one.")
    _must_be_free_to_begin_with(parties, by)
    guardians = guardians_needed(parties, acting=by.subject)
    text = words(text, needed=False)
    Person.objects.select_for_update(no_key=True).get(pk=min(person.pk for person in parties))
    there = running_matter(kind, about, title[:200], parties)
    if there:
        return there
    for other in parties:
        require_contact(by, other, is_answer=about is not None and about.author_id == other.pk)
    matter = Matter.objects.create(kind=kind, about=about, title=title[:200], open_page=open_page)
    _seat(matter, parties, guardians)
    note(matter, Event.OPENED, by=by, text=text)
    if proposal:
        agreement = Agreement.objects.create(matter=matter, text=proposal[:500], proposed_by=by.subject)
        note(matter, Event.PROPOSED, by=by, agreement=agreement)
    announce(matter, notice, by=by, verb=Verb.PUBLISHED)
    return matter


def _must_be_free_to_begin_with(people: Iterable[Person], by: Actor) -> None:
    must_be_free_to_begin(by)
    require_within(by, "matters")
    for person in people:
        must_meet(by, person)


def _seat(matter: Matter, parties: Mapping[Person, str], guardians: Iterable[Person]) -> None:
    """Those whom it concerns, and at their side whoever must or shall read along."""
    beside = {**dict.fromkeys(companions_needed(parties), CONFIDANT), **dict.fromkeys(guardians, GUARDIAN)}
    everybody = {**beside, **parties}
    Party.objects.bulk_create(Party(matter=matter, person=person, part=part) for person, part in everybody.items())


@transaction.atomic
def say(matter: Matter, *, by: Actor, text: str) -> Message:
    """Writes to the others. The very same words twice in a row are one message: a second press, a page sent again."""
    matter = lock(matter, by=by)
    must_not_be_over(matter)
    must_not_be_alone(matter, by)
    must_still_meet(matter, by)
    text = words(text)
    last = matter.messages.order_by("-pk").first()
    if last and last.text == text and last.author_id == by.subject.pk:
        return last
    must_leave_time(said_in_a_row(matter, by.subject))
    message = note(matter, Event.SAID, by=by, text=text)
    announce(matter, MATTER_SAID, by=by)
    return message


def send_file(matter: Matter, *, by: Actor, upload: Upload) -> Message:
    """Sends the others a picture or a PDF. The same file again is the message that it already is."""
    return send_prepared(matter, by=by, prepared=prepare(upload))  # prepared before the matter is locked


@transaction.atomic
def send_prepared(matter: Matter, *, by: Actor, prepared: Prepared) -> Message:
    """The same with a file that was examined already."""
    matter = lock(matter, by=by)
    must_not_be_over(matter)
    must_not_be_alone(matter, by)
    must_still_meet(matter, by)
    file = keep(prepared, by=by, matter=matter)
    there = matter.messages.filter(file=file).first()
    if there:
        return there
    message = note(matter, Event.SENT, by=by, file=file)
    announce(matter, MATTER_SAID, by=by)
    return message


@transaction.atomic
def add_party(matter: Matter, *, by: Actor, person: Person, part: str) -> None:
    """Brings somebody in: a confidant, a second helper. Who is in already stays as they are."""
    matter = lock(matter, by=by)
    must_not_be_over(matter)
    if matter.part_of(person):
        return
    for party in matter.parties_now():
        must_meet(Actor(party), person)
    deciding = [party.person for party in matter.here() if party.decides and party.person]
    newcomers = {guardian: GUARDIAN for guardian in guardians_needed([*deciding, person], acting=by.subject)}
    newcomers[person] = part
    for newcomer, their_part in newcomers.items():
        if not matter.part_of(newcomer):
            Party.objects.update_or_create(
                matter=matter, person=newcomer, defaults={"part": their_part, "joined": timezone.now(), "left": None}
            )
    note(matter, Event.JOINED, by=Actor(person))
    announce(matter, MATTER_JOINED, by=by)


@transaction.atomic
def leave(matter: Matter, *, by: Actor) -> None:
    """Drops out. Where too few remain, or a young person would be left without a guardian, the matter ends."""
    matter = lock(matter, by=by)
    step_out(matter, by.subject, by=by)


@transaction.atomic
def end_matters_of(person: Person) -> None:
    """Takes somebody out of all their matters: for erasure, moving away and death. Call it before the row goes.

    Titles they may have written go too, and matters in which nobody is left.
    """
    for party in Party.objects.filter(person=person, left=None).order_by("matter_id"):
        matter = Matter.objects.select_for_update(no_key=True).get(pk=party.matter_id)
        if matter.about is None or matter.about.author_id == person.pk:
            matter.title = ""
            matter.save(update_fields=["title"])
        step_out(matter, person, by=None)
    Matter.objects.filter(parties__person=person).exclude(
        pk__in=Party.objects.exclude(person=person).filter(person__isnull=False).values("matter")
    ).delete()
