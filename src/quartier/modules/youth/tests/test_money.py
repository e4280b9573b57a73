"""Young people's money: only for what they chose, never more than there is, and everybody can read it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.api import Actor, Person, Refused, share, unshare
from quartier.api.processes import Process, Proposal, ProposalState, choose_for_young, round_for_example
from quartier.api.testing import client_of, neighbour
from quartier.modules.youth import pots
from quartier.modules.youth.models import Pot, Spending
from quartier.modules.youth.queries import left_in
from quartier.modules.youth.words import cents_of, euros

pytestmark = pytest.mark.django_db


@pytest.fixture
def jule() -> Person:
    return choose_for_young(neighbour("Jule", "Jansen"))


def a_pot(jule: Person, cents: int = 100_000) -> Pot:
    ends = timezone.localdate() + timedelta(days=100)
    return pots.make_pot(by=Actor(jule), name="Jugendtopf", cents=cents, given_by="Stadtrat", ends=ends)


def chosen(process: Process, title: str, state: str = ProposalState.CHOSEN) -> Proposal:
    proposal = Proposal.objects.create(process=process, title=title, state=state)
    share(proposal, by=None)
    return proposal


def test_never_a_cent_more_than_there_is(jule: Person) -> None:
    process, pot, by = round_for_example(jule, "mood").process, a_pot(jule), Actor(jule)
    first, second = chosen(process, "Dach"), chosen(process, "Lampe")
    line = pots.spend(pot, first, by=by, cents=60_000)
    assert pots.spend(pot, first, by=by, cents=60_000).pk == line.pk  # sent twice
    for cents in (40_001, 0, -1):
        with pytest.raises(Refused):
            pots.spend(pot, second, by=by, cents=cents)
    pots.spend(pot, second, by=by, cents=40_000)
    assert left_in(pot) == 0
    pots.give_back(line, by=by, cents=10_000)
    assert left_in(pot) == 10_000
    third = chosen(process, "Bank")
    pots.spend(pot, third, by=by, cents=10_000)
    with pytest.raises(Refused, match="übrig"):  # what came back has been given on
        pots.give_back(line, by=by, cents=0)
    with pytest.raises(Refused):
        pots.give_back(line, by=by, cents=60_001)
    assert left_in(pot) == 0
    assert sum(one.kept_cents for one in Spending.objects.all()) == pot.cents


def test_only_for_what_young_people_chose(jule: Person) -> None:
    pot, by = a_pot(jule), Actor(jule)
    process = round_for_example(jule, "mood").process
    of_adults = Process.objects.create(author=jule, title="Bank", question="Bank?", seed="0" * 32)
    for wrong in (
        chosen(process, "Nur gesammelt", ProposalState.COLLECTED),
        chosen(process, "Nicht gewählt", ProposalState.NOT_CHOSEN),
        chosen(of_adults, "Von Erwachsenen"),
    ):
        with pytest.raises(Refused):
            pots.spend(pot, wrong, by=by, cents=100)
    good = chosen(process, "Dach")
    with pytest.raises(Refused):
        pots.spend(pot, good, by=Actor(neighbour("Otto")), cents=100)
    Pot.objects.update(ends=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="galt bis"):
        pots.spend(pot, good, by=by, cents=100)
    assert not Spending.objects.exists()


def test_everybody_reads_the_ledger_also_when_the_proposal_is_gone(jule: Person) -> None:
    process, pot = round_for_example(jule, "mood").process, a_pot(jule)
    proposal = chosen(process, "Dach über der Rampe")
    pots.spend(pot, proposal, by=Actor(jule), cents=60_050)
    unshare(proposal)
    proposal.delete()
    page = client_of(None).get("/youth/money/").content.decode()
    for word in ("Dach über der Rampe", "600,50 €", "399,50 €", "1.000 €", "Stadtrat", process.title):
        assert word in page
    assert "Jule" not in page.split("<main")[1]
    for url in ("/youth/money/new/", f"/youth/money/{pot.pk}/spend/"):
        assert client_of(neighbour("Otto")).get(url).status_code == 404


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("350", 35_000),
        ("12,50", 1_250),
        ("2.500", 250_000),
        ("1.234.567", 123_456_700),
        ("5 €", 500),
        ("0,5 Euro", 50),
        ("0", 0),
    ],
)
def test_sums_as_people_write_them(text: str, cents: int) -> None:
    assert cents_of(text) == cents
    assert cents_of(euros(cents)) == cents


@pytest.mark.parametrize("text", ["", "-5", "12.50", "1,234", "viel", "1e9", "٣٥٠€€", "12,5,0", "9" * 12])
def test_a_sum_that_can_be_misread_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        cents_of(text)
