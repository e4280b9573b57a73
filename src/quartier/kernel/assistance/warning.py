"""When somebody writes to a person about money or secrets, a confidant of theirs hears that they should talk."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from quartier.kernel.assistance.confiding import MONEY, running
from quartier.kernel.contact.scams import tricks_in
from quartier.kernel.matters.models import Message
from quartier.kernel.notifications.actions import tell
from quartier.kernel.terms.assistance import CONFIDANT_WARNING

LOOKS_BACK = timedelta(days=1)  # a worker that slept overnight misses nothing; nobody is told of one message twice


def warn_confidants(now: datetime) -> int:
    """A job, and not a notice's copy: of a second message in a row nobody is told. Says how many messages were found.

    They learn that it happened, not what was written.
    """
    rows = [row for row in running().select_related("person", "confidant") if MONEY in row.sorts]
    found = 0
    for row in rows:
        for message in _written_to(row.person_id, now - LOOKS_BACK):
            if tricks_in(message.text):
                found += 1
                tell(
                    [row.confidant],
                    CONFIDANT_WARNING,
                    by=message.author,
                    url=reverse("assistance:mine"),
                    title=row.person.full_name,
                    once=f"{row.pk}:{message.pk}",
                )
    return found


def _written_to(person_id: int, since: datetime) -> list[Message]:
    theirs = Q(matter__parties__person=person_id, matter__parties__left=None)
    messages = Message.objects.filter(theirs, at__gt=since).exclude(author=person_id).exclude(text="")
    return list(messages.select_related("author").distinct())
