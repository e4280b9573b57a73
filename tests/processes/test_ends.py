"""Every process ends with an answer, also when whoever began it is gone; and nothing of it names anybody."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.api.testing import client_of, guest, moderator, neighbour
from quartier.kernel.belonging.care import look_after_groups
from quartier.kernel.entries.actions import hide_entry
from quartier.kernel.entries.feed import entries
from quartier.kernel.groups.models import (
    Group,
    GroupRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationMember,
)
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.privacy.erasure import erase_person
from quartier.kernel.processes.answering import adopt, end_process, give_answer
from quartier.kernel.processes.ballots import cast
from quartier.kernel.processes.forgetting import forget_supporters
from quartier.kernel.processes.hand_models import ProposalHand
from quartier.kernel.processes.handover import look_after_processes
from quartier.kernel.processes.hands import offer_hand
from quartier.kernel.processes.merging import merge_proposal
from quartier.kernel.processes.models import Ballot, Process, ProcessState, Step, Who
from quartier.kernel.processes.outcomes import set_state
from quartier.kernel.processes.proposal_models import Proposal, Support
from quartier.kernel.processes.proposals import propose_to, support
from quartier.kernel.processes.results import as_csv, open_data
from quartier.kernel.processes.running import close_now
from quartier.kernel.refusals import Refused
from tests.processes.hands import NO, YES, planned, running


def told(person: Person, notice: str) -> int:
    return Notification.objects.filter(person=person, notice=f"process.{notice}").count()


def voted(organiser: Person, *choices: tuple[Person, str], **details: object) -> Step:
    step = running(organiser, **details)
    for person, choice in choices:
        cast(step, by=Actor(person), content={"choice": choice})
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def test_the_answer_reaches_everybody_who_took_part(organiser: Person) -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    process = voted(organiser, (ayse, YES)).process
    page = client_of(jonas).get(process.url).content.decode()
    assert "Antwort steht aus" in page
    with pytest.raises(Refused):
        give_answer(process, by=Actor(jonas), text="Nein.")
    give_answer(process, by=Actor(organiser), text="Drei Bänke kommen.")
    give_answer(process, by=Actor(organiser), text="Drei Bänke kommen im März.")
    process.refresh_from_db()
    assert process.state == ProcessState.ANSWERED
    assert (told(ayse, "answered"), told(jonas, "answered")) == (1, 0)
    page = client_of(jonas).get(process.url).content.decode()
    assert "Drei Bänke kommen im März." in page
    assert "Antwort steht aus" not in page


def test_an_office_promises_the_answer_and_then_it_alone_gives_it(organiser: Person) -> None:
    clerk = neighbour("Klara", "Amt")
    office = Organisation.objects.create(name="Bezirksamt", kind=OrganisationKind.PUBLIC_OFFICE)
    OrganisationMember.objects.create(organisation=office, person=clerk)
    process = voted(organiser, (clerk, YES)).process
    with pytest.raises(Refused):
        adopt(process, by=Actor(clerk), office=office)  # nobody has confirmed it
    Organisation.objects.filter(pk=office.pk).update(is_confirmed=True)
    office.refresh_from_db()
    adopt(process, by=Actor(clerk), office=office, due=timezone.now() + timedelta(days=50))
    with pytest.raises(Refused):
        give_answer(process, by=Actor(organiser), text="Ich sage mal ja.")
    answer = give_answer(process, by=Actor(clerk), text="Ja.")
    assert answer.said_by == "Bezirksamt"


def test_a_late_answer_is_asked_for_each_week_and_the_page_says_so(organiser: Person) -> None:
    ayse = neighbour()
    process = voted(organiser, (ayse, YES)).process
    due = process.answer_due
    assert due is not None
    for days in (-20, -6, -6, 0, 0, 1, 7):
        look_after_processes(due + timedelta(days=days))
    assert told(organiser, "answer_due") == 3, "a week before, on the day, a week later"
    assert told(ayse, "answer_late") == 1
    Process.objects.filter(pk=process.pk).update(answer_due=timezone.now() - timedelta(days=1))
    assert "überfällig" in client_of(ayse).get(process.url).content.decode()


def test_a_group_that_ends_leaves_its_process_to_the_quarter(organiser: Person) -> None:
    ayse, mona = neighbour(), moderator()
    group = Group.objects.create(name="Garten")
    Membership.objects.create(group=group, person=ayse, role=GroupRole.MODERATOR)
    step = running(ayse, group=group, who=Who.GROUP)
    cast(step, by=Actor(ayse), content={"choice": YES})
    group.memberships.all().delete()
    Group.objects.filter(pk=group.pk).update(empty=timezone.now() - timedelta(days=31))
    look_after_groups(timezone.now())
    assert not Group.objects.exists()
    process = Process.objects.get()
    assert (process.group, process.was_of, Ballot.objects.count()) == (None, "Garten", 1)
    assert told(mona, "orphaned") == 1
    assert client_of(ayse).get(process.url).status_code == 200, "who could decide still reads it"
    assert client_of(neighbour("Jonas", "Weber")).get(process.url).status_code == 404
    close_now(process.steps.get(), by=Actor(mona))
    process.refresh_from_db()
    give_answer(process, by=Actor(mona), text="Der Garten bleibt.")


def test_an_organisation_nobody_speaks_for_any_more_leaves_it_to_the_quarter(organiser: Person) -> None:
    ayse, mona = neighbour(), moderator()
    club = Organisation.objects.create(name="Chor", kind=OrganisationKind.ASSOCIATION, is_confirmed=True)
    member = OrganisationMember.objects.create(organisation=club, person=ayse)
    process = running(ayse, organisation=club).process
    look_after_processes(timezone.now())
    assert told(mona, "orphaned") == 0
    member.delete()
    for _again in range(2):
        look_after_processes(timezone.now())
    assert told(mona, "orphaned") == 1
    end_process(process, by=Actor(mona), reason="Den Chor gibt es nicht mehr.")
    assert "Den Chor gibt es nicht mehr." in client_of(ayse).get(process.url).content.decode()


def test_erasing_the_organiser_and_a_voter_changes_no_result(organiser: Person) -> None:
    ayse = neighbour()
    step = voted(organiser, (ayse, YES), (organiser, NO))
    proposal = propose_to(step, by=Actor(organiser), title="Eine Bank")
    tally = dict(step.tally)
    for person in (ayse, organiser):
        erase_person(person, by=Actor(person))
    step.refresh_from_db()
    assert (step.tally, Ballot.objects.count()) == (tally, 0)
    assert step.process.author is None
    assert client_of(neighbour("Jonas", "Weber")).get(step.process.url).status_code == 200
    assert not type(proposal).objects.exists(), "nobody else carried it"


def test_what_somebody_never_asked_anybody_goes_with_them(organiser: Person) -> None:
    asked = running(organiser).process
    planned(organiser, title="Entwurf")
    assert Process.objects.count() == 2
    erase_person(organiser, by=Actor(organiser))
    assert list(Process.objects.all()) == [asked]


def test_what_was_put_together_out_of_ones_own_goes_with_one_too(organiser: Person) -> None:
    """Whichever of them was there first."""
    ayse = neighbour()
    step = running(organiser)
    whole, part, small = (propose_to(step, by=Actor(ayse), title=title) for title in ("Eine Bank", "Zwei", "Drei"))
    merge_proposal(small, into=part, by=Actor(organiser))
    merge_proposal(part, into=whole, by=Actor(organiser))
    erase_person(ayse, by=Actor(ayse))
    assert not Proposal.objects.exists()


def test_nobody_stands_in_the_open_data_and_small_numbers_neither(organiser: Person) -> None:
    people = [neighbour("Vorname", f"Nachname{number}") for number in range(9)]
    step = voted(organiser, *((person, NO if number < 2 else YES) for number, person in enumerate(people)))
    written = json.dumps(open_data(step), ensure_ascii=False) + as_csv(step)
    assert not [person for person in (*people, organiser) if person.family_name in written]
    (table,) = open_data(step)["tables"]
    assert [row["numbers"] for row in table["rows"]] == [[None], [None], [9]]
    for ending in ("protocol/", "protocol.pdf", "numbers.csv", "numbers.json"):
        url = f"/process/{step.process_id}/step/1/{ending}"
        assert client_of(people[0]).get(url).status_code == 200
        assert client_of(guest()).get(url).status_code == 404
    pdf = client_of(people[0]).get(f"/process/{step.process_id}/step/1/protocol.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_a_formula_in_a_label_is_none_in_a_spreadsheet(organiser: Person) -> None:
    from quartier.kernel.processes.results import _harmless

    assert _harmless("=HYPERLINK(1)") == "'=HYPERLINK(1)"


def test_a_proposal_is_told_to_its_end(organiser: Person) -> None:
    ayse = neighbour()
    step = running(organiser)
    proposal = propose_to(step, by=Actor(ayse), title="Eine Bank")
    close_now(step, by=Actor(organiser))
    set_state(proposal, "planned", by=Actor(organiser), sentence="Frühjahr 2027")
    set_state(proposal, "planned", by=Actor(organiser), sentence="Frühjahr 2027")
    set_state(proposal, "done", by=Actor(organiser))
    assert [change.state for change in proposal.history.all()] == ["collected", "planned", "done"]
    assert told(ayse, "proposal") == 2


def test_hidden_by_moderators_it_is_seen_by_them_and_whoever_looks_after_it(organiser: Person) -> None:
    ayse, mona = neighbour(), moderator()
    process = running(organiser).process
    entry = process.entry
    assert entry is not None
    assert entry in entries(ayse).entries
    hide_entry(entry, by=Actor(mona))
    assert entry not in entries(ayse).entries
    statuses = [client_of(person).get(process.url).status_code for person in (ayse, mona, organiser)]
    assert statuses == [404, 200, 200]


def test_who_supported_what_is_forgotten_and_how_many_did_stays(organiser: Person) -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    step = running(organiser)
    bench, lamp = (propose_to(step, by=Actor(ayse), title=title) for title in ("Eine Bank", "Eine Lampe"))
    for proposal in (bench, lamp):
        support(proposal, step=step, by=Actor(jonas))
    offer_hand(lamp, step=step, by=Actor(jonas))
    close_now(step, by=Actor(organiser))
    now = timezone.now()
    forget_supporters(now + timedelta(days=3000))
    assert Support.objects.count() == 2, "nothing of what isn't over"
    give_answer(step.process, by=Actor(organiser), text="Die Lampe kommt.", states={lamp: ("building", "im März")})
    forget_supporters(now + timedelta(days=300))
    assert Support.objects.count() == 2
    forget_supporters(now + timedelta(days=400))
    assert Support.objects.get().proposal == lamp, "who waits for it hears when it is done"
    assert ProposalHand.objects.exists()
    with pytest.raises(Refused):
        merge_proposal(bench, into=lamp, by=Actor(organiser))
    set_state(lamp, "done", by=Actor(organiser))
    forget_supporters(now + timedelta(days=400))
    assert not Support.objects.exists()
    assert not ProposalHand.objects.exists()
    assert list(Proposal.objects.values_list("support_count", flat=True)) == [1, 1]
    assert client_of(ayse).get(bench.url).status_code == 200
