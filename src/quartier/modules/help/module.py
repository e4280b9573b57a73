"""Neighbours help each other: the table of contents of this module."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.api import Access, Audience, Card, Duty, Example, Kind, Module, NavItem, Person, share
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


def shared_offer(author: Person) -> dict[str, int]:
    offer = example_offer(author)
    share(offer, by=None)
    return {"pk": offer.pk}


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
    examples=(
        Example(url="help:list", access=Access.ANYBODY),
        Example(
            url="help:new",
            access=Access.POWER,
            power=terms.OFFER,
            post=lambda _person: {"title": "Ich gieße deine Blumen", "text": "Auch in den Ferien."},
            repeats=True,
        ),
        Example(url="help:offer", access=Access.MEMBERS, arguments=shared_offer),
    ),
)
