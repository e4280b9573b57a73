"""Every write of the help exchange."""

from django.db import transaction

from quartier.api import Actor, require, share
from quartier.modules.help.models import Offer
from quartier.modules.help.terms import OFFER


@transaction.atomic
def offer_help(*, by: Actor, title: str, text: str = "") -> Offer:
    """Publishes an offer to all members."""
    require(by, OFFER)
    offer = Offer.objects.create(author=by.subject, organisation=by.organisation, title=title, text=text)
    share(offer, by=by)
    return offer
