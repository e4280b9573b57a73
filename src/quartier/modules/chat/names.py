"""The name of the chat server: what stands behind the colon in every chat address, for ever."""

from __future__ import annotations

import ipaddress
import os
import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from quartier.api import Refused

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
LONGEST = 200


def domain(typed: str) -> str:
    """As homeservers write it; refuses what is no domain, with the sentence that helps on."""
    name = typed.strip().lower().rstrip(".")
    if "/" in name or "@" in name or ":" in name:
        raise Refused(
            _("Only the name, without https:// and without a colon. Like: quarter.example.org"), "server_name"
        )
    try:
        name = name.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    labels = name.split(".")
    if len(name) > LONGEST or len(labels) < 2 or not all(map(_LABEL.match, labels)) or _is_number(name):
        raise Refused(_("This is no domain. It looks like: quarter.example.org"), "server_name")
    return name


def address(typed: str) -> str:
    """How apps reach this server: https, or this machine alone."""
    parts = urlsplit(typed.strip().rstrip("/"))
    is_here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    is_plain = parts.scheme == "http" and is_here
    if (parts.scheme != "https" and not is_plain) or not parts.hostname or parts.path or parts.username:
        raise Refused(
            _("It begins with https:// and has nothing behind the name. Like: https://quarter.example.org"), "address"
        )
    return f"{parts.scheme}://{parts.netloc}"


def proposed_address() -> str:
    """Where this server is reached now: right for trying, and often for good."""
    return os.environ.get("QUARTIER_URL", "http://127.0.0.1:8000")


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name.rpartition(".")[2].isdigit()
    return True
