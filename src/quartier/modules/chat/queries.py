"""Reads that are longer than a line."""

from __future__ import annotations

import os

from quartier.modules.chat.models import ChatServer


def chat_server() -> ChatServer | None:
    """None where the quarter has set up no chat, or paused it."""
    return ChatServer.objects.filter(pk=1, is_on=True).first()


def proposed_address() -> str:
    """Where this server is reached now: right for trying, and often for good."""
    return os.environ.get("QUARTIER_URL", "http://127.0.0.1:8000")
