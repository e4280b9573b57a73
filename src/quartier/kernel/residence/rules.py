"""What all ways share that need no look of the desk."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel.people.models import Person
from quartier.kernel.people.twins import has_sure_twin
from quartier.kernel.refusals import Refused


def require_no_twin(person: Person) -> None:
    """One person, one confirmed account. Where it is doubtful, somebody looks."""
    if has_sure_twin(person):
        raise Refused(
            _(
                "Somebody of your name is confirmed here already. Is it you? Then get back in with that account. "
                "If it is somebody else, the desk confirms you."
            )
        )
