"""The outbox: nothing lost, nobody told twice on one channel, whoever can't be reached is in nobody's way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quartier.kernel.delivery import outbox, taking
from quartier.kernel.delivery.choices import not_before
from quartier.kernel.delivery.models import ChannelRest, Delivery, Reach
from quartier.kernel.delivery.outbox import deliver_due
from quartier.kernel.delivery.planning import begin_daily_rounds, plan
from quartier.kernel.gate.tests.people import neighbour
from quartier.kernel.notifications import channels as interface
from quartier.kernel.notifications.actions import tell
from quartier.kernel.notifications.channels import Channel, Later, Never, Pace
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person
from quartier.kernel.terms.account import RECOVERED
from quartier.kernel.terms.comments import COMMENTED
from quartier.kernel.terms.matters import MATTER_SAID

pytestmark = pytest.mark.django_db


class Post:
    """A channel that remembers what it carried, and fails when told to."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, int]] = []  # who, word, how many notices
        self.fault: Exception | None = None

    def deliver(self, person: Person, notices: Sequence[Notification], word: str) -> None:
        if self.fault:
            raise self.fault
        self.told.append((person.given_name, word, len(notices)))


def at(*moment: int) -> datetime:
    """By the clock on the wall."""
    return datetime(*moment, tzinfo=timezone.get_default_timezone())  # type: ignore[misc]


def channel_of(post: Post, name: str = "pigeon", pace: Pace = Pace.AT_ONCE) -> Channel:
    def everybody(people: Collection[int]) -> Collection[int]:
        return people

    return Channel(
        name=name, label=name, help="", deliver=post.deliver, reaches=everybody, needs=lambda _person: "", pace=pace
    )


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    post = Post()
    used = {name: channel for name, channel in interface.channels().items() if name == "page"}
    used["pigeon"] = channel_of(post)
    for place in ("planning", "outbox"):
        monkeypatch.setattr(f"quartier.kernel.delivery.{place}.channels", lambda: used)
    return post


def test_telling_a_thousand_costs_the_request_a_few_queries(post: Post) -> None:
    people = Person.objects.bulk_create(Person(given_name=f"N{number}", standing="member") for number in range(1000))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        tell(people, COMMENTED, title="Fest", once="fest")
    assert len(asked) <= 16, "rows in bulk, and nothing else"
    assert not Delivery.objects.exists()
    assert plan() == 1000
    assert Delivery.objects.count() == 1000


def test_each_is_told_once_however_often_the_worker_looks(post: Post) -> None:
    tell([neighbour("Ada"), neighbour("Ben")], COMMENTED, title="Fest")
    for _round in range(3):
        plan()
        deliver_due()
    assert sorted(name for name, _word, _count in post.told) == ["Ada", "Ben"]


def test_killed_after_it_was_carried_it_comes_again_with_the_same_word(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell([neighbour("Ada")], COMMENTED, title="Fest")
    plan()

    def killed(*_arguments: object) -> int:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "end_all", killed)
        with pytest.raises(SystemExit):
            deliver_due()
    assert deliver_due() == 0, "not while another worker may still be at it"
    tell(Person.objects.filter(given_name="Ada"), MATTER_SAID, title="Neu")
    plan()
    assert deliver_due(timezone.now() + timedelta(minutes=11)) == 2
    first, new, again = post.told
    assert first == again, "the same word and the same notices: the other end can tell"
    assert new[1] != first[1]


def test_a_new_worker_takes_up_at_once_what_the_killed_one_had_begun(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell([neighbour(f"N{number}") for number in range(15)], COMMENTED, title="Fest")
    plan()

    def killed(*_arguments: object) -> int:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "_made_ready", killed)
        with pytest.raises(SystemExit):
            deliver_due()
    assert deliver_due() == 5, "the others don't wait"
    assert taking.take_up_again() == 10
    assert deliver_due() == 10
    assert sorted(name for name, _word, _count in post.told) == sorted(f"N{number}" for number in range(15))


def test_what_failed_is_tried_ever_more_rarely_and_at_last_given_up(post: Post) -> None:
    tell([neighbour("Ada")], COMMENTED, title="Fest")
    plan()
    post.fault = Later("451 greylisted")
    now, pauses = timezone.now(), []
    for _try in range(4):
        deliver_due(now)
        row = Delivery.objects.get()
        assert row.due
        pauses.append(row.due - now)
        now = row.due
    assert all(later > earlier for earlier, later in pairwise(pauses)), pauses
    Delivery.objects.update(made=now - timedelta(days=6))
    deliver_due(now)
    row = Delivery.objects.get()
    assert row.given_up is not None
    assert row.error == "451 greylisted"
    post.fault = None
    assert deliver_due(now + timedelta(days=1)) == 0


def test_one_who_cannot_be_reached_is_in_nobodys_way(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, ben = neighbour("Ada"), neighbour("Ben")
    tell([ada, ben], COMMENTED, title="Fest")
    plan()
    carry = post.deliver

    def refuses_ada(person: Person, notices: Sequence[Notification], word: str) -> None:
        if person == ada:
            raise Never("550 no such mailbox")
        carry(person, notices, word)

    used = {"pigeon": channel_of(post)}
    used["pigeon"] = Channel(**{**used["pigeon"].__dict__, "deliver": refuses_ada})
    monkeypatch.setattr("quartier.kernel.delivery.outbox.channels", lambda: used)
    deliver_due()
    assert [name for name, _word, _count in post.told] == ["Ben"]
    assert Delivery.objects.get(person=ada).given_up is not None


def test_while_nobody_can_be_reached_the_channel_rests_and_no_tries_are_used_up(post: Post) -> None:
    tell([neighbour("Ada"), neighbour("Ben")], COMMENTED, title="Fest")
    plan()
    post.fault = Later("connection refused", everybody=True)
    now = timezone.now()
    deliver_due(now)
    rest = ChannelRest.objects.get()
    assert rest.error == "connection refused"
    assert set(Delivery.objects.values_list("tries", flat=True)) == {0}
    post.fault = None
    assert deliver_due(now + timedelta(seconds=5)) == 0
    assert deliver_due(max(rest.until, now + timedelta(minutes=2))) == 2
    assert not ChannelRest.objects.exists()


def test_what_was_read_here_meanwhile_is_not_told_once_more(post: Post) -> None:
    tell([neighbour("Ada")], COMMENTED, title="Fest")
    plan()
    Notification.objects.update(read=timezone.now())
    deliver_due()
    assert post.told == []
    assert not Delivery.objects.filter(done=None).exists()


def test_quiet_hours_hold_it_back_and_then_it_is_one_for_all(post: Post) -> None:
    ada = neighbour("Ada")
    Reach.objects.create(person=ada, quiet_from=time(21), quiet_to=time(7))
    night = at(2026, 11, 22, 23, 30)
    for title in ("Eins", "Zwei", "Drei"):
        tell([ada], COMMENTED, title=title)
    Notification.objects.update(at=night)
    plan(night)
    assert deliver_due(night + timedelta(hours=7)) == 0
    assert deliver_due(at(2026, 11, 23, 7, 1)) == 3
    assert [count for _name, _word, count in post.told] == [3]


def test_quiet_hours_end_by_the_clock_on_the_wall_when_summer_time_begins() -> None:
    reach = Reach(quiet_from=time(22), quiet_to=time(7))
    for night in (at(2026, 3, 28, 23), at(2026, 10, 24, 23)):
        end = timezone.localtime(not_before(reach, night))
        assert (end.day, end.hour) == (night.day + 1, 7)


def test_what_concerns_safety_stays_news_here_though_everything_is_off(post: Post) -> None:
    ada = neighbour("Ada")
    Reach.objects.create(person=ada, choices={"page": {"comments": False, "safety": False}})
    tell([ada], COMMENTED, title="Fest")
    tell([ada], RECOVERED)
    plan()
    assert list(ada.notifications.filter(read=None).values_list("notice", flat=True)) == [RECOVERED.name]
    assert ada.notifications.count() == 2, "the other one stands below what was read"


@pytest.mark.parametrize(
    "moments",
    [
        ["2026-11-22 17:59", "2026-11-22 18:00", "2026-11-22 18:01", "2026-11-22 23:59"],
        ["2026-10-25 02:30", "2026-10-25 03:30", "2026-10-25 18:00"],  # an hour that comes twice
        ["2026-03-29 01:59", "2026-03-29 03:00", "2026-03-29 19:00"],  # and one that doesn't come
    ],
)
def test_the_daily_round_comes_once_a_day(post: Post, monkeypatch: pytest.MonkeyPatch, moments: list[str]) -> None:
    used = {"daily": channel_of(post, "daily", Pace.DAILY)}
    monkeypatch.setattr("quartier.kernel.delivery.planning.channels", lambda: used)
    first = timezone.make_aware(datetime.fromisoformat(moments[0]))
    Reach.objects.create(person=neighbour("Ada"), digest_at=18, daily_on=first.date() - timedelta(days=1))
    for moment in moments:
        for _twice in range(2):
            begin_daily_rounds(timezone.make_aware(datetime.fromisoformat(moment)))
    assert Delivery.objects.count() == 1


def test_the_daily_round_comes_neither_twice_nor_never_when_the_clock_jumps(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = {"daily": channel_of(post, "daily", Pace.DAILY)}
    for place in ("planning", "outbox"):
        monkeypatch.setattr(f"quartier.kernel.delivery.{place}.channels", lambda: used)
    evening = at(2026, 11, 22, 18, 5)
    Reach.objects.create(person=neighbour("Ada"), daily_on=evening.date() - timedelta(days=1))
    for hours in (0, 24, 1, 23, 24, 25, 25 + 14):  # a day ahead, back again, the next evening, the next morning
        begin_daily_rounds(evening + timedelta(hours=hours))
        deliver_due(evening + timedelta(hours=hours))
    assert [word for _name, word, _count in post.told] == ["day:2026-11-22", "day:2026-11-23"]
    begin_daily_rounds(evening + timedelta(hours=2 * 24 + 15))  # it was off in the evening: what was missed comes once
    assert Delivery.objects.filter(word="day:2026-11-24").count() == 1
