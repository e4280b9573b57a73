"""How some of the made-up neighbours want to be reached."""

from __future__ import annotations

from datetime import time

from quartier.kernel.delivery.actions import choose_groups, choose_manners
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account
from quartier.project.demo.people import COORDINATOR, LOGIN_NAMES, RESIDENT


def choose() -> None:
    """The resident sleeps at night; the coordinator reads comments when there is time."""
    resident, coordinator = (_named(who) for who in (RESIDENT, COORDINATOR))
    choose_manners(by=resident, digest_at=17, quiet_from=time(21), quiet_to=time(7), is_neutral=False, language="de")
    choose_groups({"comments": []}, by=coordinator)


def _named(who: str) -> Actor:
    return Actor(Account.objects.get(login_name=LOGIN_NAMES[who]).person)
