"""coturn, the relay for calls: where two browsers can't reach each other, or somebody doesn't want to show their address, sound
and picture go through it, encrypted. Debian's program, started where it is installed; its settings are made anew at each start."""

from __future__ import annotations

import hashlib
import os
import pwd
import socket
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from quartier.api import Refused, ServicePlan
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.queries import chat_server
from quartier.modules.chat.secrets import folder, secrets, write_private

PROGRAM = "turnserver"
INSTALL = "sudo apt install coturn && sudo systemctl disable --now coturn"
IF_TAKEN = "sudo systemctl disable --now coturn"  # Debian starts one of its own
FIRST, LAST = 49160, 49559  # UDP ports on which sound and picture go in and out
HERE = "127.0.0.1"
# Nobody gets into the network behind this server through it: private, local and reserved addresses are no callers.
CLOSED = (
    "0.0.0.0-0.255.255.255", "10.0.0.0-10.255.255.255", "100.64.0.0-100.127.255.255", "127.0.0.0-127.255.255.255",
    "169.254.0.0-169.254.255.255", "172.16.0.0-172.31.255.255", "192.0.0.0-192.0.0.255", "192.0.2.0-192.0.2.255",
    "192.88.99.0-192.88.99.255", "192.168.0.0-192.168.255.255", "198.18.0.0-198.19.255.255",
    "198.51.100.0-198.51.100.255", "203.0.113.0-203.0.113.255", "240.0.0.0-255.255.255.255",
    "::1", "64:ff9b::-64:ff9b::ffff:ffff", "::ffff:0.0.0.0-::ffff:255.255.255.255", "100::-100::ffff:ffff:ffff:ffff",
    "2001::-2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
)  # fmt: skip
RULES = (
    "use-auth-secret", "fingerprint", "stale-nonce=600",
    "no-cli", "no-tls", "no-dtls", "no-tcp-relay", "no-multicast-peers", "no-rfc5780", "no-stun-backward-compatibility",
    "no-software-attribute", "no-dynamic-ip-list", "no-dynamic-realms",
    f"min-port={FIRST}", f"max-port={LAST}",
    "user-quota=24",  # ports at once for one person: a call with picture takes up to eight on each side
    f"total-quota={LAST - FIRST + 1}",
    "max-bps=400000",  # bytes a second in one of them
    "log-file=stdout", "no-stdout-log", "simple-log",  # errors alone: nobody is to learn who calls whom
)  # fmt: skip


def port() -> int:
    return int(os.environ.get("QUARTIER_TURN_PORT", "3478"))


def plan() -> ServicePlan | None:
    server = chat_server()
    if server is None or not server.has_relay:
        return None
    return ServicePlan(command=(PROGRAM, "-c", _file()), port=port(), health="stun", version=write_settings(server))


def addresses(server: ChatServer) -> list[str]:
    """Where browsers and apps find it, as the homeserver tells them; with it come names and passwords for an hour."""
    if not server.has_relay:
        return []
    host = HERE if _is_for_this_machine(server) else server.relay_ip or _host(server)
    shown = f"[{host}]" if ":" in host else host
    return [f"turn:{shown}:{port()}?transport={how}" for how in ("udp", "tcp")]


def checked_ip(typed: str) -> str:
    """An address of the internet, or of this network; "" where none is needed."""
    typed = typed.strip()
    if not typed:
        return ""
    try:
        found = ip_address(typed)
    except ValueError:
        found = None
    # "fe80::1%…": what stands behind the sign may be anything, a new line of the relay's settings too
    if (
        found is None
        or "%" in typed
        or found.is_loopback
        or found.is_multicast
        or found.is_unspecified
        or found.is_reserved
    ):
        raise Refused(_("This is no address of a machine. It looks like 203.0.113.7."), "relay_ip")
    return str(found)


def write_settings(server: ChatServer) -> str:
    """Returns a word that changes with them."""
    text = "\n".join([*_settings(server), ""])
    write_private(folder() / "relay.conf", text)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _settings(server: ChatServer) -> list[str]:
    here = folder()
    own = [
        f"listening-port={port()}", f"realm={server.server_name}", f"static-auth-secret={secrets()['relay']}",
        f"userdb={here / 'relay.db'}", f"pidfile={here / 'relay.pid'}",
    ]  # fmt: skip
    if os.geteuid() == 0:
        own += _as_nobody()
    if _is_for_this_machine(server):  # for trying, and in tests
        return [
            *own,
            f"listening-ip={HERE}",
            f"relay-ip={HERE}",
            "allow-loopback-peers",
            *RULES,
            *_closed(but_here=True),
        ]
    inside = _own_ip()
    if server.relay_ip and inside and server.relay_ip != inside:
        own.append(f"external-ip={server.relay_ip}/{inside}")
    # Two people who both call through the relay meet at its own addresses.
    open_ = sorted({f"allowed-peer-ip={ip}" for ip in (server.relay_ip, inside) if ip})
    return [*own, *RULES, *_closed(), *open_]


def _closed(*, but_here: bool = False) -> list[str]:
    return [f"denied-peer-ip={range_}" for range_ in CLOSED if not (but_here and range_.startswith("127."))]


def _host(server: ChatServer) -> str:
    return urlsplit(server.address).hostname or HERE


def _is_for_this_machine(server: ChatServer) -> bool:
    return _host(server) in {"localhost", HERE, "::1"}


def _own_ip() -> str:
    """By which this machine goes out; sends nothing, asks for a route alone."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # TEST-NET-1, never routed anywhere
        return str(probe.getsockname()[0])
    return ""


def _as_nobody() -> list[str]:
    """Where the server itself was started as root, the relay gives that up as soon as it listens."""
    for name, group in (("turnserver", "turnserver"), ("nobody", "nogroup")):
        with suppress(KeyError):
            pwd.getpwnam(name)
            return [f"proc-user={name}", f"proc-group={group}"]
    return []


def _file() -> str:
    return str(folder() / "relay.conf")
