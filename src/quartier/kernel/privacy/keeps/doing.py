"""What somebody writes and does with others, and what the machine notes of it."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.kernel.choosing.models import Caretaker, ModuleDecision, PutAside
from quartier.kernel.choosing.putting_aside import KEPT_FOR
from quartier.kernel.comments.models import Comment
from quartier.kernel.contact.models import ContactChoice
from quartier.kernel.drafts.models import KEPT_FOR as DRAFTS_KEPT_FOR
from quartier.kernel.drafts.models import Draft, SentForm
from quartier.kernel.entries.models import Entry
from quartier.kernel.facts.models import Fact
from quartier.kernel.files.models import StoredFile
from quartier.kernel.groups.models import Membership, OrganisationMember
from quartier.kernel.keeping import Area, Keep, LegalGround
from quartier.kernel.matters.models import Agreement, Matter, Message, Party, PlaceRelease
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.blocks import Block
from quartier.kernel.privacy import values
from quartier.kernel.processes.forgetting import KEPT_FOR as SUPPORT_KEPT_FOR
from quartier.kernel.processes.hand_models import ProposalHand
from quartier.kernel.roles.models import RoleChange, RoleHolder

THE_PARTIES = _("You and those who take part")
NEIGHBOURS = _("Confirmed neighbours")
YEAR = timedelta(days=365)

KEEPS = (
    Keep(
        model=Comment, area=Area.WRITTEN, label=_("Comments"), why=_("So that neighbours can talk about a post."),
        seen_by=_("Whoever sees the post"), words={"entry": _("On the post")},
    ),
    Keep(
        model=StoredFile, area=Area.WRITTEN, label=_("Pictures and documents"), why=_("Because you added them."),
        seen_by=_("Whoever sees the post, the conversation or the group they belong to"),
        words={"key": "", "sha256": "", "position": "", "name": _("File"), "entry": _("On the post"), "small_width": "",
               "small_height": "", "width": "", "height": "", "media_type": _("Sort of file"), "size": _("Bytes")},
    ),
    Keep(
        model=Draft, area=Area.WRITTEN, label=_("Drafts"), why=_("So that nothing you typed is lost."),
        seen_by=_("Only you"), change_url="drafts:mine", until=DRAFTS_KEPT_FOR, counts_from="changed",
        job="drafts.forget", shown={"answers": values.answers},
        words={"form": "", "word": "", "page": "", "browser": "", "version": "", "url": "", "label": _("What"),
               "answers": _("What you typed")},
    ),
    Keep(
        model=Entry, area=Area.WRITTEN, label=_("Copies for lists, calendar and search"), is_copy=True,
        why=_("So that what you shared is found quickly."), seen_by=_("Whoever sees what you shared"),
    ),
    Keep(
        model=Matter, area=Area.TOGETHER, label=_("Conversations that are over"), seen_by=THE_PARTIES, is_copy=True,
        why=_("So that all sides can look up what was agreed, as long as claims may be raised (§ 195 BGB)."),
        until=3 * YEAR, counts_from="closed",
    ),
    Keep(
        model=Party, area=Area.TOGETHER, label=_("Conversations you take part in"), change_url="matters:list",
        why=_("So that you can agree on something with others."), seen_by=THE_PARTIES,
        words={"part": "", "matter": _("About"), "left": _("Left on")},
    ),
    Keep(
        model=Message, area=Area.TOGETHER, label=_("What you wrote to others"), change_url="matters:list",
        why=_("So that the others can read it."), seen_by=THE_PARTIES, shown={"event": values.event},
        words={"matter": _("About"), "event": _("What happened"), "agreement": ""},
    ),
    Keep(
        model=Block, area=Area.TOGETHER, label=_("Whom you blocked"), change_url="blocks:list",
        why=_("So that you don’t meet each other here."), seen_by=_("Only you"), shown={"since": values.blocked},
        words={"since": _("Whom")},
    ),
    Keep(
        model=ContactChoice, area=Area.TOGETHER, label=_("Who may write to you"), change_url="blocks:contact",
        why=_("Because you chose it, or read along with somebody."), seen_by=_("You, and whoever reads along"),
        words={"reach": _("Who may begin a conversation"), "companion": _("Reads along")},
    ),
    Keep(
        model=Agreement, area=Area.TOGETHER, label=_("What you agreed"), change_url="matters:list",
        why=_("So that everybody remembers the same."), seen_by=THE_PARTIES, words={"matter": _("About")},
    ),
    Keep(
        model=PlaceRelease, area=Area.TOGETHER, label=_("Places you let others know"), change_url="matters:list",
        why=_("So that they find you."), seen_by=THE_PARTIES, words={"matter": _("About")},
    ),
    Keep(
        model=Membership, area=Area.BELONGING, label=_("Groups"), change_url="groups:list",
        why=_("Because you joined."), seen_by=_("The group's members"),
        words={"is_accepted": _("Joined"), "is_invited": _("Invited"), "joined": _("Since")},
    ),
    Keep(
        model=OrganisationMember, area=Area.BELONGING, label=_("Organisations you speak for"),
        change_url="organisations:list", why=_("So that what you write in its name is known to be its own."),
        seen_by=NEIGHBOURS, words={"may_manage": _("May choose who speaks for it"), "joined": _("Since")},
    ),
    Keep(
        model=Caretaker, area=Area.BELONGING, label=_("What you look after here"), change_url="why:home",
        why=_("Because you said so, and so that neighbours know whom to ask."), seen_by=_("Everybody; strangers see an initial"),
        words={"slug": _("Module"), "since": _("Since")},
    ),
    Keep(
        model=ProposalHand, area=Area.TOGETHER, label=_("Where you would help"), seen_by=_("Confirmed neighbours"),
        why=_("Because you said so, and so that something can come of it."), words={"proposal": _("With")},
        until=SUPPORT_KEPT_FOR, counts_from="proposal__process__closed", job="process.forget",
    ),
    Keep(
        model=ModuleDecision, area=Area.MACHINE, label=_("What the quarter decided about its modules"), is_copy=True,
        why=_("So that everybody can read why something is here."), seen_by=_("Everybody, without your name"),
        ground=LegalGround.SAFETY,
    ),
    Keep(
        model=PutAside, area=Area.MACHINE, label=_("Files with what a module held, before it was switched off"),
        why=_("So that nothing is lost."), seen_by=_("The key holders"), ground=LegalGround.SAFETY, is_copy=True,
        until=KEPT_FOR, counts_from="at", job="choosing.forget",
    ),
    Keep(
        model=RoleHolder, area=Area.BELONGING, label=_("Roles"), change_url="roles:page", shown={"role": values.role},
        why=_("So that everybody can see who may do what."), seen_by=NEIGHBOURS, ground=LegalGround.SAFETY,
    ),
    Keep(
        model=RoleChange, area=Area.BELONGING, label=_("Changes of roles"), change_url="roles:page",
        why=_("So that nobody gets power unseen."), seen_by=NEIGHBOURS, ground=LegalGround.SAFETY,
        until=5 * YEAR, counts_from="at", shown={"role": values.role}, words={"role_name": "", "power": ""},
    ),
    Keep(
        model=Notification, area=Area.NOTICES, label=_("Notices"), change_url="notices",
        why=_("So that you learn what concerns you."), seen_by=_("Only you"), until=YEAR, counts_from="at",
        shown={"notice": values.notice},
        words={"notice": _("Notice"), "title": "", "url": "", "once": "", "about": "", "is_planned": "",
               "by": _("From"), "read": _("Read on")},
    ),
    Keep(
        model=Fact, area=Area.MACHINE, label=_("That something happened"), is_copy=True,
        why=_("So that nothing is forgotten that others must be told of."), seen_by=_("Nobody"),
        ground=LegalGround.SAFETY, until=2 * YEAR, counts_from="at",
    ),
    Keep(
        model=SentForm, area=Area.MACHINE, label=_("That a form was sent, without its sender"), seen_by=_("Nobody"),
        why=_("So that nothing is done twice."), is_copy=True, until=DRAFTS_KEPT_FOR, counts_from="at", job="drafts.forget",
    ),
)  # fmt: skip
