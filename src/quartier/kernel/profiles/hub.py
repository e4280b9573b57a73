"""Where "Me" leads to. Pages that this server doesn't have are left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.kernel.contract import Text
from quartier.kernel.people.models import Person
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.data import EMERGENCY
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.quarter import MANAGE
from quartier.kernel.terms.residence import CONFIRM


@dataclass(frozen=True)
class HubLink:
    title: str
    text: str
    url: str
    icon: str


GROUPS: tuple[tuple[Text, frozenset[str]], ...] = (
    (
        gettext_lazy("Post and plans"),
        frozenset({"notices", "delivery:choices", "matters:list", "drafts:mine", "blocks:contact"}),
    ),
    (gettext_lazy("Me and my home"), frozenset({"account:overview", "residence:here", "mydata:mine", "gate:leave"})),
    (
        gettext_lazy("Trust and safety"),
        frozenset(
            {"gate:guardians", "assistance:mine", "residence:sureties", "moderation:mine", "blocks:list", "mydata:seen"}
        ),
    ),
)
"""Under which heading a page stands; what is named here nowhere is about the quarter."""


def hub_links(person: Person) -> list[tuple[str, list[HubLink]]]:
    """Under small headings, so that nobody has to read twenty lines."""
    found: dict[str, list[HubLink]] = {str(title): [] for title, _names in GROUPS}
    for title, text, name, icon in [*_for_everybody(person), *_for_roles(person)]:
        if url := maybe_url(name):
            heading = next((str(heading) for heading, names in GROUPS if name in names), _("The quarter"))
            found.setdefault(heading, []).append(HubLink(title, text, url, icon))
    return [(heading, links) for heading, links in found.items() if links]


def maybe_url(name: str) -> str:
    """The address of a page; empty if this server doesn't have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _for_everybody(person: Person) -> Iterator[tuple[str, str, str, str]]:
    yield _("Notices"), _("What reached you"), "notices", "bell"
    yield _("What reaches me"), _("Notices by e-mail, once a day, quiet hours"), "delivery:choices", "mail"
    yield _("What I have going on"), _("What you agreed with others"), "matters:list", "messages-square"
    yield _("My drafts"), _("What you began to write"), "drafts:mine", "archive"
    yield _("Log-in and safety"), _("Passphrase, log-in card, devices"), "account:overview", "key-round"
    yield _("I live here"), _("How you are confirmed, and moving"), "residence:here", "house"
    if person.is_minor or person.wards.filter(ended__isnull=True).exists():
        yield (
            _("Young people and guardians"),
            _("Who agreed that somebody under 18 takes part"),
            "gate:guardians",
            "baby",
        )
    yield _("For others"), _("Act for somebody, or let somebody act for you"), "assistance:mine", "hand-helping"
    if person.is_member:
        yield _("Vouching"), _("Say that a guest lives here"), "residence:sureties", "handshake"
        yield _("Groups"), "", "groups:list", "users"
        yield _("Organisations"), "", "organisations:list", "building-2"
        yield _("Roles"), _("Who may do what here, and who decided it"), "roles:page", "shield"
    yield _("Reports and decisions"), _("What you reported, and what was decided"), "moderation:mine", "flag"
    yield (
        _("Who may write to me"),
        _("All neighbours, people I know, or with somebody I trust"),
        "blocks:contact",
        "mail",
    )
    yield _("Blocked people"), _("Whom you don’t want to meet here"), "blocks:list", "ban"
    yield _("My data"), _("See, take along or delete everything about you"), "mydata:mine", "download"
    yield _("Who saw my address?"), _("Who was shown your address or telephone number"), "mydata:seen", "eye"
    yield _("Moving away or leaving"), _("What happens then"), "gate:leave", "door-open"


def _for_roles(person: Person) -> Iterator[tuple[str, str, str, str]]:
    if has_power(person, CONFIRM):
        yield _("The desk"), _("Confirm guests, help people without a device"), "gate:desk", "clipboard-list"
    if has_power(person, MODERATE):
        yield _("Reported things"), _("What neighbours reported"), "moderation:list", "flag"
    if has_power(person, MANAGE):
        yield _("The quarter"), _("Name, area, imprint, modules"), "quarter:home", "house"
        yield (
            _("Data breaches"),
            _("What happened, and who must know of it within 72 hours"),
            "breaches:home",
            "triangle-alert",
        )
        yield _("Engine room"), _("Whether everything goes out, e-mail of the quarter"), "engine:home", "server"
    if has_power(person, EMERGENCY):
        yield _("In an emergency"), _("Open something private, two key holders together"), "emergency:home", "siren"
