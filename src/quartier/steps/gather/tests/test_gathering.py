"""What people say in a step of gathering, and what belongs together."""

from typing import Any

import pytest

from quartier.api import Actor, Person, Refused, how_alike
from quartier.api.processes import (
    ENTER_BALLOTS,
    START_PROCESS,
    Channel,
    PaperBatch,
    Proposal,
    Step,
    close_now,
    drop_heading,
    elector_named,
    enter_proposal,
    give_answer,
    hands_of,
    may_enter,
    offer_hand,
    proposal_from_slip,
    support,
    take_hand_back,
)
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.gather.actions import enter_need, group_needs, say_need, take_out
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


def test_the_desk_takes_down_for_somebody_who_is_told_and_may_change_it(step: Step) -> None:
    desk, ayse = holder_of(ENTER_BALLOTS), neighbour("Ayşe", "Demir")
    assert may_enter(desk)
    body = {"starter": "miss", "words": "eine Bank", "text": ""}
    url = f"/gather/{step.pk}/enter/"
    for channel, name in (("paper", ""), ("phone", ""), ("phone", "Niemand Hier"), ("phone", "ayşe demir")):
        client_of(desk).post(url, {**body, "channel": channel, "name": name})
    need = Proposal.objects.get()
    assert (need.author, step.participations.get().channel) == (ayse, Channel.PHONE)
    assert step.process.events.filter(name="entered").count() == 1, "logged, for everybody to read"
    assert ayse.notifications.exists()
    page = f"/process/proposal/{need.pk}/change/"
    assert client_of(desk).post(page, {"title": "Nichts"}).status_code == 404
    client_of(ayse).post(page, {"title": "Mir fehlt eine Bank mit Lehne", "text": "", "where": ""})
    need.refresh_from_db()
    assert need.title == "Mir fehlt eine Bank mit Lehne", "what others wrote down for her she overwrites"


def typed(step: Step, slips: list[tuple[dict[str, str], dict[str, str]]]) -> tuple[PaperBatch, Person]:
    """Through the pages: one types all, then another types all."""
    desks = [holder_of(ENTER_BALLOTS, "Dora", "Desk"), holder_of(ENTER_BALLOTS, "Theo", "Tippt")]
    client_of(desks[0]).post(f"/process/paper/{step.pk}/", {"name": "Bäckerei", "size": str(len(slips))})
    pile = PaperBatch.objects.get()
    for hand, desk in enumerate(desks):
        for number, slip in enumerate(slips, start=1):
            client_of(desk).post(f"/process/paper/pile/{pile.pk}/", {"number": str(number), **slip[hand]})
    return pile, desks[0]


def test_slips_are_typed_twice_settled_said_and_counted_in_the_turnout(step: Step) -> None:
    ayse = neighbour("Ayşe", "Demir")
    bench = ({"miss": "eine Bank, bitte"}, {"miss": "Eine Bank bitte."})
    named = ({"could": "backen", "name": "ayşe demir"}, {"could": "wecken", "name": "Ayşe Demir"})
    pile, desk = typed(step, [bench, named, ({}, {})])
    url = f"/process/paper/pile/{pile.pk}/"
    page = client_of(desk).get(url).content.decode()
    assert all(word in page for word in ("Ich könnte", "backen", "wecken")), "said in its own words"
    assert "Bank" not in page, "a comma is no difference"
    client_of(desk).post(f"{url}count/")
    assert not Proposal.objects.exists(), "not before it is settled"
    client_of(desk).post(url, {"number": "2", "settles": "1", "could": "backen", "name": "Ayşe Demir"})
    for _twice in range(2):
        client_of(desk).post(f"{url}count/")
    said = list(Proposal.objects.order_by("pk").values_list("title", "author"))
    assert said == [("Mir fehlt eine Bank, bitte", None), ("Ich könnte backen", ayse.pk)]
    assert hands_of(Proposal.objects.all())[Proposal.objects.latest("pk").pk] == [ayse]
    assert ayse.notifications.exists()
    say(step, neighbour("Jonas"), "Ruhe")
    close_now(step, by=Actor(step.process.author))
    step.refresh_from_db()
    assert step.turnout == {"web": 1, "paper": 3}
    page = client_of(ayse).get(step.process.url).content.decode()
    assert "Zettel ohne Namen" in page
    assert not pile.slips.exists(), "what was typed isn't kept twice"


@pytest.mark.parametrize("wrong", [{"name": "Niemand Hier", "miss": "x"}, {"miss": "x" * 130}, {"could": "x" * 110}])
def test_a_slip_that_can_not_be_taken_is_refused_while_it_is_typed(step: Step, wrong: dict[str, str]) -> None:
    pile, _desk = typed(step, [(wrong, wrong)])
    assert pile.slips.get().first is None


def test_what_was_put_together_is_taken_out_again(step: Step) -> None:
    ayse, jonas, mia, organiser = neighbour(), neighbour("Jonas"), neighbour("Mia"), step.process.author
    one, other = say(step, ayse, "eine Werkstatt"), say(step, jonas, "ein Ort zum Werkeln")
    support(one, step=step, by=Actor(mia))
    group = group_needs(step, [one, other], by=Actor(organiser), title="Werkstatt")
    url = f"/gather/{step.pk}/take-out"
    assert client_of(ayse).post(f"{url}/{one.pk}/").status_code in (302, 403)
    assert len(needs_of(step, mia)[0].parts) == 2, "only who looks after it may"
    client_of(organiser).post(f"{url}/{one.pk}/")
    group.refresh_from_db()
    one.refresh_from_db()
    assert (group.support_count, one.support_count, one.is_there, group.is_there) == (0, 1, True, True)
    client_of(organiser).post(f"{url}/{other.pk}/")
    group.refresh_from_db()
    assert group.withdrawn is not None, "a heading without anything under it goes"
    assert {need.pk for need in ungrouped(step)} == {one.pk, other.pk}
    client_of(organiser).post(f"{url}/{other.pk}/")
    other.refresh_from_db()
    assert other.is_there


def test_a_whole_group_is_taken_apart_but_not_once_it_is_voted_about(step: Step) -> None:
    ayse, organiser = neighbour(), step.process.author
    needs = [say(step, ayse, "eine Werkstatt"), say(step, ayse, "ein Ort zum Werkeln")]
    group = group_needs(step, needs, by=Actor(organiser), title="Werkstatt")
    later = Step.objects.create(
        process=step.process, kind="vote", order=2, opens=step.opens, closes=step.closes, state="open"
    )
    with pytest.raises(Refused):
        take_out(step, group, by=Actor(organiser))
    later.delete()
    take_out(step, group, by=Actor(organiser))
    assert {need.pk for need in ungrouped(step)} == {need.pk for need in needs}


def test_nobody_takes_down_without_the_power_or_when_it_is_over(step: Step) -> None:
    said: dict[str, Any] = {"person": neighbour(), "channel": Channel.PHONE, "starter": "miss", "words": "eine Bank"}
    with pytest.raises(Refused):
        enter_need(step, by=Actor(neighbour("Jonas")), **said)
    with pytest.raises(Refused):  # paper is typed by two
        enter_need(step, by=Actor(holder_of(ENTER_BALLOTS)), **{**said, "channel": Channel.PAPER})
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


def test_a_sentence_from_a_slip_and_a_heading_that_is_no_longer_needed(step: Step) -> None:
    """The verbs themselves, as other kinds of step may use them."""
    desk, organiser = holder_of(ENTER_BALLOTS), step.process.author
    need = proposal_from_slip(step, by=Actor(desk), title="Eine Bank")
    with pytest.raises(Refused):
        proposal_from_slip(step, by=Actor(neighbour()), title="Zwei Bänke")
    heading = group_needs(step, [need], by=Actor(organiser), title="Sitzen")
    drop_heading(heading, by=Actor(organiser))
    heading.refresh_from_db()
    assert heading.is_there, "something stands under it"
    with pytest.raises(Refused):
        drop_heading(heading, by=Actor(neighbour("Jonas")))
    close_now(step, by=Actor(organiser))
    with pytest.raises(Refused):
        proposal_from_slip(step, by=Actor(desk), title="Drei Bänke")
