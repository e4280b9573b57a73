"""A device tells, or doesn't any more; and whether this quarter sends at all."""

from __future__ import annotations

import ipaddress
import re
import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from quartier.kernel.accounts.limits import QUARTER_OF_AN_HOUR, Limit, allowed
from quartier.kernel.accounts.models import Device
from quartier.kernel.delivery.models import ChannelRest
from quartier.kernel.notifications.channels import Later, Never
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.push.models import PushDevice, PushService
from quartier.kernel.push.notices import PUSH, message
from quartier.kernel.push.sending import Gone, send
from quartier.kernel.push.services import NotAPushService, key_and_auth, must_be_allowed, push_service
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.quarter import MANAGE

MOST_DEVICES = 20
TESTS = Limit("test-pushes", 10, QUARTER_OF_AN_HOUR)
HOST = re.compile(r"\.?(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*[a-z0-9]")


@transaction.atomic
def switch_on(said: object, *, by: Actor, session_key: str) -> PushDevice:
    """`said`: what the browser knows of its letter box (PushSubscription.toJSON). Again from the same one changes nothing."""
    service, person = push_service(), _for_oneself(by)
    if not service.is_on:
        raise Refused(_("Your quarter doesn’t send notices to devices."))
    endpoint, key, auth = _read(said, service)
    devices = Device.objects.select_for_update().filter(session_key=session_key, account__person=person)
    device = devices.first() if session_key else None
    if device is None:
        raise Refused(_("Please log in anew on this device. Then it works."))
    if device.is_shared:
        raise Refused(_("Others use this device, too. So it tells nobody of notices."))
    if PushDevice.objects.filter(person=person).exclude(device=device).count() >= MOST_DEVICES:
        raise Refused(_("These are many devices. Please remove one first."))
    PushDevice.objects.filter(endpoint=endpoint).exclude(
        device=device
    ).delete()  # whoever was here before hears no more
    try:
        with transaction.atomic():
            on, _new = PushDevice.objects.update_or_create(
                device=device, defaults={"person": person, "endpoint": endpoint, "key": key, "auth": auth}
            )
    except IntegrityError as error:  # two log-ins in one browser at the same moment
        raise Refused(_("That didn’t work. Please try once more.")) from error
    return on


@transaction.atomic
def switch_off(on: PushDevice, *, by: Actor) -> None:
    if on.person_id != _for_oneself(by).pk:
        raise Refused(_("This is not your device."))
    on.delete()


def send_test(*, by: Actor) -> int:
    """To all of one's devices, at once and while they wait. Says how many took it."""
    service, person = push_service(), _for_oneself(by)
    devices = list(PushDevice.objects.filter(person=person)) if service.is_on else []
    if not devices:
        raise Refused(_("No device is switched on."))
    if not allowed(TESTS, person.pk):
        raise Refused(_("That were many. Please wait a quarter of an hour."))
    taken, reason, word = 0, "", f"test:{secrets.token_hex(8)}"
    for device in devices:
        try:
            send(service, device, message(_("This is how a notice looks here."), "/notices/", word))
        except Gone:
            device.delete()
        except (Later, Never) as problem:
            reason = problem.reason
        else:
            taken += 1
    if not taken and reason:
        raise Refused(_("The push service didn’t take it: %(reason)s") % {"reason": reason})
    if not taken:
        raise Refused(_("Your device no longer listens. Please switch it on again."))
    return taken


@transaction.atomic
def change_service(*, by: Actor, is_on: bool, contact: str, more_hosts: str) -> None:
    require(by, MANAGE)
    if is_on and not contact:
        raise Refused(_("Push services want an e-mail address for questions. Without it they take nothing."), "contact")
    named = more_hosts.lower().split()
    for host in named:
        if not HOST.fullmatch(host) or len(host) > 200 or _is_number(host):
            words = _("“%(host)s” is not the name of a server, like: push.example.org")
            raise Refused(words % {"host": host[:60]}, "more_hosts")
    PushService.objects.get_or_create(pk=1)
    service = PushService.objects.select_for_update().get(pk=1)
    service.is_on, service.contact, service.more_hosts = is_on, contact, "\n".join(dict.fromkeys(named))
    service.save()
    ChannelRest.objects.filter(channel=PUSH).delete()


def _for_oneself(by: Actor) -> Person:
    if by.for_person is not None:
        raise Refused(_("A device tells its own owner alone. You can’t switch that for others."))
    return by.person


def _read(said: object, service: PushService) -> tuple[str, str, str]:
    keys = said.get("keys") if isinstance(said, dict) else None
    endpoint = said.get("endpoint") if isinstance(said, dict) else None
    key, auth = (keys.get("p256dh"), keys.get("auth")) if isinstance(keys, dict) else (None, None)
    if not (isinstance(endpoint, str) and isinstance(key, str) and isinstance(auth, str)):
        raise Refused(_("That didn’t work. Please try once more."))
    try:
        must_be_allowed(service, endpoint)
        key_and_auth(key, auth)
    except NotAPushService as error:
        raise Refused(
            _("Your browser uses a push service that your quarter doesn’t know. Please tell whoever runs the server.")
        ) from error
    except ValueError as error:
        raise Refused(_("That didn’t work. Please try once more.")) from error
    return endpoint, key, auth


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
