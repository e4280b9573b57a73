"""Sessions lie in the database, as Django keeps them: one that is deleted ends at once. Each page reads one."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from quartier.kernel.prepared import Prepared

_session = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now))


class SessionStore(DatabaseStore):
    """Reads with a prepared query; all else is Django's."""

    def _get_session_from_db(self) -> Session | None:
        session = next(iter(_session(self.session_key, timezone.now())), None)
        if session is None:
            self._session_key = None
        return session
