"""Replies by mail: they land in their matter once, from the right person alone, whatever program wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import OperationalError

from quartier.kernel.delivery.mail import fetching, incoming
from quartier.kernel.delivery.mail.composing import compose
from quartier.kernel.delivery.mail.fetching import fetch_if_due
from quartier.kernel.delivery.mail.incoming import BOUNCED, IGNORED, REFUSED, TAKEN, take_in
from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.delivery.mail.parsing import read_mail
from quartier.kernel.delivery.mail.replies import address_for, read_address
from quartier.kernel.delivery.models import Reach
from quartier.kernel.delivery.tests import raw_mails as raw
from quartier.kernel.delivery.tests.people import carry, fetches_from, sends_to, with_mailbox
from quartier.kernel.delivery.tests.sink import Sink, mail_sink, mailbox
from quartier.kernel.gate.tests.people import by, neighbour
from quartier.kernel.matters.actions import leave, open_matter, say
from quartier.kernel.matters.endings import drop
from quartier.kernel.matters.models import Matter
from quartier.kernel.people.models import Person

pytestmark = pytest.mark.django_db


@dataclass
class Talk:
    """Ada, who reads mail, and Ben have a matter; `to` is Ada's address for replies in it."""

    ada: Person
    ben: Person
    matter: Matter
    to: str
    sink: Sink

    def said(self) -> list[str]:
        return list(self.matter.messages.filter(author=self.ada).values_list("text", flat=True))


@pytest.fixture
def talk() -> Iterator[Talk]:
    with mail_sink() as sink:
        server = sends_to(sink, takes_replies=True)
        ada, ben = with_mailbox("Ada"), neighbour("Ben")
        matter = open_matter(by=by(ben), kind="example", about=None, title="Regal", parties={ben: "a", ada: "b"})
        yield Talk(ada, ben, matter, address_for(server, ada.pk, matter.pk), sink)


def test_a_reply_to_the_mail_about_it_lands_in_the_matter(talk: Talk) -> None:
    carry()
    (asked,) = talk.sink.mails
    assert asked["Reply-To"] == talk.to
    assert len(talk.to.partition("@")[0]) <= 64
    assert take_in(raw.mail(asked["Reply-To"].upper(), raw.GMAIL.encode(), head=raw.UTF8)) == TAKEN
    assert talk.said() == ["Ja, gerne um drei!"]
    assert not talk.ada.notifications.filter(read=None).exists(), "who answers has read it"
    assert len(talk.sink.raw) == 1, "nothing is written back"


@pytest.mark.parametrize("body", [raw.GMAIL, raw.OUTLOOK, raw.THUNDERBIRD, raw.APPLE, raw.ENGLISH])
def test_only_the_new_words_count(body: str) -> None:
    assert read_mail(raw.mail("x@example.org", body.encode(), head=raw.UTF8)).text == "Ja, gerne um drei!"


def test_answers_between_the_lines_stay() -> None:
    body = "Am 22.11.26 schrieb Ben:\n> Kommst du?\nJa\n> Bringst du Kuchen?\nNein\n"
    assert "Ja\nNein" in read_mail(raw.mail("x@example.org", body.encode(), head=raw.UTF8)).text


@pytest.mark.parametrize("name", raw.CHARSETS)
def test_broken_encodings_are_read_as_well_as_can_be(name: str) -> None:
    head, body = raw.CHARSETS[name]
    text = read_mail(raw.mail("x@example.org", body, head=head)).text
    assert text == "Schönes Fest", name


def test_rubbish_breaks_nothing_and_changes_nothing(talk: Talk) -> None:
    for name, mail in raw.RUBBISH.items():
        outcome = take_in(mail.replace(b"{to}", talk.to.encode()))
        assert outcome in {IGNORED, REFUSED}, name
    assert talk.said() == []


def test_machines_get_no_answer_and_change_nothing(talk: Talk) -> None:
    for head in raw.AUTOMATIC.values():
        assert take_in(raw.mail(talk.to, b"Bin im Urlaub", head=head)) == IGNORED
    robot = raw.HEAD.replace(b"Ada@Example.org", b"mailer-daemon@example.org")
    assert take_in(raw.mail(talk.to, b"Bin im Urlaub", base=robot)) == IGNORED
    assert talk.said() == []
    assert talk.sink.raw == []


def test_the_same_mail_twice_is_one(talk: Talk) -> None:
    mail = raw.mail(talk.to, b"Ja")
    assert [take_in(mail), take_in(mail)] == [TAKEN, IGNORED]
    say(talk.matter, by=by(talk.ben), text="Gut")
    assert take_in(mail) == IGNORED
    assert talk.said() == ["Ja"]


def test_killed_in_the_middle_it_is_taken_in_whole_the_next_time(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_arguments: object, **_more: object) -> None:
        raise SystemExit

    mail = raw.with_files(talk.to, 1)
    with monkeypatch.context() as patch:
        patch.setattr(incoming, "send_prepared", killed)
        with pytest.raises(SystemExit):
            take_in(mail)
    assert talk.said() == []
    assert take_in(mail) == TAKEN
    assert talk.said()[0] == "Schau mal"


def test_forged_senders_are_refused_with_one_mail_and_guessed_addresses_without_a_word(talk: Talk) -> None:
    eve = raw.HEAD.replace(b"Ada@Example.org", b"eve@example.org")
    for number in range(5):
        assert take_in(raw.mail(talk.to, b"Gib mir Geld", number=number, base=eve)) == REFUSED
    assert [to for to, _mail in talk.sink.raw] == ["eve@example.org"]
    assert "could not be taken in" in talk.sink.texts()[0] or "nicht angenommen" in talk.sink.texts()[0]
    assert talk.sink.mails[0]["X-Quartiersserver"], "two such servers never write to each other for ever"
    guessed = talk.to.replace(talk.to[talk.to.index("-") + 3 : talk.to.index("@")], "aaaaaaaaaaaaaaaa")
    assert read_address(guessed) is None
    assert take_in(raw.mail(guessed, b"Hallo", number=9)) == IGNORED
    assert take_in(raw.mail("quartier@example.org", b"Hallo", number=10)) == IGNORED
    assert len(talk.sink.raw) == 1
    assert talk.said() == []


def test_an_address_that_is_no_longer_confirmed_speaks_for_nobody(talk: Talk) -> None:
    Reach.objects.update(address="new@example.org")
    assert take_in(raw.mail(talk.to, b"Ja")) == REFUSED
    assert talk.said() == []


def test_what_cannot_be_said_any_more_is_refused_in_a_sentence(talk: Talk) -> None:
    assert take_in(raw.mail(talk.to, b"> nur ein Zitat", number=1)) == REFUSED
    assert take_in(raw.mail(talk.to, b"x" * 5000, number=2)) == REFUSED
    drop(talk.matter, by=by(talk.ben))
    assert take_in(raw.mail(talk.to, b"Ja", number=3)) == REFUSED
    leave(talk.matter, by=by(talk.ada))
    assert take_in(raw.mail(talk.to, b"Ja", number=4)) == REFUSED
    texts = talk.sink.texts()
    assert "a few words" in texts[0]
    assert "very long" in texts[1]
    assert "This is over" in texts[2]
    assert "no longer open to you" in texts[3]
    assert take_in(raw.mail(talk.to, b"Ja", number=4)) == IGNORED
    assert len(talk.sink.raw) == 4
    assert talk.said() == [""] * len(talk.said()), "only what happened, no words"


def test_pictures_are_kept_and_what_else_was_attached_is_said(talk: Talk) -> None:
    assert take_in(raw.with_files(talk.to, 1)) == TAKEN
    kept = [message.file.name for message in talk.matter.messages.filter(file__isnull=False) if message.file]
    assert kept == ["Küche.jpg"], "not the logo, not the program"
    (answer,) = talk.sink.texts()
    assert "spiel.exe" in answer
    assert "logo" not in answer


def test_a_bounce_stops_the_address(talk: Talk) -> None:
    assert take_in(raw.bounce("ada@example.org")) == IGNORED
    assert Reach.objects.get(person=talk.ada).stopped is None, "anybody could have written that"
    sent = compose(
        MailServer.objects.get(), "plain", {"paragraphs": ["Hallo"]}, to="ada@example.org", subject="x", word="x"
    )
    headers = bytes(sent).partition(b"\n\n")[0]
    assert take_in(raw.bounce("ben@example.org", returned=headers)) == IGNORED
    assert take_in(raw.bounce("ada@example.org", returned=headers)) == BOUNCED
    assert Reach.objects.get(person=talk.ada).stopped is not None


def test_the_mailbox_is_read_and_what_is_no_reply_is_left_alone(talk: Talk) -> None:
    with mailbox() as box:
        fetches_from(box)
        private = box.put(b"From: mum@example.org\r\nTo: quartier@example.org\r\n\r\nprivate")
        box.put(raw.mail(talk.to, "Schönes Fest".encode("latin-1"), head=raw.UTF8))
        assert fetch_if_due() == 2
        assert talk.said() == ["Schönes Fest"]
        assert list(box.mails) == [private]
        assert not any("BODY[]" in said for said in box.said), "looked at without a mark: BODY.PEEK"
        assert fetch_if_due() == 0, "not before a minute is over"
        MailServer.objects.update(fetched=None)
        assert fetch_if_due() == 0, "each is looked at once"
    MailServer.objects.update(fetched=None)
    assert fetch_if_due() == 0
    assert MailServer.objects.get().fetch_error == "ConnectionRefusedError"


def test_a_reply_that_came_while_the_database_was_busy_is_taken_in_later(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mailbox() as box:
        fetches_from(box)
        box.put(raw.mail(talk.to, b"Bis Samstag", head=raw.UTF8))
        with monkeypatch.context() as patch:
            patch.setattr(fetching, "take_in", _busy)
            assert fetch_if_due() == 0
        assert MailServer.objects.get().fetch_error
        MailServer.objects.update(fetched=None)
        assert fetch_if_due() == 1
    assert talk.said() == ["Bis Samstag"]


def _busy(_raw: bytes) -> str:
    raise OperationalError("database is locked")
