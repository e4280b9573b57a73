"""Who a session belongs to."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from quartier.kernel.people.models import Account, Standing


class AccountBackend(BaseBackend):
    """Fetches account and person at once. Whether somebody may log in is decided in `actions.sessions`, never here."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: int) -> Account | None:
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        return account if account and may_log_in(account) else None


def may_log_in(account: Account) -> bool:
    return account.is_active and account.person.standing != Standing.DIED
