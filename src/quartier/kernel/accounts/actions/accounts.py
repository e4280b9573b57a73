"""Getting an account, and changing what one logs in with."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.accounts.actions.sessions import end_sessions
from quartier.kernel.accounts.desk import require_may_help
from quartier.kernel.accounts.login_names import checked_login_name, is_taken, proposed_login_name
from quartier.kernel.accounts.passphrases import check_passphrase
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.ages import YOUNG_UNDER
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.people.names import checked_name
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.account import PASSPHRASE_CHANGED


class LoginNameTaken(Refused):
    """Somebody else has it now; there are others."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has this log-in name. Please take another."), field="login_name")


@transaction.atomic
def sign_up(
    *, given_name: str, family_name: str, login_name: str, passphrase: str, birth_date: date | None = None
) -> Account:
    """A stranger becomes a guest with an account. Never a member: that takes somebody who confirms them."""
    if not given_name.strip():
        raise Refused(_("Please tell us your given name."), field="given_name")
    check_birth_date(birth_date)
    check_passphrase(passphrase, about=(given_name, family_name, given_name + family_name, login_name))
    names = checked_name(given_name, family_name)
    person = Person.objects.create(**names, birth_date=birth_date, standing=Standing.GUEST)
    return _create(person, checked_login_name(login_name), passphrase)


@transaction.atomic
def create_account(person: Person, *, by: Actor, login_name: str = "", passphrase: str = "") -> Account:
    """Gives somebody an account at the desk. Without a passphrase they come in with a card (`issue_card`)."""
    require_may_help(by, person)
    if Account.objects.filter(person=person).exists():
        raise Refused(_("%(name)s has an account already.") % {"name": person.full_name})
    if passphrase:
        check_passphrase(passphrase, about=(person.given_name, person.family_name, person.full_name, login_name))
    return _create(person, checked_login_name(login_name) if login_name else proposed_login_name(), passphrase)


def _create(person: Person, login_name: str, passphrase: str) -> Account:
    account = Account(login_name=login_name, person=person)
    account.set_password(passphrase or None)
    try:
        with transaction.atomic():  # the database decides who was first
            account.save()
    except IntegrityError as error:
        raise LoginNameTaken from error
    return account


def check_birth_date(birth_date: date | None) -> None:
    """Asked of under-18s alone, so any other age is a mistake."""
    if birth_date is None:
        return
    age = Person(birth_date=birth_date).age(timezone.localdate())
    if age is None or birth_date >= timezone.localdate() or age > 120:
        raise Refused(_("Please look at the date once more."), field="birth_date")
    if age >= YOUNG_UNDER:
        raise Refused(_("By this date you are 18 or older. Then please go back and answer “no”."), field="birth_date")


@transaction.atomic
def change_passphrase(account: Account, passphrase: str, *, session_key: str) -> None:
    """Ends every other session: whoever else knew the old one is out."""
    set_passphrase(account, passphrase)
    end_sessions(account, but=session_key)
    tell([account.person], PASSPHRASE_CHANGED, url="/account/")


def set_passphrase(account: Account, passphrase: str) -> None:
    person = account.person
    check_passphrase(passphrase, about=(person.given_name, person.family_name, person.full_name, account.login_name))
    account.set_password(passphrase)
    account.save(update_fields=["password"])


@transaction.atomic
def change_login_name(account: Account, login_name: str) -> None:
    name = checked_login_name(login_name)
    if is_taken(name, but_by=account):
        raise LoginNameTaken
    account.login_name = name
    try:
        with transaction.atomic():
            account.save(update_fields=["login_name", "login_key"])
    except IntegrityError as error:
        raise LoginNameTaken from error


@transaction.atomic
def change_email(account: Account, email: str) -> None:
    """Empty takes it away. Not checked for being unique: the answer would tell who is here."""
    email = email.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Refused(
                _("This is not an e-mail address. One looks like this: name@example.org"), field="email"
            ) from error
    account.email = email
    account.save(update_fields=["email"])
