"""Ballots: how one is made (in the demo and in tests; in earnest `vote.js` does it), and everything that must hold before one counts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from quartier.steps.sealed.belenios.elections import Election
from quartier.steps.sealed.belenios.group import G, P, Pair, Proof, Q, compact, fingerprint, is_element, listed, power
from quartier.steps.sealed.belenios.group import random_exponent as chance
from quartier.steps.sealed.belenios.proofs import Claim, is_one_of, is_signed, prove_one_of, sign

NUMBER = re.compile(r"(0|[1-9][0-9]{0,616})\Z", re.ASCII)


class BadBallot(Exception):
    """Why a ballot isn't taken: "unreadable", "foreign", "unknown_card", "forged"."""


@dataclass(frozen=True)
class Ballot:
    credential: int
    pairs: tuple[Pair, ...]
    tracker: str  # its fingerprint: what it is called in the list of all


def make_ballot(election: Election, secret: int, chosen: Sequence[int]) -> str:
    """`chosen`: a 0 or 1 for every place. `secret` is the number behind the voting card."""
    credential = power(G, secret)
    random = [chance() for _each in chosen]
    pairs = [(power(G, r), power(election.key, r) * power(G, m) % P) for r, m in zip(random, chosen, strict=True)]
    begun = _begun(election, credential)
    each = [
        prove_one_of(election.key, [Claim(pair, 0), Claim(pair, 1)], m, r, ["prove", *begun, listed(*pair)])
        for pair, m, r in zip(pairs, chosen, random, strict=True)
    ]
    answer: dict[str, Any] = {"choices": [{"alpha": str(alpha), "beta": str(beta)} for alpha, beta in pairs]}
    answer |= {"individual_proofs": [_written(proofs) for proofs in each]}
    blank = election.question.may_be_blank
    of_sum = sum(random[blank:]) % Q
    said, claims = _overall(election, credential, pairs)
    if not blank:
        true = sum(chosen) - election.question.least
        answer["overall_proof"] = _written(prove_one_of(election.key, claims, true, of_sum, said))
    else:
        is_blank = chosen[0] == 1
        true, of_true = (0, random[0]) if is_blank else (1 + sum(chosen[1:]) - election.question.least, of_sum)
        answer["overall_proof"] = _written(prove_one_of(election.key, claims, true, of_true, said))
        said, claims = _either(election, credential, pairs)
        true, of_true = (1, of_sum) if is_blank else (0, random[0])
        answer["blank_proof"] = _written(prove_one_of(election.key, claims, true, of_true, said))
    content = _content(election, credential, answer)
    signed = fingerprint(compact(content))
    signature = {"hash": signed, "proof": _written([sign(secret, signed)])[0]}
    return compact({**content, "signature": signature})


def check_ballot(election: Election, credentials: frozenset[int], text: str) -> Ballot:
    """Raises `BadBallot`. Written in any other way than the one, it is refused too: so nobody can change it and have it count."""
    try:
        said = json.loads(text)
        content = {name: said[name] for name in ("election_uuid", "election_hash", "credential", "answers")}
        (answer,) = said["answers"]
        credential, pairs = _number(said["credential"]), tuple(_pair(each) for each in answer["choices"])
        each, overall = [_proofs(one) for one in answer["individual_proofs"]], _proofs(answer["overall_proof"])
        either = _proofs(answer["blank_proof"]) if "blank_proof" in answer else []
        signature, signed = _proofs([said["signature"]["proof"]])[0], str(said["signature"]["hash"])
        rewritten = _rewritten(election, credential, pairs, each, overall, either, signed, signature)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadBallot("unreadable") from error
    if content["election_uuid"] != election.uuid or content["election_hash"] != election.fingerprint:
        raise BadBallot("foreign")
    if text != rewritten or len(pairs) != election.question.places or len(each) != len(pairs):
        raise BadBallot("unreadable")
    if credential not in credentials:
        raise BadBallot("unknown_card")
    if signed != fingerprint(compact(content)) or not is_signed(credential, signature, signed):
        raise BadBallot("forged")
    if not _keeps_rules(election, credential, pairs, each, overall, either):
        raise BadBallot("forged")
    return Ballot(credential, pairs, fingerprint(text))


def _keeps_rules(
    election: Election, credential: int, pairs: Sequence[Pair], each: list[list[Proof]], overall: list[Proof],
    either: list[Proof],
) -> bool:  # fmt: skip
    if not all(is_element(number) for pair in pairs for number in pair):
        return False
    begun, key = _begun(election, credential), election.key
    for pair, proofs in zip(pairs, each, strict=True):
        if not is_one_of(key, [Claim(pair, 0), Claim(pair, 1)], proofs, ["prove", *begun, listed(*pair)]):
            return False
    said, claims = _overall(election, credential, pairs)
    if not is_one_of(key, claims, overall, said):
        return False
    if not election.question.may_be_blank:
        return not either
    said, claims = _either(election, credential, pairs)
    return is_one_of(key, claims, either, said)


def _overall(election: Election, credential: int, pairs: Sequence[Pair]) -> tuple[list[str], list[Claim]]:
    """As many answers as allowed; or none of all."""
    asked = election.question
    said = _all(election, credential, pairs)
    total = _sum(pairs[asked.may_be_blank :])
    claims = [Claim(total, number) for number in range(asked.least, asked.most + 1)]
    if asked.may_be_blank:
        return ["bproof1", *said], [Claim(pairs[0], 1), *claims]
    return ["prove", *said, listed(*total)], claims


def _either(election: Election, credential: int, pairs: Sequence[Pair]) -> tuple[list[str], list[Claim]]:
    """Not both: “none of all”, and an answer."""
    return ["bproof0", *_all(election, credential, pairs)], [Claim(pairs[0], 0), Claim(_sum(pairs[1:]), 0)]


def _begun(election: Election, credential: int) -> list[str]:
    """Every proof names election and card, so none can be copied from one ballot into another."""
    return [election.fingerprint, str(credential)]


def _all(election: Election, credential: int, pairs: Sequence[Pair]) -> list[str]:
    return [*_begun(election, credential), listed(*(number for pair in pairs for number in pair))]


def _sum(pairs: Sequence[Pair]) -> Pair:
    return reduce(lambda one, other: (one[0] * other[0] % P, one[1] * other[1] % P), pairs, (1, 1))


def _content(election: Election, credential: int, answer: dict[str, Any]) -> dict[str, Any]:
    named = {"election_uuid": election.uuid, "election_hash": election.fingerprint}
    return {**named, "credential": str(credential), "answers": [answer]}


def _rewritten(
    election: Election, credential: int, pairs: Sequence[Pair], each: list[list[Proof]], overall: list[Proof],
    either: list[Proof], signed: str, signature: Proof,
) -> str:  # fmt: skip
    answer: dict[str, Any] = {"choices": [{"alpha": str(alpha), "beta": str(beta)} for alpha, beta in pairs]}
    answer |= {"individual_proofs": [_written(one) for one in each], "overall_proof": _written(overall)}
    if either:
        answer["blank_proof"] = _written(either)
    said = _content(election, credential, answer)
    return compact({**said, "signature": {"hash": signed, "proof": _written([signature])[0]}})


def _written(proofs: Sequence[Proof]) -> list[dict[str, str]]:
    return [{"challenge": str(challenge), "response": str(response)} for challenge, response in proofs]


def _proofs(written: Any) -> list[Proof]:
    if not isinstance(written, list):
        raise TypeError
    return [(_below_q(one["challenge"]), _below_q(one["response"])) for one in written]


def _pair(written: Any) -> Pair:
    return _number(written["alpha"]), _number(written["beta"])


def _number(written: Any) -> int:
    if not isinstance(written, str) or not NUMBER.match(written):
        raise ValueError(written)
    return int(written)


def _below_q(written: Any) -> int:
    number = _number(written)
    if number >= Q:
        raise ValueError(written)
    return number
