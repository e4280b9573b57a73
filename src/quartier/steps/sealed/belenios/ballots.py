"""Ballots: how one is made (in the demo and in tests; in earnest `sealing.js` does it), and all that must hold before one counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from quartier.steps.sealed.belenios.elections import Election
from quartier.steps.sealed.belenios.group import G, P, Pair, Proof, Q, compact, fingerprint, is_element, listed, power
from quartier.steps.sealed.belenios.group import random_exponent as chance
from quartier.steps.sealed.belenios.proofs import Claim, is_one_of, is_signed, prove_one_of, sign
from quartier.steps.sealed.belenios.writing import number_in, pair_in, proofs_in, written


class BadBallot(Exception):
    """Why a ballot isn't taken: "unreadable", "foreign", "unknown_card", "forged"."""


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """One answer: a pair for each place, and the proofs that every rule was kept."""

    credential: int  # the public half of the voting card
    pairs: tuple[Pair, ...]
    each: tuple[list[Proof], ...]  # that a place holds 0 or 1
    overall: list[Proof]  # that there are as many answers as allowed, or “none of all”
    either: list[Proof]  # that there aren't both; empty where “none of all” can't be chosen

    def content(self, election: Election) -> dict[str, Any]:
        answer: dict[str, Any] = {"choices": [{"alpha": str(alpha), "beta": str(beta)} for alpha, beta in self.pairs]}
        answer |= {"individual_proofs": [written(one) for one in self.each], "overall_proof": written(self.overall)}
        if self.either:
            answer["blank_proof"] = written(self.either)
        named = {"election_uuid": election.uuid, "election_hash": election.fingerprint}
        return {**named, "credential": str(self.credential), "answers": [answer]}


def make_ballot(election: Election, secret: int, chosen: Sequence[int]) -> str:
    """`chosen`: a 0 or 1 for every place. `secret` is the number behind the voting card."""
    credential, key, asked = power(G, secret), election.key, election.question
    random = [chance() for _each in chosen]
    pairs = tuple((power(G, r), power(key, r) * power(G, m) % P) for r, m in zip(random, chosen, strict=True))
    each = tuple(
        prove_one_of(key, [Claim(pair, 0), Claim(pair, 1)], m, r, _of_one(election, credential, pair))
        for pair, m, r in zip(pairs, chosen, random, strict=True)
    )
    blank, either = asked.may_be_blank, list[Proof]()
    true, of_true = sum(chosen[blank:]) - asked.least + blank, sum(random[blank:]) % Q
    if blank:
        is_blank = chosen[0] == 1
        said, claims = _either(election, credential, pairs)
        either = prove_one_of(key, claims, int(is_blank), of_true if is_blank else random[0], said)
        true, of_true = (0, random[0]) if is_blank else (true, of_true)
    said, claims = _overall(election, credential, pairs)
    overall = prove_one_of(key, claims, true, of_true, said)
    ballot = Ballot(credential=credential, pairs=pairs, each=each, overall=overall, either=either)
    content = ballot.content(election)
    signed = fingerprint(compact(content))
    return _signed(content, signed, sign(secret, signed))


def check_ballot(election: Election, credentials: frozenset[int], text: str) -> Ballot:
    """Raises `BadBallot`. Written in any other way than the one, it is refused too: so nobody can change it and have it count."""
    try:
        said = json.loads(text)
        ballot = _read(said)
        named = str(said["election_uuid"]), str(said["election_hash"])
        signature, signed = proofs_in([said["signature"]["proof"]])[0], str(said["signature"]["hash"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadBallot("unreadable") from error
    if named != (election.uuid, election.fingerprint):
        raise BadBallot("foreign")
    content = ballot.content(election)
    if text != _signed(content, signed, signature) or len(ballot.pairs) != election.question.places:
        raise BadBallot("unreadable")
    if ballot.credential not in credentials:
        raise BadBallot("unknown_card")
    is_own = signed == fingerprint(compact(content)) and is_signed(ballot.credential, signature, signed)
    if not is_own or not _keeps_rules(election, ballot):
        raise BadBallot("forged")
    return ballot


def pairs_of(text: str) -> tuple[Pair, ...]:
    """Of a ballot that was checked as it was cast."""
    return tuple(pair_in(each) for each in json.loads(text)["answers"][0]["choices"])


def _read(said: Any) -> Ballot:
    (answer,) = said["answers"]
    return Ballot(
        credential=number_in(said["credential"]),
        pairs=tuple(pair_in(each) for each in answer["choices"]),
        each=tuple(proofs_in(one) for one in answer["individual_proofs"]),
        overall=proofs_in(answer["overall_proof"]),
        either=proofs_in(answer["blank_proof"]) if "blank_proof" in answer else [],
    )


def _keeps_rules(election: Election, ballot: Ballot) -> bool:
    key, pairs, credential = election.key, ballot.pairs, ballot.credential
    if len(ballot.each) != len(pairs) or not all(is_element(number) for pair in pairs for number in pair):
        return False
    for pair, proofs in zip(pairs, ballot.each, strict=True):
        if not is_one_of(key, [Claim(pair, 0), Claim(pair, 1)], proofs, _of_one(election, credential, pair)):
            return False
    said, claims = _overall(election, credential, pairs)
    if not is_one_of(key, claims, ballot.overall, said):
        return False
    if not election.question.may_be_blank:
        return not ballot.either
    said, claims = _either(election, credential, pairs)
    return is_one_of(key, claims, ballot.either, said)


def _of_one(election: Election, credential: int, pair: Pair) -> list[str]:
    return ["prove", *_begun(election, credential), listed(*pair)]


def _overall(election: Election, credential: int, pairs: Sequence[Pair]) -> tuple[list[str], list[Claim]]:
    asked, said = election.question, _all(election, credential, pairs)
    total = _sum(pairs[asked.may_be_blank :])
    claims = [Claim(total, number) for number in range(asked.least, asked.most + 1)]
    if asked.may_be_blank:
        return ["bproof1", *said], [Claim(pairs[0], 1), *claims]
    return ["prove", *said, listed(*total)], claims


def _either(election: Election, credential: int, pairs: Sequence[Pair]) -> tuple[list[str], list[Claim]]:
    return ["bproof0", *_all(election, credential, pairs)], [Claim(pairs[0], 0), Claim(_sum(pairs[1:]), 0)]


def _begun(election: Election, credential: int) -> list[str]:
    """Every proof names election and card, so none can be copied from one ballot into another."""
    return [election.fingerprint, str(credential)]


def _all(election: Election, credential: int, pairs: Sequence[Pair]) -> list[str]:
    return [*_begun(election, credential), listed(*(number for pair in pairs for number in pair))]


def _sum(pairs: Sequence[Pair]) -> Pair:
    return reduce(lambda one, other: (one[0] * other[0] % P, one[1] * other[1] % P), pairs, (1, 1))


def _signed(content: dict[str, Any], signed: str, signature: Proof) -> str:
    return compact({**content, "signature": {"hash": signed, "proof": written([signature])[0]}})
