"""An address gets mail once its owner has clicked a link in a first one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from quartier.kernel.accounts.limits import Limit, allowed
from quartier.kernel.delivery.mail.composing import compose
from quartier.kernel.delivery.mail.links import confirm_url, read_confirm
from quartier.kernel.delivery.mail.notices import has_confirmed_address
from quartier.kernel.delivery.mail.sending import trip
from quartier.kernel.delivery.mail.server import mail_server, sends_mail
from quartier.kernel.delivery.models import Delivery, Reach
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.refusals import Refused
from quartier.machine.trips import Trip

CHANNEL = "confirm"  # of the mails that ask whether an address is right
PATIENCE = timedelta(minutes=2)
OF_PERSON = Limit("confirm-mails", 5, timedelta(hours=1))
OF_ADDRESS = Limit("confirm-mails-to", 3, timedelta(days=1))


def ask_for_confirmation(*, by: Actor) -> None:
    """Puts a mail with the link in the outbox. Few of them: an address may belong to somebody who never asked.

    While one is on its way, or has just gone, pressing again sends no other.
    """
    address = _address_of(by.person)
    if not sends_mail():
        raise Refused(_("This quarter sends no e-mails yet."))
    if not address:
        raise Refused(_("Please enter an e-mail address first."))
    just_sent = Delivery.objects.filter(person=by.person, channel=CHANNEL, made__gt=timezone.now() - PATIENCE)
    if just_sent.filter(given_up=None, word__endswith=_mark(address)).exists():
        return
    if not allowed(OF_PERSON, by.person.pk) or not allowed(OF_ADDRESS, address.lower()):
        raise Refused(_("We have sent you several mails already. Please look into the folder for unwanted mail."))
    with transaction.atomic():
        _remember_language(by.person)
        Delivery.objects.create(
            person=by.person,
            channel=CHANNEL,
            word=f"confirm:{uuid4().hex[:16]}:{_mark(address)}",
            due=timezone.now(),
        )


@transaction.atomic
def confirm_address(word: str) -> Person:
    """With the link from the mail. It works for the address that its account still has, and twice is as good as once."""
    said = read_confirm(word)
    account = Account.objects.filter(person=said[0], email=said[1]).first() if said else None
    if account is None or account.person.standing not in {Standing.GUEST, Standing.MEMBER}:
        raise Refused(_("This link is no longer valid. You can have a new one sent to you."))
    reach, _new = Reach.objects.get_or_create(person=account.person)
    reach = Reach.objects.select_for_update().get(pk=reach.pk)
    if reach.address == account.email and reach.confirmed and reach.stopped is None:
        return account.person
    now = timezone.localtime()
    reach.address, reach.confirmed, reach.stopped = account.email, now, None
    reach.daily_until = now
    reach.daily_on = now.date() if now.hour >= reach.digest_at else now.date() - timedelta(days=1)
    reach.save(update_fields=["address", "confirmed", "stopped", "daily_until", "daily_on"])
    return account.person


def needs_address(person: Person) -> str:
    """What is missing before mails can come, as a sentence."""
    if has_confirmed_address([person.pk]):
        return ""
    return _("For e-mails we need your address, and your word that it is yours.")


def has_some_address(people: Collection[int]) -> Collection[int]:
    found = Account.objects.filter(person__in=people).exclude(email="")
    return list(found.values_list("person_id", flat=True))


def mail_confirmation(person: Person, _notices: Sequence[Notification], word: str) -> Sequence[Trip]:
    """To the address as it is now."""
    server, address = mail_server(), _address_of(person)
    context = {"name": person.given_name, "url": confirm_url(server, person, address)}
    subject = _("Is this your e-mail address?")
    message = compose(server, "confirm", context, to=address, subject=subject, word=word)
    return [trip(server, message, to=address)]


def _mark(address: str) -> str:
    """Tells whether it is the same address, without saying which."""
    return salted_hmac("quartier.confirm", address.lower()).hexdigest()[:12]


def _address_of(person: Person) -> str:
    return Account.objects.filter(person=person).values_list("email", flat=True).first() or ""


def _remember_language(person: Person) -> None:
    reach, _new = Reach.objects.get_or_create(person=person)
    if not reach.language:
        Reach.objects.filter(pk=reach.pk).update(language=translation.get_language() or "")
