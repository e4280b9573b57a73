"""Proofs that say nothing but that a rule was kept: made (in the demo and in tests; neighbours' browsers make their own) and checked.

Each proof that a number is one of several is a list of proofs, of which all but one are made up; which one is real can't be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quartier.steps.sealed.belenios.group import (
    G,
    P,
    Pair,
    Proof,
    Q,
    challenge,
    inverse,
    listed,
    power,
    power_of_known,
    random_exponent,
)


@dataclass(frozen=True)
class Claim:
    """A pair that is said to hold `value`."""

    pair: Pair
    value: int


def commitments(key: int, claim: Claim, proof: Proof) -> Pair:
    """What the proof must have begun with, if it is one."""
    (alpha, beta), (challenged, response) = claim.pair, proof
    shifted = beta * _inverse_power(claim.value) % P
    first = power_of_known(G, response) * power(alpha, challenged) % P
    return first, power_of_known(key, response) * power(shifted, challenged) % P


def prove_one_of(key: int, claims: Sequence[Claim], true: int, secret: int, said: Sequence[str]) -> list[Proof]:
    """That one of the claims holds; `true` is its place in the list, `secret` the chance number of its pair."""
    proofs: list[Proof] = [(random_exponent(), random_exponent()) for _claim in claims]
    begun = [commitments(key, claim, proof) for claim, proof in zip(claims, proofs, strict=True)]
    chance = random_exponent()
    begun[true] = power_of_known(G, chance), power_of_known(key, chance)
    others = sum(proof[0] for place, proof in enumerate(proofs) if place != true)
    mine = (_challenge(said, begun) - others) % Q
    proofs[true] = mine, (chance - secret * mine) % Q
    return proofs


def is_one_of(key: int, claims: Sequence[Claim], proofs: Sequence[Proof], said: Sequence[str]) -> bool:
    if len(claims) != len(proofs):
        return False
    begun = [commitments(key, claim, proof) for claim, proof in zip(claims, proofs, strict=True)]
    return _challenge(said, begun) == sum(proof[0] for proof in proofs) % Q


def prove_key(secret: int, group: str) -> Proof:
    """That somebody who gives a public key has the private one to it."""
    chance = random_exponent()
    challenged = challenge("pok", group, str(power(G, secret)), str(power_of_known(G, chance)))
    return challenged, (chance - secret * challenged) % Q


def has_key(public: int, proof: Proof, group: str) -> bool:
    begun = power_of_known(G, proof[1]) * power(public, proof[0]) % P
    return proof[0] == challenge("pok", group, str(public), str(begun))


def sign(secret: int, text_hash: str) -> Proof:
    chance = random_exponent()
    challenged = challenge("sig", text_hash, str(power_of_known(G, chance)))
    return challenged, (chance - secret * challenged) % Q


def is_signed(public: int, proof: Proof, text_hash: str) -> bool:
    begun = power_of_known(G, proof[1]) * power(public, proof[0]) % P
    return proof[0] == challenge("sig", text_hash, str(begun))


def prove_decryption(secret: int, alpha: int, election: str) -> Proof:
    """That `alpha` was raised to the very private key that was promised."""
    chance = random_exponent()
    begun = listed(power_of_known(G, chance), power(alpha, chance))
    challenged = challenge("decrypt", election, str(power(G, secret)), begun)
    return challenged, (chance - secret * challenged) % Q


def is_decrypted(public: int, alpha: int, factor: int, proof: Proof, election: str) -> bool:
    first = power_of_known(G, proof[1]) * power(public, proof[0]) % P
    second = power(alpha, proof[1]) * power(factor, proof[0]) % P
    return proof[0] == challenge("decrypt", election, str(public), listed(first, second))


@lru_cache(maxsize=64)
def _inverse_power(value: int) -> int:
    return inverse(power(G, value))


def _challenge(said: Sequence[str], begun: Sequence[Pair]) -> int:
    return challenge(*said, listed(*(number for pair in begun for number in pair)))
