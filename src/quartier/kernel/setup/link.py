"""The one-time link that `./quartier start` prints: whoever has it may set this server up."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction

from quartier.kernel.quarter.models import Quarter, forget_quarter


@transaction.atomic
def setup_link_token() -> str | None:
    """The secret of a new link, /setup/<token>/; None once the quarter is set up. A link printed earlier is no longer valid.

    Only its SHA-256 is kept, so that nobody who reads the database or a back-up can set the server up.
    """
    quarter, _created = Quarter.objects.select_for_update().get_or_create(pk=1)
    if quarter.is_set_up:
        return None
    token = secrets.token_urlsafe(24)
    quarter.setup_token = digest(token)
    quarter.save(update_fields=["setup_token"])
    forget_quarter()
    return token


def is_setup_token(token: str) -> bool:
    quarter = Quarter.objects.filter(pk=1).first()
    if quarter is None or not quarter.setup_token:
        return False
    return secrets.compare_digest(digest(token), quarter.setup_token)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
