"""Calls of two on the page of the chat: what it may use, and what it has to say where the relay is missing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from quartier.api import actor_of, has_power, is_planned, is_running
from quartier.modules.chat.terms import RELAY, SERVER

# This page alone, of all that there are.
DEVICES = "camera=(self), display-capture=(), geolocation=(), microphone=(self)"


def context(request: HttpRequest) -> dict[str, Any]:
    """`relay`: whether calls can go through it now. `relay_missing`: for whoever can mend that."""
    has_relay = is_running(RELAY)
    is_missing = is_planned(RELAY) and not has_relay
    return {"relay": has_relay, "relay_missing": is_missing and has_power(actor_of(request).person, SERVER)}
