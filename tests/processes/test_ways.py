"""By telephone, at the desk, on paper: noted, counted once, and what somebody chose themself stays theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.api.testing import client_of, holder_of, neighbour
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.ballots import cast, enter_for, give_slip
from quartier.kernel.processes.models import Ballot, Channel, PaperBatch, Step, StepState
from quartier.kernel.processes.paper import begin_batch, count_batch, differences, drop_batch, settle_slip, type_slip
from quartier.kernel.processes.running import close_now, run_steps
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.process import ENTER_BALLOTS
from tests.processes.hands import NO, YES, running


@pytest.fixture
def desk(db: None) -> Person:
    return holder_of(ENTER_BALLOTS, "Dora", "Desk")


def say(step: Step, person: Person, choice: str, desk: Person, channel: Channel = Channel.PHONE) -> Ballot:
    return enter_for(step, person, by=Actor(desk), content={"choice": choice}, channel=channel)


def test_what_comes_by_telephone_is_noted_told_and_overwritten_by_the_person(organiser: Person, desk: Person) -> None:
    ayse = neighbour()
    step = running(organiser)
    say(step, ayse, YES, desk)
    assert step.process.events.filter(name="entered").count() == 1
    assert Notification.objects.filter(person=ayse, notice="process.entered").count() == 1
    say(step, ayse, NO, desk, Channel.DESK)
    cast(step, by=Actor(ayse), content={"choice": YES})
    with pytest.raises(Refused):
        say(step, ayse, NO, desk)
    ballot = Ballot.objects.get()
    assert (ballot.content, ballot.channel, ballot.entered_by) == ({"choice": YES}, Channel.WEB, None)
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    assert step.turnout == {"web": 1}


def test_who_acts_for_somebody_does_not_choose_over_what_they_chose_themself(organiser: Person, desk: Person) -> None:
    ayse = neighbour()
    step = running(organiser)
    for_ayse = Actor(desk, for_person=ayse)
    cast(step, by=for_ayse, content={"choice": NO})
    cast(step, by=for_ayse, content={"choice": YES})
    assert (Ballot.objects.get().entered_by, Ballot.objects.get().channel) == (desk, Channel.DESK)
    cast(step, by=Actor(ayse), content={"choice": NO})
    with pytest.raises(Refused):
        cast(step, by=for_ayse, content={"choice": YES})
    assert Ballot.objects.get().content == {"choice": NO}


def test_whoever_may_not_decide_does_not_by_telephone_either(organiser: Person, desk: Person) -> None:
    step = running(organiser)
    with pytest.raises(Refused):
        say(step, neighbour("Neu", "Da"), YES, desk)
    with pytest.raises(Refused):
        say(step, organiser, YES, neighbour("Ohne", "Macht"))
    with pytest.raises(Refused):
        say(step, desk, YES, desk)
    assert not Ballot.objects.exists()


def test_the_page_finds_the_neighbour_on_the_telephone_by_name(organiser: Person, desk: Person) -> None:
    ayse, _twin, _other_twin = neighbour(), neighbour("Jan", "Doppelt"), neighbour("Jan", "Doppelt")
    step = running(organiser)
    url = f"/process/enter/{step.pk}/"
    for name in ("Niemand Hier", "Jan Doppelt", "", "=cmd()"):
        client_of(desk).post(url, {"who-name": name, "who-channel": "phone", "choice": YES})
    assert not Ballot.objects.exists()
    client_of(desk).post(url, {"who-name": "ayşe  demir", "who-channel": "phone", "choice": YES})
    assert Ballot.objects.get().person == ayse
    assert YES not in client_of(desk).get(url).content.decode().partition("<form")[0]


def typed(step: Step, *readers: tuple[Person, list[str]]) -> PaperBatch:
    batch = begin_batch(step, by=Actor(readers[0][0]), name="Bäckerei", size=len(readers[0][1]))
    for reader, choices in readers:
        for number, choice in enumerate(choices, start=1):
            type_slip(batch, number, by=Actor(reader), content={"choice": choice})
    return batch


def test_paper_is_typed_twice_settled_and_counted_in_the_turnout(organiser: Person, desk: Person) -> None:
    other = holder_of(ENTER_BALLOTS, "Theo", "Tippt")
    for number in range(5):
        neighbour("N", str(number))
    step = running(organiser)
    batch = typed(step, (desk, [YES, NO, YES]), (other, [YES, NO, NO]))
    assert [slip.number for slip in differences(batch)] == [3]
    with pytest.raises(Refused):
        count_batch(batch, by=Actor(desk))
    settle_slip(batch, 3, by=Actor(desk), content={"choice": NO})
    assert count_batch(batch, by=Actor(desk)) == 3
    assert count_batch(batch, by=Actor(desk)) == 0, "once"
    cast(step, by=Actor(organiser), content={"choice": YES})
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    assert step.tally == {YES: 2, NO: 2}
    assert step.turnout == {"web": 1, "paper": 3}


def test_nobody_types_a_pile_twice_and_no_third_types_it(organiser: Person, desk: Person) -> None:
    other, third = holder_of(ENTER_BALLOTS, "Theo", "Tippt"), holder_of(ENTER_BALLOTS, "Dritte", "Hand")
    step = running(organiser)
    batch = typed(step, (desk, [YES]), (desk, [NO]))
    with pytest.raises(Refused):
        count_batch(batch, by=Actor(desk))
    type_slip(batch, 1, by=Actor(other), content={"choice": NO})
    with pytest.raises(Refused):
        type_slip(batch, 1, by=Actor(third), content={"choice": NO})
    assert (batch.slips.get().first, batch.slips.get().second) == ({"choice": NO}, {"choice": NO})


def test_more_slips_than_people_are_not_counted(organiser: Person, desk: Person) -> None:
    other = holder_of(ENTER_BALLOTS, "Theo", "Tippt")
    step = running(organiser)
    batch = typed(step, (desk, [YES] * 9), (other, [YES] * 9))
    with pytest.raises(Refused):
        count_batch(batch, by=Actor(desk))
    assert not Ballot.objects.exists()


def test_whoever_has_a_slip_of_paper_chooses_on_it_alone(organiser: Person, desk: Person) -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    step = running(organiser)
    give_slip(step, ayse, by=Actor(desk))
    with pytest.raises(Refused):
        cast(step, by=Actor(ayse), content={"choice": YES})
    cast(step, by=Actor(jonas), content={"choice": YES})
    with pytest.raises(Refused):
        give_slip(step, jonas, by=Actor(desk))
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    assert step.turnout == {"web": 1}, "a slip that was given out isn't one that came back"


def test_the_count_waits_for_a_pile_begun_in_time_and_takes_none_begun_late(organiser: Person, desk: Person) -> None:
    other = holder_of(ENTER_BALLOTS, "Theo", "Tippt")
    step = running(organiser)
    batch = typed(step, (desk, [YES]), (other, [YES]))
    with pytest.raises(Refused):
        close_now(step, by=Actor(organiser))
    Step.objects.filter(pk=step.pk).update(closes=timezone.now() - timedelta(minutes=5))
    run_steps(timezone.now())
    step.refresh_from_db()
    assert step.state == StepState.OPEN
    assert "wird gezählt" in client_of(organiser).get(step.process.url).content.decode()
    with pytest.raises(Refused):
        cast(step, by=Actor(organiser), content={"choice": NO})
    with pytest.raises(Refused):
        begin_batch(step, by=Actor(desk), name="Zu spät", size=2)
    count_batch(batch, by=Actor(desk))
    run_steps(timezone.now())
    step.refresh_from_db()
    assert (step.state, step.turnout, step.tally) == (StepState.CLOSED, {"paper": 1}, {YES: 1})
    assert not batch.slips.exists(), "what was typed isn't kept twice"


def test_a_week_later_it_closes_without_the_pile_and_says_so(organiser: Person, desk: Person) -> None:
    step = running(organiser)
    typed(step, (desk, [YES, NO]))
    run_steps(step.closes + timedelta(days=8))
    step.refresh_from_db()
    assert step.state == StepState.CLOSED
    assert "2 Zettel wurden nicht rechtzeitig gezählt" in client_of(organiser).get(step.process.url).content.decode()


def test_who_looks_again_reads_what_both_read_in_the_words_of_the_slip(organiser: Person, desk: Person) -> None:
    other = holder_of(ENTER_BALLOTS, "Theo", "Tippt")
    step = running(organiser)
    batch = typed(step, (desk, [YES]), (other, [NO]))
    page = client_of(desk).get(f"/process/paper/pile/{batch.pk}/").content.decode()
    assert "<td>Dafür</td><td>Dagegen</td>" in page
    for rubbish in ("²", "9" * 5000, "-1", "7"):
        said = {"number": rubbish, "settles": "1", "choice": YES}
        assert client_of(desk).post(f"/process/paper/pile/{batch.pk}/", said).status_code == 200
    client_of(desk).post(f"/process/paper/pile/{batch.pk}/", {"number": "1", "settles": "1", "choice": NO})
    client_of(desk).post(f"/process/paper/pile/{batch.pk}/count/")
    assert Ballot.objects.get().content == {"choice": NO}


def test_a_pile_that_somebody_drops_meanwhile_is_gone_for_others_in_a_sentence(organiser: Person, desk: Person) -> None:
    """Each of them has the page open, and the row read, before it is gone."""
    batch = begin_batch(running(organiser), by=Actor(desk), name="Bäckerei", size=2)
    open_elsewhere = PaperBatch.objects.get()
    drop_batch(batch, by=Actor(desk))
    for act in (drop_batch, count_batch):
        with pytest.raises(Refused, match=r"no longer there|gibt es nicht mehr"):
            act(open_elsewhere, by=Actor(desk))
