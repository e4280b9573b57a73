"""A quarter chooses what its server does. Every switching is written down for everybody to read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel import registry
from quartier.kernel.belonging.rules import holders_of
from quartier.kernel.choosing.models import Caretaker, Ground, ModuleDecision, PutAside
from quartier.kernel.choosing.putting_aside import put_aside
from quartier.kernel.contract import Module
from quartier.kernel.entries.actions import show_or_hide_module
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import has_power, require
from quartier.kernel.terms.quarter import CARE_MISSING, CARETAKER, CARRY_OUT, MANAGE

LONGEST_REASON = 2000
LATEST_REVIEW = 3 * 366  # days


def may_carry_out(person: Person | None) -> bool:
    return has_power(person, CARRY_OUT)


@transaction.atomic
def decide_module(
    slug: str, *, by: Actor, on: bool, ground: Ground, title: str = "", reason: str = "", url: str = "",
    caretakers: Iterable[Person] = (), review: date | None = None,
) -> ModuleDecision:  # fmt: skip
    """Carries out what neighbours decided: switches it on, keeps it or switches it off, and says why and who looks after it."""
    require(by, CARRY_OUT)
    module = _module(slug)
    if on:
        people = _those_here(caretakers)
        _must_be_enough(module, people)
        _must_be_ahead(review)
        _name_caretakers(module, people, by=by)
    return _carry_out(module, on=on, by=by, ground=ground, title=title, reason=reason, url=url, review=review)


@transaction.atomic
def switch_by_hand(slug: str, *, by: Actor, on: bool, reason: str = "") -> ModuleDecision:
    """A key holder switches it, without having asked anybody. Everybody reads that it was so."""
    require(by, MANAGE)
    return _carry_out(_module(slug), on=on, by=by, ground=Ground.BY_HAND, reason=reason)


@transaction.atomic
def put_aside_now(slug: str, *, by: Actor) -> PutAside:
    """The file alone, without switching anything."""
    require(by, MANAGE)
    return put_aside(_module(slug), by=by)


@transaction.atomic
def take_care(slug: str, *, by: Actor) -> Caretaker:
    """ "I look after it, too." Nobody is named who didn't say so."""
    module = _module(slug)
    if not by.subject.is_member:
        raise Refused(_("You can do this as soon as somebody has confirmed that you live here."))
    if by.for_person is not None:
        raise Refused(_("Everybody does this for themselves alone. Stop acting for somebody else first."))
    return Caretaker.objects.get_or_create(slug=module.slug, person=by.subject)[0]


@transaction.atomic
def leave_care(slug: str, *, by: Actor) -> None:
    """ "I can't any more." Where nobody is left, those who carry out decisions hear of it."""
    module = _module(slug)
    gone, _rows = Caretaker.objects.filter(slug=slug, person=by.subject).delete()
    if gone and not Caretaker.objects.filter(slug=slug).exists():
        tell(
            holders_of(CARRY_OUT), CARE_MISSING, url=_why(slug), title=str(module.name),
            once=f"{slug}:{timezone.localdate()}",
        )  # fmt: skip


def _carry_out(
    module: Module, *, on: bool, by: Actor, ground: Ground, title: str = "", reason: str = "", url: str = "",
    review: date | None = None,
) -> ModuleDecision:  # fmt: skip
    """Its data is put aside before it is switched off: where that fails, it stays on."""
    reason = reason.replace("\x00", "").strip()
    if len(reason) > LONGEST_REASON:
        raise Refused(_("Please say it in at most %(most)d letters.") % {"most": LONGEST_REASON}, "reason")
    was_on = is_on(module.slug)
    if was_on and not on:
        put_aside(module, by=by)
    if was_on != on:
        show_or_hide_module(module.slug, on=on)
    return ModuleDecision.objects.create(
        slug=module.slug, is_on=on, ground=ground, title=title[:200], reason=reason, url=url, by=by.person,
        review=review if on else None,
    )  # fmt: skip


def _name_caretakers(module: Module, people: list[Person], *, by: Actor) -> None:
    known = set(Caretaker.objects.filter(slug=module.slug).values_list("person", flat=True))
    new = [person for person in people if person.pk not in known]
    Caretaker.objects.bulk_create((Caretaker(slug=module.slug, person=person) for person in new), ignore_conflicts=True)
    told = [person for person in new if person != by.subject]
    tell(told, CARETAKER, by=by.subject, url=_why(module.slug), title=str(module.name))


def _those_here(caretakers: Iterable[Person]) -> list[Person]:
    people = list(dict.fromkeys(caretakers))
    for person in people:
        if not person.is_member:
            raise Refused(_("Only confirmed neighbours can look after something."), "caretakers")
    return people


def _must_be_enough(module: Module, people: list[Person]) -> None:
    fewest = module.serves.fewest_caretakers if module.serves else 1
    if len(people) < fewest:
        raise Refused(
            ngettext(
                "“%(name)s” needs %(num)d person who looks after it. Without somebody it doesn't begin.",
                "“%(name)s” needs %(num)d people who look after it. Without them it doesn't begin.",
                fewest,
            ) % {"name": module.name, "num": fewest},
            "caretakers",
        )  # fmt: skip


def _must_be_ahead(review: date | None) -> None:
    if review is None:
        raise Refused(_("When do you look whether you still need it? Please name a day."), "review")
    days = (review - timezone.localdate()).days
    if days < 1:
        raise Refused(_("This day is over. Please name one that is still to come."), "review")
    if days > LATEST_REVIEW:
        raise Refused(_("Please name a day within the next three years."), "review")


def _module(slug: str) -> Module:
    for module in registry.offered():
        if module.slug == slug:
            return module
    raise Refused(_("There is no module of this name."))


def _why(slug: str) -> str:
    return reverse("why:module", kwargs={"slug": slug})
