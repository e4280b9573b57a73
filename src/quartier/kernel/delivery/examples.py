"""Who may choose what reaches them, and the links in mails."""

from __future__ import annotations

from django.core import signing

from quartier.kernel.contract import Access, Example
from quartier.kernel.delivery.mail.links import CONFIRM, OFF
from quartier.kernel.people.models import Account, Person


def some_group(_person: Person) -> dict[str, str]:
    return {"group": "matters"}


def off_word(person: Person) -> dict[str, str]:
    return {"word": signing.dumps([person.pk, "email", "matters.said"], salt=OFF)}


def confirm_word(person: Person) -> dict[str, str]:
    Account.objects.filter(person=person).update(email="ayse@example.org")
    return {"word": signing.dumps([person.pk, "ayse@example.org"], salt=CONFIRM)}


def nothing(_person: Person) -> dict[str, str]:
    return {}


def manners(_person: Person) -> dict[str, str]:
    return {"digest_at": "18", "language": "de", "quiet_from": "21:00", "quiet_to": "07:00"}


EXAMPLES = (
    Example(url="delivery:choices", access=Access.SIGNED_IN, post=lambda _person: {"matters": ["page"]}),
    Example(url="delivery:group", access=Access.SIGNED_IN, arguments=some_group, post=nothing),
    Example(url="delivery:manners", access=Access.SIGNED_IN, post=manners),
    Example(url="delivery:least", access=Access.SIGNED_IN, post=nothing),
    Example(url="delivery:address", access=Access.SIGNED_IN, post=nothing),
    Example(url="delivery:confirm", access=Access.ANYBODY, arguments=confirm_word, post=nothing),
    Example(url="delivery:off", access=Access.ANYBODY, arguments=off_word, post=nothing),
)
