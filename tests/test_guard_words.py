"""Stored and sent-back words (quality.md, S3), without a browser: whatever stands in a column or comes with a request, each
page shows it as text. Every column that holds words × every page of every example; the browser's part is
tests/test_guard_xss.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from django.core import mail
from django.http import HttpResponse
from django.urls import reverse

from quartier.api.testing.cast import Cast
from quartier.api.testing.requests import taken_back
from quartier.kernel import registry
from quartier.kernel.access import all_examples
from quartier.kernel.contract import Example
from quartier.kernel.entries.models import Entry
from quartier.kernel.facts import delivery
from quartier.kernel.processes.models import Step
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.project.demo.filling import fill_demo
from tests.guards import (
    Column,
    Opening,
    openings,
    openings_of,
    share_again,
    within,
    word_columns,
    write_everywhere,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.not_shared(reason="words are written past the actions, on purpose"),
]
MARKUP = "<x{number} a=\"b\" c='d'>{{{{77*77}}}}"
NAMES = ("q", "next", "tab", "kind", "f", "title", "text", "back", "after", "name")
WRITTEN_BY_THE_PROGRAM = {
    "chat.App.client_id", "chat.AppSession.device_id", "chat.Code.challenge", "chat.Code.device_id",
    "chat.Code.redirect_uri", "chat.DeviceCode.device_id", "chat.DeviceCode.user_code", "chat.Farewell.device_id",
    "chat.Room.room_id", "kernel.Ballot.code", "kernel.ChannelRest.error", "kernel.Delivery.error", "kernel.Draw.key", "kernel.Draw.tickets",
    "kernel.Entry.search", "kernel.MailServer.fetch_error", "kernel.Process.last_lot",
    "kernel.PushDevice.auth", "kernel.PushDevice.endpoint", "kernel.PushDevice.last_word", "kernel.Unheard.error",
    "opinions.Board.drawn_of", "petition.SheetLine.likeness",
}  # fmt: skip
SHOWN_AS_DATA = {  # places, in what the map and the suggestions are made of; who lives where is shown to hardly anybody
    "kernel.Address.city", "kernel.Address.house_number", "kernel.Address.postcode", "kernel.Address.street_name",
    "kernel.Address.suburb", "kernel.PointOfInterest.address", "kernel.PointOfInterest.category",
    "kernel.PointOfInterest.name", "kernel.Street.name",
}  # fmt: skip
AFTER_A_FORM = {  # neither an example nor the demo quarter has such a row on a page; words sent are followed to theirs below
    "chat.App.name", "chat.Room.name", "discussion.Expert.known_as", "kernel.BreachStep.note", "kernel.BreachStep.said",
    "kernel.Complaint.text", "kernel.Draft.label", "kernel.EvidenceFile.alt", "kernel.EvidenceFile.name",
    "kernel.HouseRules.more", "kernel.MailServer.fetch_user", "kernel.MailServer.sender", "kernel.MailServer.user",
    "kernel.Process.was_of", "kernel.Proposal.source", "kernel.ProposalChange.sentence",
    "kernel.PushService.contact", "kernel.PushService.more_hosts", "kernel.Reach.address",
    "kernel.Report.email", "kernel.Report.name", "kernel.RoleChange.role_name", "kernel.SetupAnswer.answer",
    "kernel.Surety.typed", "opinions.Statement.reason", "petition.SheetLine.address", "petition.SheetLine.name",
    "youth.ClassSheet.reason",
}  # fmt: skip
SHOWN_NOWHERE = WRITTEN_BY_THE_PROGRAM | SHOWN_AS_DATA | AFTER_A_FORM
ODD = urlencode({name: MARKUP.format(number=0) for name in NAMES})
FIELDS = re.compile(r'<(?:input|textarea)[^>]*\bname="([^"]+)"')
LEFT_ITS_ATTRIBUTE = re.compile(r"""<[a-zA-Z][^<>]*"b" c=|<[a-zA-Z][^<>]*'d'>""")
AS_TAG = re.compile(r"<x(\d+) ")
AS_TEXT = re.compile(r"&lt;x(\d+) ")
CODE_IN_PAGE = re.compile(
    r"""<script(?![^>]*\bsrc=)|<[^>]*\son\w+=|<[^>]*\sstyle=|<style|href=["']?\s*(?:javascript|data|vbscript):""", re.I
)


def test_what_stands_in_any_column_is_shown_as_text(cast: Cast, count: Any) -> None:
    """On the pages that a few seconds suffice for."""
    look_at_stored_words(cast, count, seconds=2, most=60)


@pytest.mark.long
def test_what_stands_in_any_column_is_shown_as_text_on_every_page(count: Any) -> None:
    """A new column is seen on a page, or it is said above why not."""
    Quarter.objects.all().delete()
    forget_quarter()
    fill_demo()  # its rows fill tables that no example of an address fills
    cast = Cast.gather()
    seen, columns = look_at_stored_words(cast, count, seconds=3600, more=pages_of_demo(cast))
    unseen = {str(column) for column in columns if column.number not in seen}
    assert not unseen - SHOWN_NOWHERE, f"Seen nowhere: {sorted(unseen - SHOWN_NOWHERE)}"


def look_at_stored_words(
    cast: Cast, count: Any, *, seconds: float, most: int = 10_000, more: Iterable[Opening] = ()
) -> tuple[set[int], list[Column]]:
    pages, columns = openings(cast, most=most), word_columns()
    for column in columns:
        write_everywhere(column, lambda _row: "kanarie " + MARKUP.format(number=column.number))  # noqa: B023
    share_again()
    pages += [_search(cast, ""), _search(cast, "kanarie"), *more]
    wrong, seen, tried = list(_wrong_mails()), set[int](), 0
    for page in within(seconds, pages):
        answer = page.client().get(page.url)
        text = _text(answer)
        tried += 1
        wrong += [f"{page}: {flaw}" for flaw in _flaws(answer, text, columns)]
        seen |= {int(number) for number in AS_TEXT.findall(text)}
    count(f"S3 stored words in {len(columns)} columns, {len(seen)} of them seen, pages", tried)
    assert seen, "The words stand on no page at all."
    assert not wrong, "\n".join(wrong)
    return seen, columns


def pages_of_demo(cast: Cast) -> list[Opening]:
    """The newest of each kind, every process with its steps, and why each module is here."""
    entries = [Entry.objects.filter(kind=kind).order_by("-pk")[:5] for kind in registry.kinds()]
    urls = [entry.url for found in entries for entry in found]
    urls += [step.url for step in Step.objects.all()]
    urls += [reverse("why:module", kwargs={"slug": module.slug}) for module in registry.offered()]
    return [
        Opening(f"demo by {name}", url, person, {})
        for url in dict.fromkeys(urls)
        for name, person in (("a key holder", cast.key_holder), ("another", cast.other), ("a stranger", None))
    ]


def test_what_is_sent_comes_back_as_text(cast: Cast, count: Any) -> None:
    look_at_words_sent(cast, count, seconds=2)


@pytest.mark.long
def test_what_is_sent_anywhere_comes_back_as_text(cast: Cast, count: Any) -> None:
    look_at_words_sent(cast, count, seconds=3600)


def look_at_words_sent(cast: Cast, count: Any, *, seconds: float) -> None:
    """In the form with its mistakes, behind the question mark, and on the page that follows."""
    wrong, tried = [], 0
    for example in within(seconds, list(all_examples())):
        with taken_back():
            page = next(openings_of(example, cast))
            client, url = page.client(), f"{page.url}?{ODD}"
            for answer in (client.get(url), client.post(page.url, _sent(example, page, cast), follow=True)):
                tried += 1
                wrong += [f"{page}: {flaw}" for flaw in _flaws(answer, _text(answer), [])]
    count("S3 words sent back, answers", tried)
    assert not wrong, "\n".join(wrong)


def _sent(example: Example, page: Opening, cast: Cast) -> dict[str, Any]:
    """The words in each field of the example's body and of the form that is shown."""
    said = example.post(page.person or cast.owner) if example.post else {}
    sent = {name: MARKUP.format(number=0) if isinstance(value, str) else value for name, value in said.items()}
    for name in FIELDS.findall(_text(page.client().get(page.url))):
        if name not in {"csrfmiddlewaretoken", "once", "draft"}:
            sent.setdefault(name, MARKUP.format(number=0))
    return sent


def _search(cast: Cast, word: str) -> Opening:
    return Opening(f"a search for “{word}”", f"/suche/?q={word}", cast.other, {})


def _text(answer: HttpResponse) -> str:
    if answer.streaming or not re.match(r"text/|application/(json|atom|xml)", answer.get("Content-Type", "")):
        return ""
    return answer.content.decode(errors="replace")


def _is_file_to_keep(answer: HttpResponse) -> bool:
    """No browser shows it as a page: it is saved, whatever its words look like."""
    is_saved = answer.get("Content-Disposition", "").startswith("attachment")
    return is_saved and answer.get("X-Content-Type-Options") == "nosniff"


def _flaws(answer: HttpResponse, text: str, columns: list[Column]) -> Iterator[str]:
    media_type = answer.get("Content-Type", "")
    if answer.status_code >= 500:
        yield f"status {answer.status_code}"
    if "d'>5929" in text or "&gt;5929" in text:
        yield "it was calculated"
    if media_type.startswith("application/json") or _is_file_to_keep(answer):
        return
    for number in sorted(set(AS_TAG.findall(text))):
        name = str(columns[int(number)]) if columns else "what was sent"
        yield f"{name} is a tag: …{text[max(0, text.index(f'<x{number} ') - 80) :][:160]!r}"
    yield from (f"it left its attribute: {found!r}" for found in LEFT_ITS_ATTRIBUTE.findall(text))
    if media_type.startswith("text/html"):
        yield from (f"code in the page: {found[:120]!r}" for found in CODE_IN_PAGE.findall(text))
    elif "xml" in media_type:
        tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(answer.content).iter()}
        yield from (f"{tag} is an element of the feed" for tag in tags if re.fullmatch(r"x\d+", tag))


def _wrong_mails() -> Iterator[str]:
    """What waits is sent; of mails in HTML the same holds as of pages, and no header has a second line."""
    delivery.sweep()
    for message in mail.outbox:
        for part, media_type in getattr(message, "alternatives", []):
            if media_type == "text/html" and AS_TAG.search(str(part)):
                yield f"mail “{message.subject}”: a tag"
        if "\n" in message.subject:
            yield "a mail's subject has two lines"
