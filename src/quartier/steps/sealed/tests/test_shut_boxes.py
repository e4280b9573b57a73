"""Boxes that stay shut: of few votes, of a lost or bent key, of a vote that was ended early."""

from __future__ import annotations

import pytest

from quartier.api import Actor, Refused
from quartier.api.processes import Ballot
from quartier.api.testing import client_of
from quartier.steps.sealed import actions, faces
from quartier.steps.sealed.belenios.elections import read_election
from quartier.steps.sealed.belenios.group import G, P, Q, challenge, compact, listed, power
from quartier.steps.sealed.belenios.keys import read_tally
from quartier.steps.sealed.belenios.writing import written
from quartier.steps.sealed.models import Election
from quartier.steps.sealed.tests.votes import TREES, SecretVote, voters

pytestmark = pytest.mark.django_db


def test_a_box_with_fewer_than_five_votes_stays_shut() -> None:
    vote = SecretVote(keys=2)
    people = voters(4)
    vote.open()
    for card, person in enumerate(people):
        vote.vote(person, card, TREES)
    vote.close()
    assert "stays shut" in str(faces.result(vote.step).sentence)
    with pytest.raises(Refused, match="nothing to open"):
        actions.give_share(vote.step, 1, by=Actor(vote.keepers[0]), text=vote.share(1))


def test_a_lost_key_is_said_and_a_wrong_one_opens_nothing() -> None:
    vote = SecretVote(keys=2)
    people = voters(3)
    vote.open()
    for card, person in enumerate(people):
        vote.vote(person, card, TREES)
    vote.close()
    first, second = map(Actor, vote.keepers)
    for actor, wrong in ((first, vote.share(2)), (second, vote.share(1)), (first, "{}"), (first, "")):
        with pytest.raises(Refused):
            actions.give_share(vote.step, 1, by=actor, text=wrong)
    actions.give_share(vote.step, 1, by=first, text=vote.share(1))
    assert vote.election.result is None
    with pytest.raises(Refused):
        actions.give_up(vote.step, by=second)
    assert client_of(vote.organiser).post(f"/sealed/{vote.step.pk}/give-up/").status_code == 302
    assert "verloren" in str(faces.result(vote.step).sentence)  # the page before spoke German
    with pytest.raises(Refused):
        actions.give_share(vote.step, 2, by=second, text=vote.share(2))


def test_fewer_than_five_ballots_stay_shut_however_many_slips_there_are() -> None:
    """The box alone is opened, for everybody to read: slips hide nobody in it."""
    vote = SecretVote(keys=2)
    vote.open()
    vote.vote(voters(1)[0], 0, TREES)
    Election.objects.update(paper={"slips": 9, "answers": [9, 0, 0], "blank": 0, "invalid": 0})
    vote.close()
    assert "people voted online" in str(faces.result(vote.step).sentence)
    with pytest.raises(Refused, match="nothing to open"):
        actions.give_share(vote.step, 1, by=Actor(vote.keepers[0]), text=vote.share(1))


def test_ended_early_nobody_knows_any_more_whose_ballot_was_whose() -> None:
    vote = SecretVote(keys=2)
    vote.open()
    vote.vote(voters(1)[0], 0, TREES)
    place = f"/process/{vote.step.process_id}/end/"
    assert client_of(vote.organiser).post(place, {"reason": "Das Haus wird verkauft."}).status_code == 302
    vote.step.refresh_from_db()
    assert not Ballot.objects.filter(step=vote.step).exists()
    assert "vorzeitig beendet" in str(faces.result(vote.step).sentence)  # the page before spoke German


def test_a_share_that_was_bent_with_its_proof_is_no_error_of_the_server() -> None:
    vote = SecretVote(keys=2)
    vote.open()
    for card, person in enumerate(voters(3)):
        vote.vote(person, card, TREES)
    vote.close()
    first, second = map(Actor, vote.keepers)
    actions.give_share(vote.step, 1, by=first, text=bent_share(vote))
    with pytest.raises(Refused, match="something false"):
        actions.give_share(vote.step, 2, by=second, text=vote.share(2))
    assert vote.election.result is None


def bent_share(vote: SecretVote) -> str:
    """Of the first keeper. Belenios' challenge doesn't hash the factor, so it may be chosen after it."""
    secret, election, bend = vote.secrets[0], read_election(vote.election.text), power(G, 7)
    factors, proofs = [], []
    for alpha, _beta in read_tally(vote.election.tally):
        begun = listed(G, alpha * bend % P)
        asked = challenge("decrypt", election.fingerprint, str(power(G, secret)), begun)
        proofs.append((asked, (1 - secret * asked) % Q))
        factors.append(str(power(alpha, secret) * power(bend, pow(asked, -1, Q)) % P))
    return compact({"decryption_factors": [factors], "decryption_proofs": [written(proofs)]})
