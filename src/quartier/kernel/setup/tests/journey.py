"""The set-up walked through by a test: the answers of one quarter."""

from __future__ import annotations

from typing import Any

from django.test import Client

from quartier.kernel.managing.tests.outline import OUTLINE
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.kernel.setup.link import setup_link_token

PASSPHRASE = "gurke mantel siebzehn boot"
ANSWERS: dict[str, dict[str, Any]] = {
    "name": {"name": "Reinhold-Kiez"},
    "area": {"how": "outline"},
    "outline": {"pasted": OUTLINE},
    "you": {"given_name": "Ayşe", "family_name": "Demir"},
    "login": {"login_name": "apfel-laterne-42", "passphrase": PASSPHRASE, "again": PASSPHRASE},
    "second": {"given_name": "Jonas", "family_name": "Weber"},
    "ways": {"ways": ["letter"]},
    "imprint": {
        "responsible": "Quartiersverein e. V.",
        "address": "Markt 1\n71083 Herrenberg",
        "email": "post@example.org",
    },
}


def not_set_up() -> None:
    Quarter.objects.update_or_create(pk=1, defaults={"is_set_up": False, "name": "", "setup_token": ""})
    forget_quarter()


def founder() -> Client:
    """A browser that has opened the link."""
    client = Client(headers={"accept-language": "en"})
    client.get(f"/setup/{setup_link_token()}/")
    return client


def answer(client: Client, *keys: str) -> None:
    for key in keys or ANSWERS:
        response = client.post(f"/setup/step/{key}/", ANSWERS[key])
        assert response.status_code == 302, (key, response.content.decode())
