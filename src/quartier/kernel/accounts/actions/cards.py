"""Log-in cards: something somebody has, with a PIN that they know."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions.sessions import TooManyTries, stand_in
from quartier.kernel.accounts.backends import may_log_in
from quartier.kernel.accounts.codes import is_weak_pin, kept, new_pin, new_token
from quartier.kernel.accounts.desk import require_may_help
from quartier.kernel.accounts.models import WRONG_PINS, LoginCard
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.account import CARD_MADE, CARD_PAUSED

MOST_CARDS = 10


@dataclass(frozen=True)
class FreshCard:
    """A card at the moment it is made: afterwards nobody, the server included, can read token or PIN again."""

    card: LoginCard
    token: str
    pin: str


class CardPaused(Refused):
    """The card is stopped. The other ways in work."""

    def __init__(self) -> None:
        super().__init__(_("This card is stopped. Log in another way, or have a new card made at the desk."))


@transaction.atomic
def issue_card(person: Person, *, by: Actor) -> FreshCard:
    """Makes a card for oneself, or at the desk for the person who stands there. They are told."""
    if by.person.pk != person.pk:
        require_may_help(by, person)
    account = Account.objects.filter(person=person).first()
    if account is None or not may_log_in(account):
        raise Refused(_("%(name)s has no account yet. Please make one first.") % {"name": person.full_name})
    fresh = _make(person, LoginCard.Kind.PAPER, new_pin(), by)
    tell([person], CARD_MADE, by=by.person, url="/account/cards/")
    return fresh


@transaction.atomic
def list_on_device(person: Person, pin: str, *, by: Actor) -> FreshCard:
    """The same for a device that several people use: it keeps the token, the person chooses a PIN (or none)."""
    if by.person.pk != person.pk:
        raise Refused(_("Only you yourself can do this."))
    if pin and (len(pin) != 6 or not pin.isdecimal() or not pin.isascii()):
        raise Refused(_("A PIN has six digits."), field="pin")
    if pin and (is_weak_pin(pin) or (person.birth_date and pin == person.birth_date.strftime("%d%m%y"))):
        raise Refused(_("This PIN is guessed first. Please choose another."), field="pin")
    return _make(person, LoginCard.Kind.DEVICE, pin, by)


def _make(person: Person, kind: LoginCard.Kind, pin: str, by: Actor) -> FreshCard:
    if person.login_cards.count() >= MOST_CARDS:
        raise Refused(_("There are ten cards already. Please end one first."))
    token = new_token()
    card = LoginCard.objects.create(
        person=person,
        kind=kind,
        token_hash=kept("card", token),
        pin=make_password(pin) if pin else "",
        made_by=by.person,
    )
    return FreshCard(card, token, pin)


@transaction.atomic
def end_card(card: LoginCard, *, by: Actor) -> None:
    """This one card lets nobody in any more."""
    if card.person_id != by.person.pk:
        require_may_help(by, card.person)
    card.delete()


@transaction.atomic
def forget_device(token: str) -> None:
    """Ends the listing that this device keeps: whoever holds its token may."""
    LoginCard.objects.filter(token_hash=kept("card", token), kind=LoginCard.Kind.DEVICE).delete()


@transaction.atomic
def resume_card(card: LoginCard, *, by: Actor) -> None:
    """Its owner, logged in another way, says that the wrong PINs were a mistake."""
    if card.person_id != by.person.pk:
        raise Refused(_("Only the owner of the card can do this."))
    card.paused, card.wrong_pins = None, 0
    card.save(update_fields=["paused", "wrong_pins"])


def card_of(token: str) -> LoginCard | None:
    return (
        LoginCard.objects.select_related("person__account").filter(token_hash=kept("card", token)).first()
        if token
        else None
    )


def account_by_card(token: str, pin: str, *, network: str) -> tuple[Account, LoginCard]:
    """Whom card and PIN let in."""
    if not limits.allowed(limits.PINS_OF_NETWORK, network):
        raise TooManyTries(_("That was tried too often. Please wait a quarter of an hour."))
    card = card_of(token)
    if card is None or not card.pin:
        check_password(pin, stand_in())
        raise Refused(_("This card is not valid here. Perhaps it was ended, or a newer one was made."))
    if not may_log_in(card.person.account):
        raise Refused(_("This card is not valid here. Perhaps it was ended, or a newer one was made."))
    check_pin(card, pin)
    limits.forgive_one(limits.PINS_OF_NETWORK, network)
    return card.person.account, card


def check_pin(card: LoginCard, pin: str) -> None:
    """Refuses unless it is this card's PIN. Each try is counted before it is compared, so many at once gain nothing.

    Five wrong ones stop the card, and its owner is told."""
    if not LoginCard.objects.filter(pk=card.pk, wrong_pins__lt=WRONG_PINS, paused=None).update(
        wrong_pins=F("wrong_pins") + 1
    ):
        raise CardPaused
    if not check_password("".join(pin.split()), card.pin):
        _after_wrong_pin(card)
    LoginCard.objects.filter(pk=card.pk).update(wrong_pins=0, last_used=timezone.now())


@transaction.atomic
def _pause(card: LoginCard) -> None:
    if LoginCard.objects.filter(pk=card.pk, paused=None).update(paused=timezone.now()):
        tell([card.person], CARD_PAUSED, url="/account/cards/")


def _after_wrong_pin(card: LoginCard) -> None:
    card.refresh_from_db(fields=["wrong_pins"])
    left = WRONG_PINS - card.wrong_pins
    if left <= 0:
        _pause(card)
        raise CardPaused
    raise Refused(_("This PIN is not right. Tries left: %(count)d.") % {"count": left}, field="pin")
