"""The only door between a module and the kernel: whatever a module may use stands here, and nothing else."""

from quartier.kernel.belonging.projects import found_group_with
from quartier.kernel.choosing.actions import decide_module, may_carry_out
from quartier.kernel.choosing.models import Ground, ModuleDecision
from quartier.kernel.choosing.queries import ModuleFace, modules_here, reviews_due
from quartier.kernel.comments.actions import add_comment
from quartier.kernel.comments.thread import CommentThread, comments_on
from quartier.kernel.contact.rules import companions_needed, guardians_needed, must_meet, require_contact
from quartier.kernel.contact.scams import warnings_in
from quartier.kernel.contract import (
    Access,
    Audience,
    Card,
    Duty,
    Example,
    Facet,
    Job,
    Kind,
    Listen,
    MatterKind,
    Module,
    NavItem,
    Notice,
    Panel,
    Power,
    Retain,
    Role,
    Slot,
    Text,
    Verb,
    setting,
)
from quartier.kernel.drafts.once import once
from quartier.kernel.drafts.opened import OpenDraft, draft_of
from quartier.kernel.drafts.steps import Steps
from quartier.kernel.entries.feed import Cursor, Page, entries
from quartier.kernel.entries.gone import delete_for_good
from quartier.kernel.entries.hands import with_hands
from quartier.kernel.entries.links import start_link
from quartier.kernel.entries.models import Entry, Shared
from quartier.kernel.entries.search.words import stems_of
from quartier.kernel.entries.sharing import share, share_many, unshare
from quartier.kernel.entries.visibility import visible, visible_or_404
from quartier.kernel.facts.delivery import record
from quartier.kernel.facts.models import Fact
from quartier.kernel.files.actions import delete_file, store_file
from quartier.kernel.files.attaching import arrange_files, attach_files, describe_file
from quartier.kernel.files.forms import FileForm
from quartier.kernel.files.models import StoredFile
from quartier.kernel.groups.models import Group, Organisation
from quartier.kernel.groups.queries import groups_of, members_of_groups, speaks_for
from quartier.kernel.keeping import Area, Keep, LegalGround
from quartier.kernel.matters.actions import add_party, leave, open_matter, say
from quartier.kernel.matters.agreements import agree, propose, take_back
from quartier.kernel.matters.endings import close, drop, finish, thank
from quartier.kernel.matters.models import Agreement, Matter, MatterState
from quartier.kernel.matters.page import MatterPage, matter_page
from quartier.kernel.matters.queries import matter_or_404, matters_of
from quartier.kernel.matters.released_places import release_place, withdraw_place
from quartier.kernel.notifications.actions import mark_read, tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.guardians import guardians_of
from quartier.kernel.people.models import Person
from quartier.kernel.people.newcomers import is_newcomer
from quartier.kernel.people.restrictions import must_be_free_to_begin, must_be_free_to_write
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.blur import distance, walking_minutes
from quartier.kernel.places.bounds import Bounds, Lies, lies, quarter_bounds
from quartier.kernel.places.coordinates import coordinates_of, point_of_numbers
from quartier.kernel.places.homes import home_of
from quartier.kernel.places.maps import map_around
from quartier.kernel.places.models import Place
from quartier.kernel.places.pins import Box, Pin, PinMap, map_below, pin_map, whole_box, within
from quartier.kernel.places.points import Point
from quartier.kernel.places.spots import OutsideButNear, point_named, spot_at
from quartier.kernel.prepared import Prepared
from quartier.kernel.processes.answering import adopt, end_process, give_answer
from quartier.kernel.processes.ballot_forms import BallotForm
from quartier.kernel.processes.ballots import ballot_of, cast, cast_by_code, contents, has_chosen, took_part
from quartier.kernel.processes.hands import enter_proposal, hands_of, may_enter, offer_hand, take_hand_back
from quartier.kernel.processes.importing import Foreign, import_proposals
from quartier.kernel.processes.locking import lock_step
from quartier.kernel.processes.merging import merge_proposal, part_proposals
from quartier.kernel.processes.models import Ballot, Channel, Process, ProcessState, Step, StepState, Who
from quartier.kernel.processes.naming import elector_named
from quartier.kernel.processes.options import options_of
from quartier.kernel.processes.outcomes import check_proposal, choose, set_state
from quartier.kernel.processes.page import process_or_404, step_or_404, step_page
from quartier.kernel.processes.people import participants
from quartier.kernel.processes.proposal_forms import ProposalForm
from quartier.kernel.processes.proposal_models import (
    Feasibility,
    Origin,
    Proposal,
    ProposalAuthor,
    ProposalState,
    Support,
)
from quartier.kernel.processes.proposals import (
    change_proposal,
    propose_to,
    put_back_proposal,
    support,
    take_support_back,
    withdraw_proposal,
)
from quartier.kernel.processes.results import ShownTable, shown
from quartier.kernel.processes.rights import may_answer, may_manage, must_manage, must_take_part, why_not
from quartier.kernel.processes.running import close_now, open_now
from quartier.kernel.processes.starting import announce_process, change_process, start_process
from quartier.kernel.quarter.models import quarter_name
from quartier.kernel.quarter.settings import settings_of
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, is_shared_device, person_of, signed_in
from quartier.kernel.roles.powers import has_power, moderates, require
from quartier.kernel.roles.sight import out_of_sight
from quartier.kernel.service_contract import Service, ServicePlan
from quartier.kernel.services.plans import plan_services
from quartier.kernel.serving import Serving
from quartier.kernel.step_contract import ProcessTemplate, Result, Row, StepKind, StepPage, StepPlan, StepWord, Table
from quartier.kernel.terms.process import ENTER_BALLOTS, START_PROCESS
from quartier.kernel.text.imported import text_of_html
from quartier.kernel.text.likeness import how_alike
from quartier.kernel.text.lines import one_line
from quartier.kernel.text.markup import plain, rich
from quartier.kernel.windows.lists import CardPage, card_page

__all__ = [
    "ENTER_BALLOTS",
    "START_PROCESS",
    "Access",
    "Actor",
    "Agreement",
    "Area",
    "Audience",
    "Ballot",
    "BallotForm",
    "Bounds",
    "Box",
    "Card",
    "CardPage",
    "Channel",
    "CommentThread",
    "Cursor",
    "Duty",
    "Entry",
    "Example",
    "Facet",
    "Fact",
    "Feasibility",
    "FileForm",
    "Foreign",
    "Ground",
    "Group",
    "Job",
    "Keep",
    "Kind",
    "LegalGround",
    "Lies",
    "Listen",
    "Matter",
    "MatterKind",
    "MatterPage",
    "MatterState",
    "Module",
    "ModuleDecision",
    "ModuleFace",
    "NavItem",
    "Notice",
    "OpenDraft",
    "Organisation",
    "Origin",
    "OutsideButNear",
    "Page",
    "Panel",
    "Person",
    "Pin",
    "PinMap",
    "Place",
    "Point",
    "Power",
    "Prepared",
    "Process",
    "ProcessState",
    "ProcessTemplate",
    "Proposal",
    "ProposalAuthor",
    "ProposalForm",
    "ProposalState",
    "Refused",
    "Result",
    "Retain",
    "Role",
    "Row",
    "Service",
    "ServicePlan",
    "Serving",
    "Shared",
    "ShownTable",
    "Slot",
    "Step",
    "StepKind",
    "StepPage",
    "StepPlan",
    "StepState",
    "StepWord",
    "Steps",
    "StoredFile",
    "Support",
    "Table",
    "Text",
    "Verb",
    "Who",
    "actor_of",
    "add_comment",
    "add_party",
    "adopt",
    "agree",
    "announce_process",
    "arrange_files",
    "attach_files",
    "ballot_of",
    "card_page",
    "cast",
    "cast_by_code",
    "change_process",
    "change_proposal",
    "check_proposal",
    "choose",
    "close",
    "close_now",
    "comments_on",
    "companions_needed",
    "contents",
    "coordinates_of",
    "decide_module",
    "delete_file",
    "delete_for_good",
    "describe_file",
    "distance",
    "draft_of",
    "drop",
    "elector_named",
    "end_process",
    "enter_proposal",
    "entries",
    "finish",
    "found_group_with",
    "give_answer",
    "groups_of",
    "guardians_needed",
    "guardians_of",
    "hands_of",
    "has_chosen",
    "has_power",
    "home_of",
    "how_alike",
    "import_proposals",
    "is_newcomer",
    "is_shared_device",
    "leave",
    "lies",
    "lock_step",
    "map_around",
    "map_below",
    "mark_read",
    "matter_or_404",
    "matter_page",
    "matters_of",
    "may_answer",
    "may_carry_out",
    "may_enter",
    "may_manage",
    "members_of_groups",
    "merge_proposal",
    "moderates",
    "modules_here",
    "must_be_free_to_begin",
    "must_be_free_to_write",
    "must_manage",
    "must_meet",
    "must_take_part",
    "offer_hand",
    "once",
    "one_line",
    "open_matter",
    "open_now",
    "options_of",
    "out_of_sight",
    "part_proposals",
    "participants",
    "person_of",
    "pin_map",
    "place_at",
    "plain",
    "plan_services",
    "point_named",
    "point_of_numbers",
    "process_or_404",
    "propose",
    "propose_to",
    "put_back_proposal",
    "quarter_bounds",
    "quarter_name",
    "record",
    "refusals_on",
    "release_place",
    "require",
    "require_contact",
    "reviews_due",
    "rich",
    "say",
    "set_state",
    "setting",
    "settings_of",
    "share",
    "share_many",
    "shown",
    "signed_in",
    "speaks_for",
    "spot_at",
    "start_link",
    "start_process",
    "stems_of",
    "step_or_404",
    "step_page",
    "store_file",
    "support",
    "take_back",
    "take_hand_back",
    "take_support_back",
    "tell",
    "text_of_html",
    "thank",
    "took_part",
    "unshare",
    "visible",
    "visible_or_404",
    "walking_minutes",
    "warnings_in",
    "whole_box",
    "why_not",
    "with_hands",
    "withdraw_place",
    "withdraw_proposal",
    "within",
]
