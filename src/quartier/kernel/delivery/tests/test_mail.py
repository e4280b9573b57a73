"""E-mail: only to confirmed addresses, nothing private in it, one click off, and what comes back stops it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quartier.kernel.contract import Audience
from quartier.kernel.delivery.mail.addresses import ask_for_confirmation
from quartier.kernel.delivery.mail.server import NotAllowed, must_be_allowed
from quartier.kernel.delivery.models import ChannelRest, Delivery, Reach
from quartier.kernel.delivery.outbox import deliver_due
from quartier.kernel.delivery.planning import begin_daily_rounds
from quartier.kernel.delivery.tests.people import SITE, carry, sends_to, with_mailbox
from quartier.kernel.delivery.tests.sink import Sink, html_of, mail_sink, text_of
from quartier.kernel.entries.models import Entry
from quartier.kernel.gate.tests.people import by, client_of, neighbour, shared_by
from quartier.kernel.matters.actions import open_matter, say
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.models import Account, Person
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.account import PASSKEY_ADDED, RECOVERED
from quartier.kernel.terms.belonging import GROUP_JOINED
from quartier.kernel.terms.comments import COMMENTED
from quartier.kernel.terms.matters import MATTER_SAID

pytestmark = pytest.mark.django_db
SECRET = "Insulinpflaster Kirchgasse 5b"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with mail_sink() as sink:
        sends_to(sink)
        yield sink


def everything_by_mail(person: Person) -> None:
    Reach.objects.filter(person=person).update(choices={"email": {"comments": True, "groups": True}})


def test_a_notice_comes_as_a_short_mail_with_one_click_off(sink: Sink) -> None:
    ada = with_mailbox("Ada")
    tell([ada], PASSKEY_ADDED, url="/account/", title="Telefon")
    carry()
    (mail,) = sink.mails
    assert mail["To"] == "ada@example.org"
    assert mail["Subject"] == "A passkey was added: Telefon. If that wasn't you, remove it."
    assert mail["Auto-Submitted"] == "auto-generated"
    assert f"{SITE}/notices/" in text_of(mail)
    assert "<script" not in html_of(mail)
    assert not re.search(r"<(img|link|style|iframe)|src=", html_of(mail)), "nothing is fetched from anywhere"
    link = mail["List-Unsubscribe"].strip("<>")
    assert f"List-Unsubscribe: <{SITE}/notices/off/".encode() in sink.raw[0][1], "in one piece, as programs need it"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = link.removeprefix(SITE)
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(address).status_code == 200
    tell([ada], PASSKEY_ADDED, url="/account/", title="Tablet")
    carry()
    assert len(sink.mails) == 2, "looking at the link changed nothing"
    assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    tell([ada], PASSKEY_ADDED, url="/account/", title="Uhr")
    tell([ada], RECOVERED, url="/account/")
    carry()
    assert [mail["Subject"][:6] for mail in sink.mails[2:]] == ["Your p"], "exactly this kind, on exactly this channel"
    assert ada.notifications.filter(notice=PASSKEY_ADDED.name, read=None).count() == 3, "it still stands here"
    assert stranger.post(address, {"on": "1"}).status_code == 403, "on again only from the page itself"
    Client().post(address, {"on": "1"})
    assert Reach.objects.get(person=ada).choices == {"email": {}}


@pytest.mark.parametrize("word", ["x", "%00", "WzFd:1a:bc", "..%2f..", "a" * 2000])
def test_rubbish_links_say_so_and_change_nothing(sink: Sink, word: str) -> None:
    for path in ("off", "confirm"):
        for answer in (Client().get(f"/notices/{path}/{word}/"), Client().post(f"/notices/{path}/{word}/")):
            assert answer.status_code == 404
    assert not Reach.objects.exists()


def test_no_mail_before_the_address_was_confirmed_by_a_click(sink: Sink) -> None:
    person = neighbour("Ada")
    tell([person], RECOVERED)
    carry()
    Account.objects.filter(person=person).update(email="ada@example.org")
    tell([person], RECOVERED)
    carry()
    assert sink.raw == []
    ask_for_confirmation(by=by(person))
    carry()
    (mail,) = sink.mails
    address = re.search(rf"{SITE}(/notices/confirm/\S+)", text_of(mail))
    assert address
    Client().get(address[1])
    assert not Reach.objects.filter(confirmed__isnull=False).exists(), (
        "a program that opens every link confirms nothing"
    )
    for _twice in range(2):
        assert Client().post(address[1]).status_code == 200
    tell([person], RECOVERED)
    carry()
    assert len(sink.mails) == 2
    Account.objects.filter(person=person).update(email="eve@example.org")
    tell([person], RECOVERED)
    carry()
    assert len(sink.mails) == 2, "another address must be confirmed anew"
    assert Client().post(address[1]).status_code == 404


def test_nobody_can_have_a_stranger_flooded_with_mails_that_ask(sink: Sink) -> None:
    for name in ("Ada", "Ben"):
        person = neighbour(name)
        Account.objects.filter(person=person).update(email="victim@example.org")
        for _press in range(6):
            try:
                ask_for_confirmation(by=by(person))
                ask_for_confirmation(by=by(person))  # pressed twice is once
            except Refused:
                break
            Delivery.objects.update(made=timezone.now() - timedelta(minutes=5))
    carry()
    assert len(sink.raw) == 3


@pytest.mark.not_shared("an entry is made protected behind its back")
def test_what_is_private_or_protected_is_in_no_mail_and_in_no_log(sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    ada, ben = with_mailbox("Ada"), neighbour("Ben")
    everything_by_mail(ada)
    matter = open_matter(
        by=by(ben), kind="example", about=None, title=SECRET, parties={ben: "helper", ada: "asker"}, text=SECRET
    )
    say(matter, by=by(ben), text=SECRET)
    entry = shared_by(ada)
    Entry.objects.filter(pk=entry.pk).update(title=SECRET, audience=Audience.CIRCLE)
    tell([ada], COMMENTED, Entry.objects.get(pk=entry.pk), by=ben)
    sink.answers["ada@example.org"] = f"451 4.7.1 {SECRET}"
    carry()
    assert Delivery.objects.exclude(error="").exists()
    assert not Delivery.objects.filter(error__contains="Kirchgasse").exists()
    sink.answers.clear()
    deliver_due(timezone.now() + timedelta(hours=1))
    assert sink.mails
    for mail in sink.mails:
        assert "Insulin" not in f"{mail['Subject']} {text_of(mail)} {html_of(mail)}"
    assert "Insulin" not in caplog.text
    assert "ada@example.org" not in caplog.text


def test_others_who_look_at_the_mailbox_learn_nothing(sink: Sink) -> None:
    ada, ben = with_mailbox("Ada", is_neutral=True), neighbour("Ben")
    tell([ada], MATTER_SAID, by=ben, url="/matters/1/", title="Trennung")
    carry()
    (mail,) = sink.mails
    assert mail["Subject"] == "News from the quarter"
    whole = sink.raw[0][1].decode().replace("=\r\n", "")
    assert "Musterviertel" not in whole
    assert not {"Ben", "Trennung", "writes", "wrote", "matters"} & set(re.findall(r"[A-Za-z]+", text_of(mail)))


def test_an_address_that_takes_no_mail_gets_none_and_its_owner_reads_why(sink: Sink) -> None:
    ada, ben = with_mailbox("Ada"), with_mailbox("Ben")
    sink.answers["ada@example.org"] = "550 5.1.1 <ada@example.org> unknown"
    tell([ada, ben], RECOVERED)
    carry()
    assert [to for to, _raw in sink.raw] == ["ben@example.org"]
    assert Delivery.objects.get(person=ada, channel="email").error == "550 5.1.1"
    assert ada.notifications.filter(notice="account.mail_stopped").count() == 1
    sink.answers.clear()
    tell([ada], RECOVERED)
    carry()
    assert len(sink.raw) == 1, "nothing more goes there"
    page = client_of(ada).get("/notices/address/").content.decode()
    assert "takes no mail" in page


def test_a_mail_server_that_is_down_costs_one_try_and_nothing_is_lost(sink: Sink) -> None:
    people = [with_mailbox(name) for name in ("Ada", "Ben", "Cem")]
    sends_to(sink, port=1)
    tell(people, RECOVERED)
    carry()
    rest = ChannelRest.objects.get(channel="email")
    assert rest.error.startswith("no connection")
    sends_to(sink)
    deliver_due(rest.until)
    assert len(sink.raw) == 3


def test_one_bad_address_costs_the_others_nothing_and_a_lonely_dot_ends_no_mail(sink: Sink) -> None:
    people = [with_mailbox(name) for name in ("Ada", "Ben", "Cem")]
    sink.answers["ben@example.org"] = "550 5.1.1 unknown"
    Quarter.objects.update(name=".")
    forget_quarter()
    tell(people, RECOVERED)
    carry()
    assert sorted(to for to, _raw in sink.raw) == ["ada@example.org", "cem@example.org"]
    assert all(text.splitlines().count(".") == 1 for text in sink.texts()), "the quarter's name, alone on its line"
    assert [row.error[:3] for row in Delivery.objects.filter(given_up__isnull=False)] == ["550"]


def test_an_address_for_which_the_mail_server_is_too_old_costs_the_others_nothing(
    sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smtplib.SMTP.has_extn", lambda _line, _name: False)
    people = [with_mailbox(name) for name in ("Ada", "Ben", "Cem")]
    Account.objects.filter(person=people[0]).update(email="ada@müller.example")
    Reach.objects.filter(person=people[0]).update(address="ada@müller.example")
    tell(people, RECOVERED)
    carry()
    assert sorted(mail["To"] for mail in sink.mails) == ["ben@example.org", "cem@example.org"]
    assert Delivery.objects.filter(person=people[0], channel="email", given_up__isnull=False).count() == 1
    assert not ChannelRest.objects.exists()


def test_the_same_mail_sent_twice_has_the_same_message_id(sink: Sink) -> None:
    tell([with_mailbox("Ada")], RECOVERED)
    carry()
    Delivery.objects.update(done=None, due=timezone.now())  # killed before it was written down
    deliver_due()
    first, again = sink.mails
    assert first["Message-ID"] == again["Message-ID"]


def test_it_is_in_the_readers_language(sink: Sink) -> None:
    ada = with_mailbox("Ada")
    Reach.objects.filter(person=ada).update(language="de")
    tell([ada], RECOVERED)
    carry()
    assert sink.mails[0]["Subject"].startswith("Dein Passwort wurde")
    assert sink.mails[0]["Content-Language"] == "de"


@pytest.mark.not_shared("entries get other titles, and one is closed, behind their backs")
def test_the_daily_mail_holds_what_is_unread_and_new_and_only_what_they_may_see_then(sink: Sink) -> None:
    ada, ben = with_mailbox("Ada"), neighbour("Ben")
    yesterday = timezone.localdate() - timedelta(days=1)
    Reach.objects.filter(person=ada).update(
        daily_on=yesterday, digest_at=0, daily_until=timezone.now() - timedelta(hours=1)
    )
    tell([ada], GROUP_JOINED, title="Gartenfreunde")
    tell([ada], GROUP_JOINED, title="Singkreis")
    carry()
    assert sink.raw == [], "it waits for its hour"
    seen, gone, protected = shared_by(ben), shared_by(ben), shared_by(ben)
    Entry.objects.filter(pk=protected.pk).update(title="Insulinpflaster", audience=Audience.CIRCLE)
    Entry.objects.filter(pk=seen.pk).update(title="Fahrrad zu verleihen")
    Entry.objects.filter(pk=gone.pk).update(title="Geheimes")
    Entry.objects.get(pk=gone.pk).open_keys.all().delete()
    ada.notifications.filter(title="Singkreis").update(read=timezone.now())
    for _twice in range(2):
        begin_daily_rounds(timezone.now())
        deliver_due()
    (mail,) = sink.mails
    text = text_of(mail)
    assert text.index("Gartenfreunde") < text.index("Fahrrad zu verleihen")
    assert "Geheimes" not in text
    assert "Insulin" not in text, "a mail travels openly"
    assert "Singkreis" not in text
    Reach.objects.update(daily_on=yesterday)
    Delivery.objects.all().delete()
    begin_daily_rounds(timezone.now())
    deliver_due()
    assert len(sink.raw) == 1, "nothing new, no mail"


def test_what_was_mailed_at_once_is_not_in_the_daily_mail_again(sink: Sink) -> None:
    ada = with_mailbox("Ada", choices={"email": {"groups": True}}, digest_at=0)
    tell([ada], GROUP_JOINED, title="Gartenfreunde")
    carry()
    begin_daily_rounds(timezone.now())
    deliver_due()
    assert len(sink.raw) == 1


def test_the_server_talks_to_nobody_whom_the_quarter_did_not_name(sink: Sink) -> None:
    server = sends_to(sink)
    must_be_allowed(server, "127.0.0.1", sink.port)
    with pytest.raises(NotAllowed):
        must_be_allowed(server, "mail.example.org", 25)
    server.is_on = False
    with pytest.raises(NotAllowed):
        must_be_allowed(server, "127.0.0.1", sink.port)
