"""The engine room: what waits and why, without a name; trying again and letting go; the quarter's mailbox."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from quartier.kernel.backup import canonical
from quartier.kernel.contract import Role
from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.delivery.mail.server import change_mail_server
from quartier.kernel.delivery.models import ChannelRest, Delivery
from quartier.kernel.delivery.tests.people import carry, sends_to, with_mailbox
from quartier.kernel.delivery.tests.sink import mail_sink
from quartier.kernel.gate.tests.people import by, client_of, neighbour
from quartier.kernel.jobs.models import JobRun
from quartier.kernel.jobs.runner import tick
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.account import RECOVERED

pytestmark = pytest.mark.django_db
MAILBOX: dict[str, Any] = {
    "is_on": True, "host": "mail.example.org", "port": 587, "security": "starttls", "user": "q", "password": "geheim",
    "sender": "quartier@example.org", "site_url": "https://q.example.org/", "takes_replies": False, "fetch_host": "",
    "fetch_port": 993, "fetch_security": "tls", "fetch_user": "", "fetch_password": "",
}  # fmt: skip


@pytest.fixture
def keeper() -> Person:
    return neighbour("Kaya", Role.KEY_HOLDER)


def test_it_says_what_failed_and_why_and_names_nobody(keeper: Person) -> None:
    with mail_sink() as sink:
        sends_to(sink)
        sink.answers["ada@example.org"] = "451 4.7.1 <ada@example.org> later"
        tell([with_mailbox("Ada")], RECOVERED)
        carry()
    page = client_of(keeper).get("/engine/").content.decode()
    assert "451 4.7.1" in page
    assert f"127.0.0.1:{sink.port}" in page
    assert "ada@" not in page
    assert "Ada" not in page


def test_a_silent_worker_is_noticed_and_its_beat_is_seen(keeper: Person) -> None:
    warning = "been heard of lately"
    assert warning in client_of(keeper).get("/engine/").content.decode()
    tick()
    assert warning not in client_of(keeper).get("/engine/").content.decode()
    JobRun.objects.update(started=timezone.now() - timedelta(minutes=5))
    assert warning in client_of(keeper).get("/engine/").content.decode()


def test_what_was_given_up_can_be_tried_again_or_let_go(keeper: Person) -> None:
    ada = with_mailbox("Ada")
    now = timezone.now()
    Delivery.objects.create(person=ada, channel="email", word="a", due=now, given_up=now, error="554", tries=9)
    Delivery.objects.create(person=ada, channel="email", word="b", due=now + timedelta(hours=3), error="451", tries=3)
    ChannelRest.objects.create(channel="email", until=now + timedelta(hours=1))
    client = client_of(keeper)
    client.post("/engine/again/", {"channel": "email"})
    assert Delivery.objects.filter(given_up=None, due__lte=timezone.now()).count() == 2
    assert not ChannelRest.objects.exists()
    Delivery.objects.filter(word="a").update(given_up=now, error="554")
    client.post("/engine/give-up/", {"channel": "email"})
    assert not Delivery.objects.filter(done=None).exists()


def test_only_managers_see_it(keeper: Person) -> None:
    assert client_of(neighbour("Ada")).get("/engine/").status_code == 403
    with pytest.raises(Refused):
        change_mail_server(by=by(neighbour("Ben")), **MAILBOX)


def test_the_password_is_never_shown_nor_carried_to_another_server(keeper: Person) -> None:
    change_mail_server(by=by(keeper), **MAILBOX)
    assert MailServer.objects.get().site_url == "https://q.example.org"
    assert "geheim" not in client_of(keeper).get("/engine/mail/").content.decode()
    change_mail_server(by=by(keeper), **{**MAILBOX, "password": ""})
    assert MailServer.objects.get().password == "geheim"
    change_mail_server(by=by(keeper), **{**MAILBOX, "password": "", "host": "evil.example.org"})
    assert MailServer.objects.get().password == ""


def test_the_password_is_in_no_back_up_and_asked_for_anew_elsewhere(
    keeper: Person, settings: Any, tmp_path: Path
) -> None:
    change_mail_server(by=by(keeper), **{**MAILBOX, "fetch_password": "geheimer"})
    assert "geheim" not in "".join(canonical.lines(MailServer))  # the key is no table and no file of people's
    assert not MailServer.objects.get().forgot_password
    settings.DATA = tmp_path  # another machine
    server = MailServer.objects.get()
    assert (server.password, server.fetch_password, server.forgot_password) == ("", "", True)
    assert "enter it again below" in client_of(keeper).get("/engine/mail/").content.decode()
    change_mail_server(by=by(keeper), **MAILBOX)
    assert (MailServer.objects.get().password, MailServer.objects.get().forgot_password) == ("geheim", False)
    assert (tmp_path / "seal_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": ""}, {"host": "a b"}, {"host": "http://mail"}, {"security": "none"}, {"sender": "quartier"},
        {"site_url": "javascript:alert(1)"}, {"site_url": "q.example.org"}, {"takes_replies": True},
    ],
)  # fmt: skip
def test_what_cannot_work_or_could_be_overheard_is_refused(keeper: Person, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        change_mail_server(by=by(keeper), **{**MAILBOX, **wrong})
    assert not MailServer.objects.filter(is_on=True).exists()


def test_a_test_mail_shows_what_the_mail_server_says(keeper: Person) -> None:
    client = client_of(keeper)
    with mail_sink() as sink:
        sends_to(sink)
        sink.answers["full@example.org"] = "552 5.2.2 full"
        assert (
            "552 5.2.2" in client.post("/engine/mail/test/", {"to": "full@example.org"}, follow=True).content.decode()
        )
        client.post("/engine/mail/test/", {"to": "rubbish\nBcc: x@example.org"})
        client.post("/engine/mail/test/", {"to": "ada@example.org"})
        assert [to for to, _mail in sink.raw] == ["ada@example.org"]
