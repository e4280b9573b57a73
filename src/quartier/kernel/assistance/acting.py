"""Acting for somebody: begins with a tap, ends with a tap, after half an hour without one, and with the consent."""

from __future__ import annotations

import time
from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from quartier.kernel.assistance.models import Assistance
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import is_hidden
from quartier.kernel.people.models import Account, Person
from quartier.kernel.people.restrictions import is_paused
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.residence import CONFIRM

ACTING = "acting"  # in the session, and in each form: for whom the page was drawn
IDLE = timedelta(minutes=30)
NOTED_EVERY = 60  # seconds
BY_ITSELF = frozenset({"arrivals", "drafts:keep"})  # pages ask these without anybody touching them


def may_act(assistance: Assistance, helper: Person) -> bool:
    """Whether the consent counts now, and is theirs. For the desk acts whoever is at the desk, but not for themselves."""
    if not assistance.counts or not helper.is_member or is_paused(helper) or assistance.person_id == helper.pk:
        return False
    if is_hidden(helper, assistance.person) or wrote_it_alone(assistance, helper):
        return False
    return has_power(helper, CONFIRM) if assistance.helper_id is None else assistance.helper_id == helper.pk


def wrote_it_alone(assistance: Assistance, helper: Person) -> bool:
    """Whoever wrote down that the desk may act for somebody who has an account doesn't do it themself: nobody opens
    what others write privately with nothing but their own word that it was allowed.
    """
    is_own_word = assistance.helper_id is None and assistance.recorded_by_id == helper.pk
    return is_own_word and Account.objects.filter(person=assistance.person_id, is_active=True).exists()


def begin(request: HttpRequest, assistance: Assistance, *, helper: Person) -> None:
    if assistance.counts and wrote_it_alone(assistance, helper):
        raise Refused(
            _("You wrote this down yourself, and %(name)s has an account. Somebody else at the desk acts for them.")
            % {"name": assistance.person.full_name}
        )
    if not may_act(assistance, helper):
        raise Refused(_("You can’t act for %(name)s, or no longer.") % {"name": assistance.person.full_name})
    request.session[ACTING] = {"assistance": assistance.pk, "seen": int(time.time())}


def end(request: HttpRequest) -> None:
    request.session.pop(ACTING, None)


def resume(request: HttpRequest, helper: Person) -> Assistance | None:
    """For whom somebody acts in this session; None once that has ended."""
    kept = request.session[ACTING]
    found = _found(kept)
    if found is None or not 0 <= time.time() - kept["seen"] < IDLE.total_seconds() or not may_act(found, helper):
        return None
    return found


def note_seen(request: HttpRequest) -> None:
    kept = request.session.get(ACTING)
    if kept and time.time() - kept["seen"] > NOTED_EVERY:
        request.session[ACTING] = {**kept, "seen": int(time.time())}


def actor(assistance: Assistance, helper: Person) -> Actor:
    person = assistance.person
    person.within = frozenset(assistance.areas)
    return Actor(helper, for_person=person)


def _found(kept: object) -> Assistance | None:
    pk = kept.get("assistance", 0) if isinstance(kept, dict) else 0
    return Assistance.objects.select_related("person", "helper").filter(pk=pk).first()
