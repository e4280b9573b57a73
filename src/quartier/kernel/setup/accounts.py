"""How the founders get in: with the hash kept in the draft, or with a first passphrase handed over in person."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.accounts.login_names import proposed_login_name
from quartier.kernel.accounts.words import some_words
from quartier.kernel.people.models import Account, Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.keys import is_key_holder

FIRST_WORDS = 5


def account_with_hash(person: Person, login_name: str, password: str) -> Account:
    return Account.objects.create(person=person, login_name=login_name, password=password)


@transaction.atomic
def first_access(person: Person) -> tuple[str, str]:
    """A log-in name and a passphrase for a key holder who never logged in. Made anew each time, so the last one counts."""
    account = Account.objects.select_for_update().filter(person=person).first()
    if not is_key_holder(person) or (account is not None and account.last_login is not None):
        raise Refused(_("%(name)s has an account already.") % {"name": person.full_name})
    if account is None:
        account = Account(person=person, login_name=proposed_login_name())
    passphrase = " ".join(some_words(FIRST_WORDS))
    account.set_password(passphrase)
    account.save()
    return account.login_name, passphrase
