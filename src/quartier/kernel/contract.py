"""What a module may say about itself. Data only: nothing happens when these objects are made.
A new field needs two real modules that use it, a contract test and a line in docs/modules.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

    from quartier.kernel.entries.models import Shared
    from quartier.kernel.facts.models import Fact
    from quartier.kernel.files.models import StoredFile
    from quartier.kernel.groups.models import Group, Organisation
    from quartier.kernel.keeping import Keep
    from quartier.kernel.matters.models import Matter
    from quartier.kernel.people.actors import Actor
    from quartier.kernel.people.models import Person
    from quartier.kernel.places.models import Place
    from quartier.kernel.service_contract import Service
    from quartier.kernel.serving import Serving
    from quartier.kernel.step_contract import ProcessTemplate

Text = str | Promise
"""A text for people; lazily translated (`gettext_lazy`), so that each reader gets their language."""
M = TypeVar("M", bound="Shared")


class Audience(StrEnum):
    """Who sees an entry. `members` never means anybody: a guest is not a member until somebody confirmed them."""

    PUBLIC = "public"
    MEMBERS = "members"
    GROUP = "group"
    ORGANISATION = "organisation"
    CIRCLE = "circle"  # those who hold `Card.circle`
    PARTIES = "parties"  # `Card.parties` and nobody else
    MODERATORS = "moderators"
    YOUNG = "young"  # confirmed neighbours under 18, and those who look after their space
    CHILDREN = "children"  # likewise, under 14
    TEENS = "teens"  # likewise, from 14 on


class Verb(StrEnum):
    """What may have happened."""

    PUBLISHED = "published"
    CHANGED = "changed"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    COMMENTED = "commented"
    JOINED = "joined"
    LEFT = "left"
    CONSENTED = "consented"
    REVOKED = "revoked"
    ERASED = "erased"


class Role(StrEnum):
    """Roles that every quarter has. A quarter adds its own; what each may do stands on one page."""

    GUEST = "guest"
    NEIGHBOUR = "neighbour"
    COORDINATOR = "coordinator"
    MODERATOR = "moderator"
    KEY_HOLDER = "key_holder"


@dataclass(frozen=True, kw_only=True)
class Power:
    """Something a role may be granted. `name` starts with the module's slug: "help.offer"."""

    name: str
    label: Text
    roles: tuple[Role, ...] = ()  # who holds it until the quarter decides otherwise
    is_circle: bool = False  # its holders are an audience of their own: Audience.CIRCLE


@dataclass(frozen=True, kw_only=True)
class Card:
    """One face for all windows: feed, search, map, calendar and print show this and nothing else."""

    title: str
    url: str
    author: Person | None
    audience: Audience
    text: str = ""
    organisation: Organisation | None = None
    group: Group | None = None
    circle: Power | None = None
    parties: tuple[Person, ...] = ()
    place: Place | None = None  # set: it is on the map
    starts: datetime | None = None  # set: it is in the calendar
    ends: datetime | None = None
    expires: datetime | None = None  # set: after this it is in no window
    facets: tuple[str, ...] = ()  # the names of its kind's facets that hold: "errands", "recurring"
    search: str = ""  # further words by which it should be found
    picture: StoredFile | None = None  # shown small beside it


@dataclass(frozen=True, kw_only=True)
class Facet:
    """Something a list may be filtered by. A card names those that hold for it: `Card.facets`."""

    name: str  # within its kind: "question"
    label: Text  # of one: "Question"
    icon: str = ""
    tone: str = ""
    is_sort: bool = False  # a card with it shows this label and icon in place of its kind's
    narrows: bool = False  # chosen beside others it leaves fewer ("again and again"), where others add theirs


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[M]):
    """One thing that neighbours share. `name` starts with the module's slug: "help.offer"."""

    name: str
    label: Text  # of one: "Help offered"
    plural: Text  # of the list: "Offers of help"
    model: type[M]
    card: Callable[[M], Card | None]  # None: a draft, in no window
    example: Callable[[Person], M]  # saved, for tests and the demo quarter; not yet shared
    icon: str = "file-text"
    tone: str = ""  # "", "info", "accent", "violet": the colour of the badge
    action: Text = ""  # the one action a card offers: "Answer"
    facets: tuple[Facet, ...] = ()  # what its list may be filtered by
    start_url: str = ""  # "help:new", where somebody writes one
    start_label: Text = ""  # and what they do there: "Offer help"


@dataclass(frozen=True, kw_only=True)
class NavItem:
    label: Text
    url: str  # "help:list"
    icon: str
    order: int = 50
    is_for: Callable[[HttpRequest], bool] = lambda _request: True  # asked on every page, so it asks no database


class Slot(Enum):
    """Where a module may add a panel."""

    HOME = "home"
    ME = "me"
    GROUP = "group"
    PERSON = "person"
    PLACE = "place"
    DEVICES = "devices"  # where one is logged in
    MATTER = "matter"  # how its parties write to one another
    WRITE = "write"  # where they write instead: the matter's own form is folded away


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A few lines that a module adds to a kernel page. `render` returns what `template` needs, or None for nothing."""

    slot: Slot
    template: str
    render: Callable[[HttpRequest, Any], Mapping[str, Any] | None]
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What may reach a person. `sentence` may hold %(by)s and %(title)s."""

    name: str
    label: Text
    sentence: Text


@dataclass(frozen=True, kw_only=True)
class MatterKind:
    """A sort of matter that a module opens. `name` starts with the module's slug: "help.matter".

    `follow` is called within each step that changes a matter's state (agreed, done, dropped …), before it is committed:
    what it writes holds or falls with the step, and if it raises Refused the step didn't happen. It may lock rows of its
    own, but no other matter: those it wants to touch it hears of later, by `Listen`.
    """

    name: str
    label: Text
    follow: Callable[[Matter, Actor | None], None]


@dataclass(frozen=True, kw_only=True)
class Listen:
    """`do` hears of facts of this verb and kind after they are committed. It may hear of one twice."""

    verb: Verb
    kind: str
    do: Callable[[Fact], None]


@dataclass(frozen=True, kw_only=True)
class Job:
    """Done again and again by the background worker. `do` may run twice for the same period. `is_outside`: it may have to wait
    for another program, so on a thread of its own and not one transaction; `is_whole=False`: it makes transactions of its own."""

    name: str
    do: Callable[[datetime], object]
    every: timedelta
    is_outside: bool = False
    is_whole: bool = True


class Access(Enum):
    """Who may open an address: what the authorisation matrix checks for every example."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    MEMBERS = "members"
    OWNER = "owner"  # of the object in the address
    POWER = "power"  # holders of Example.power
    PROGRAMS = "programs"  # no person: whoever asks shows a secret, or was sent by somebody who is logged in


def _no_arguments(person: Person) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Example:
    """One address of a module with what a test needs to call it: the suites over all modules live on these.

    `arguments` makes what the address speaks of (owned by that person) and returns the keyword arguments;
    `post` returns a valid body for whoever sends it, or None where the address takes none. Sent five times or in
    parallel it has one effect, unless it `repeats`: then each further one is meant to add something.
    `session`: what the visitor's session already holds (the answers of earlier pages, a fresh confirmation).
    """

    url: str
    access: Access
    power: Power | None = None
    arguments: Callable[[Person], dict[str, Any]] = _no_arguments
    post: Callable[[Person], dict[str, Any]] | None = None
    repeats: bool = False
    session: Callable[[Person], dict[str, Any]] = _no_arguments


class Duty(StrEnum):
    """Why a row holds a person: decides what they receive when they ask for everything about them."""

    SUBJECT = "subject"  # it is about them
    AUTHOR = "author"  # they wrote it
    HANDLER = "handler"  # they dealt with it: they learn that, not what it says
    WITHHELD = "withheld"  # never exported to them: the accused must not receive the reporter's row


@dataclass(frozen=True, kw_only=True)
class Retain:
    """Rows that outlive an erasure because a law says so: until so long after the date in `counts_from`, then they go too."""

    model: type[Model]
    until: timedelta
    ground: Text
    counts_from: str = "at"


@dataclass(frozen=True, kw_only=True)
class Module:
    """The table of contents of a module."""

    slug: str
    name: Text
    summary: Text
    api: int = 1
    is_own_only: bool = False  # nobody does this for somebody else, whatever was agreed: an area of no consent
    for_others: frozenset[str] | None = None  # of its addresses, those open to whoever acts for another; None: all
    kinds: tuple[Kind[Any], ...] = ()
    matters: tuple[MatterKind, ...] = ()
    nav: tuple[NavItem, ...] = ()
    panels: tuple[Panel, ...] = ()
    notices: tuple[Notice, ...] = ()
    powers: tuple[Power, ...] = ()
    settings: type[Any] | None = None  # a frozen dataclass whose fields all have defaults
    listens: tuple[Listen, ...] = ()
    jobs: tuple[Job, ...] = ()
    services: tuple[Service, ...] = ()
    process_templates: tuple[ProcessTemplate, ...] = ()  # ways from a question to an answer
    examples: tuple[Example, ...] = ()
    not_personal: tuple[type[Model], ...] = ()
    duties: Mapping[str, Duty] = field(default_factory=dict)  # "help.Offer.author": Duty.AUTHOR
    keeps: tuple[Keep, ...] = ()  # what each table is called, what it is for, how long it stays
    retains: tuple[Retain, ...] = ()
    exporters: tuple[Callable[[Person], Mapping[str, Any]], ...] = ()  # what lies outside the database
    erasers: tuple[Callable[[Person], None], ...] = ()
    prescribed: Mapping[str, str] = field(default_factory=dict)  # "_matrix/push/v1/notify" is answered by "chat:notify"
    well_known: Mapping[str, str] = field(default_factory=dict)  # /.well-known/"matrix/client" leads to "chat:find"
    demo: Callable[[], None] | None = None  # fills the made-up quarter
    serves: Serving | None = None  # which needs it meets, and what it costs: read before a quarter decides
