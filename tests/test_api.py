"""What quartier.api promises to every module."""

from dataclasses import FrozenInstanceError, is_dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from quartier.api import (
    Actor,
    Audience,
    Card,
    CardPage,
    CommentThread,
    Cursor,
    Entry,
    Fact,
    FileForm,
    Group,
    MatterPage,
    Notice,
    Organisation,
    Page,
    Panel,
    Person,
    Power,
    Retain,
    Role,
    Service,
    Shared,
    Slot,
    Text,
    card_page,
    comments_on,
    companions_needed,
    entries,
    guardians_needed,
    is_shared_device,
    mark_read,
    matter_page,
    members_of_groups,
    must_be_free_to_begin,
    must_be_free_to_write,
    must_meet,
    open_matter,
    passkeys_here,
    pushes_to,
    quarter_name,
    require_contact,
    share,
    share_many,
    tell,
    visible,
)
from quartier.api.testing import client_of, neighbour
from quartier.api.testing.cast import Cast, may_see
from quartier.kernel import registry
from quartier.kernel.accounts.models import Passkey
from quartier.kernel.entries.actions import hide_entry
from quartier.kernel.groups.models import Membership
from quartier.modules.help.module import module as help_module

KIND = help_module.kinds[0]
BADGER = Power(name="help.badger", label="Badger", roles=(Role.NEIGHBOUR,), is_circle=True)


def examples(author: Person, count: int) -> list[Shared]:
    return [KIND.example(author) for _number in range(count)]


@pytest.mark.django_db
def test_a_list_has_pages_until_all_was_shown(cast: Cast, rf: RequestFactory) -> None:
    share_many(examples(cast.owner, 25))
    first: Page = entries(cast.other)
    assert isinstance(first.after, Cursor)
    assert len(first.entries) + len(entries(cast.other, after=first.after).entries) == 25
    request = rf.get("/")
    request.person = cast.other  # type: ignore[attr-defined]
    shown: CardPage = card_page(request, kind=KIND.name)
    assert len(shown.cards) == 20
    older = rf.get(f"/{shown.older_url}")
    older.person = cast.other  # type: ignore[attr-defined]
    assert len(card_page(older, kind=KIND.name).cards) == 5
    assert card_page(older, kind=KIND.name).older_url == ""


@pytest.mark.django_db
def test_sharing_many_is_quiet(cast: Cast) -> None:
    assert share_many(examples(cast.owner, 3)) == 3
    assert not Fact.objects.exists()
    share_many(examples(cast.owner, 2), quiet=False)
    assert Fact.objects.count() == 2


FOR_THE_YOUNG = {Audience.YOUNG, Audience.CHILDREN, Audience.TEENS}


def audience_of(audience: Audience, cast: Cast) -> dict[str, Any]:
    match audience:
        case Audience.GROUP:
            group = Group.objects.create(name="Hofgarten")
            group.memberships.create(person=cast.other)
            group.memberships.create(person=cast.moderator, is_accepted=False)
            return {"group": group}
        case Audience.ORGANISATION:
            organisation = Organisation.objects.create(name="Turnverein", kind="association")
            organisation.memberships.create(person=cast.other)
            return {"organisation": organisation}
        case Audience.PARTIES:
            return {"parties": (cast.other, cast.guest)}
        case Audience.CIRCLE:
            return {"circle": BADGER}
        case _:
            return {}


@pytest.mark.django_db
@pytest.mark.not_shared(reason="shares a card that the module itself doesn't make")
@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_sees_it_and_nobody_else(audience: Audience, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    declared = (*registry.powers(), BADGER)
    monkeypatch.setattr(registry, "powers", lambda: iter(declared))
    obj = KIND.example(cast.owner)
    card = Card(title="Nur für euch", url="/", author=cast.owner, audience=audience, **audience_of(audience, cast))
    monkeypatch.setattr(registry, "kind_of", lambda _obj: replace(KIND, card=lambda _obj: card))
    entry = share(obj, by=Actor(cast.owner))
    seen = {role for role, person in cast.viewers.items() if entry in entries(person).entries}
    assert seen == {role for role, person in cast.viewers.items() if may_see(person, card)}
    assert ("owner" in seen) == (audience not in FOR_THE_YOUNG)  # all of the cast are grown up


@pytest.mark.django_db
def test_a_list_with_filters_of_its_own_shows_what_the_windows_show(cast: Cast) -> None:
    for obj in examples(cast.owner, 3)[1:]:
        share(obj, by=Actor(cast.owner))
    hidden = Entry.objects.latest("pk")
    hide_entry(hidden, by=Actor(cast.moderator))
    objects = KIND.model._default_manager.all()
    for person in (cast.owner, cast.other, cast.moderator):
        shown = {entry.object_id for entry in entries(person).entries}
        assert {obj.pk for obj in visible(person, objects)} == shown
    assert len(visible(cast.other, objects)) == 1
    assert not visible(cast.guest, objects)
    KIND.model._default_manager.filter(pk=min(obj.pk for obj in objects)).delete()  # the one that nobody shared


@pytest.mark.django_db
def test_told_once_and_read_once(cast: Cast) -> None:
    notice = Notice(name="help.example", label="Example", sentence="%(by)s: %(title)s")
    for _again in range(2):
        tell([cast.other, cast.owner], notice, by=cast.owner, url="/help/", title="Hilfe", once="this")
    assert [told.person for told in notice_rows(cast)] == [cast.other]
    mark_read(cast.other, url="/elsewhere/")
    assert notice_rows(cast)
    mark_read(cast.other, url="/help/")
    assert not notice_rows(cast)


def notice_rows(cast: Cast) -> list[Any]:
    return [row for person in (cast.other, cast.owner) for row in person.notifications.filter(read=None)]


@pytest.mark.django_db
def test_a_panel_stands_on_its_page_and_nowhere_while_it_has_nothing_to_say(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def render(_request: object, _of: object) -> dict[str, str] | None:
        said.append("asked")
        return None

    panel = Panel(slot=Slot.HOME, template="windows/search.html", render=render)
    monkeypatch.setattr(registry, "modules", lambda: (replace(help_module, panels=(panel,)),))
    assert client_of(cast.owner).get("/").status_code == 200
    assert said == ["asked"]


@pytest.mark.django_db
def test_a_panel_of_a_group_is_for_its_members(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group.objects.create(name="Garten")
    Membership.objects.create(group=group, person=cast.owner)
    told: list[object] = []

    def render(_request: object, of: object) -> None:
        told.append(of)

    panel = Panel(slot=Slot.GROUP, template="windows/search.html", render=render)
    monkeypatch.setattr(registry, "modules", lambda: (replace(help_module, panels=(panel,)),))
    assert client_of(cast.other).get(f"/groups/{group.pk}/").status_code == 200
    assert told == []
    assert client_of(cast.owner).get(f"/groups/{group.pk}/").status_code == 200
    assert told == [group]


@pytest.mark.django_db
def test_what_stands_below_a_page(cast: Cast, rf: RequestFactory) -> None:
    entry = share(KIND.example(cast.owner), by=Actor(cast.owner))
    assert isinstance(entry, Entry)
    thread: CommentThread = comments_on(entry, cast.other)
    assert thread.comments == []
    assert list(FileForm().fields) != []


@pytest.mark.django_db
def test_a_modules_own_page_of_a_matter_is_one_line(cast: Cast, rf: RequestFactory) -> None:
    assert is_dataclass(MatterPage)
    parties = {cast.owner: "asker", cast.other: "helper"}
    matter = open_matter(by=Actor(cast.other), kind="help.matter", about=None, title="Einkaufen", parties=parties)
    request = rf.get("/")
    request.person, request.actor, request.user = cast.owner, Actor(cast.owner), cast.owner.account  # type: ignore[attr-defined]
    assert "Einkaufen" in matter_page(request, matter.pk).content.decode()


def test_what_a_module_says_cannot_be_changed_later() -> None:
    label: Text = "Six years"
    said = (
        Retain(model=Entry, until=timedelta(days=365), ground=label),
        Service(name="help.service", label=label, plan=lambda: None, url="help:list"),
        help_module,
    )
    for item in said:
        with pytest.raises(FrozenInstanceError):
            item.name = "another"  # type: ignore[misc, union-attr]


@pytest.mark.django_db
def test_neighbours_read_full_names_and_others_an_initial() -> None:
    ayse, jonas = neighbour("Ayşe", "Demir"), neighbour("Jonas", "Weber")
    assert ayse.name_for(jonas) == "Ayşe Demir"
    assert ayse.name_for(None) == "Ayşe D."


@pytest.mark.django_db
def test_a_module_can_ask_who_may_have_to_do_with_whom() -> None:
    ayse, jonas = neighbour("Ayşe", "Demir"), neighbour("Jonas", "Weber")
    must_meet(Actor(ayse), jonas)
    require_contact(Actor(ayse), jonas)
    must_be_free_to_begin(Actor(ayse))
    must_be_free_to_write(Actor(ayse))
    assert guardians_needed([ayse, jonas], acting=ayse) == companions_needed([ayse, jonas]) == []
    Membership.objects.create(group=(group := Group.objects.create(name="Garten")), person=ayse, role="moderator")
    assert members_of_groups() == {group.pk: {ayse.pk: True}}
    assert quarter_name() == "Musterviertel"


@pytest.mark.django_db
def test_a_device_is_shared_where_its_log_in_says_so(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.session = {"account_shared": True}
    assert is_shared_device(request)
    assert not pushes_to("")


@pytest.mark.django_db
def test_passkeys_are_told_at_the_name_they_were_made_for(rf: RequestFactory) -> None:
    ada = neighbour("Ada")
    Passkey.objects.create(account=ada.account, name="Handy", credential_id="abc", credential=b"", host="localhost")
    for host, known in (("localhost", ["abc"]), ("example.org", [])):
        request = rf.get("/", headers={"host": host})
        request.user = ada.account
        assert passkeys_here(request) == known
