"""Every table of the kernel, for Django to find."""

from quartier.kernel.accounts.models import Attempt, Device, Helper, LoginCard, Passkey, Recovery, RecoveryCode, Vouch
from quartier.kernel.comments.models import Comment
from quartier.kernel.delivery.mail.models import MailServer, ReceivedMail
from quartier.kernel.delivery.models import ChannelRest, Delivery, Reach
from quartier.kernel.drafts.models import Draft, SentForm
from quartier.kernel.entries.models import Entry, EntryKey, EntryShelf
from quartier.kernel.facts.models import Fact, Unheard
from quartier.kernel.files.models import StoredFile
from quartier.kernel.groups.models import Group, Membership, Organisation, OrganisationMember
from quartier.kernel.jobs.models import JobRun
from quartier.kernel.matters.models import Agreement, Matter, Message, Party, PlaceRelease
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.confirmations import Confirmation, DeathReport
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Account, Person
from quartier.kernel.places.models import Address, AddressRead, Place, PointOfInterest, Street, StreetMap
from quartier.kernel.quarter.drafts import SetupAnswer
from quartier.kernel.quarter.models import Quarter
from quartier.kernel.roles.models import CustomRole, RoleChange, RoleHolder, RolePower

__all__ = [
    "Account",
    "Address",
    "AddressRead",
    "Agreement",
    "Attempt",
    "ChannelRest",
    "Comment",
    "Confirmation",
    "CustomRole",
    "DeathReport",
    "Delivery",
    "Device",
    "Draft",
    "Entry",
    "EntryKey",
    "EntryShelf",
    "Fact",
    "Group",
    "Guardianship",
    "Helper",
    "JobRun",
    "LoginCard",
    "MailServer",
    "Matter",
    "Membership",
    "Message",
    "Notification",
    "Organisation",
    "OrganisationMember",
    "Party",
    "Passkey",
    "Person",
    "Place",
    "PlaceRelease",
    "PointOfInterest",
    "Quarter",
    "Reach",
    "ReceivedMail",
    "Recovery",
    "RecoveryCode",
    "RoleChange",
    "RoleHolder",
    "RolePower",
    "SentForm",
    "SetupAnswer",
    "StoredFile",
    "Street",
    "StreetMap",
    "Unheard",
    "Vouch",
]
