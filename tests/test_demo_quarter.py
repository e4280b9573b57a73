"""The made-up quarter is what people judge the server by: it is whole, and nobody in it is anybody real."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from quartier.api import Entry
from quartier.kernel import registry
from quartier.kernel.comments.models import Comment
from quartier.kernel.entries.sharing import is_stale
from quartier.kernel.groups.models import Group, Membership, Organisation
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.places.models import Address, StreetMap
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.project.demo.filling import fill_demo
from quartier.project.demo.people import LOGIN_NAMES, PASSPHRASE, households

CODE = Path(__file__).resolve().parents[1] / "src" / "quartier"
FILES = [*CODE.glob("project/demo/*.toml"), *CODE.glob("modules/*/demo/*.toml")]
PEOPLE = {name: said for household in households().values() for name, said in household.items()}
GROUPS = {
    group["name"]: {*group["moderators"], *group["members"]}
    for group in tomllib.loads((CODE / "project/demo/together.toml").read_text())["group"]
}
PHONE = re.compile(r"\b0\d{2,5}[ /-]?\d{3,}")
GENERIC_MASCULINE = re.compile(
    r"\b(Bürger|Mieter|Bewohner|Schüler|Lehrer|Nachbarn und Freunde|Teilnehmer|Helfer|Besucher|Anfänger)\b(?!:)"
)
MEANT = {"Lehrer"}  # of one man, who is one


def said() -> Iterator[dict[str, Any]]:
    for file in FILES:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
        for sort in ("post", "offer", "request"):
            yield from document.get(sort, ())


def names_in(one: dict[str, Any]) -> Iterator[str]:
    yield one["by"]
    yield from (name for name, _text in (*one.get("say", ()), *one.get("says", ())))
    yield from one.get("thanks", ()) if isinstance(one.get("thanks"), list) else ()
    for answer in one.get("answer", ()):
        yield from names_in(answer)


def test_whoever_writes_lives_here_and_is_old_enough() -> None:
    for one in said():
        for name in names_in(one):
            person = PEOPLE[name]
            assert person.get("standing", "member") == "member", (name, one["title"])
            assert person["age"] >= 8, (name, one["title"])
            assert one.get("ago", 0) <= person.get("here", 400), (name, one["title"])
        assert one["by"] not in (one.get("thanks") or ()), one["title"]


def test_only_members_write_in_a_group() -> None:
    for one in said():
        if "group" in one:
            assert set(names_in(one)) <= GROUPS[one["group"]], one["title"]


def test_nobody_is_anybody_real() -> None:
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert [found for found in PHONE.findall(text) if not found.startswith("0000")] == [], file
        assert not re.search(r"@|https?:|www\.", text), file


def test_words_are_fair_and_tidy() -> None:
    for one in said():
        text = re.sub(r"\w+innen und \w+", "Leute", f"{one['title']} {one['text']}")
        assert not {found for found in GENERIC_MASCULINE.findall(text)} - MEANT, text
        assert not re.search(r"  | [,.;:!?](\s|$)|\.\.\.|\"", text), text


@pytest.mark.long
@pytest.mark.django_db
def test_the_year_fills_both_databases_whole(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    Quarter.objects.update(is_set_up=False)
    forget_quarter()
    fill_demo()
    fill_demo()  # there is a quarter already: nothing
    forget_quarter()
    now = timezone.now()
    assert Person.objects.count() >= 200
    assert Organisation.objects.count() >= 15
    assert Group.objects.count() >= 12
    assert Entry.objects.count() >= 500
    assert len(StreetMap.objects.get().picture) <= 150_000
    for kind in registry.kinds().values():
        stale = [obj for obj in kind.model._default_manager.all() if is_stale(obj, kind)]
        assert not stale, stale[:3]
    assert not Entry.objects.filter(published__gt=now).exists()
    assert not Comment.objects.filter(created__gt=now).exists()
    assert not Entry.objects.filter(author__standing__in=[Standing.DIED, Standing.GUEST]).exists()
    assert Entry.objects.filter(starts__gt=now).count() > 10
    assert Entry.objects.filter(hidden__isnull=False).count() == 2
    assert {one.login_name for one in Account.objects.filter(password__startswith="md5")} == set(LOGIN_NAMES.values())
    assert PASSPHRASE
    assert Membership.objects.filter(is_accepted=False).count() == 2
    assert set(households()) <= {f"{one.street_name} {one.house_number}" for one in Address.objects.all()}
