"""The last step of the set-up: out of the answers a quarter, its streets, and its first key holders."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contract import Role, Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import Confirmation, Ground
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.places.actions import add_street
from quartier.kernel.places.shapes import around_streets
from quartier.kernel.quarter.drafts import SetupAnswer
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.kernel.quarter.modules import begin_frugally
from quartier.kernel.refusals import Refused
from quartier.kernel.residence.settings import write_ways
from quartier.kernel.roles.models import Change, RoleChange, RoleHolder
from quartier.kernel.setup.accounts import account_with_hash
from quartier.kernel.setup.actions import require_open
from quartier.kernel.setup.answers import OUTLINE, STREETS, Answers, answers, first_open
from quartier.kernel.terms.quarter import QUARTER_SET_UP


@dataclass(frozen=True)
class Founders:
    first: Account
    second: Person | None


@transaction.atomic
def complete_setup() -> Founders:
    """All or nothing. From now on people can sign up, and the link is used up."""
    quarter = require_open()
    given = answers()
    missing = first_open(given)
    if missing is not None:
        raise Refused(_("One question is still open: %(question)s") % {"question": missing.label})
    founders = _found(given)
    _fill(quarter, given)
    SetupAnswer.objects.all().delete()
    forget_quarter()
    record(
        Verb.COMPLETED, QUARTER_SET_UP, by=Actor(founders.first.person)
    )  # modules may begin something: the needs round
    return founders


def _found(given: Answers) -> Founders:
    first = _key_holder(given["you"], granted_by=None)
    account = account_with_hash(first, given["login"]["login_name"], given["login"]["password"])
    second = _key_holder(given["second"], granted_by=first) if given["second"] else None
    return Founders(account, second)


def _key_holder(names: dict[str, str], *, granted_by: Person | None) -> Person:
    person = Person.objects.create(**names, standing=Standing.MEMBER, confirmed=timezone.now())
    Confirmation.objects.create(person=person, by=granted_by, ground=Ground.FOUNDER)
    RoleHolder.objects.create(person=person, role=Role.KEY_HOLDER, granted_by=granted_by)
    RoleChange.objects.create(what=Change.GRANTED, role=Role.KEY_HOLDER, person=person, by=granted_by or person)
    return person


def _fill(quarter: Quarter, given: Answers) -> None:
    quarter.name = given["name"]["name"]
    quarter.imprint = given["imprint"]["text"]
    how = given["area"]["how"]
    if how == OUTLINE:
        quarter.area = given[OUTLINE]["geojson"]
    elif how == STREETS:
        quarter.area = around_streets([add_street(name, by=None) for name in given[STREETS]["streets"]])
    quarter.is_set_up = True
    begin_frugally(quarter)
    quarter.save()
    write_ways(given["ways"]["ways"])
