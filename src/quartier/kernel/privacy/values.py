"""Values of columns, in words for the person they are about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from quartier.kernel.consents.models import Consent
from quartier.kernel.consents.texts import TEXTS
from quartier.kernel.drafts.models import Draft
from quartier.kernel.matters.events import sentence
from quartier.kernel.matters.models import Message
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.blocks import Block
from quartier.kernel.people.models import Account, Person
from quartier.kernel.people.visibility import FIELDS, visibility_of
from quartier.kernel.profiles.parts import PARTS
from quartier.kernel.roles.names import name_of_role
from quartier.ui.dates import weekdays
from quartier.ui.spoken import name_of_language

Shown = Callable[[Any], object]


def in_words(obj: Model, field: Field[Any, Any], reader: Person, shown: Shown | None = None) -> str:
    """What a column says. "" for what is empty or has no words."""
    if shown is not None:
        return str(shown(obj) or "")
    value = getattr(obj, field.name if isinstance(field, ForeignKey) else field.attname)
    if value in (None, "", [], {}):
        return ""
    if field.choices:
        return str(getattr(obj, f"get_{field.name}_display")())
    if isinstance(value, Person):
        return value.name_for(reader)
    if isinstance(value, Model):  # an account is said by its person; what has no words of its own says nothing
        return str(value) if type(value).__str__ is not Model.__str__ and not isinstance(value, Account) else ""
    return _plain_words(field.name, value)


def _plain_words(name: str, value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
        case date():
            return date_format(value, "SHORT_DATE_FORMAT")
        case list():
            return ", ".join(_of_list(name, value))
        case dict():
            return "; ".join(f"{key}: {one}" for key, one in value.items())
    return str(value)


def _of_list(name: str, values: list[Any]) -> list[str]:
    if name == "languages":
        return [name_of_language(code) for code in values]
    if name == "weekdays":
        names = [long for _short, long in weekdays()]
        return [names[day] for day in values if isinstance(day, int) and 0 <= day < len(names)]
    return [str(value) for value in values]


def who_sees_each(person: Person) -> str:
    """ "Telephone: Nobody; About me: Confirmed neighbours"."""
    return "; ".join(f"{PARTS[name].label}: {visibility_of(person, name).label}" for name in FIELDS)


def answers(draft: Draft) -> str:
    return "\n".join(text for values in draft.answers.values() for text in values if text)


def notice(notification: Notification) -> str:
    return notification.sentence


def event(message: Message) -> str:
    return sentence(message, message.author) if message.author else ""


def role(holder: Any) -> str:
    return str(name_of_role(holder.role))


def label_of_text(consent: Consent) -> str:
    return str(TEXTS[consent.text].label) if consent.text in TEXTS else consent.text


def blocked(block: Block) -> str:
    """Whom, for the one who blocked: the column itself is withheld, because of the other."""
    return f"{block.blocked.short_name}, {date_format(localtime(block.since), 'SHORT_DATE_FORMAT')}"
