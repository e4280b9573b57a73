"""Two rounds of the made-up quarter: one is answered, and in the other people are saying what they miss.

The texts, as its neighbours would write them, lie beside this file. Each round goes through the real actions.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from quartier.api import Actor, Person, may_carry_out
from quartier.api.demo import Cast, Said, clock_at, texts
from quartier.api.processes import (
    Channel,
    PaperBatch,
    Process,
    Proposal,
    Step,
    begin_batch,
    cast,
    close_now,
    count_batch,
    enter_proposal,
    merge_proposal,
    offer_hand,
    open_now,
    propose_to,
    support,
    type_slip,
)
from quartier.modules.needs.actions import adopt, begin_round, conclude, found_project, reject
from quartier.modules.needs.terms import ROUND

TEXTS = Path(__file__).parent
A_DAY = timedelta(days=1)
SECOND_TYPIST = "Leyla Özdemir"


def demo() -> None:
    """Writes both, once."""
    if Process.objects.filter(template=ROUND).exists():
        return
    cast_of, now = Cast(), timezone.now()
    leader = cast_of.person(texts(TEXTS, "round")[0]["by"])
    if not may_carry_out(leader):  # a module's tests have no made-up quarter around them, and nobody who leads
        return
    for said in texts(TEXTS, "round"):
        _hold(said, Actor(leader), cast_of, now)


def _hold(said: Said, by: Actor, cast_of: Cast, now: datetime) -> None:
    began = now - said["ago"] * A_DAY
    with clock_at(began):
        process = begin_round(by=by, title=said["title"], text=said["text"])
        step = process.steps.get(kind="gather")
    groups: dict[str, list[Proposal]] = {}
    for number, need in enumerate(said["need"], start=1):
        with clock_at(min(began + number * said.get("pace", 20) * timedelta(hours=1), now - timedelta(minutes=40))):
            if need.get("channel") != "paper":
                groups.setdefault(need.get("group", ""), []).append(_say(step, need, by, cast_of))
    with clock_at(min(began + 20 * A_DAY, now - timedelta(minutes=20))):
        _type_slips(step, said, groups, by, cast_of)
    if "outcome" in said:
        _bring_to_its_end(process, said, groups, by, cast_of)


def _say(step: Step, said: Said, by: Actor, cast_of: Cast) -> Proposal:
    person = cast_of.person(said["by"])
    channel = Channel(said.get("channel", "web"))
    if channel != Channel.WEB:
        need = enter_proposal(
            step, by=by, person=person, channel=channel, title=said["title"], text=said.get("text", "")
        )
    else:
        need = propose_to(step, by=Actor(person), title=said["title"], text=said.get("text", ""))
    for name in said.get("too", ()):
        support(need, step=step, by=Actor(cast_of.person(name)))
    for name in said.get("helps", ()):
        offer_hand(need, step=step, by=Actor(cast_of.person(name)))
    return need


def _type_slips(step: Step, said: Said, groups: dict[str, list[Proposal]], by: Actor, cast_of: Cast) -> None:
    """What came on paper: typed by two, counted. In the round that is under way two read one slip of a further pile differently."""
    slips = [need for need in said["need"] if need.get("channel") == "paper"]
    typists = (by, Actor(cast_of.person(SECOND_TYPIST)))
    count_batch(_pile(step, "Kasten in der Bäckerei", [(slip["title"],) * 2 for slip in slips], typists), by=by)
    for slip in slips:
        need = Proposal.objects.get(process=step.process, title=slip["title"])
        groups.setdefault(slip.get("group", ""), []).append(need)
        for name in slip.get("too", ()):
            support(need, step=step, by=Actor(cast_of.person(name)))
    if "waiting" in said:
        _pile(step, "Kasten im Treffpunkt", said["waiting"], typists)


def _pile(step: Step, name: str, slips: Sequence[Sequence[str]], typists: Sequence[Actor]) -> PaperBatch:
    """`slips`: what each of the two read."""
    pile = begin_batch(step, by=typists[0], name=name, size=len(slips))
    for number, read in enumerate(slips, start=1):
        for typist, title in zip(typists, read, strict=True):
            type_slip(pile, number, by=typist, content=_on_paper(title))
    return pile


def _on_paper(title: str) -> dict[str, Any]:
    """A slip as the step's own form keeps it, without a name."""
    starter, begin = ("could", "Ich könnte ") if title.startswith("Ich könnte ") else ("miss", "Mir fehlt ")
    return {"miss": "", "could": "", "name": "", "person": None, starter: title.removeprefix(begin)}


def _bring_to_its_end(
    process: Process, said: Said, groups: dict[str, list[Proposal]], by: Actor, cast_of: Cast
) -> None:
    began, gather = process.created, process.steps.get(kind="gather")
    made: dict[str, Proposal] = {}
    with clock_at(began + 28 * A_DAY):
        close_now(gather, by=by)
        for outcome in said["outcome"]:
            made[outcome["group"]] = _group(gather, outcome["group"], groups[outcome["group"]], by)
        vote = process.steps.get(kind="vote")
        if vote.state == "planned":
            open_now(vote, by=by)
    with clock_at(began + 35 * A_DAY):
        for slip in said["slip"]:
            content = {f"p{made[group].pk}": points for group, points in slip["points"].items()}
            cast(process.steps.get(kind="vote"), by=Actor(cast_of.person(slip["by"])), content=content)
    with clock_at(began + 42 * A_DAY):
        close_now(process.steps.get(kind="vote"), by=by)
    with clock_at(began + 49 * A_DAY):
        for outcome in said["outcome"]:
            _decide(made[outcome["group"]], outcome, by, cast_of)
        conclude(Process.objects.get(pk=process.pk), by=by, text=said["answer"])


def _group(step: Step, title: str, needs: list[Proposal], by: Actor) -> Proposal:
    group = propose_to(step, by=by, title=title)
    for need in needs:
        merge_proposal(need, into=group, by=by)
    return Proposal.objects.get(pk=group.pk)


def _decide(need: Proposal, said: Said, by: Actor, cast_of: Cast) -> None:
    need = Proposal.objects.select_related("process").get(pk=need.pk)
    people: list[Person] = [cast_of.person(name) for name in said.get("people", ())]
    more: dict[str, Any] = {"by": by, "reason": said["reason"]}
    if "module" in said:
        review = timezone.localdate() + timedelta(days=said["review"])
        adopt(need, slug=said["module"], caretakers=people, review=review, **more)
    elif "project" in said:
        found_project(need, name=said["project"], people=people, **more)
    else:
        reject(need, **more)
