"""A secret vote from its preparation to its result: what it takes, what it refuses, what it keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quartier.api import Actor, Person, Refused
from quartier.api.processes import ENTER_BALLOTS, Ballot, PaperBatch, begin_batch, count_batch, open_now, type_slip
from quartier.api.testing import client_of, holder_of
from quartier.steps.sealed import actions, faces, preparing
from quartier.steps.sealed.belenios.group import P, Q, fingerprint
from quartier.steps.sealed.belenios.keys import new_key
from quartier.steps.sealed.models import Election, Keeper, UsedCard
from quartier.steps.sealed.queries import archive_of, in_box, outcome_in, tracker_of
from quartier.steps.sealed.tests.tool import needs_tool, new_cards, run, verifies
from quartier.steps.sealed.tests.tool import new_key as key_of_tool
from quartier.steps.sealed.tests.votes import BENCHES, LIGHT, NONE, TREES, SecretVote, voters

pytestmark = pytest.mark.django_db


@needs_tool
def test_an_independent_tool_finds_the_same_result(tmp_path: Path) -> None:
    vote = SecretVote()
    people = voters(6)
    step = vote.open()
    for card, (person, chosen) in enumerate(zip(people, [BENCHES, TREES, TREES, LIGHT, NONE, BENCHES], strict=True)):
        vote.vote(person, card, chosen)
    vote.vote(people[0], 0, TREES)  # the last one counts
    assert verifies(archive_of(step, vote.election), vote.election.uuid, tmp_path)
    vote.close()
    assert faces.result(step).sentence == "The vote is over. The ballot box is opened as soon as all keys are there."
    vote.open_box()
    assert faces.result(step).sentence == "“Bäume” is chosen, with 3 votes."
    assert [(line.answer, line.votes) for line in outcome_in(step, vote.election).lines] == [
        ("Bäume", 3),
        ("Bänke", 1),
        ("Licht", 1),
    ]
    election = vote.election
    assert verifies(archive_of(step, election), election.uuid, tmp_path)
    told = archive_of(step, election).replace(b'{"result":[[1,1,3,1]]}', b'{"result":[[1,3,1,1]]}')
    assert not verifies(told, election.uuid, tmp_path)  # it isn't one that finds everything good


@needs_tool
def test_keys_cards_ballots_and_shares_of_the_tool_are_as_good_as_ours(tmp_path: Path) -> None:
    vote = SecretVote(keys=2)
    people = voters(3)
    vote.prepare()
    by, uuid = [Actor(keeper) for keeper in vote.keepers], vote.election.uuid
    private, public = key_of_tool(tmp_path)
    preparing.give_key(vote.step, 1, by=by[0], text=public)
    vote.cards, halves = new_cards(uuid, 4, tmp_path)
    preparing.give_cards(vote.step, by=Actor(vote.card_maker), text=halves)
    open_now(vote.step, by=Actor(vote.organiser))
    vote.step.refresh_from_db()
    folder = tmp_path / "vote"
    folder.mkdir()
    bel = folder / f"{uuid}.bel"
    bel.write_bytes(archive_of(vote.step, vote.election))
    (tmp_path / "card").write_text(vote.cards[0], encoding="utf-8")
    (tmp_path / "choice").write_text(json.dumps([TREES]), encoding="utf-8")
    files = ["--privcred", str(tmp_path / "card"), "--ballot", str(tmp_path / "choice")]
    text = run("election", "generate-ballot", "--dir", str(folder), *files, folder=tmp_path).strip()
    actions.vote(vote.step, by=Actor(people[0]), text=text)
    for card, person in enumerate(people[1:], 1):
        vote.vote(person, card, BENCHES)
    vote.close()
    bel.write_bytes(archive_of(vote.step, vote.election))
    opening = ["election", "decrypt", "--dir", str(folder), "--privkey", private, "--trustee-id", "1"]
    actions.give_share(vote.step, 1, by=by[0], text=run(*opening, folder=tmp_path).strip())
    actions.give_share(vote.step, 2, by=by[1], text=vote.share(2))
    assert vote.election.result == [0, 2, 1, 0]


def test_tampered_foreign_and_repeated_ballots_are_refused() -> None:
    vote, other = SecretVote(keys=2), SecretVote(keys=2)
    ayse, jonas = voters(2)
    vote.open()
    other.open()
    text = vote.vote(ayse, 0, BENCHES)
    for wrong, reason in wrong_ballots(vote, other, text):
        with pytest.raises(Refused, match=reason):
            actions.vote(vote.step, by=Actor(jonas), text=wrong)
    with pytest.raises(Refused, match="Exactly this ballot"):
        actions.vote(vote.step, by=Actor(ayse), text=text)
    assert [bytes(ballot.sealed or b"").decode() for ballot in Ballot.objects.filter(step=vote.step)] == [text]


def changed(vote: SecretVote, change: Callable[[Any], None]) -> str:
    said = json.loads(vote.sealed(1, TREES))
    change(said)
    return json.dumps(said, separators=(",", ":"))


def swap(said: Any) -> None:
    choices = said["answers"][0]["choices"]
    choices[1], choices[2] = choices[2], choices[1]


def add_one(said: Any) -> None:
    pair = said["answers"][0]["choices"][1]
    pair["beta"] = str(int(pair["beta"]) * 2 % P)


def two_votes(said: Any) -> None:
    said["answers"] = said["answers"] * 2


def huge(said: Any) -> None:
    said["signature"]["proof"]["response"] = str(Q + 1)


def wrong_ballots(vote: SecretVote, other: SecretVote, text: str) -> list[tuple[str, str]]:
    """One of each sort."""

    def other_card(said: Any) -> None:
        said["credential"] = json.loads(text)["credential"]

    return [
        ("", "can't be read"),
        ("[" * 5000, "can't be read"),
        ('{"answers": []}', "can't be read"),
        (text[:-1], "can't be read"),
        (text + " ", "can't be read"),
        (changed(vote, two_votes), "can't be read"),
        (changed(vote, huge), "can't be read"),
        (changed(vote, swap), "changed on its way"),
        (changed(vote, add_one), "changed on its way"),
        (changed(vote, other_card), "changed on its way"),
        (text, "with this card already"),
        (other.sealed(0, TREES), "another vote"),
        (other_election_card(vote, other), "isn't one of this vote"),
        (vote.sealed(1, [0, 1, 1, 0], is_honest=False), "breaks the rules"),
        (vote.sealed(1, [0, 0, 0, 0], is_honest=False), "breaks the rules"),
        (vote.sealed(1, [1, 1, 0, 0]), "breaks the rules"),
    ]


def other_election_card(vote: SecretVote, other: SecretVote) -> str:
    vote.cards.append(other.cards[0])
    return vote.sealed(-1, TREES)


def test_a_card_serves_one_account_and_its_owner_may_take_another_card() -> None:
    vote = SecretVote(keys=2)
    ayse, jonas = voters(2)
    vote.open()
    vote.vote(ayse, 0, BENCHES)
    with pytest.raises(Refused, match="with this card already"):
        vote.vote(jonas, 0, TREES)
    vote.vote(ayse, 1, TREES)
    with CaptureQueriesContext(connection) as asked:
        vote.vote(jonas, 0, TREES)
    read = [query["sql"] for query in asked if '"sealed"' in query["sql"] and query["sql"].startswith("SELECT")]
    assert all('"person_id" =' in sql for sql in read)  # nobody else's ballot is read
    assert Ballot.objects.filter(step=vote.step).count() == 2
    vote.close()
    assert not UsedCard.objects.exists()


def test_while_people_vote_voting_comes_before_the_button_of_whoever_keeps_a_key() -> None:
    vote = SecretVote(keys=2)
    vote.open()
    page = client_of(vote.keepers[0]).get(vote.step.url).content.decode()
    assert page.index(f'href="/sealed/{vote.step.pk}/"') < page.index(f'href="/sealed/{vote.step.pk}/key/1/"')


def test_whose_ballot_is_whose_is_gone_after_the_end_and_the_archive_says_no_time() -> None:
    vote = SecretVote(keys=2)
    people = voters(3)
    vote.open()
    texts = [vote.vote(person, card, TREES) for card, person in enumerate(people)]
    assert tracker_of(vote.step, people[0]) == fingerprint(texts[0])
    assert texts[0].encode() not in archive_of(vote.step, vote.election)
    vote.close()
    assert not Ballot.objects.filter(step=vote.step).exists()
    assert tracker_of(vote.step, people[0]) == ""
    assert in_box(vote.election) == sorted(texts)
    stored = serializers.serialize("json", [*Election.objects.all(), *Keeper.objects.all()])
    for secret in (*map(str, vote.secrets), *vote.cards):
        assert secret not in stored


def test_what_isn_t_ready_doesn_t_open_and_says_what_is_missing() -> None:
    vote = SecretVote(keys=2)
    by = Actor(vote.organiser)
    assert faces.not_ready(vote.step) == "There is nothing to choose from yet."
    preparing.choose(vote.step, by=by, answers=["Ja", "Nein"])
    vote.step.refresh_from_db()
    most = {**vote.step.options, "most": 10**9}  # the engine's own page of options knows no rules of ours
    vote.step.options, chosen = most, vote.step.options
    assert faces.not_ready(vote.step) == "There aren't that many answers."
    vote.step.options = chosen
    assert faces.not_ready(vote.step) == "Nobody keeps a key to the ballot box yet."
    preparing.name_people(vote.step, by=by, keepers=vote.keepers, card_maker=vote.card_maker)
    assert "the key of Kim1 Key, Kim2 Key is missing" in faces.not_ready(vote.step)
    for number, keeper in enumerate(vote.keepers, 1):
        preparing.give_key(vote.step, number, by=Actor(keeper), text=new_key()[1])
    assert faces.not_ready(vote.step) == "There are no voting cards yet."
    with pytest.raises(Refused, match="no voting cards"):
        open_now(vote.step, by=by)


def test_a_key_is_given_by_its_keeper_alone_once_and_with_its_proof() -> None:
    vote = SecretVote(keys=2)
    by = Actor(vote.organiser)
    preparing.choose(vote.step, by=by, answers=["Ja", "Nein"])
    preparing.name_people(vote.step, by=by, keepers=vote.keepers, card_maker=vote.card_maker)
    first, second = map(Actor, vote.keepers)
    text = new_key()[1]
    forged = json.dumps({**json.loads(text), "public_key": str(int(json.loads(text)["public_key"]) ** 2 % P)})
    for actor, wrong in ((second, text), (by, text), (first, "{}"), (first, forged), (first, "null"), (first, "")):
        with pytest.raises(Refused):
            preparing.give_key(vote.step, 1, by=actor, text=wrong)
    preparing.give_key(vote.step, 1, by=first, text=text)
    with pytest.raises(Refused, match="Somebody else"):
        preparing.give_key(vote.step, 2, by=second, text=text)
    for wrong in ("", "[]", "{}", '["7"]', '["x"]', "[7]", '["0"]', '["1"]'):
        with pytest.raises(Refused, match="no list of voting cards"):
            preparing.give_cards(vote.step, by=Actor(vote.card_maker), text=wrong)


def test_paper_takes_the_place_of_what_was_cast_online_and_is_counted_with_it() -> None:
    vote = SecretVote(keys=2)
    people = voters(4)
    desk, second = holder_of(ENTER_BALLOTS, "Dora", "Desk"), holder_of(ENTER_BALLOTS, "Sina", "Second")
    step = vote.open()
    for card, person in enumerate(people):
        vote.vote(person, card, TREES)
    client = client_of(desk)
    assert client.post(f"/process/paper/{step.pk}/give/", {"name": people[0].full_name}).status_code == 302
    assert not Ballot.objects.filter(step=step, person=people[0]).exists()
    with pytest.raises(Refused, match="Papierzettel"):  # the page before spoke German
        vote.vote(people[0], 0, TREES)
    assert pile(vote, "Eins", desk, second, [["0"]]).counted
    with pytest.raises(Refused, match="als ausgegeben wurden"):
        pile(vote, "Zwei", desk, second, [["1"]])
    PaperBatch.objects.filter(counted=None).delete()
    vote.close()
    vote.open_box()
    outcome = outcome_in(step, vote.election)
    assert [(line.answer, line.votes) for line in outcome.lines] == [("Bäume", 3), ("Bänke", 1), ("Licht", 0)]
    assert (outcome.online, outcome.paper) == (3, 1)


def pile(vote: SecretVote, name: str, first: Person, second: Person, slips: list[list[str]]) -> PaperBatch:
    batch = begin_batch(vote.step, by=Actor(first), name=name, size=len(slips))
    for number, ticks in enumerate(slips, 1):
        for reader in (first, second):
            type_slip(batch, number, by=Actor(reader), content={"ticks": ticks})
    count_batch(batch, by=Actor(first))
    batch.refresh_from_db()
    return batch
