"""Neighbours with a mailbox, and a quarter that sends mail to a real server on this machine."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.delivery.models import Reach
from quartier.kernel.delivery.outbox import deliver_due
from quartier.kernel.delivery.planning import plan
from quartier.kernel.delivery.tests.sink import Mailbox, Sink
from quartier.kernel.gate.tests.people import neighbour
from quartier.kernel.people.models import Account, Person

SITE = "https://linde.example.org"


def sends_to(sink: Sink, **more: Any) -> MailServer:
    server, _new = MailServer.objects.update_or_create(
        pk=1,
        defaults={
            "is_on": True, "host": "127.0.0.1", "port": sink.port, "security": "none",
            "sender": "quartier@example.org", "site_url": SITE, **more,
        },
    )  # fmt: skip
    return server


def fetches_from(box: Mailbox) -> None:
    MailServer.objects.filter(pk=1).update(
        takes_replies=True, fetch_host="127.0.0.1", fetch_port=box.port, fetch_security="none", fetch_user="quartier"
    )


def with_mailbox(name: str, **more: Any) -> Person:
    person = neighbour(name)
    address = f"{name.lower()}@example.org"
    Account.objects.filter(person=person).update(email=address)
    Reach.objects.create(person=person, address=address, confirmed=timezone.now(), language="en", **more)
    return Person.objects.get(pk=person.pk)


def carry() -> None:
    """What the worker does."""
    plan()
    deliver_due()
