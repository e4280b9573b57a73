"""The only door between a module and the kernel: whatever a module may use stands here, and nothing else."""

from quartier.kernel.accounts.actions.passkeys import passkeys_here
from quartier.kernel.assistance.queries import people_helped_in
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
)
from quartier.kernel.drafts.once import once
from quartier.kernel.drafts.opened import OpenDraft, draft_of
from quartier.kernel.drafts.steps import Steps
from quartier.kernel.each import each_by_itself
from quartier.kernel.entries.feed import Cursor, Page, entries
from quartier.kernel.entries.gone import delete_for_good
from quartier.kernel.entries.hands import with_hands
from quartier.kernel.entries.links import start_link
from quartier.kernel.entries.models import Entry, Shared
from quartier.kernel.entries.search.likeness import how_alike
from quartier.kernel.entries.search.words import stems_of
from quartier.kernel.entries.sharing import share, share_many, unshare
from quartier.kernel.entries.visibility import visible, visible_or_404
from quartier.kernel.facts.delivery import record
from quartier.kernel.facts.models import Fact
from quartier.kernel.files.actions import delete_file, store_file
from quartier.kernel.files.attaching import arrange_files, attach_files, describe_file
from quartier.kernel.files.forms import FileForm
from quartier.kernel.files.models import StoredFile
from quartier.kernel.files.photos import drop_loose, keep_photos, loose_photos
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
from quartier.kernel.people.ages import CHILD_UNDER, CONSENT_UNDER, YOUNG_UNDER
from quartier.kernel.people.blocks import hidden_from
from quartier.kernel.people.guardians import guardians_of
from quartier.kernel.people.models import Person
from quartier.kernel.people.newcomers import is_newcomer
from quartier.kernel.people.restrictions import must_be_free_to_begin, must_be_free_to_write
from quartier.kernel.people.search import find_people
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.blur import distance, walking_minutes
from quartier.kernel.places.bounds import Bounds, Lies, lies, quarter_bounds
from quartier.kernel.places.coordinates import coordinates_of, point_of_numbers
from quartier.kernel.places.homes import home_of
from quartier.kernel.places.maps import map_around
from quartier.kernel.places.models import Place
from quartier.kernel.places.picking import near_in_words, pick_page
from quartier.kernel.places.pins import Box, Pin, PinMap, pin_map, whole_box, within
from quartier.kernel.places.points import Point
from quartier.kernel.places.spots import OutsideButNear, point_named, spot_at
from quartier.kernel.prepared import Prepared
from quartier.kernel.push.queries import pushes_to
from quartier.kernel.quarter.models import quarter_name
from quartier.kernel.quarter.settings import settings_of
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, is_shared_device, person_of, signed_in
from quartier.kernel.roles.powers import has_power, moderates, require
from quartier.kernel.roles.sight import out_of_sight
from quartier.kernel.service_contract import BundlePlan, Service, ServicePlan
from quartier.kernel.services.plans import built, is_planned, is_running, plan_services, python_beside, service_state
from quartier.kernel.serving import Serving
from quartier.kernel.setting import setting
from quartier.kernel.terms.young import YOUNG_CARE
from quartier.kernel.text.imported import text_of_html
from quartier.kernel.text.lines import one_line
from quartier.kernel.text.markup import plain, rich
from quartier.kernel.windows.lists import CardPage, card_page

__all__ = [
    "CHILD_UNDER",
    "CONSENT_UNDER",
    "YOUNG_CARE",
    "YOUNG_UNDER",
    "Access",
    "Actor",
    "Agreement",
    "Area",
    "Audience",
    "Bounds",
    "Box",
    "BundlePlan",
    "Card",
    "CardPage",
    "CommentThread",
    "Cursor",
    "Duty",
    "Entry",
    "Example",
    "Facet",
    "Fact",
    "FileForm",
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
    "Refused",
    "Retain",
    "Role",
    "Service",
    "ServicePlan",
    "Serving",
    "Shared",
    "Slot",
    "Steps",
    "StoredFile",
    "Text",
    "Verb",
    "actor_of",
    "add_comment",
    "add_party",
    "agree",
    "arrange_files",
    "attach_files",
    "built",
    "card_page",
    "close",
    "comments_on",
    "companions_needed",
    "coordinates_of",
    "decide_module",
    "delete_file",
    "delete_for_good",
    "describe_file",
    "distance",
    "draft_of",
    "drop",
    "drop_loose",
    "each_by_itself",
    "entries",
    "find_people",
    "finish",
    "found_group_with",
    "groups_of",
    "guardians_needed",
    "guardians_of",
    "has_power",
    "hidden_from",
    "home_of",
    "how_alike",
    "is_newcomer",
    "is_planned",
    "is_running",
    "is_shared_device",
    "keep_photos",
    "leave",
    "lies",
    "loose_photos",
    "map_around",
    "mark_read",
    "matter_or_404",
    "matter_page",
    "matters_of",
    "may_carry_out",
    "members_of_groups",
    "moderates",
    "modules_here",
    "must_be_free_to_begin",
    "must_be_free_to_write",
    "must_meet",
    "near_in_words",
    "once",
    "one_line",
    "open_matter",
    "out_of_sight",
    "passkeys_here",
    "people_helped_in",
    "person_of",
    "pick_page",
    "pin_map",
    "place_at",
    "plain",
    "plan_services",
    "point_named",
    "point_of_numbers",
    "propose",
    "pushes_to",
    "python_beside",
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
    "service_state",
    "setting",
    "settings_of",
    "share",
    "share_many",
    "signed_in",
    "speaks_for",
    "spot_at",
    "start_link",
    "stems_of",
    "store_file",
    "take_back",
    "tell",
    "text_of_html",
    "thank",
    "unshare",
    "visible",
    "visible_or_404",
    "walking_minutes",
    "warnings_in",
    "whole_box",
    "with_hands",
    "withdraw_place",
    "within",
]
