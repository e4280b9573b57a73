"""Neighbours help each other: the table of contents of this module. Read this first."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from quartier.api import Audience, Card, Duty, Facet, Job, Kind, Listen, MatterKind, Module, NavItem, Panel, Slot, Verb
from quartier.modules.help import agreements, keeps, reminders, serving, terms
from quartier.modules.help.demo import demo
from quartier.modules.help.examples import EXAMPLES, example_offer, example_request
from quartier.modules.help.kinds import KINDS
from quartier.modules.help.models import Help, Offer, Request
from quartier.modules.help.panels import for_you


def card(obj: Help) -> Card:
    """How an offer or a request looks in every window. What is private (for whom it is) isn't here."""
    is_protected = isinstance(obj, Request) and obj.is_protected
    with override(settings.LANGUAGE_CODE):
        kind_in_words = str(obj.kind_of_help.word)
    return Card(
        title=obj.title,
        text=obj.text,
        url=obj.url,
        author=obj.author,
        organisation=obj.organisation,
        audience=Audience.CIRCLE if is_protected else Audience.MEMBERS,
        circle=terms.PROTECTED if is_protected else None,
        place=obj.place,
        expires=obj.ends,
        facets=(obj.kind, *(["recurring"] if obj.is_recurring else [])),
        search=kind_in_words,
    )


FACETS = (
    *(Facet(name=name, label=kind.word, icon=kind.icon) for name, kind in KINDS.items()),
    Facet(name="recurring", label=_("Again and again"), icon="repeat", narrows=True),
)

module = Module(
    slug="help",
    name=_("Help among neighbours"),
    summary=_("Offer and ask for time, things and a hand."),
    kinds=(
        Kind(
            name="help.request",
            label=_("Wanted"),
            plural=_("Requests for help"),
            model=Request,
            card=card,
            example=example_request,
            icon="hand-helping",
            action=_("Offer help"),
            facets=FACETS,
            start_url="help:new_request",
            start_label=_("Ask for help"),
        ),
        Kind(
            name="help.offer",
            label=_("Offered"),
            plural=_("Offers of help"),
            model=Offer,
            card=card,
            example=example_offer,
            icon="hand-heart",
            tone="info",
            action=_("Reply"),
            facets=FACETS,
            start_url="help:new_offer",
            start_label=_("Offer help"),
        ),
    ),
    matters=(MatterKind(name=terms.MATTER, label=_("Help between neighbours"), follow=agreements.follow),),
    nav=(NavItem(label=_("Help"), url="help:list", icon="heart-handshake", order=20),),
    panels=(Panel(slot=Slot.HOME, template="help/for_you.html", render=for_you, order=10),),
    notices=terms.NOTICES,
    powers=terms.POWERS,
    settings=terms.HelpSettings,
    listens=(Listen(verb=Verb.COMPLETED, kind=terms.MATTER, do=agreements.drop_the_waiting),),
    jobs=(
        Job(name="help.remind", do=reminders.remind, every=timedelta(hours=6)),
        Job(name="help.drop_forgotten", do=agreements.drop_forgotten, every=timedelta(days=1)),
    ),
    examples=EXAMPLES,
    duties={"help.Offer.author": Duty.AUTHOR, "help.Request.author": Duty.AUTHOR},
    keeps=keeps.KEEPS,
    demo=demo,
    serves=serving.SERVES,
)
