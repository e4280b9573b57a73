"""The consent to print, fill in with a pen and sign."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel.assistance.actions import in_a_year
from quartier.kernel.assistance.areas import areas
from quartier.kernel.paper import pdf
from quartier.kernel.paper.dates import day_and_year
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.models import current_quarter

LINE = " ______________________________"


def consent_form(person: Person) -> bytes:
    """Large letters, nothing ticked beforehand."""
    data = {
        "title": _("Consent: somebody acts for me"),
        "quarter": current_quarter().name or "Quartiersserver",
        "begin": _("I, %(name)s, would like somebody to do things for me on the neighbourhood's server.")
        % {"name": person.full_name},
        "who": _("Who may act?"),
        "desk": _("The desk"),
        "trusted": _("Somebody I trust:") + LINE,
        "what": _("What may they do?"),
        "areas": [{"label": area.label, "text": area.text} for area in areas()],
        "when": _("Until when?"),
        "until": _("Until %(day)s at the latest, or until: __________________") % {"day": day_and_year(in_a_year())},
        "end": _(
            "I can take this back on any day, without a reason, by a word or a line to the desk. What is done for me carries"
            " the name of who did it. Nobody sees or changes my log-in, takes my data along, or gives roles in my name."
        ),
        "signatures": [_("Place and day:"), _("Signature:"), _("Signature of the helper:")],
    }
    return pdf("assistance/consent.typ", data)
