"""Every table of the kernel, for Django to find."""

from quartier.kernel.accounts.models import Attempt, Device, Helper, LoginCard, Passkey, Recovery, RecoveryCode, Vouch
from quartier.kernel.assistance.models import Assistance, Bearer, Confidant, Errand
from quartier.kernel.breaches.models import Breach, BreachStep
from quartier.kernel.choosing.models import Caretaker, ModuleDecision, PutAside
from quartier.kernel.comments.models import Comment
from quartier.kernel.consents.models import Consent
from quartier.kernel.contact.models import ContactChoice
from quartier.kernel.delivery.mail.models import MailServer, ReceivedMail
from quartier.kernel.delivery.models import ChannelRest, Delivery, Reach
from quartier.kernel.drafts.models import Draft, SentForm
from quartier.kernel.emergency.models import Opening
from quartier.kernel.entries.models import Entry, EntryKey, EntryShelf, Gone
from quartier.kernel.facts.models import Fact, Unheard
from quartier.kernel.files.models import StoredFile
from quartier.kernel.groups.models import Group, Membership, Organisation, OrganisationMember
from quartier.kernel.guarded.models import GuardedRead
from quartier.kernel.jobs.models import JobRun
from quartier.kernel.matters.models import Agreement, Matter, Message, Party, PlaceRelease
from quartier.kernel.moderation.log_models import HouseRules, LogLine
from quartier.kernel.moderation.models import Case, Complaint, Decision, Evidence, EvidenceFile, Report, Statement
from quartier.kernel.moderation.panel_models import Panel, Seat, Willing
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.blocks import Block
from quartier.kernel.people.confirmations import Confirmation, DeathReport, HomeCheck, Surety
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Account, Person
from quartier.kernel.places.models import Address, Place, PointOfInterest, Street, StreetMap
from quartier.kernel.privacy.models import Erasure, ErasureRequest
from quartier.kernel.processes.hand_models import ProposalHand
from quartier.kernel.processes.models import (
    Answer,
    Ballot,
    Draw,
    Elector,
    PaperBatch,
    PaperSlip,
    Participation,
    Process,
    ProcessEvent,
    Step,
)
from quartier.kernel.processes.proposal_models import Proposal, ProposalAuthor, ProposalChange, Support
from quartier.kernel.push.models import PushDevice, PushService
from quartier.kernel.quarter.drafts import SetupAnswer
from quartier.kernel.quarter.models import Quarter
from quartier.kernel.residence.letters.models import LetterBatch, LetterCode
from quartier.kernel.roles.models import CustomRole, RoleChange, RoleHolder, RolePower

__all__ = [
    "Account",
    "Address",
    "Agreement",
    "Answer",
    "Assistance",
    "Attempt",
    "Ballot",
    "Bearer",
    "Block",
    "Breach",
    "BreachStep",
    "Caretaker",
    "Case",
    "ChannelRest",
    "Comment",
    "Complaint",
    "Confidant",
    "Confirmation",
    "Consent",
    "ContactChoice",
    "CustomRole",
    "DeathReport",
    "Decision",
    "Delivery",
    "Device",
    "Draft",
    "Draw",
    "Elector",
    "Entry",
    "EntryKey",
    "EntryShelf",
    "Erasure",
    "ErasureRequest",
    "Errand",
    "Evidence",
    "EvidenceFile",
    "Fact",
    "Gone",
    "Group",
    "GuardedRead",
    "Guardianship",
    "Helper",
    "HomeCheck",
    "HouseRules",
    "JobRun",
    "LetterBatch",
    "LetterCode",
    "LogLine",
    "LoginCard",
    "MailServer",
    "Matter",
    "Membership",
    "Message",
    "ModuleDecision",
    "Notification",
    "Opening",
    "Organisation",
    "OrganisationMember",
    "Panel",
    "PaperBatch",
    "PaperSlip",
    "Participation",
    "Party",
    "Passkey",
    "Person",
    "Place",
    "PlaceRelease",
    "PointOfInterest",
    "Process",
    "ProcessEvent",
    "Proposal",
    "ProposalAuthor",
    "ProposalChange",
    "ProposalHand",
    "PushDevice",
    "PushService",
    "PutAside",
    "Quarter",
    "Reach",
    "ReceivedMail",
    "Recovery",
    "RecoveryCode",
    "Report",
    "RoleChange",
    "RoleHolder",
    "RolePower",
    "Seat",
    "SentForm",
    "SetupAnswer",
    "Statement",
    "Step",
    "StoredFile",
    "Street",
    "StreetMap",
    "Support",
    "Surety",
    "Unheard",
    "Vouch",
    "Willing",
]
