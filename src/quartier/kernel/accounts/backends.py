"""Who a session belongs to."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from quartier.kernel.people.models import Account, Standing
from quartier.kernel.prepared import Prepared

# The address for "5 minutes on foot", in the query that every page asks anyway.
_UNREAD = ("person__address__searchable", "person__address__sort_key", "person__address__osm_id")
_account = Prepared(lambda pk: Account.objects.select_related("person__address").defer(*_UNREAD).filter(pk=pk))


class AccountBackend(BaseBackend):
    """Fetches account and person at once. Whether somebody may log in is decided in `actions.sessions`, never here."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: int) -> Account | None:
        return next(filter(may_log_in, _account(user_id)), None)


def may_log_in(account: Account) -> bool:
    return account.is_active and account.person.standing != Standing.DIED
