"""Mutated forms (quality.md, S1): whatever somebody sends to any address, the server doesn't break.

The fields come from each row's own body and from the page that the address shows. A seed makes every run the same.
"""

import random
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote_plus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of
from quartier.api.testing.requests import taken_back
from quartier.kernel.access import all_examples
from quartier.kernel.contract import Example
from quartier.kernel.people.models import Person

ON_POSTGRESQL = connection.vendor == "postgresql"
SEED = 21 if ON_POSTGRESQL else 20  # each database gets forms of its own: together more than either could try
FORMS_OF_ADDRESS = (
    2 if ON_POSTGRESQL else 3
)  # the third is drawn, mostly refused, and asks PostgreSQL nothing of its own
HUGE = 10**30
FIELDS_IN_FORMS = re.compile(r"<(?:input|textarea|select|button)\b[^>]*>")
NAME, VALUE = re.compile(r'\bname="([^"]+)"'), re.compile(r'\bvalue="([^"]*)"')
OF_EVERY_PAGE = {"csrfmiddlewaretoken", "next", "language"}
TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\ufeff\u200b",
    "\u202egnp.exe",
    "🦊" * 30,
    "\u0665",
    "½⑴ﷺͺ",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "%s %(name)s {0} {{ 7 * 7 }}",
    "a\r\nSet-Cookie: evil=1",
    "../../../secret_key",
    "-1",
    "0",
    str(HUGE),
    "1e309",
    "NaN",
    "0000-00-00",
    "9999-12-31",
    "25:61",
    "[" * 5000,
    '{"id": "\\ud800", "type": "public-key"}',
    '{"type": "Polygon", "coordinates": [[[1e400, 0], [0, 1], [1, 1]]]}',
    "address:" + "9" * 40,
    "javascript:alert(1)",
    "//example.org",
    "x" * 1_000_000,
)
MIXED = "🦊\"'<b>\u202e%s {0} {{ 7 * 7 }}\r\nX-Evil: 1 ½⑴ﷺ\ud800"  # all at once, and short enough for any field
UPLOADS = (
    (" .", b"x", "text/plain"),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"),
    ("a.html", b"<script>alert(1)</script>", "image/png"),
    ('"\r\nX-Evil: 1.png', b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "image/png"),
    ("a.gif", b"GIF89a" + b"\xff" * 60, "image/gif"),
    ("a.pdf", b"%PDF-1.4\n%%EOF", "application/pdf"),
    ("a.json", b"[" * 5000, "application/json"),
    ("a.json", b"\xff\xfe\x00\xd8", "application/json"),
)

ODD_QUESTIONS = [
    *(f"/{where}?after={after}" for where in ("", "liste/help.request/") for after in (f"1-{HUGE}", f"{HUGE}-1")),
    *(f"/suche/?q={quote_plus(word)}" for word in ("ﷺ", "⑴", "ͺ", "½", '"', "NEAR(a b)", "a*", "k1 OR", "ŉ", "ﷺ ﷺ")),
]


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_no_mutated_form_breaks_the_server(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    chance, cases, broken = random.Random(SEED), 0, []
    for row in all_examples():
        for role, person in _senders(cast, chance):
            with taken_back():
                client = client_of(person, session=row.session(person or cast.owner))
                owner = person if person and person.is_member else cast.owner
                url = reverse(row.url, kwargs=row.arguments(owner))
                body, files = _mutated(row, owner, client, url, chance)
                cases += 1
                if why := _breaks(lambda: _post(client, url, body, files)):  # noqa: B023 (called at once)
                    shown = {name: [value[:60] for value in values] for name, values in body.items()}
                    broken.append(f"POST {url} by {role}: {shown} {sorted(files)}: {why}")
    with capsys.disabled():
        print(f"\nMutated forms: {cases} cases, {len(broken)} server errors")
    assert cases >= 500
    assert not broken, "\n".join(broken)


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_no_odd_address_breaks_the_server(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    chance, cases, broken = random.Random(SEED), 0, []
    for row in (*all_examples(), None):
        with taken_back():
            who = {
                "neighbour": cast.owner,
                "key holder": cast.key_holder,
                **({} if ON_POSTGRESQL else {"stranger": None}),
            }
            clients = {role: client_of(person) for role, person in who.items()}
            for url in _odd_addresses(row, cast, chance) if row else ODD_QUESTIONS:
                for role, client in clients.items():
                    for method in (client.get, client.post):
                        cases += 1
                        if why := _breaks(lambda: method(url)):  # noqa: B023 (called at once)
                            broken.append(f"{method.__name__} {url[:150]} by {role}: {why}")
    with capsys.disabled():
        print(f"\nOdd addresses: {cases} cases, {len(broken)} server errors")
    assert cases >= 300
    assert not broken, "\n".join(broken)


def _senders(cast: Cast, chance: random.Random) -> Iterator[tuple[str, Person | None]]:
    """Most of all those who may: what others send is refused before it is looked at."""
    yield from (("owner", cast.owner), ("key holder", cast.key_holder))
    people = list(cast.viewers.items())
    for _turn in range(FORMS_OF_ADDRESS - 2):
        yield chance.choice(people)


def _mutated(
    row: Example, person: Person, client: Client, url: str, chance: random.Random
) -> tuple[dict[str, list[str]], dict[str, SimpleUploadedFile]]:
    """A body that fits, or the fields of the page; then some of it is made odd."""
    said = row.post(person) if row.post else {}
    body = {name: [str(one) for one in (value if isinstance(value, list) else [value])] for name, value in said.items()}
    page = client.get(url)
    if page.status_code == 200 and not page.streaming:
        for field in FIELDS_IN_FORMS.findall(page.content.decode(errors="replace")):
            name, value = NAME.search(field), VALUE.search(field)
            if name and name[1] not in OF_EVERY_PAGE:
                body.setdefault(name[1], [value[1] if value else "1"])
    files = {}
    names = list(body)
    for name in chance.sample(names, min(len(names), chance.choice((1, 1, 2, 20)))):  # the rest stays as it should be
        match chance.randrange(8):
            case 0:
                body[name] = [chance.choice(TEXTS) for _ in range(3)]
            case 1:
                del body[name]
            case 2 | 3 | 4:
                body[name] = [MIXED]
            case _:
                body[name] = [chance.choice(TEXTS)]
    if chance.random() < 0.3:
        title, content, media_type = chance.choice(UPLOADS)
        files[chance.choice(["file", *said, "geojson"])] = SimpleUploadedFile(title, content, media_type)
    return body, files


def _post(client: Client, url: str, body: dict[str, list[str]], files: dict[str, SimpleUploadedFile]) -> object:
    if files:
        fit = {name: [value.encode("utf-8", "replace").decode() for value in values] for name, values in body.items()}
        return client.post(url, {**fit, **files})
    pairs = [(name, value) for name, values in body.items() for value in values]
    data = "&".join(f"{quote_plus(name)}={quote_plus(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs)
    return client.post(url, data, content_type="application/x-www-form-urlencoded")


def _odd_addresses(row: Example, cast: Cast, chance: random.Random) -> Iterator[str]:
    """Numbers that no database holds, and odd questions behind every address."""
    odd = [quote_plus(text.encode("utf-8", "surrogatepass")) for text in TEXTS if len(text) < 200]
    given = row.arguments(cast.owner)
    names = ("q", "after", "next", "tab", "kind", "language", "title", "what", "back", "error", "page")
    yield f"{reverse(row.url, kwargs=given)}?{'&'.join(f'{name}={chance.choice(odd)}' for name in names)}"
    if any(isinstance(value, int) for value in given.values()):
        huge = {name: HUGE if isinstance(value, int) else value for name, value in given.items()}
        yield reverse(row.url, kwargs=huge)


def _breaks(ask: Callable[[], object]) -> str:
    try:
        response = ask()
    except Exception as error:  # noqa: BLE001 (whatever it is, it is what we are looking for)
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
        return f"{type(error).__name__} {str(error)[:200]} at {where}"
    status = getattr(response, "status_code", 500)
    return f"status {status}" if status >= 500 else ""
