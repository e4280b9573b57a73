"""Who may say which devices tell them."""

from __future__ import annotations

import json
import secrets

from quartier.kernel.accounts.models import Device, Way
from quartier.kernel.contract import Access, Example
from quartier.kernel.managing.examples import managing
from quartier.kernel.people.models import Person
from quartier.kernel.push.models import PushDevice
from quartier.machine.web_push import letters, own_key, public_bytes


def keys_of(name: str) -> tuple[str, str]:
    """What a browser would let others encrypt with."""
    return letters(public_bytes(own_key(name))), letters(name.encode().ljust(16, b".")[:16])


def browser(name: str) -> dict[str, object]:
    """What a browser says of its letter box."""
    key, auth = keys_of(name)
    return {"endpoint": f"https://fcm.googleapis.com/fcm/send/{name}", "keys": {"p256dh": key, "auth": auth}}


def a_device(person: Person) -> dict[str, int]:
    word = secrets.token_hex(8)
    device = Device.objects.create(
        account=person.account, session_key=word, browser="Firefox", system="Android", way=Way.CARD
    )
    endpoint, (key, auth) = f"https://fcm.googleapis.com/fcm/send/{word}", keys_of(word)
    on = PushDevice.objects.create(person=person, device=device, endpoint=endpoint, key=key, auth=auth)
    return {"pk": on.pk}


EXAMPLES = (
    Example(
        url="push:devices", access=Access.SIGNED_IN, post=lambda _person: {"subscription": json.dumps(browser("1"))}
    ),
    Example(url="push:remove", access=Access.OWNER, arguments=a_device, post=lambda _person: {}),
    Example(url="push:test", access=Access.SIGNED_IN, post=lambda _person: {}),
    Example(url="push:worker", access=Access.ANYBODY),
    managing("push:service", post=lambda _person: {"contact": "quartier@example.org", "more_hosts": ""}),
)
