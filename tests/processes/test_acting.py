"""Through the pages: what somebody does for a neighbour who agreed to it is the neighbour's, says who did it, and they overwrite it."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from quartier.api.testing import client_of, holder_of, neighbour
from quartier.kernel.assistance.examples import a_consent
from quartier.kernel.assistance.models import Assistance
from quartier.kernel.groups.models import Group
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.hands import hands_of
from quartier.kernel.processes.models import Ballot, Channel, Step
from quartier.kernel.processes.proposal_models import Proposal, ProposalAuthor
from quartier.kernel.processes.running import close_now, open_now
from quartier.kernel.roles.models import RoleHolder
from quartier.kernel.terms.process import ENTER_BALLOTS
from quartier.modules.needs.actions import begin_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def kora(db: None) -> Person:
    person = neighbour("Kora", "Koch")
    RoleHolder.objects.create(person=person, role="coordinator")
    return person


def acting_for(person: Person, helper: Person, *areas: str) -> tuple[Client, dict[str, str]]:
    """Whose pages they are, and what each form sends along."""
    consent = a_consent(person, helper)
    Assistance.objects.filter(pk=consent.pk).update(areas=list(areas))
    client = client_of(helper, session={"acting": {"assistance": consent.pk, "seen": int(time.time())}})
    return client, {"acting": str(consent.pk)}


def test_in_a_needs_round_from_the_sentence_to_the_vote(kora: Person) -> None:
    herta, mara, jonas = neighbour("Herta", "Holm"), neighbour("Mara", "Maurer"), neighbour("Jonas", "Weber")
    gather = begin_round(by=Actor(kora)).steps.get(kind="gather")
    for words in ("eine Bank", "Licht"):
        client_of(jonas).post(f"/gather/{gather.pk}/say/", {"starter": "miss", "words": words, "anyway": "1"})
    bench = Proposal.objects.get(title="Mir fehlt eine Bank")
    client, acting = acting_for(herta, mara, "process")

    said = {"starter": "miss", "words": "jemand zum Reden", "anyway": "1", **acting}
    assert client.post(f"/gather/{gather.pk}/say/", said).status_code == 302
    for verb in ("me-too", "help"):
        client.post(f"/gather/{gather.pk}/{verb}/{bench.pk}/", {"on": "1", **acting})
    need = Proposal.objects.get(title="Mir fehlt jemand zum Reden")
    assert (need.author, need.written_by) == (herta, mara)
    assert list(bench.supports.values_list("person", flat=True)) == [herta.pk]
    assert hands_of([bench]) == {bench.pk: [herta]}
    assert "Mara" in client_of(jonas).get(need.url).content.decode(), "everybody reads who wrote it for her"
    assert client.post(f"/gather/{gather.pk}/enter/", {**said, "name": "Herta Holm"}).status_code == 403
    changed = {"title": "Mir fehlt jemand zum Zuhören", "text": "", "where": ""}
    assert client_of(herta).post(f"/process/proposal/{need.pk}/change/", changed).status_code == 302
    need.refresh_from_db()
    assert need.title == "Mir fehlt jemand zum Zuhören"

    close_now(gather, by=Actor(kora))
    vote = Step.objects.get(kind="vote")
    open_now(vote, by=Actor(kora))
    url = f"/vote/{vote.pk}/"
    assert client.post(url, {f"p{bench.pk}": "2", **acting}).status_code == 302
    ballot = Ballot.objects.get()
    assert (ballot.person, ballot.entered_by, ballot.channel) == (herta, mara, Channel.DESK)
    assert client_of(herta).post(url, {f"p{need.pk}": "3"}).status_code == 302
    ballot.refresh_from_db()
    assert (ballot.entered_by, ballot.content) == (None, {f"p{need.pk}": 3}), "she overwrites it"
    client.post(url, {f"p{bench.pk}": "5", **acting})
    ballot.refresh_from_db()
    assert ballot.content == {f"p{need.pk}": 3}, "and nobody overwrites what she chose herself"


def test_without_consent_to_it_nothing_is_said_or_chosen_for_anybody(kora: Person) -> None:
    herta, mara = neighbour("Herta", "Holm"), neighbour("Mara", "Maurer")
    gather = begin_round(by=Actor(kora)).steps.get(kind="gather")
    client, acting = acting_for(herta, mara, "board")
    said = {"starter": "miss", "words": "eine Bank", "anyway": "1", **acting}
    assert client.post(f"/gather/{gather.pk}/say/", said).status_code == 403
    assert not Proposal.objects.exists()


def test_by_telephone_it_is_logged_told_and_overwritten_on_the_page(kora: Person) -> None:
    desk, herta = holder_of(ENTER_BALLOTS, "Dora", "Desk"), neighbour("Herta", "Holm")
    process = begin_round(by=Actor(kora))
    gather = process.steps.get(kind="gather")
    said = {"starter": "could", "words": "vorlesen", "text": "", "channel": "phone", "name": "herta holm"}
    client_of(desk).post(f"/gather/{gather.pk}/enter/", said)
    client_of(kora).post(f"/gather/{gather.pk}/say/", {"starter": "miss", "words": "Ruhe", "anyway": "1"})
    need = ProposalAuthor.objects.get(person=herta).proposal
    assert herta.notifications.filter(notice="process.entered").count() == 1
    client_of(herta).post(f"/gather/{gather.pk}/help/{need.pk}/", {"on": "0"})
    assert hands_of([need]) == {need.pk: []}, "nobody is held to what the desk noted"
    assert client_of(herta).post(f"/process/proposal/{need.pk}/withdraw/").status_code == 302
    client_of(herta).post(f"/process/proposal/{need.pk}/put-back/")

    close_now(gather, by=Actor(kora))
    vote = Step.objects.get(kind="vote")
    open_now(vote, by=Actor(kora))
    choice = {"who-name": "Herta Holm", "who-channel": "phone", f"p{need.pk}": "1"}
    client_of(desk).post(f"/process/enter/{vote.pk}/", choice)
    assert Ballot.objects.get().entered_by == desk
    client_of(herta).post(f"/vote/{vote.pk}/", {f"p{need.pk}": "3"})
    page = client_of(desk).post(f"/process/enter/{vote.pk}/", choice).content.decode()
    assert "hat schon gewählt" in page
    assert Ballot.objects.get().content == {f"p{need.pk}": 3}
    log = client_of(herta).get(process.url).content.decode()
    assert log.count("Am Telefon oder an der Anlaufstelle eingetragen") == 2, (
        "the log of the process says it, without a name"
    )
    assert not Group.objects.exists()
