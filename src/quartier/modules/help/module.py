"""Neighbours help each other: the table of contents of this module."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.api import Audience, Card, Duty, Kind, Module, NavItem, Person
from quartier.modules.help import terms
from quartier.modules.help.models import Offer


def offer_card(offer: Offer) -> Card:
    return Card(
        title=offer.title,
        text=offer.text,
        url=reverse("help:offer", kwargs={"pk": offer.pk}),
        author=offer.author,
        organisation=offer.organisation,
        audience=Audience.MEMBERS,
        place=offer.place,
        expires=offer.withdrawn,
    )


def example_offer(author: Person) -> Offer:
    return Offer.objects.create(
        author=author, title="Ich gehe für dich einkaufen", text="Immer dienstags, auch Getränke."
    )


module = Module(
    slug="help",
    name=_("Help among neighbours"),
    summary=_("Offer and ask for time, things and a hand."),
    kinds=(
        Kind(
            name="help.offer",
            label=_("Offered"),
            plural=_("Offers of help"),
            model=Offer,
            card=offer_card,
            example=example_offer,
            icon="hand-helping",
            tone="info",
            action=_("Answer"),
            start_url="help:new",
        ),
    ),
    nav=(NavItem(label=_("Help"), url="help:list", icon="heart-handshake", order=20),),
    powers=(terms.OFFER,),
    duties={"help.Offer.author": Duty.AUTHOR},
)
