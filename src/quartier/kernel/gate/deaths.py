"""When a neighbour has died. Two people say so, because a mistake would hurt."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.gate.actions import KIND, locked, require_other_person, show_or_hide_entries
from quartier.kernel.gate.leaving import close_account, close_membership
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import DeathReport
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.keys import lock_keys
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.residence import CONFIRM


@transaction.atomic
def report_death(person: Person, *, by: Actor) -> DeathReport:
    """The first of two. Nothing changes yet."""
    require(by, CONFIRM)
    require_other_person(person, by)
    person = locked(person)
    open_report = person.death_reports.filter(withdrawn__isnull=True).first()
    if open_report is not None:
        return open_report
    return DeathReport.objects.create(person=person, reported_by=by.person, standing_before=person.standing)


@transaction.atomic
def confirm_death(report: DeathReport, *, by: Actor) -> None:
    """The second of two: the profile closes and nobody logs in any more. The name stays on what others keep."""
    require(by, CONFIRM)
    lock_keys()
    person = locked(report.person)
    require_other_person(person, by)
    report = DeathReport.objects.get(pk=report.pk)
    if report.withdrawn is not None:
        raise Refused(_("This was withdrawn."))
    if report.confirmed is not None:
        return
    if report.reported_by_id == by.person.pk:
        raise Refused(_("A second person must confirm this."))
    report.confirmed, report.confirmed_by, report.standing_before = timezone.now(), by.person, person.standing
    report.save(update_fields=["confirmed", "confirmed_by", "standing_before"])
    close_membership(person, Standing.DIED, by=by)
    close_account(person)
    record(Verb.LEFT, KIND, by=by)


@transaction.atomic
def withdraw_death_report(report: DeathReport, *, by: Actor) -> None:
    """It was a mistake: everything is as before, but for roles and groups."""
    require(by, CONFIRM)
    person = locked(report.person)
    report = DeathReport.objects.get(pk=report.pk)
    if report.withdrawn is not None:
        return
    report.withdrawn = timezone.now()
    report.save(update_fields=["withdrawn"])
    if person.standing != Standing.DIED:
        return
    person.standing = Standing(report.standing_before)
    last = person.confirmations.filter(withdrawn=None).order_by("-at").first() if person.is_member else None
    if last is not None:
        last.is_current = True
        last.save(update_fields=["is_current"])
    person.confirmed = last.at if last else timezone.now() if person.is_member else None
    person.save(update_fields=["standing", "confirmed"])
    Account.objects.filter(person=person).update(is_active=True)
    show_or_hide_entries(person)
