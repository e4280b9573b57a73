"""Under 16 a parent or guardian must agree, under 18 one may: asked in the app, or signed on paper at the desk."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.gate.actions import KIND, locked, make_guest, require_other_person, show_or_hide_entries
from quartier.kernel.matters.endings import end_guarding
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import hidden_from
from quartier.kernel.people.guardians import Guardianship, guardians_of
from quartier.kernel.people.models import Person
from quartier.kernel.people.search import called
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.people import GUARDIAN_AGREED, GUARDIAN_ASKED, GUARDIAN_ENDED
from quartier.kernel.terms.residence import CONFIRM

MOST_OPEN = 4
MOST_A_DAY = 8  # asked, and taken back: nobody tries one name after another


@transaction.atomic
def ask_guardian(guardian: Person, *, by: Actor) -> Guardianship:
    """A young person asks. The answer is the guardian's alone."""
    child = locked(by.subject)
    _require_child(child)
    _require_guardian(child, guardian)
    known = Guardianship.objects.filter(child=child, guardian=guardian, ended__isnull=True).first()
    if known is not None:
        return known
    if Guardianship.objects.filter(child=child, ended__isnull=True).count() >= MOST_OPEN:
        raise Refused(_("You have asked enough people. Please wait for an answer."))
    if child.guardianships.filter(asked__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused(_("You have asked many people today. Please go on tomorrow, or come to the desk together."))
    asked = Guardianship.objects.create(child=child, guardian=guardian, since=None)
    tell([guardian], GUARDIAN_ASKED, by=child, url=reverse("gate:guardians"), calm=True)
    return asked


@transaction.atomic
def ask_guardian_named(full_name: str, *, by: Actor) -> Guardianship:
    """Asked by the full name, so that nobody can leaf through the neighbours; and by the young alone."""
    _require_child(by.subject)
    hidden = {by.subject.pk, *hidden_from(by.subject)}
    fitting = [person for person in called(full_name) if not person.is_minor and person.pk not in hidden]
    if len(fitting) != 1:
        raise Refused(
            _("We can't say for sure who is meant. Write the name as it is known here, or come to the desk together."),
            "full_name",
        )
    return ask_guardian(fitting[0], by=by)


@transaction.atomic
def accept_guardianship(guardianship: Guardianship, *, by: Actor) -> None:
    """The guardian agrees, for themselves and with their own account."""
    if by.for_person is not None or by.person.pk != guardianship.guardian_id:
        raise Refused(_("Only the person who was asked can answer."))
    guardianship = _locked(guardianship)
    if guardianship.ended is not None:
        raise Refused(_("This question was taken back."))
    if guardianship.since is not None:
        return
    _require_guardian(guardianship.child, guardianship.guardian)
    guardianship.since = timezone.now()
    guardianship.save(update_fields=["since"])
    record(Verb.CONSENTED, KIND, by=by)
    tell([guardianship.child], GUARDIAN_AGREED, by=by.person, url=reverse("people:me"))


@transaction.atomic
def record_guardian(child: Person, guardian: Person, *, by: Actor) -> Guardianship:
    """Signed on paper, and seen by somebody at the desk who is neither of the two."""
    require(by, CONFIRM)
    require_other_person(child, by)
    require_other_person(guardian, by)
    child = locked(child)
    _require_child(child)
    _require_guardian(child, guardian)
    guardianship, _is_new = Guardianship.objects.get_or_create(
        child=child, guardian=guardian, ended=None, defaults={"since": None}
    )
    if guardianship.since is None:
        guardianship.since, guardianship.recorded_by = timezone.now(), by.person
        guardianship.save(update_fields=["since", "recorded_by"])
        record(Verb.CONSENTED, KIND, by=by)
        tell([child], GUARDIAN_AGREED, by=guardian, url=reverse("people:me"))
    return guardianship


@transaction.atomic
def end_guardianship(guardianship: Guardianship, *, by: Actor) -> None:
    """The guardian or the desk takes it back; a young person takes back a question that has no answer yet.

    At once: conversations with adults end unless another guardian takes part. Without any guardian who agrees, somebody under
    16 is a guest again, what they shared leaves the windows, and they write in no conversation.
    """
    guardianship = _locked(guardianship)
    if guardianship.ended is not None:
        return
    is_unanswered_question = by.subject.pk == guardianship.child_id and guardianship.since is None
    if by.subject.pk != guardianship.guardian_id and not is_unanswered_question:
        require_other_person(guardianship.child, by)
        require(by, CONFIRM)
    guardianship.ended = timezone.now()
    guardianship.save(update_fields=["ended"])
    child = locked(guardianship.child)
    if guardianship.since is not None:
        record(Verb.REVOKED, KIND, by=by)
        end_guarding(child, guardianship.guardian)
        if child.needs_guardian and child.is_member and not guardians_of(child):
            make_guest(child, by=by)
            child.confirmations.filter(is_current=True).update(is_current=False)
            show_or_hide_entries(child)
    tell([child, guardianship.guardian], GUARDIAN_ENDED, by=by.person, url=reverse("people:me"))


def _require_child(child: Person) -> None:
    if not child.is_minor:
        raise Refused(_("A guardian is there only for those under 18."))


def _require_guardian(child: Person, guardian: Person) -> None:
    if guardian.pk == child.pk or not guardian.is_member or guardian.is_minor:
        raise Refused(_("A guardian must be a confirmed neighbour of 18 or older."), "full_name")


def _locked(guardianship: Guardianship) -> Guardianship:
    return Guardianship.objects.select_for_update().get(pk=guardianship.pk)
