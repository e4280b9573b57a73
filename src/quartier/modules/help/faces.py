"""How offers, requests and answers look on a page: what the templates draw, for one reader."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.api import Matter, MatterState, Person, Refused
from quartier.modules.help import words
from quartier.modules.help.forms import CIRCLE, REGULARLY, WholeForm
from quartier.modules.help.kinds import KINDS
from quartier.modules.help.models import Help, Request, State, TimeOfDay, Urgency
from quartier.modules.help.queries import help_about
from quartier.ui.dates import ago, day
from quartier.ui.shortening import beginning

OPEN_TO_ANSWERS = {State.OPEN, State.TAKEN}


@dataclass(frozen=True)
class Face:
    """One offer or request, on its own page."""

    author: str
    hand: str  # "written by … on their behalf"
    facts: list[tuple[str, str, str]]
    status: tuple[str, str]  # tone and word; the word is empty while it is simply open
    who_sees: str
    action: str  # what somebody who sees it may do


def of(obj: Help, reader: Person | None) -> Face:
    is_protected = isinstance(obj, Request) and obj.is_protected
    facts = [
        (_("What"), str(obj.kind_of_help.word), obj.kind_of_help.icon),
        (_("When"), words.when(obj), "repeat" if obj.is_recurring else "clock"),
        (_("How urgent"), words.urgency(obj), "hourglass"),
        (_("Where"), str(obj.place or ""), "map-pin"),
        (_("How many"), words.how_many(obj), "users"),
        (_("Languages"), words.languages(obj.languages), "languages"),
    ]
    action = _("Offer help") if isinstance(obj, Request) else _("I would like that")
    return Face(
        author_of(obj, reader),
        obj.hand_for(reader),
        facts,
        status(obj),
        who_sees(CIRCLE if is_protected else ""),
        action,
    )


def author_of(obj: Help, reader: Person | None) -> str:
    return obj.organisation.name if obj.organisation else obj.author.name_for(reader)


def status(obj: Help) -> tuple[str, str]:
    if obj.state == State.OPEN:
        return ("good", "") if obj.is_open else ("neutral", _("Run out"))
    tones = {State.TAKEN: "info", State.DONE: "good", State.WITHDRAWN: "neutral"}
    return tones[State(obj.state)], str(State(obj.state).label)


def card(obj: Help, reader: Person | None, *, status: str = "") -> dict[str, Any]:
    """The arguments of the card component."""
    is_own = reader is not None and obj.author_id == reader.pk
    author, hand = _("from you") if is_own else author_of(obj, reader), obj.hand_for(reader)
    return {
        "title": obj.title,
        "url": obj.url,
        "kind_label": str(obj.kind_of_help.word),
        "kind_icon": obj.kind_of_help.icon,
        "kind_tone": "primary" if isinstance(obj, Request) else "info",
        "status_text": status or words_of_status(obj) or words.urgency(obj),
        "text": beginning(obj.text),
        "author": " ".join(part for part in (author, f"({hand})" if hand else "") if part),
        "where": str(obj.place or ""),
        "when": words.when(obj),
        "action_label": "" if is_own else of_action(obj),
        "is_yours": is_own,
    }


def of_action(obj: Help) -> str:
    return _("Offer help") if isinstance(obj, Request) else _("I would like that")


def words_of_status(obj: Help) -> str:
    return status(obj)[1]


def answer(matter: Matter, author: Person) -> dict[str, Any]:
    """The card of one who answered, for the author."""
    others = [person for person in matter.parties_now() if person != author]
    names = ", ".join(person.full_name for person in others) or _("no longer here")
    waits = {
        MatterState.OPEN: _("waits for your reply"),
        MatterState.DONE: _("Done. Say thank you?"),
    }
    return {
        "title": names,
        "url": matter.url,
        "kind_label": _("Answer"),
        "kind_icon": "message-circle",
        "status_text": waits.get(MatterState(matter.state)) or matter.get_state_display(),
        "when": ago(matter.changed),
        "action_label": _("Read and reply") if matter.is_running else "",
        "is_yours": matter.state == MatterState.OPEN,
    }


def who_sees(audience: str) -> str:
    return _("Only the protected circle") if audience == CIRCLE else _("All confirmed neighbours")


def answers(form: WholeForm) -> list[tuple[str, str, str, str]]:
    """What somebody has answered, for the last look: name, words, icon, and the step where it is changed."""
    said = form.cleaned_data
    kind = KINDS[said["kind"]]
    days = " – ".join(dict.fromkeys(day(one) for one in (said.get("first_day"), said.get("last_day")) if one))
    often = _("Again and again") if said["often"] == REGULARLY else _("Once")
    when = [often, days, words.on_weekdays(said["weekdays"]), str(TimeOfDay(said["time_of_day"]).label)]
    rows = [
        (_("What"), str(kind.word), kind.icon, "kind"),
        (_("In one sentence"), said["title"], "pencil", "what"),
        (_("More about it"), said["text"], "file-text", "what"),
        (_("When"), ", ".join(part for part in when if part), "clock", "when"),
        (_("How urgent"), str(Urgency(said["urgency"]).label) if "urgency" in said else "", "hourglass", "when"),
        (_("Where"), said["where"] or _("not said"), "map-pin", "where"),
        (_("For whom"), said.get("for_somebody", ""), "heart", "who"),
        (_("How many"), str(said["capacity"]), "users", "who"),
        (_("Languages"), words.languages(said["languages"]) or _("not said"), "languages", "who"),
    ]
    return [row for row in rows if row[1]]


def of_matter(matter: Matter, reader: Person) -> dict[str, Any]:
    """What the page of two people says besides: what to heed, and for whom it is, once that is agreed."""
    obj = help_about(matter)
    is_agreed = matter.state not in {MatterState.OPEN, MatterState.DROPPED}
    return {
        "safety": obj.kind_of_help.safety if obj and not matter.is_over else (),
        "for_somebody": obj.for_somebody if isinstance(obj, Request) and is_agreed else "",
        "is_author": obj is not None and obj.author == reader,
    }


def url_of(name: str, obj: Help) -> str:
    return reverse(f"help:{name}", kwargs={"sort": obj.sort, "pk": obj.pk})


def say_refused(request: HttpRequest, refusal: Refused) -> None:
    messages.warning(request, str(refusal.message))
