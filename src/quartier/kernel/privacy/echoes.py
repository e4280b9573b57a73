"""What others hold of somebody's words and name: titles in notices, quotations in agreements, "Hello Ayşe" in a conversation."""

from __future__ import annotations

import re

from django.db.models import Q

from quartier.kernel.drafts.models import Draft
from quartier.kernel.matters.models import Agreement, Message
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person

GONE = "…"
SHORTEST = 3  # a name of two letters is part of too many words


def forget_echoes(person: Person) -> None:
    """Takes them out of what stays. Their own rows go anyway; call it before, while it is known what was theirs."""
    titles = dict(person.entries.values_list("url", "title"))
    Notification.objects.filter(Q(by=person) | Q(url__in=titles)).update(title="")
    Draft.objects.filter(url__in=titles).exclude(person=person).update(label="")
    said = _pattern(person, list(titles.values()))
    for notice in Notification.objects.filter(title__contains=person.full_name).exclude(person=person):
        Notification.objects.filter(pk=notice.pk).update(title=said.sub(GONE, notice.title))
    for message in Message.objects.filter(matter__parties__person=person).exclude(author=person).exclude(text=""):
        if (text := said.sub(GONE, message.text)) != message.text:
            Message.objects.filter(pk=message.pk).update(text=text)
    for agreement in Agreement.objects.filter(matter__parties__person=person).exclude(proposed_by=person):
        if (text := said.sub(GONE, agreement.text)) != agreement.text:
            Agreement.objects.filter(pk=agreement.pk).update(text=text)


def _pattern(person: Person, titles: list[str]) -> re.Pattern[str]:
    """Their titles and names, the longest first, as whole words."""
    names = [person.full_name, *person.given_name.split(), *person.family_name.split()]
    words = sorted({word for word in [*titles, *names] if len(word) >= SHORTEST}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words) or r"(?!)", re.IGNORECASE)
