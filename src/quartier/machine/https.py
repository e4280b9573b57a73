"""The door for phones: Caddy speaks https with certificates of this server's own authority, and asks nobody outside.

Browsers give passkeys, encryption and installable apps over https alone. On a local network no public authority can
vouch for us, so each device has to be told once to trust ours: that is what the page at /vertrauen/ is for.
"""

import hashlib
import json
import shutil
import socket
import ssl
import sysconfig
from pathlib import Path
from typing import Any

from quartier.machine import network

TRUST_PATH = "/vertrauen/"
OPEN_WITHOUT_TRUST = [f"{TRUST_PATH}*", "/static/*", "/health/", "/i18n/*"]
Settings = dict[str, Any]


def folder(data: Path) -> Path:
    """Keys, certificates and Caddy's configuration."""
    path = data / "https"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def root_certificate(data: Path) -> str:
    """What devices have to trust, as PEM; "" before the first start with https."""
    file = data / "https" / "pki" / "authorities" / "local" / "root.crt"
    return file.read_text() if file.exists() else ""


def fingerprint(certificate: str) -> str:
    """SHA-256 as devices show it, to compare: "AB:CD:…"."""
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate)).hexdigest().upper()
    return ":".join(digest[i : i + 2] for i in range(0, len(digest), 2))


def names(extra: list[str]) -> list[str]:
    """Every name and number that this machine can be called by on its network; those asked for come first."""
    host = socket.gethostname().partition(".")[0].lower()
    found = [*extra, "localhost", "127.0.0.1", f"{host}.local", host, network.address_on_the_local_network()]
    return list(dict.fromkeys(name for name in found if name))


def command(data: Path, *, plain: str, secure: str, inside: str, chat: str, named: list[str]) -> list[str]:
    """Write Caddy's configuration, and say how to run it. The four are addresses, "host:port"."""
    file = folder(data) / "caddy.json"
    file.write_text(
        json.dumps(_configuration(data, named, plain=plain, secure=secure, inside=inside, chat=chat), indent=1)
    )
    return [_program(), "run", "--config", str(file)]


def environment(data: Path) -> dict[str, str]:
    """Keeps Caddy from writing into anybody's home."""
    home = str(folder(data))
    return {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}


def _program() -> str:
    beside_python = Path(sysconfig.get_path("scripts")) / "caddy"
    return str(beside_python) if beside_python.exists() else shutil.which("caddy") or "caddy"


def _configuration(data: Path, named: list[str], *, plain: str, secure: str, inside: str, chat: str) -> Settings:
    https_port = secure.rpartition(":")[2]
    pages = {"handler": "reverse_proxy", "upstreams": [{"dial": inside}]}
    # What apps may ask the homeserver, and no path of its administration. Where none runs, that is a 502 for them alone.
    chats = {
        "match": [{"path": ["/_matrix/*", "/_synapse/client/*"]}],
        "handle": [{**pages, "upstreams": [{"dial": chat}]}],
    }
    elsewhere = {
        "handler": "static_response",
        "status_code": 307,
        "headers": {"Location": [f"https://{{http.request.host}}:{https_port}{{http.request.uri}}"]},
    }
    return {
        "admin": {"disabled": True, "config": {"persist": False}},
        "logging": {
            "logs": {"default": {"level": "ERROR", "exclude": ["http.log.error"]}}
        },  # it would tell who asked for what
        "storage": {"module": "file_system", "root": str(folder(data))},
        "apps": {
            "http": {
                "servers": {
                    "secure": _server(
                        secure, [{**chats, "terminal": True}, {"handle": [pages]}], tls_connection_policies=[{}]
                    ),
                    "plain": _server(
                        plain, [{"match": [{"path": OPEN_WITHOUT_TRUST}], "handle": [pages]}, {"handle": [elsewhere]}]
                    ),
                }
            },
            "tls": {
                "certificates": {"automate": named},
                "automation": {"policies": [{"issuers": [{"module": "internal"}]}]},
                "disable_ocsp_stapling": True,
            },
            "pki": {"certificate_authorities": {"local": {"name": "Quartiersserver", "install_trust": False}}},
        },
    }


def _server(address: str, routes: list[Settings], **more: Any) -> Settings:
    """Nothing happens by itself: no certificates from outside, no redirects of Caddy's own."""
    return {
        "listen": [address],
        "routes": routes,
        "protocols": ["h1", "h2"],
        "automatic_https": {"disable": True},
        **more,
    }
