"""The page of a matter, for the kernel's own template and for modules' that build on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from quartier.kernel.contact.scams import warnings_in
from quartier.kernel.contract import Slot
from quartier.kernel.entries.hands import written_for
from quartier.kernel.files.models import StoredFile
from quartier.kernel.matters import forms
from quartier.kernel.matters.events import icon_of, sentence
from quartier.kernel.matters.models import GUARDIAN, Agreement, Event, Matter, MatterState, Message, PlaceRelease
from quartier.kernel.matters.progress import Progress, progress_of
from quartier.kernel.matters.queries import matter_or_404
from quartier.kernel.matters.released_places import open_releases, places_of, where
from quartier.kernel.notifications.actions import mark_read_here
from quartier.kernel.people.models import Person
from quartier.kernel.places.models import Place
from quartier.kernel.quarter.panels import panels
from quartier.kernel.requests import actor_of
from quartier.ui.dates import date_short, day, time_span

TEMPLATE = "matters/matter.html"
ON_PAGE = ("say", "send", "propose", "thank", "drop")


@dataclass(frozen=True)
class MatterPage:
    """What the templates show; in them it is called `it`."""

    matter: Matter
    person: Person
    others: str  # their names
    people: list[Person]  # the others who are still here
    is_alone: bool
    decides: bool  # not a guardian or confidant
    may_drop: bool
    progress: Progress
    lines: list[dict[str, Any]]
    files: list[StoredFile]
    proposal: Agreement | None
    agreement: Agreement | None
    places: list[tuple[PlaceRelease, str]]
    own_places: list[Place]  # that could be released
    has_thanked: bool
    panels: list[Markup]  # how they write, as modules tell
    elsewhere: list[Markup]  # where they write instead of here
    forms: Mapping[str, forms.MatterForm]

    @property
    def details(self) -> dict[str, str]:
        return {key: day(moment) for key, moment in self.progress.when.items()}


def matter_page(
    request: HttpRequest,
    pk: int,
    *,
    template: str = TEMPLATE,
    more: Callable[[Matter], Mapping[str, Any]] | None = None,
    refused: Mapping[str, forms.MatterForm] | None = None,
) -> HttpResponse:
    """The whole page. A module's own view is this one line, with a template that extends "matters/matter.html".

    `more`: what that template needs besides, of this matter.
    `refused`: the form that was sent and refused, so that nothing typed is lost.
    """
    actor = actor_of(request)
    matter = matter_or_404(actor.subject, pk)
    if request.method == "GET":
        mark_read_here(actor.subject, matter.url)
    return render(request, template, {"it": _page(matter, request, refused or {}), **(more(matter) if more else {})})


def _page(matter: Matter, request: HttpRequest, refused: Mapping[str, forms.MatterForm]) -> MatterPage:
    actor = actor_of(request)
    person = actor.subject
    messages = list(matter.messages.select_related("author", "written_by", "agreement", "file"))
    agreements = list(matter.agreements.filter(withdrawn=None).select_related("proposed_by"))
    own = next(party for party in matter.here() if party.person_id == person.pk)
    others = [party for party in matter.here() if party.person_id != person.pk]
    running = matter.state == MatterState.AGREED
    return MatterPage(
        matter=matter,
        person=person,
        others=names([party.person for party in others if party.person]),
        people=[party.person for party in others if party.person],
        is_alone=not any(party.decides for party in others),
        decides=own.decides,
        may_drop=matter.is_running and (own.decides or own.part == GUARDIAN),
        progress=progress_of(matter, messages),
        lines=[line for message in messages for line in _lines(message, person)],
        files=[message.file for message in messages if message.file and not message.hidden],
        proposal=next((one for one in agreements if not one.accepted), None),
        agreement=next((one for one in agreements if one.accepted), None),
        places=[
            (release, where(release, by=actor))
            for release in open_releases(matter).select_related("place__guarded_address", "owner")
        ],
        own_places=places_of(person, matter) if running and own.decides else [],
        has_thanked=any(one.event == Event.THANKED and one.author_id == person.pk for one in messages),
        panels=panels(request, Slot.MATTER, matter),
        elsewhere=panels(request, Slot.WRITE, matter),
        forms={name: forms.FORMS[name](matter=matter, person=person) for name in ON_PAGE} | dict(refused),
    )


def names(people: list[Person]) -> str:
    """ "Ayşe Demir and Jonas Weber"; of those who are gone, that they are."""
    if not people:
        return _("nobody any more")
    said = [person.full_name for person in people]
    return said[0] if len(said) == 1 else _("%(some)s and %(last)s") % {"some": ", ".join(said[:-1]), "last": said[-1]}


def words_of(agreement: Agreement) -> str:
    """ "Shopping together (Tue, 24 Nov, 3 pm)"."""
    if agreement.starts is None:
        return agreement.text
    return f"{agreement.text} ({time_span(agreement.starts, agreement.ends)})"


def _lines(message: Message, reader: Person) -> list[dict[str, Any]]:
    """One message as the conversation shows it: what happened, then what was added to it."""
    lines: list[dict[str, Any]] = []
    event = sentence(message, reader)
    when, hand = date_short(message.at), written_for(message, reader)
    if event and not (message.event == Event.OPENED and message.text):
        words = " ".join(part for part in (event, _added(message), f"({hand})" if hand else "") if part)
        lines.append({"event": words, "icon": icon_of(message), "when": when})
    if message.hidden:
        lines.append({"event": _("A message was hidden, because it was reported."), "icon": "eye-off", "when": when})
    if message.text and not (message.hidden and message.author_id != reader.pk):
        is_mine = message.author_id == reader.pk
        report_url = reverse("moderation:report", kwargs={"what": "message", "pk": message.pk})
        said: dict[str, Any] = {
            "author": _author(message),
            "hand": hand,
            "text": message.text,
            "when": when,
            "is_mine": is_mine,
        }
        said["caution"] = [] if is_mine else warnings_in(message.text, reader)
        lines.append({**said, "report_url": "" if is_mine or not message.author_id else report_url})
    return lines


def _added(message: Message) -> str:
    """What follows the colon of a sentence."""
    if message.event == Event.PROPOSED and message.agreement:
        return words_of(message.agreement)
    return message.file.name if message.file else ""


def _author(message: Message) -> str:
    author = message.author.full_name if message.author else _("Somebody")
    return author
