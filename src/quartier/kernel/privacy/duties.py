"""Why a row holds a person. Each foreign key to a person says so: nobody has to remember it when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import ForeignKey, Model

from quartier.kernel import registry
from quartier.kernel.contract import Duty
from quartier.kernel.people.models import Account, Person

# "app.Model.field". A field that points to nobody stands here only to be WITHHELD from an export.
KERNEL_DUTIES: dict[str, Duty] = {
    "kernel.Answer.by": Duty.AUTHOR,
    "kernel.Ballot.code": Duty.WITHHELD,
    "kernel.Ballot.entered_by": Duty.HANDLER,
    "kernel.Ballot.person": Duty.SUBJECT,
    "kernel.Ballot.sealed": Duty.WITHHELD,
    "kernel.Elector.person": Duty.SUBJECT,
    "kernel.PaperBatch.first_by": Duty.HANDLER,
    "kernel.PaperBatch.second_by": Duty.HANDLER,
    "kernel.Participation.person": Duty.SUBJECT,
    "kernel.Process.author": Duty.AUTHOR,
    "kernel.ProcessEvent.by": Duty.HANDLER,
    "kernel.Proposal.author": Duty.AUTHOR,
    "kernel.Proposal.checked_by": Duty.HANDLER,
    "kernel.ProposalAuthor.person": Duty.SUBJECT,
    "kernel.ProposalChange.by": Duty.HANDLER,
    "kernel.Support.person": Duty.SUBJECT,
    "kernel.Account.password": Duty.WITHHELD,
    "kernel.Account.person": Duty.SUBJECT,
    "kernel.Agreement.accepted_by": Duty.SUBJECT,
    "kernel.Agreement.proposed_by": Duty.AUTHOR,
    "kernel.Caretaker.person": Duty.SUBJECT,
    "kernel.Case.about": Duty.WITHHELD,
    "kernel.Case.held_by": Duty.HANDLER,
    "kernel.Assistance.ended_by": Duty.HANDLER,
    "kernel.Assistance.helper": Duty.SUBJECT,
    "kernel.Assistance.person": Duty.SUBJECT,
    "kernel.Assistance.recorded_by": Duty.HANDLER,
    "kernel.Assistance.witness": Duty.HANDLER,
    "kernel.Block.blocked": Duty.WITHHELD,  # nobody learns that they are blocked
    "kernel.Block.blocker": Duty.SUBJECT,
    "kernel.Bearer.helper": Duty.HANDLER,
    "kernel.Bearer.person": Duty.SUBJECT,
    "kernel.Bearer.recorded_by": Duty.HANDLER,
    "kernel.Confidant.confidant": Duty.SUBJECT,
    "kernel.Confidant.person": Duty.SUBJECT,
    "kernel.Confidant.recorded_by": Duty.HANDLER,
    "kernel.Errand.done_by": Duty.HANDLER,
    "kernel.Errand.person": Duty.SUBJECT,
    "kernel.Comment.author": Duty.AUTHOR,
    "kernel.Complaint.person": Duty.AUTHOR,
    "kernel.Comment.written_by": Duty.HANDLER,
    "kernel.Confirmation.by": Duty.HANDLER,
    "kernel.Confirmation.looked_by": Duty.HANDLER,
    "kernel.Confirmation.person": Duty.SUBJECT,
    "kernel.Confirmation.withdrawn_by": Duty.HANDLER,
    "kernel.ContactChoice.companion": Duty.SUBJECT,
    "kernel.ContactChoice.person": Duty.SUBJECT,
    "kernel.Consent.person": Duty.SUBJECT,
    "kernel.Consent.recorded_by": Duty.HANDLER,
    "kernel.DeathReport.confirmed_by": Duty.HANDLER,
    "kernel.DeathReport.person": Duty.SUBJECT,
    "kernel.DeathReport.reported_by": Duty.HANDLER,
    "kernel.Decision.decided_by": Duty.HANDLER,
    "kernel.Delivery.person": Duty.SUBJECT,
    "kernel.Device.account": Duty.SUBJECT,
    "kernel.Device.session_key": Duty.WITHHELD,
    "kernel.Draft.browser": Duty.WITHHELD,
    "kernel.Draft.page": Duty.WITHHELD,
    "kernel.Draft.person": Duty.AUTHOR,
    "kernel.Draft.word": Duty.WITHHELD,
    "kernel.Entry.author": Duty.AUTHOR,
    "kernel.Entry.written_by": Duty.HANDLER,
    "kernel.ErasureRequest.person": Duty.SUBJECT,
    "kernel.Fact.by": Duty.AUTHOR,
    "kernel.Fact.for_person": Duty.SUBJECT,
    "kernel.GuardedRead.for_person": Duty.HANDLER,
    "kernel.GuardedRead.person": Duty.SUBJECT,
    "kernel.GuardedRead.reader": Duty.HANDLER,
    "kernel.GuardedRead.thing": Duty.WITHHELD,
    "kernel.Guardianship.child": Duty.SUBJECT,
    "kernel.Guardianship.guardian": Duty.SUBJECT,
    "kernel.Guardianship.recorded_by": Duty.HANDLER,
    "kernel.Helper.helper": Duty.SUBJECT,
    "kernel.Helper.person": Duty.SUBJECT,
    "kernel.HouseRules.by": Duty.HANDLER,
    "kernel.HomeCheck.answered_by": Duty.HANDLER,
    "kernel.HomeCheck.person": Duty.SUBJECT,
    "kernel.LetterBatch.made_by": Duty.HANDLER,
    "kernel.LetterBatch.revoked_by": Duty.HANDLER,
    "kernel.LetterCode.code_hash": Duty.WITHHELD,
    "kernel.LetterCode.used_by": Duty.SUBJECT,
    "kernel.LoginCard.made_by": Duty.HANDLER,
    "kernel.LoginCard.person": Duty.SUBJECT,
    "kernel.LoginCard.pin": Duty.WITHHELD,
    "kernel.LoginCard.token_hash": Duty.WITHHELD,
    "kernel.Membership.person": Duty.SUBJECT,
    "kernel.Message.author": Duty.AUTHOR,
    "kernel.Message.written_by": Duty.HANDLER,
    "kernel.ModuleDecision.by": Duty.HANDLER,
    "kernel.Notification.by": Duty.HANDLER,
    "kernel.Notification.person": Duty.SUBJECT,
    "kernel.Breach.noted_by": Duty.HANDLER,
    "kernel.BreachStep.by": Duty.HANDLER,
    "kernel.Opening.approved_by": Duty.HANDLER,
    "kernel.Opening.asked_by": Duty.HANDLER,
    "kernel.Opening.first": Duty.SUBJECT,
    "kernel.Opening.second": Duty.SUBJECT,
    "kernel.OrganisationMember.person": Duty.SUBJECT,
    "kernel.Party.person": Duty.SUBJECT,
    "kernel.Passkey.account": Duty.SUBJECT,
    "kernel.Passkey.credential": Duty.WITHHELD,
    "kernel.Person.has_blocks": Duty.WITHHELD,  # nobody learns that they are blocked
    "kernel.PlaceRelease.owner": Duty.AUTHOR,
    "kernel.ProposalHand.person": Duty.SUBJECT,
    "kernel.PushDevice.auth": Duty.WITHHELD,
    "kernel.PushDevice.key": Duty.WITHHELD,
    "kernel.PushDevice.person": Duty.SUBJECT,
    "kernel.PutAside.by": Duty.HANDLER,
    "kernel.Reach.person": Duty.SUBJECT,
    "kernel.ReceivedMail.person": Duty.SUBJECT,
    "kernel.ReceivedMail.word": Duty.WITHHELD,
    "kernel.Recovery.claim_hash": Duty.WITHHELD,
    "kernel.Recovery.code_hash": Duty.WITHHELD,
    "kernel.Recovery.person": Duty.SUBJECT,
    "kernel.RecoveryCode.code_hash": Duty.WITHHELD,
    "kernel.RecoveryCode.issued_by": Duty.HANDLER,
    "kernel.RecoveryCode.person": Duty.SUBJECT,
    "kernel.Report.reporter": Duty.AUTHOR,
    "kernel.RoleChange.by": Duty.HANDLER,
    "kernel.RoleChange.person": Duty.SUBJECT,
    "kernel.RoleHolder.granted_by": Duty.HANDLER,
    "kernel.RoleHolder.person": Duty.SUBJECT,
    "kernel.Seat.person": Duty.HANDLER,
    "kernel.Statement.person": Duty.SUBJECT,
    "kernel.StoredFile.owner": Duty.AUTHOR,
    "kernel.Surety.person": Duty.SUBJECT,
    "kernel.Surety.voucher": Duty.SUBJECT,
    "kernel.Vouch.helper": Duty.HANDLER,
    "kernel.Willing.person": Duty.SUBJECT,
}


def duties() -> dict[str, Duty]:
    """The kernel's and every installed module's."""
    said = dict(KERNEL_DUTIES)
    for kind in registry.kinds().values():  # whoever wrote something for its author: a field of all that is shared
        said[f"{kind.model._meta.app_label}.{kind.model._meta.object_name}.written_by"] = Duty.HANDLER
    for module in registry.modules():
        said.update(module.duties)
    return said


def person_fields() -> Iterator[tuple[str, type[Model], ForeignKey[Person, Person]]]:
    """Every foreign key to a person or an account: its name ("help.Offer.author"), its model, the field."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and field.related_model in {Person, Account} and model._meta.managed:
                yield f"{model._meta.app_label}.{model._meta.object_name}.{field.name}", model, field


def undeclared() -> list[str]:
    """Foreign keys to a person that say nothing about their duty: a test fails on each."""
    said = duties()
    return sorted(name for name, _model, _field in person_fields() if name not in said)
