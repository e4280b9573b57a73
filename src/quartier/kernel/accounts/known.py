"""What a browser remembers about who was here: whether an account has been in from it, and who wants to be listed."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from quartier.kernel.accounts.codes import kept, new_token
from quartier.kernel.people.models import Account

KNOWN, LISTED = "quartier_known", "quartier_people"
HALF_A_YEAR = 60 * 60 * 24 * 180
MOST_LISTED = 8


def known_as(request: HttpRequest, account: Account | None) -> str:
    """A word for this browser if the account was logged in with it before. Asked for nobody too, in the same time."""
    cookie = _read(request, KNOWN)
    marks = cookie.get("accounts", []) if isinstance(cookie, dict) else []
    is_known = _mark(account.pk if account else 0) in marks
    return str(cookie.get("word", "")) if account and is_known and isinstance(cookie, dict) else ""


def remember_account(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Not on shared devices: there nothing may tell who was here."""
    cookie = _read(request, KNOWN)
    known: dict[str, Any] = cookie if isinstance(cookie, dict) else {}
    marks = [*dict.fromkeys([*known.get("accounts", []), _mark(account.pk)])][-10:]
    _write(request, response, KNOWN, {"word": known.get("word") or new_token(), "accounts": marks})


def listed(request: HttpRequest) -> list[tuple[str, str]]:
    """(first name, token) of those who want to be listed on this device."""
    cookie = _read(request, LISTED)
    if not isinstance(cookie, list):
        return []
    return [(str(entry[0]), str(entry[1])) for entry in cookie if isinstance(entry, list) and len(entry) == 2]


def write_listed(request: HttpRequest, response: HttpResponse, people: list[tuple[str, str]]) -> None:
    if people:
        _write(request, response, LISTED, people[-MOST_LISTED:])
    else:
        response.delete_cookie(LISTED, samesite="Lax")


def _mark(pk: int) -> str:
    return kept("known", str(pk))[:24]


def _read(request: HttpRequest, name: str) -> Any:
    try:
        return signing.loads(request.COOKIES.get(name, ""), salt=name)
    except signing.BadSignature:
        return None


def _write(request: HttpRequest, response: HttpResponse, name: str, value: Any) -> None:
    response.set_cookie(
        name,
        signing.dumps(value, salt=name),
        max_age=HALF_A_YEAR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
