"""What a token may: speak for its owner in chat, on one device, and nothing else."""

from __future__ import annotations

import re

_API = {"urn:matrix:client:api:*", "urn:matrix:org.matrix.msc2967.client:api:*"}
_DEVICE = re.compile(r"urn:matrix:(?:org\.matrix\.msc2967\.)?client:device:([A-Za-z0-9._~-]{8,255})\Z")
_HARMLESS = {"openid"}  # asked for out of habit; nothing is given for it


def device_of(scope: str | None) -> str | None:
    """The one device that these words speak of; None where they ask for anything else."""
    words = set((scope or "").split())
    devices = {found[1] for word in words if (found := _DEVICE.match(word))}
    rest = {word for word in words if not _DEVICE.match(word)} - _HARMLESS
    return devices.pop() if len(devices) == 1 and rest and rest <= _API else None


def scope_of(device_id: str) -> str:
    return f"urn:matrix:client:api:* urn:matrix:client:device:{device_id}"
