"""What the board's rules promise: and after a refusal nothing has changed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from quartier.api import Actor, Person, Refused, add_comment, entries
from quartier.api.testing.snapshots import changed_tables, snapshot
from quartier.modules.board import actions, reminders
from quartier.modules.board.models import Post, Promotion, Thanks, Version
from quartier.modules.board.tests.neighbours import a_post, fresh, group_of, neighbour, organisation_of
from quartier.modules.board.thanks import say_thanks, take_back_thanks

pytestmark = pytest.mark.django_db


def refused(do: Callable[[], object]) -> str:
    before = snapshot()
    with pytest.raises(Refused) as refusal:
        do()
    assert changed_tables(before, snapshot()) == []
    return str(refusal.value)


def seen_by(person: Person | None) -> list[str]:
    return [entry.title for entry in entries(person).entries]


def test_a_post_is_seen_by_neighbours_and_by_nobody_else() -> None:
    ayse, jonas, guest = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Gast", standing="guest")
    post = a_post(ayse)
    assert seen_by(jonas) == [post.title]
    assert seen_by(guest) == seen_by(None) == []
    refused(lambda: a_post(guest))


def test_a_group_reads_what_is_written_to_it_and_its_members_are_told_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ayse, jonas, kim = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Kim")
    choir = group_of(ayse, jonas)
    with django_capture_on_commit_callbacks(execute=True):
        a_post(ayse, reach="group", group=choir, title="Probe am Montag")
    assert seen_by(jonas) == ["Probe am Montag"]
    assert seen_by(kim) == []
    assert [notice.notice for notice in jonas.notifications.all()] == ["board.in_group"]
    assert not ayse.notifications.exists()
    refused(lambda: a_post(kim, reach="group", group=choir))


def test_the_whole_internet_reads_what_is_public_but_nothing_by_the_young() -> None:
    post = a_post(neighbour("Ayşe"), reach="public")
    assert seen_by(None) == [post.title]
    mia = neighbour("Mia")
    mia.birth_date = date.today() - timedelta(days=365 * 14)  # noqa: DTZ011
    mia.save()
    refused(lambda: a_post(mia, reach="public"))
    a_post(mia)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": "\u200b\u202e "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"text": "x" * 10_001}, "text"),
        ({"sort": "sermon"}, "sort"),
        ({"reach": "nobody"}, "reach"),
        ({"reach": "group"}, "reach"),
        ({"reach": "organisation"}, "reach"),
        ({"ends": timezone.now()}, "starts"),
        ({"starts": timezone.now(), "ends": timezone.now() - timedelta(hours=1)}, "ends"),
        ({"starts": timezone.now() + timedelta(days=5000)}, "starts"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_question(said: dict[str, object], field: str) -> None:
    ayse = neighbour("Ayşe")
    with pytest.raises(Refused) as refusal:
        a_post(ayse, **said)
    assert refusal.value.field == field
    assert not Post.objects.exists()


def test_every_version_is_kept_and_only_a_change_makes_one() -> None:
    ayse = neighbour("Ayşe")
    post = a_post(ayse, title="Eins")
    actions.edit_post(post, by=Actor(ayse), title="Zwei", text="Neu.")
    actions.edit_post(post, by=Actor(ayse), title="Zwei", text="Neu.")
    actions.edit_post(post, by=Actor(ayse), title="Drei")
    assert [(one.title, one.text) for one in Version.objects.all()] == [("Eins", "Endlich."), ("Zwei", "Neu.")]
    assert fresh(post).edited is not None
    assert seen_by(neighbour("Jonas")) == ["Drei"]
    kim = Actor(neighbour("Kim"))
    refused(lambda: actions.edit_post(post, by=kim, title="Meins"))


def test_what_is_deleted_is_gone_at_once_and_comes_back_whole() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    post = a_post(ayse)
    entry = post.entry
    assert entry is not None
    add_comment(entry, by=Actor(jonas), text="Wie schön!")
    refused(lambda: actions.delete_post(post, by=Actor(jonas)))
    actions.delete_post(post, by=Actor(ayse))
    assert seen_by(jonas) == seen_by(ayse) == []
    actions.restore_post(post, by=Actor(ayse))
    assert seen_by(jonas) == [post.title]
    assert entry.comments.count() == 1


def test_after_the_time_for_regrets_nothing_of_it_is_left() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    post = a_post(ayse)
    say_thanks(post, by=Actor(jonas))
    actions.edit_post(post, by=Actor(ayse), title="Zwei")
    actions.delete_post(post, by=Actor(ayse))
    actions.sweep_deleted(timezone.now())
    assert Post.objects.exists()
    actions.sweep_deleted(timezone.now() + timedelta(days=2))
    assert not Post.objects.exists()
    assert not Version.objects.exists()
    assert not Thanks.objects.exists()


def test_what_is_given_away_leaves_the_lists_and_news_cannot() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    cot = a_post(ayse, sort="give_away", title="Bett")
    actions.close_post(cot, by=Actor(ayse))
    assert seen_by(jonas) == []
    actions.reopen_post(cot, by=Actor(ayse))
    assert seen_by(jonas) == ["Bett"]
    news = a_post(ayse)
    refused(lambda: actions.close_post(news, by=Actor(ayse)))


def test_who_gives_something_away_is_asked_in_time_whether_it_is_still_so() -> None:
    ayse = neighbour("Ayşe")
    cot, _news = a_post(ayse, sort="give_away"), a_post(ayse)
    assert cot.until is not None
    for _twice in range(2):
        reminders.remind(cot.until - timedelta(days=1))
    assert [notice.notice for notice in ayse.notifications.all()] == ["board.still_valid"]
    Post.objects.filter(pk=cot.pk).update(until=timezone.now() + timedelta(days=1))
    actions.renew_post(cot, by=Actor(ayse))
    again = fresh(cot).until
    assert again is not None
    assert again > timezone.now() + timedelta(days=29)


def test_thanks_are_told_once_and_may_be_taken_back() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    post = a_post(ayse)
    for _press in range(3):
        say_thanks(post, by=Actor(jonas))
        take_back_thanks(post, by=Actor(jonas))
    say_thanks(post, by=Actor(jonas))
    say_thanks(post, by=Actor(neighbour("Kim")))
    assert Thanks.objects.count() == 2
    assert [notice.notice for notice in ayse.notifications.all()] == ["board.thanked"]
    refused(lambda: say_thanks(post, by=Actor(ayse)))


def test_private_people_advertise_three_times_in_six_months_also_if_they_delete() -> None:
    ayse = neighbour("Ayşe")
    for number in range(3):
        post = a_post(ayse, title=f"Kurs {number}", is_commercial=True)
    actions.delete_post(post, by=Actor(ayse))
    actions.sweep_deleted(timezone.now() + timedelta(days=2))
    assert "Organisationen" in refused(lambda: a_post(ayse, is_commercial=True))
    plain_post = a_post(ayse)
    refused(lambda: actions.edit_post(plain_post, by=Actor(ayse), is_commercial=True))
    Promotion.objects.update(at=timezone.now() - timedelta(days=190))
    a_post(ayse, is_commercial=True)


def test_a_business_is_always_marked_and_writes_so_often_a_month_whoever_writes() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    shop = organisation_of(ayse, jonas, kind="business")
    for number in range(4):
        post = a_post((ayse, jonas)[number % 2], for_organisation=shop, title=f"Brötchen {number}")
        assert post.is_commercial
    refused(lambda: a_post(jonas, for_organisation=shop))
    actions.edit_post(post, by=Actor(ayse), is_commercial=False)
    assert fresh(post).is_commercial


def test_only_its_members_write_for_an_organisation_that_is_confirmed() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    office = organisation_of(ayse, kind="public_office")
    refused(lambda: a_post(jonas, for_organisation=office))
    post = a_post(ayse, for_organisation=office, reach="public", title="Straße gesperrt")
    entry = post.entry
    assert entry is not None
    assert (entry.facets, entry.organisation) == (["news", "official"], office)
    unconfirmed = organisation_of(jonas, kind="parish", confirmed=False)
    refused(lambda: a_post(jonas, for_organisation=unconfirmed))


def test_who_speaks_for_an_organisation_tends_its_posts_and_who_left_does_not() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    parish = organisation_of(ayse, jonas, kind="parish")
    post = a_post(ayse, for_organisation=parish)
    actions.edit_post(post, by=Actor(jonas), title="Gemeindefest")
    ayse.organisation_memberships.all().delete()
    refused(lambda: actions.edit_post(post, by=Actor(ayse), title="Nein"))


def test_so_many_a_day_are_enough() -> None:
    ayse = neighbour("Ayşe")
    for number in range(10):
        a_post(ayse, title=f"Nummer {number}")
    refused(lambda: a_post(ayse))
