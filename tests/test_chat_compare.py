"""What the homeserver says about who is where, and what is no word about it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from quartier.modules.chat import rooms
from quartier.modules.chat.homeserver_api import Refusal
from quartier.modules.chat.models import Room

pytestmark = pytest.mark.django_db


def refuses(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_bot(*_asked: Any) -> dict[str, Any]:
        raise Refusal(status, {})

    monkeypatch.setattr(rooms, "as_bot", as_bot)
    Room.objects.create(room_id="!a:quartier.test")


@pytest.mark.parametrize("status", [403, 404])
def test_a_room_that_the_homeserver_no_longer_knows_is_made_anew(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    refuses(status, monkeypatch)
    assert rooms.compare(timezone.now()) == 0
    assert not Room.objects.exists()


@pytest.mark.parametrize("status", [429, 500])
def test_a_homeserver_that_is_busy_takes_nobody_their_room(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    refuses(status, monkeypatch)
    with pytest.raises(Refusal):
        rooms.compare(timezone.now())
    assert Room.objects.exists()
