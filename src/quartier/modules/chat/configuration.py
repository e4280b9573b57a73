"""The homeserver's settings, made anew at each start. JSON is YAML too, so nothing has to be escaped by hand."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings

from quartier.modules.chat import turn
from quartier.modules.chat.database import Arguments, database_file, postgresql
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.secrets import folder, secrets, signing_key, write_private

BOT = "quartier"  # writes in no room, reads in none, and holds no keys
MOST_BYTES = "50M"  # of one file in a room


def port() -> int:
    return int(os.environ.get("QUARTIER_CHAT_PORT", "8008"))


def site() -> str:
    """Our own address on this machine, by which the homeserver asks us."""
    return os.environ.get("QUARTIER_INSIDE", "http://127.0.0.1:8000")


def write_configuration(server: ChatServer) -> str:
    """Returns a word that changes with the settings."""
    files = {
        "homeserver.yaml": homeserver(server),
        "bot.yaml": _bot(server),
        "log.yaml": _log(),
    }
    signing_key()
    digest = hashlib.sha256()
    for name, said in files.items():
        text = json.dumps(said, indent=1, sort_keys=True)
        write_private(folder() / name, text)
        digest.update(text.encode())
    return digest.hexdigest()[:16]


def homeserver(server: ChatServer) -> dict[str, Any]:
    data, known = folder(), secrets()
    return {
        "server_name": server.server_name,
        "public_baseurl": f"{server.where}/",
        "report_stats": False,
        "pid_file": str(data / "homeserver.pid"),
        "log_config": str(data / "log.yaml"),
        "signing_key_path": str(data / "signing.key"),
        "media_store_path": str(data / "media"),
        "database": _database(),
        "listeners": [
            {
                "port": port(), "bind_addresses": ["127.0.0.1"], "type": "http", "x_forwarded": True,
                "resources": [{"names": ["client"]}],
            }
        ],
        "matrix_authentication_service": {
            "enabled": True, "endpoint": f"{site()}/chat/homeserver/", "secret": known["shared"],
        },
        "modules": [
            {
                "module": "quartier_rules.QuartierRules",
                "config": {
                    "url": f"{site()}/chat/homeserver/may/", "secret": known["rules"], "bot": f"@{BOT}:{server.server_name}",
                },
            }
        ],
        "app_service_config_files": [str(data / "bot.yaml")],
        "macaroon_secret_key": known["macaroons"],
        "form_secret": known["forms"],
        "turn_uris": turn.addresses(server),
        "turn_shared_secret": known["relay"],
        **ALONE,
        **QUIET,
        **LIMITS,
    }  # fmt: skip


# It speaks with nobody outside: no other homeserver, no key server, no link previews.
ALONE: dict[str, Any] = {
    "federation_domain_whitelist": [],
    "trusted_key_servers": [],
    "suppress_key_server_warning": True,
    "url_preview_enabled": False,
    "allow_public_rooms_without_auth": False,
    "allow_public_rooms_over_federation": False,
    "enable_registration": False,
    # An app may name any address to be woken at: none but our own gateway is spoken to.
    "ip_range_blacklist": ["0.0.0.0/0", "::/0"],
    "ip_range_whitelist": ["127.0.0.1/32"],
}
# Nobody is watched: neither who is online, nor who looks like whom in a list of everybody.
QUIET: dict[str, Any] = {
    "presence": {"enabled": False},
    "require_auth_for_profile_requests": True,
    "limit_profile_requests_to_users_who_share_rooms": True,
    "user_directory": {"enabled": True, "search_all_users": False, "prefer_local_users": True},
    "user_ips_max_age": "1d",
    "encryption_enabled_by_default_for_room_type": "invite",
    "experimental_features": {"msc3814_enabled": True},
    "enable_room_list_search": False,
    "forget_rooms_on_leave": True,
}
LIMITS: dict[str, Any] = {
    "turn_user_lifetime": "1h",
    "turn_allow_guests": False,
    "max_upload_size": MOST_BYTES,
    "rc_message": {"per_second": 2, "burst_count": 30},
    "media_retention": {"local_media_lifetime": "730d"},
    "redaction_retention_period": "7d",  # as the handbook says of deleted messages
}


def _bot(server: ChatServer) -> dict[str, Any]:
    """The bot makes rooms and says who is in them. Its names are its own and those of our rooms, and no others."""
    name = server.server_name.replace(".", r"\.")
    return {
        "id": "quartier",
        "url": None,  # it wants to hear nothing
        "as_token": secrets()["bot"],
        "hs_token": secrets()["to_us"],
        "sender_localpart": BOT,
        "rate_limited": False,
        "namespaces": {
            "users": [{"exclusive": True, "regex": f"@{BOT}:{name}"}],
            "aliases": [{"exclusive": True, "regex": f"#quartier-.*:{name}"}],
            "rooms": [],
        },
    }


def _database() -> dict[str, Any]:
    return on_postgresql(arguments) if (arguments := postgresql()) else sqlite(database_file())


def on_postgresql(arguments: Arguments) -> dict[str, Any]:
    return {"name": "psycopg2", "args": {**arguments, "cp_min": 1, "cp_max": 5}}


def sqlite(file: Path) -> dict[str, Any]:
    return {"name": "sqlite3", "args": {"database": str(file)}}


def _log() -> dict[str, Any]:
    """Warnings alone, in a file that can't grow: what it says in everyday life would tell who writes when."""
    file = {
        "class": "logging.handlers.RotatingFileHandler", "filename": str(folder() / "homeserver.log"), "formatter": "short",
        "maxBytes": 1_000_000, "backupCount": 1,
    }  # fmt: skip
    return {
        "version": 1,
        "formatters": {"short": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"file": file},
        "loggers": {"twisted": {"handlers": ["file"], "propagate": False}},
        "root": {"level": "WARNING", "handlers": ["file"]},
        "disable_existing_loggers": False,
    }


def module_folder() -> str:
    """Where the homeserver finds what we add to it."""
    return str(settings.ROOT / "modules" / "chat" / "homeserver")
