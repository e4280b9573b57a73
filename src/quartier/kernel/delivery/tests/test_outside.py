"""What leaves the house: nobody waits for others' servers, and a kill costs nobody their notice (R11)."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.kernel.delivery import outbox
from quartier.kernel.delivery.models import Delivery
from quartier.kernel.delivery.outbox import deliver_due
from quartier.kernel.delivery.planning import plan
from quartier.kernel.delivery.taking import take_up_again
from quartier.kernel.notifications import channels as interface
from quartier.kernel.notifications.actions import tell
from quartier.kernel.notifications.channels import Channel, Later
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person
from quartier.kernel.terms.comments import COMMENTED
from quartier.machine.trips import Trip

pytestmark = pytest.mark.django_db
PATIENCE = 60.0


def a_channel(go: Callable[[int, str], None], place: Callable[[int], str], name: str) -> Channel:
    def deliver(person: Person, _notices: Sequence[Notification], word: str) -> Sequence[Trip]:
        number = int(person.family_name)
        return [Trip(place(number), lambda: go(number, word))]

    def everybody(people: Collection[int]) -> Collection[int]:
        return people

    return Channel(name=name, label=name, help="", deliver=deliver, reaches=everybody, needs=lambda _person: "")


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def use(*used: Channel) -> None:
        named = {**{"page": interface.channels()["page"]}, **{channel.name: channel for channel in used}}
        for place in ("planning", "outbox"):
            monkeypatch.setattr(f"quartier.kernel.delivery.{place}.channels", lambda: named)

    return use


def told(count: int) -> None:
    people = Person.objects.bulk_create(
        Person(given_name="N", family_name=str(number), standing="member") for number in range(count)
    )
    tell(people, COMMENTED, title="Fest")
    plan()


def test_a_server_that_is_silent_keeps_nobody_waiting_but_those_who_are_reached_by_it(use: Callable[..., None]) -> None:
    """It falls silent until all others have been reached: if they waited for it, it would fail as unreachable."""
    reached, all_others = Counter[str](), threading.Event()
    guard = threading.Lock()

    def go(number: int, _word: str, name: str) -> None:
        if name == "fast" and number % 3 == 0:
            if not all_others.wait(PATIENCE):
                raise Later("silent", place=True)
            return
        with guard:
            reached[name] += 1
            if reached == {"fast": 40, "other": 60}:
                all_others.set()

    def place(number: int) -> str:
        return "silent" if number % 3 == 0 else f"awake {number % 3}"

    use(
        a_channel(lambda number, word: go(number, word, "fast"), place, "fast"),
        a_channel(lambda number, word: go(number, word, "other"), lambda _number: "one", "other"),
    )
    told(60)
    assert deliver_due() == 120
    assert not Delivery.objects.exclude(error="").exists()


def test_where_a_server_is_down_only_its_people_are_put_off_and_it_is_asked_once(use: Callable[..., None]) -> None:
    asked: list[int] = []

    def go(number: int, _word: str) -> None:
        if number % 2:
            asked.append(number)
            raise Later("no answer", place=True)

    use(a_channel(go, lambda number: "down" if number % 2 else "up", "pigeon"))
    told(40)
    assert deliver_due() == 20
    assert len(asked) == 1
    waiting = Delivery.objects.filter(done=None)
    assert waiting.filter(error="no answer", tries=1).count() == 20


def test_killed_twenty_times_each_is_told_and_always_under_one_word(
    use: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, words = random.Random(7), list[tuple[int, str]]()
    use(a_channel(lambda number, word: words.append((number, word)), lambda _number: "one", "pigeon"))
    told(120)
    for kill in range(20):
        left = chance.randrange(1, 6)

        def killed_soon(work: Callable[..., object]) -> Callable[..., object]:
            def wrapped(*given: object) -> object:
                nonlocal left
                left -= 1
                if not left:
                    raise SystemExit
                return work(*given)

            return wrapped

        with monkeypatch.context() as patch:
            moment = ("_made_ready", "_told", "end_all")[kill % 3]
            patch.setattr(outbox, moment, killed_soon(getattr(outbox, moment)))
            with pytest.raises(SystemExit):
                deliver_due()
        take_up_again()
    deliver_due()
    assert {number for number, _word in words} == set(range(120))
    assert len({word for _number, word in words}) == 120, "whoever heard it twice heard the same word"
    assert not Delivery.objects.filter(done=None).exists()


def test_what_waits_longer_than_it_was_taken_for_is_carried_once(
    use: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, may_arrive, words, rounds = threading.Event(), threading.Event(), list[str](), 0

    def go(_number: int, word: str) -> None:
        under_way.set()
        may_arrive.wait(PATIENCE)
        words.append(word)

    def time_runs_out() -> bool:
        nonlocal rounds
        if under_way.is_set() and not may_arrive.is_set():
            rounds += 1
            taken = Delivery.objects.filter(done=None, begun__isnull=False)
            assert taken.update(due=timezone.now() - timedelta(minutes=1)) == 5
            if rounds == 3:
                may_arrive.set()
        return False

    monkeypatch.setattr(outbox, "HOLD_AGAIN", 0.0)
    monkeypatch.setattr(outbox, "LOOK_AGAIN", 0.01)
    use(a_channel(go, lambda _number: "slow", "pigeon"))
    told(5)
    assert deliver_due(stop=time_runs_out) == 5
    assert len(words) == 5


def test_when_the_worker_ends_what_has_not_left_waits_and_no_try_is_used_up(use: Callable[..., None]) -> None:
    is_over, under_way = threading.Event(), threading.Event()

    def go(_number: int, _word: str) -> None:
        under_way.set()
        is_over.wait(PATIENCE)

    def stop() -> bool:
        if under_way.is_set():
            is_over.set()
        return under_way.is_set()

    use(a_channel(go, lambda _number: "slow", "pigeon"))
    told(30)
    sent = deliver_due(stop=stop)
    assert sent
    assert Delivery.objects.filter(done=None, begun=None, tries=0).count() == 30 - sent
    assert deliver_due() == 30 - sent
