"""Canaries (quality.md, S7): what is private stands in no log, address, title, notice or mail; and what lets somebody in stands
nowhere in plain words, not even in the database.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client

from quartier.api.testing.cast import Cast
from quartier.api.testing.requests import taken_back
from quartier.kernel.access import all_examples
from quartier.kernel.accounts.actions import cards
from quartier.kernel.accounts.actions.recovery import begin_recovery, issue_recovery
from quartier.kernel.delivery.mail import digest, notices
from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.facts import delivery
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.machine.logs import Discreet
from quartier.machine.trips import Trip
from tests.guards import openings_of, within, word_columns, write_everywhere

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.not_shared(reason="words are written past the actions, on purpose"),
]
CANARY = "Zitronenfalter"
OPEN = {"name", "title", "given_name", "family_name", "login_name", "label", "role_name", "task", "street_name", "alt"}
OPEN |= {"imprint", "contact", "city", "suburb", "postcode", "category"}
"""Columns whose words may stand in a title or a notice: what things are called. All others hold something private."""
LINKS = re.compile(r"""\b(?:href|src|action|formaction)=["']([^"']*)""")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that is logged, however unimportant, as the server would write it."""
    target = io.StringIO()
    handler = logging.StreamHandler(target)
    handler.setFormatter(Discreet())
    root, before = logging.getLogger(), logging.getLogger().level
    loggers = [root, *(logging.getLogger(name) for name in ("django", "django.request", "django.security", "quartier"))]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield target
    for logger in loggers:
        logger.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.once
def test_nothing_private_stands_in_titles_addresses_notices_or_logs(
    cast: Cast, count: Any, written: io.StringIO
) -> None:
    look_for_private_words(cast, count, written, seconds=3)


@pytest.mark.long
def test_nothing_private_stands_there_wherever_somebody_goes(cast: Cast, count: Any, written: io.StringIO) -> None:
    look_for_private_words(cast, count, written, seconds=3600)


def look_for_private_words(cast: Cast, count: Any, written: io.StringIO, *, seconds: float) -> None:
    private = [column for column in word_columns() if column.field.name not in OPEN]
    assert len(private) > 10
    wrong, tried, mailed = [], 0, 0
    for example in within(seconds, list(all_examples())):
        with taken_back():
            pages = list(openings_of(example, cast))
            for column in private:
                write_everywhere(column, lambda row: f"{CANARY} {row.pk}")
            for page in pages:
                tried += 1
                client = page.client()
                answers = [client.get(page.url)]
                if example.post:
                    answers.append(client.post(page.url, _in_own_words(example.post(page.person or cast.owner))))
                delivery.sweep()
                wrong += [f"{page}: {flaw}" for answer in answers for flaw in _told(answer)]
            wrong += [f"{example.url}: a notice says {notice.sentence}" for notice in _wrong_notices()]
            sent = _mails()
            mailed += len(sent)
            wrong += [f"{example.url}: a mail says {said}" for one in sent for said in _says(one)]
    wrong += [f"a mail's subject: {one.subject}" for one in mail.outbox if CANARY in one.subject]
    wrong += [f"the log: {line}" for line in written.getvalue().splitlines() if CANARY in line]
    count(f"S7 pages with {len(private)} private columns, {mailed} mails", tried)
    assert mailed or seconds < 60, "Not one mail was written."
    assert not wrong, "\n".join(wrong)


def _in_own_words(body: dict[str, Any]) -> dict[str, Any]:
    """What is called something keeps its name; longer words become private ones."""
    return {
        name: CANARY if isinstance(value, str) and " " in value and name not in OPEN else value
        for name, value in body.items()
    }


def _told(answer: Any) -> Iterator[str]:
    if CANARY in answer.headers.get("Location", ""):
        yield f"it leads to {answer.headers['Location']}"
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return
    text = answer.content.decode(errors="replace")
    yield from (
        f"a link: {link[:120]}"
        for link in LINKS.findall(text)
        if CANARY in link and not link.startswith(("tel:", "mailto:"))
    )
    yield from (f"the title: {title}" for title in TITLE.findall(text) if CANARY in title)


def _wrong_notices() -> Iterator[Notification]:
    """As they reach people: as a line, later in a mail or on a telephone's locked screen."""
    for notice in Notification.objects.select_related("by"):
        if CANARY in notice.sentence or CANARY in notice.url:
            yield notice


def _mails() -> list[EmailMessage]:
    """Each notice as the mail that would carry it, and each reader's daily one, headers and all."""
    sent: list[EmailMessage] = []
    MailServer.objects.update_or_create(
        pk=1,
        defaults={
            "is_on": True,
            "sender": "quartier@example.org",
            "site_url": "https://q.example",
            "takes_replies": True,
        },
    )

    def keep(_server: MailServer, message: EmailMessage, **_named: object) -> Trip:
        sent.append(message)
        return Trip("nowhere", lambda: None)

    with pytest.MonkeyPatch.context() as patch:
        for place in (notices, digest):
            patch.setattr(place, "trip", keep)
        people = Person.objects.filter(notifications__isnull=False).distinct()
        for person in people:
            own = list(person.notifications.select_related("by", "about").order_by("-pk")[:20])
            for notice in own:
                notices.mail_notices(person, [notice], f"notice:{notice.pk}")
            digest.mail_digest(person, own, "today")
    return sent


def _says(message: EmailMessage) -> Iterator[str]:
    """Where the canary stands; the encodings of headers and bodies undone."""
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    bodies = [part.get_content() for part in message.walk() if not part.is_multipart()]
    for text in (headers, *bodies):
        yield from (line.strip()[:160] for line in text.splitlines() if CANARY in line)


def test_an_error_says_where_and_never_about_whom(
    cast: Cast, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst case: what breaks carries the words in its message, and they were sent in the address and the form."""

    def breaks(*_arguments: object, **_named: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr("quartier.kernel.accounts.views.entering.listed", breaks)
    client = Client(raise_request_exception=False, HTTP_REFERER=f"http://testserver/{CANARY}", HTTP_USER_AGENT=CANARY)
    assert client.get(f"/account/login/?next=/{CANARY}").status_code == 500
    assert client.post(f"/account/login/?a={CANARY}", {"login_name": CANARY, "passphrase": CANARY}).status_code == 500
    client.get(f"/{CANARY}/")
    logging.getLogger("quartier.jobs").exception("A job failed", exc_info=ValueError(CANARY))
    said = written.getvalue()
    assert "ValueError" in said, "Nothing was written at all."
    assert CANARY not in said


def test_what_lets_somebody_in_is_kept_nowhere_in_plain_words(cast: Cast, count: Any, written: io.StringIO) -> None:
    passphrase = f"wolke nest {CANARY}"
    person = Person.objects.create(given_name="Ayşe", family_name="Demir", standing=Standing.MEMBER)
    account = Account.objects.create_user("birke-wolke-17", passphrase, person)
    card = cards.issue_card(person, by=Actor(person))
    code, claim = issue_recovery(person, by=Actor(cast.key_holder)), begin_recovery(account.login_name)
    secrets = {
        "passphrase": CANARY,
        "card": card.token,
        "PIN": card.pin,
        "code": code,
        "claim": claim.token,
        "spoken": claim.code,
    }
    led_to = list(_ways_in(passphrase, secrets, account))
    kept = [line for name, secret in secrets.items() for line in _where_kept(name, secret)]
    leaked = [
        f"{name} in {place}"
        for name, secret in secrets.items()
        for place in (*led_to, written.getvalue())
        if secret in place
    ]
    count("S7 secrets", len(secrets), seed=None)
    assert not kept
    assert not leaked


def _ways_in(passphrase: str, secrets: dict[str, str], account: Account) -> Iterator[str]:
    """Each way in, also the wrong way round; where each of them leads."""
    for typed in ({"passphrase": passphrase}, {"passphrase": f"{CANARY} falsch"}):
        yield Client().post("/account/login/", {"login_name": account.login_name, **typed}).headers.get("Location", "")
    client = Client()
    yield client.get(f"/account/card/{secrets['card']}/").headers["Location"]
    yield client.post("/account/card/", {"pin": secrets["PIN"]}).headers["Location"]
    client = Client()
    yield client.post("/account/recover/", {"code": secrets["code"]}).headers["Location"]
    yield client.post("/account/recover/new/", {"passphrase": f"{CANARY} nest apfel mond"}).headers["Location"]
    yield client.post("/account/passphrase/", {"passphrase": f"{CANARY} birke apfel mond"}).headers["Location"]


def _where_kept(name: str, secret: str) -> Iterator[str]:
    spellings = {secret, secret.replace("-", ""), secret.lower()}
    short = name == "PIN"  # six digits stand in any moment of time
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    says = str(value) in spellings if short else any(one in str(value) for one in spellings)
                    if says:
                        yield f"{name} in {table}.{column}"
    yield from (f"{name} in a session" for one in Session.objects.all() if secret in str(one.get_decoded()))
