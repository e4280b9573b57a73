"""What is new since you were last here. Kept in the session alone: nobody's visits stand in a table."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from quartier.kernel.requests import person_of

ONE_VISIT = timedelta(minutes=30)  # a page opened later than this begins a new visit
FIRST_VISIT = timedelta(days=7)  # what a newcomer is shown as new


def last_visit(request: HttpRequest) -> datetime:
    """When the visit before this one ended. Of strangers nothing is kept: they all see what is new this week."""
    now = timezone.now()
    if person_of(request) is None:
        return now - FIRST_VISIT
    said = request.session.get("visits", {})
    latest, before = _moment(said.get("latest")), _moment(said.get("before"))
    if latest is None:
        latest = before = now - FIRST_VISIT
    elif now - latest > ONE_VISIT:
        before = latest
    if now - latest > ONE_VISIT / 10:  # not on every page: it is a write
        request.session["visits"] = {"latest": now.isoformat(), "before": (before or latest).isoformat()}
    return before or latest


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
