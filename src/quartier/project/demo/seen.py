"""Who was shown what of the made-up resident: so that the log has something to tell."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from quartier.kernel.consents.actions import agree
from quartier.kernel.consents.models import Consent
from quartier.kernel.guarded.models import Guarded, GuardedRead, Why
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account
from quartier.project.demo import people

# days ago, who, what, on what ground
READS = (
    (41, people.COORDINATOR, Guarded.ADDRESS, Why.LETTER),
    (12, people.COORDINATOR, Guarded.PHONE, Why.DESK),
)


def look() -> None:
    persons = {account.login_name: account.person for account in Account.objects.all()}
    resident = persons[people.LOGIN_NAMES[people.RESIDENT]]
    now = timezone.now()
    for days, reader, what, why in READS:
        GuardedRead.objects.create(
            person=resident,
            reader=persons[people.LOGIN_NAMES[reader]],
            what=what,
            why=why,
            thing="demo",
            at=now - timedelta(days=days),
        )
    consent = agree(resident, "privacy", by=Actor(resident))
    Consent.objects.filter(pk=consent.pk).update(agreed=now - timedelta(days=60))
