"""What people say in a step of gathering, and what belongs together."""

from typing import Any

import pytest

from quartier.api import Actor, Person, Refused, how_alike
from quartier.api.processes import (
    ENTER_BALLOTS,
    START_PROCESS,
    Channel,
    Proposal,
    Step,
    close_now,
    elector_named,
    enter_proposal,
    give_answer,
    hands_of,
    may_enter,
    offer_hand,
    support,
    take_hand_back,
)
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.gather.actions import enter_need, group_needs, say_need
from quartier.steps.gather.examples import an_open_step
from quartier.steps.gather.queries import alike_to, clusters, needs_of, ungrouped

pytestmark = pytest.mark.django_db


def say(step: Step, by: Person, words: str, **more: Any) -> Proposal:
    return say_need(step, by=Actor(by), **{"starter": "miss", "words": words, **more})


@pytest.fixture
def step() -> Step:
    return an_open_step(holder_of(START_PROCESS))


def test_a_sentence_has_begun_already_and_is_one_sentence(step: Step) -> None:
    ayse = neighbour()
    assert say(step, ayse, "  ein Ort   zum Werkeln ").title == "Mir fehlt ein Ort zum Werkeln"
    assert say(step, ayse, "mir fehlt eine Bank").title == "Mir fehlt eine Bank"
    assert say(step, ayse, "eine Bank, bitte", starter="free").title == "Eine Bank, bitte"


@pytest.mark.parametrize("wrong", [{"words": "  "}, {"starter": "nonsense"}, {"words": "x" * 120}])
def test_rubbish_is_refused_and_nothing_is_written(step: Step, wrong: dict[str, str]) -> None:
    with pytest.raises(Refused):
        say(step, neighbour(), **{"words": "eine Bank", **wrong})
    assert not Proposal.objects.exists()


def test_whoever_could_do_something_helps_and_may_take_it_back(step: Step) -> None:
    ayse, jonas = neighbour(), neighbour("Jonas")
    need = say(step, ayse, "Fahrräder reparieren", starter="could")
    assert hands_of([need]) == {need.pk: [ayse]}
    client_of(jonas).post(f"/gather/{step.pk}/help/{need.pk}/", {"on": "1"})
    client_of(jonas).post(f"/gather/{step.pk}/help/{need.pk}/", {"on": "1"})
    assert hands_of([need]) == {need.pk: [ayse, jonas]}
    client_of(ayse).post(f"/gather/{step.pk}/help/{need.pk}/", {"on": "0"})
    assert hands_of([need]) == {need.pk: [jonas]}


def test_what_was_said_already_is_shown_before_it_is_said_again(step: Step) -> None:
    ayse, jonas = neighbour(), neighbour("Jonas")
    say(step, ayse, "eine Werkstatt für Fahrräder")
    body = {"starter": "miss", "words": "eine Fahrradwerkstatt", "text": ""}
    page = client_of(jonas).post(f"/gather/{step.pk}/say/", body).content.decode()
    assert "Gibt es das schon?" in page
    assert Proposal.objects.count() == 1
    client_of(jonas).post(f"/gather/{step.pk}/say/", {**body, "anyway": "1"})
    assert Proposal.objects.count() == 2


def test_put_together_each_keeps_its_author_and_support_and_hands_come_along(step: Step) -> None:
    ayse, jonas, mia = neighbour(), neighbour("Jonas"), neighbour("Mia")
    one, other = say(step, ayse, "eine Werkstatt"), say(step, jonas, "ein Ort zum Werkeln", helps=True)
    support(one, step=step, by=Actor(mia))
    group = group_needs(step, [one, other], by=Actor(step.process.author), title="Werkstatt")
    line = needs_of(step, mia)[0]
    assert line.is_group
    assert {(part.title, part.author) for part in line.parts} == {
        ("Mir fehlt eine Werkstatt", ayse), ("Mir fehlt ein Ort zum Werkeln", jonas),
    }  # fmt: skip
    assert (line.support, line.hands, line.supports) == (1, (jonas,), True)
    third = say(step, mia, "eine Drehbank")
    assert group_needs(step, [third], by=Actor(step.process.author), title="WERKSTATT").pk == group.pk
    assert len(needs_of(step, mia)[0].parts) == 3
    assert not ungrouped(step)


def test_only_who_looks_after_it_puts_together(step: Step) -> None:
    one = say(step, neighbour(), "eine Werkstatt")
    with pytest.raises(Refused):
        group_needs(step, [one], by=Actor(neighbour("Jonas")), title="Werkstatt")
    assert client_of(neighbour("Jonas")).get(f"/gather/{step.pk}/group/").status_code == 403


def test_the_desk_takes_down_for_somebody_who_may_change_it_and_slips_without_a_name(step: Step) -> None:
    desk, ayse = holder_of(ENTER_BALLOTS), neighbour("Ayşe", "Demir")
    assert may_enter(desk)
    body = {"starter": "miss", "words": "eine Bank", "text": ""}
    client_of(desk).post(f"/gather/{step.pk}/enter/", {**body, "channel": "phone", "name": "ayşe demir"})
    client_of(desk).post(f"/gather/{step.pk}/enter/", {**body, "channel": "paper", "name": ""})
    client_of(desk).post(f"/gather/{step.pk}/enter/", {**body, "channel": "phone", "name": ""})
    client_of(desk).post(f"/gather/{step.pk}/enter/", {**body, "channel": "phone", "name": "Niemand Hier"})
    assert list(Proposal.objects.order_by("pk").values_list("author", flat=True)) == [ayse.pk, None]
    assert step.participations.get().channel == Channel.PHONE
    assert ayse.notifications.exists()
    assert "Zettel ohne Namen" in client_of(ayse).get(step.process.url).content.decode()


def test_nobody_takes_down_without_the_power_or_when_it_is_over(step: Step) -> None:
    said: dict[str, Any] = {"person": None, "channel": Channel.PAPER, "starter": "miss", "words": "eine Bank"}
    with pytest.raises(Refused):
        enter_need(step, by=Actor(neighbour()), **said)
    close_now(step, by=Actor(step.process.author))
    with pytest.raises(Refused):
        enter_need(step, by=Actor(holder_of(ENTER_BALLOTS)), **said)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Mir fehlt eine Werkstatt für Fahrräder", "Eine Fahrradwerkstatt", True),
        ("Mir fehlen Bänke am Platz", "Eine Bank auf dem Platz", True),
        ("Mir fehlt jemand zum Reden", "Mir fehlt eine Bank", False),
        ("Mir fehlt", "Ich könnte", False),
        ("", "", False),
        ("Nachhilfe für meine Kinder", "Jemand, der den Kindern Nachhilfe gibt", True),
    ],
)
def test_what_sounds_alike(one: str, other: str, alike: bool) -> None:
    assert (how_alike(one, other) >= 0.6) is alike
    assert how_alike(one, other) == how_alike(other, one)


def test_the_likeliest_group_comes_first(step: Step) -> None:
    ayse = neighbour()
    for words in ("eine Bank", "Nachhilfe", "eine Werkstatt", "eine Fahrradwerkstatt", "ein Ort mit Werkstatt"):
        say(step, ayse, words)
    first, *others = clusters(ungrouped(step))
    assert len(first.needs) == 3
    assert [len(other.needs) for other in others] == [1, 1]
    assert alike_to("Werkstatt", step, ayse)


def test_what_the_desk_takes_down_and_the_hands_of_others(step: Step) -> None:
    """The verbs themselves, as other kinds of step may use them."""
    desk, ayse, jonas = holder_of(ENTER_BALLOTS), neighbour("Ayşe", "Demir"), neighbour("Jonas")
    assert elector_named("Ayşe Demir", step) == ayse
    need = enter_proposal(step, by=Actor(desk), person=ayse, channel=Channel.DESK, title="Eine Bank", helps=True)
    offer_hand(need, step=step, by=Actor(jonas))
    take_hand_back(need, by=Actor(ayse))
    assert hands_of([need])[need.pk] == [jonas]
    with pytest.raises(Refused):
        give_answer(step.process, by=Actor(step.process.author), text="Zu früh.")
