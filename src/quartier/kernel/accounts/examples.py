"""Who may open the ways in. The questions on the way in each need the answers before them."""

from __future__ import annotations

from typing import Any

from quartier.kernel.accounts.views.joining import ANSWERS
from quartier.kernel.contract import Access, Example
from quartier.kernel.people.models import Person

PASSPHRASE = "apfel laterne wolke nest"


def answers(_person: Person) -> dict[str, Any]:
    given = {"given_name": "Ayla", "family_name": "Neu", "under_18": "no", "login_name": "apfel-laterne-42"}
    return {ANSWERS: given}


def answers_of_a_child(person: Person) -> dict[str, Any]:
    return {ANSWERS: {**answers(person)[ANSWERS], "under_18": "yes"}}


def own_passphrase(person: Person) -> dict[str, Any]:
    person.account.set_password(PASSPHRASE)
    person.account.save()
    return {"login_name": person.account.login_name, "passphrase": PASSPHRASE}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


def _question(url: str, body: dict[str, str], session: Any = answers) -> Example:
    return Example(url=url, access=Access.ANYBODY, post=lambda _person: body, session=session)


EXAMPLES = (
    _question("account:join", {"given_name": "Ayla", "family_name": "Neu"}),
    _question("account:join_age", {"under_18": "yes"}),
    _question("account:join_birth_date", {"birth_date": "2012-05-17"}, answers_of_a_child),
    _question("account:join_login_name", {"another": "1"}),
    _question("account:join_passphrase", {"passphrase": PASSPHRASE}),
    Example(url="account:join_email", access=Access.SIGNED_IN, post=lambda _person: {"email": "ayla@example.org"}),
    Example(url="account:welcome", access=Access.SIGNED_IN),
    Example(url="account:login", access=Access.ANYBODY, post=own_passphrase),
    Example(url="account:logout", access=Access.SIGNED_IN, post=nothing),
    Example(url="account:confirm", access=Access.SIGNED_IN, post=own_passphrase),
)
