"""What somebody may let others do for them, and what nobody ever does for somebody else.

Written once: an address that isn't named here is closed to whoever acts for another. So whatever is added later is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.comments.models import Comment
from quartier.kernel.contract import Module
from quartier.kernel.drafts.models import Draft
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.modules import is_on

MATTERS, GROUPS, PROCESS = "matters", "groups", "process"
WINDOWS = frozenset(
    {"arrivals", "calendar", "list", "place", "places_list", "search", "start", "today"}
    | {"notices", "open_notice", "read_all_notices", "unread_notices"}
    | {"places:map", "places:suggest", "files:file", "files:small"}
)
"""Everybody sees what they may see; of the person's own only what lies in the areas of the consent: see people/acting.py."""
NEUTRAL = frozenset(
    {"health", "imprint", "people:text_size", "privacy", "set_language", "trust", "trust_certificate"}
    | {"handbook:contents", "handbook:everything", "handbook:page"}
    | {"ui:gallery", "ui:gallery-suggest", "ui:manifest", "ui:offline", "ui:offline-worker"}
)
PROCESS_PAGES = frozenset({"cast", "process", "proposal", "step", "support", "unsupport"})
"""Having a say. A choice made for somebody is noted as entered, and they overwrite it; nobody manages a process for another."""
GROUP_PAGES = frozenset({"accept", "decline", "documents", "group", "join", "leave", "list", "withdraw"})
_PAGES = {GROUPS: GROUP_PAGES, PROCESS: PROCESS_PAGES}
OWN = frozenset({"account:logout"})
"""Answered to the helper themself."""


@dataclass(frozen=True)
class Area:
    """One line of the consent: its name, and what it means in plain words."""

    name: str
    label: str
    text: str


def areas() -> list[Area]:
    """All that may be agreed to in this quarter now. Modules stand here with what they say about themselves."""
    ours = [
        Area(MATTERS, _("Messages and arrangements"), _("Read what others write privately, answer, agree and decline")),
        Area(GROUPS, _("Groups"), _("Join a group, leave it, read what is written there")),
        Area(PROCESS, _("Having a say"), _("Vote, answer questions, make proposals")),
    ]
    modules = [module for module in registry.offered() if is_on(module.slug) and _area_of_module(module) == module.slug]
    return [*(Area(module.slug, str(module.name), str(module.summary)) for module in modules), *ours]


def names_of(names: list[str]) -> list[str]:
    """As they are called today; what was switched off meanwhile is left out."""
    return [area.label for area in areas() if area.name in names]


def is_open(match: ResolverMatch, person: Person) -> bool:
    """Whether an address may be opened by somebody who acts for `person`."""
    name = match.view_name
    if name in WINDOWS or name in NEUTRAL:
        return True
    if name == "people:profile":  # others' pages; the person's own shows them what nobody else sees
        return bool(match.kwargs.get("pk") != person.pk)
    area = _area_of(match)
    return bool(area) and person.within is not None and area in person.within


def is_own(match: ResolverMatch) -> bool:
    """Pages of the helper themself: whom they act for, and the way out."""
    return match.view_name in OWN or match.namespace == "assistance"


def _area_of(match: ResolverMatch) -> str:
    """The area that an address belongs to; "" for what nobody does for somebody else."""
    if module := registry.module(match.namespace):
        is_open = module.for_others is None or (match.url_name or "") in module.for_others
        return _area_of_module(module) if is_open else ""
    if match.namespace == MATTERS:
        return MATTERS
    if match.namespace in _PAGES:
        return match.namespace if match.url_name in _PAGES[match.namespace] else ""
    if match.namespace in _KIND_OF:
        return _KIND_OF[match.namespace](match.url_name or "", match.kwargs).partition(".")[0]
    return ""


def _area_of_module(module: Module) -> str:
    """Its own, but what begins processes or is a step of one is all having a say: nobody agrees to half of it."""
    if module.is_own_only:
        return ""
    return PROCESS if module.process_templates or module.slug in registry.step_kinds() else module.slug


def _kind_of_comment(name: str, arguments: Mapping[str, Any]) -> str:
    """Whoever writes below a post does it in the area of that post."""
    if name == "on":
        return next(iter(Entry.objects.filter(pk=arguments["entry_pk"]).values_list("kind", flat=True)), "")
    return next(iter(Comment.objects.filter(pk=arguments["pk"]).values_list("entry__kind", flat=True)), "")


def _kind_of_draft(name: str, arguments: Mapping[str, Any]) -> str:
    if "form" in arguments:
        return str(arguments["form"])
    if "pk" not in arguments:  # the list of all drafts
        return ""
    return next(iter(Draft.objects.filter(pk=arguments["pk"]).values_list("form", flat=True)), "")


_KIND_OF = {"comments": _kind_of_comment, "drafts": _kind_of_draft}
