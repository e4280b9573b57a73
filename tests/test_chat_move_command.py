"""What is typed to move the chat into PostgreSQL."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest

from quartier.modules.chat import moving
from quartier.modules.chat.commands import move_to_postgres


def test_an_address_with_a_password_needs_to_stand_in_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[Any] = []
    monkeypatch.setattr(moving, "move", lambda into, **_more: moved.append(into))
    monkeypatch.setattr("sys.stdin", StringIO("postgresql://ada:geheim@127.0.0.1/chat\n"))
    assert move_to_postgres._move(move_to_postgres._address("-"), replaces=False) == 0
    assert moved == [{"user": "ada", "password": "geheim", "host": "127.0.0.1", "dbname": "chat"}]
