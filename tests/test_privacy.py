"""Everything about a person comes out when they ask, and nothing is left when they go."""

from __future__ import annotations

import json
import time
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection

from quartier.kernel import registry
from quartier.kernel.backup import canonical
from quartier.kernel.contract import Retain
from quartier.kernel.entries import search
from quartier.kernel.entries.models import Entry
from quartier.kernel.facts.models import Fact
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.privacy.duties import undeclared
from quartier.kernel.privacy.erasure import erase_person, kept_after
from quartier.kernel.privacy.export import everything_about, export_zip
from quartier.kernel.privacy.tables import unnamed
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder
from quartier.modules.help.actions import offer_help

pytestmark = pytest.mark.django_db
CANARY = "Zitronenfalter"


def somebody(name: str) -> Person:
    person = Person.objects.create(given_name=name, family_name="Beispiel", standing=Standing.MEMBER)
    Account.objects.create_user(f"{name.lower()}-1", "geheim geheim", person)
    return person


def everything_stored() -> str:
    lines = [line for model in canonical.changing_tables() for line in canonical.lines(model)]
    with connection.cursor() as cursor:
        for table in search.TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            lines += [str(row) for row in cursor.fetchall()]
    return "\n".join(lines).casefold()


def test_every_foreign_key_to_a_person_declares_its_duty() -> None:
    assert undeclared() == []


def test_every_table_about_people_says_in_words_what_it_is_and_each_column_what_it_is_called() -> None:
    assert unnamed() == []


def test_an_export_holds_what_they_wrote_and_nobody_elses_words() -> None:
    ayse, jonas = somebody("Ayşe"), somebody("Jonas")
    offer_help(by=Actor(ayse), title=f"Ich trage {CANARY}")
    offer_help(by=Actor(jonas), title="Fremdes Wort")
    told = json.dumps(everything_about(ayse), ensure_ascii=False, default=str)
    assert CANARY in told
    assert "ayşe-1" in told
    assert "Fremdes" not in told
    assert "argon2" not in told
    with zipfile.ZipFile(BytesIO(b"".join(export_zip(ayse)))) as archive:
        assert CANARY in archive.read("index.html").decode()
        assert "help.Offer" in json.loads(archive.read("data.json"))


@pytest.mark.parametrize("is_tidied", [False, True])
def test_nothing_is_left_of_somebody_who_goes(is_tidied: bool) -> None:
    ayse, jonas = somebody(CANARY), somebody("Jonas")
    offer_help(by=Actor(ayse), title=f"Ich trage {CANARY}", text=CANARY)
    offer_help(by=Actor(jonas), title="Bleibt")
    assert CANARY.casefold() in everything_stored()
    if is_tidied:
        search.tidy(at_least=1)
    erase_person(ayse, by=Actor(ayse))
    assert CANARY.casefold() not in everything_stored()
    assert [entry.title for entry in Entry.objects.all()] == ["Bleibt"]


def test_nobody_else_may_ask_and_the_last_key_stays() -> None:
    ayse, jonas = somebody("Ayşe"), somebody("Jonas")
    RoleHolder.objects.create(person=ayse, role="key_holder")
    with pytest.raises(Refused):
        erase_person(ayse, by=Actor(jonas))
    with pytest.raises(Refused):
        erase_person(ayse, by=Actor(ayse))
    RoleHolder.objects.create(person=jonas, role="key_holder")
    erase_person(ayse, by=Actor(ayse))
    assert not Person.objects.filter(pk=ayse.pk).exists()


def test_what_a_law_keeps_is_told_before_and_stays_without_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's facts stand in for a register that must be kept: their people are SET_NULL."""
    ayse = somebody("Ayşe")
    offer_help(by=Actor(ayse), title="Ich trage Möbel")
    module = registry.modules()[0]
    keeping = replace(module, retains=(Retain(model=Fact, until=timedelta(days=3650), ground="§ 147 AO"),))
    monkeypatch.setattr(registry, "modules", lambda: (keeping,))
    told = kept_after(ayse)
    assert [(one.rows, str(one.ground)) for one in told] == [(1, "§ 147 AO")]
    erase_person(ayse, by=Actor(ayse))
    assert Fact.objects.filter(by=None, verb="published").count() == 1


@pytest.mark.long
def test_ten_thousand_rows_are_packed_within_a_minute_and_little_memory(capsys: pytest.CaptureFixture[str]) -> None:
    ayse = somebody("Ayşe")
    Notification.objects.bulk_create(
        Notification(person=ayse, by=ayse, notice="comments.added", title=f"Nachricht {number}")
        for number in range(10_000)
    )
    began = time.monotonic()
    pieces = list(export_zip(ayse))
    took = time.monotonic() - began
    with zipfile.ZipFile(BytesIO(b"".join(pieces))) as archive:
        assert len(json.loads(archive.read("data.json"))["kernel.Notification"]) == 10_000
        assert archive.read("index.html").decode().count("Nachricht 9999") == 1
    assert max(map(len, pieces)) < 2_000_000  # piece by piece
    with capsys.disabled():
        print(f" export of 10,000 rows: {took:.1f} s ", end="")
    assert took < 30
