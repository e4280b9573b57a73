"""What is measured: pages of ours, with whose eyes; and the yardstick's pages beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from quartier.project.bench import words

CSRF = "b" * 32
OURS, YARDSTICK = "ours", "yardstick"


@dataclass(frozen=True)
class Target:
    name: str
    server: str
    path: str
    cookies: tuple[str, ...] = ("",)
    body: str = ""
    packed: bool = True
    ok: int = 200
    grows: bool = True  # measured at each size; else at the smallest alone
    extra: dict[str, Any] = field(default_factory=dict)


def of_ours(facts: dict[str, Any]) -> Iterator[Target]:
    """`facts`: what the filling said."""
    eyes = {who: (f"{cookie}; csrftoken={CSRF}",) for who, cookie in facts["cookies"].items()}
    neighbour, active, guest = eyes["neighbour"], eyes["active"], eyes["guest"]
    yield Target("Heute", OURS, "/", neighbour)
    yield Target("Heute, not packed", OURS, "/", neighbour, packed=False)
    yield Target("Heute, 70 keys", OURS, "/", active)
    yield Target("list of a kind", OURS, facts["list"], neighbour)
    yield Target("list with a facet", OURS, facts["list_with_facet"], neighbour)
    yield Target("help list", OURS, "/help/", neighbour)
    yield Target("detail", OURS, facts["detail"], neighbour)
    for name, text in (
        ("common", "Garten"), ("rare", words.RARE), ("prefix", words.PREFIX), ("nonsense", words.NONSENSE),
    ):  # fmt: skip
        yield Target(f"search {name}, 70 keys", OURS, f"/suche/?q={quote(text)}", active)
    yield Target("search common, 2 keys", OURS, "/suche/?q=Garten", guest)
    yield Target("log-in page", OURS, "/account/login/", grows=False)
    yield Target(
        "sign in", OURS, "/account/login/", (f"csrftoken={CSRF}",), _form(facts["sign_in"]), ok=302, grows=False
    )
    posters = tuple(f"{cookie}; csrftoken={CSRF}" for cookie in facts["posters"])
    yield Target("posting", OURS, facts["post"]["path"], posters, _form(facts["post"]["form"]), ok=302)


def of_yardstick(cookie: str) -> Iterator[Target]:
    yield Target("feed done well", YARDSTICK, "/feed", (cookie,))
    yield Target("one query, bare page", YARDSTICK, "/bare", (cookie,), grows=False)
    yield Target("constant, Django", YARDSTICK, "/constant", (cookie,), grows=False)
    yield Target("constant, gunicorn", YARDSTICK, "/raw", (cookie,), grows=False)


def _form(answers: dict[str, str]) -> str:
    return urlencode({"csrfmiddlewaretoken": CSRF, **answers}, safe="{}")
