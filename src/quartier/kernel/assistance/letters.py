"""The letter with what is new: large letters, one sentence a line, and where to answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel.assistance.models import Errand
from quartier.kernel.guarded.models import Why
from quartier.kernel.guarded.reading import read_address
from quartier.kernel.paper import pdf
from quartier.kernel.paper.dates import day_and_year
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.models import current_quarter
from quartier.ui.dates import day

MOST = 40  # in one letter


def letter(person: Person, errands: Sequence[Errand], *, by: Actor) -> bytes:
    """For a window envelope. That the address was read stands in the person's log."""
    quarter = current_quarter().name or "Quartiersserver"
    shown = errands[:MOST]
    data = {
        "title": _("What is new for you"),
        "from": quarter,
        "to": _lines(person, read_address(person, by=by, why=Why.LETTER)),
        "on": day_and_year(timezone.localdate()),
        "greeting": _("Hello %(name)s,") % {"name": person.full_name},
        "begin": ngettext("%(count)d piece of news", "%(count)d pieces of news", len(errands)) % {"count": len(errands)}
        + ":",
        "news": [{"when": day(one.notification.at), "text": one.notification.sentence} for one in shown],
        "more": _("There is more. We tell you at the desk.") if len(errands) > MOST else "",
        "answer": _("Do you want to answer? Come to the desk, call, or tell your helper."),
        "end": _("Kind regards from your neighbourhood"),
        "stop": _("You no longer want such letters? Tell the desk. It counts at once."),
    }
    return pdf("assistance/letter.typ", data)


def _lines(person: Person, address: str) -> list[str]:
    return [person.full_name, *(part.strip() for part in address.split(",") if part.strip())][:6]
