"""What must hold before many read something: no payment data, and from newcomers neither links nor floods."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from quartier.kernel.contact.limits import must_not_post_more, must_suit_newcomer
from quartier.kernel.contact.payment import must_hold_no_payment_data
from quartier.kernel.contract import Audience, Card
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.newcomers import is_newcomer

A_DAY = timedelta(days=1)


def must_suit_many(card: Card, before: Entry | None) -> None:
    """Asked when its author publishes or changes it. What an organisation says is its own business, its account too."""
    if card.author is None or card.organisation is not None or card.audience == Audience.PARTIES:
        return
    said = f"{card.title}\n{card.text}"
    if before is not None and (before.title, before.text) == (card.title[:200], card.text):
        return
    must_hold_no_payment_data(said, field="text")
    if is_newcomer(card.author):
        must_suit_newcomer(card.author, said, field="text")
        if before is None:
            published = Entry.objects.filter(author=card.author, published__gt=timezone.now() - A_DAY)
            must_not_post_more(card.author, list(published.order_by("-published").values_list("published", flat=True)))
