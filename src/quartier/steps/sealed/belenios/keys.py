"""Trustees' keys and voting cards, and the sum that the trustees open together."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from functools import reduce
from hashlib import pbkdf2_hmac
from typing import Any

from quartier.steps.sealed.belenios.elections import BASE58, Election
from quartier.steps.sealed.belenios.group import (
    NAME,
    G,
    P,
    Pair,
    Q,
    compact,
    inverse,
    is_element,
    power,
    random_exponent,
)
from quartier.steps.sealed.belenios.proofs import has_key, is_decrypted, prove_decryption, prove_key
from quartier.steps.sealed.belenios.writing import number_in, pair_in, proofs_in, written

CARD_ROUNDS, CARD_SIGNS, CARD_CHECK = 1000, 14, 53


class BadKey(Exception):
    """A public key, a share or a list of cards that isn't what it should be."""


def new_key() -> tuple[int, str]:
    """A private key, and what is given to everybody."""
    secret = random_exponent()
    return secret, public_half(secret)


def public_half(secret: int) -> str:
    """With the proof that whoever gives it has the other one."""
    return compact({"pok": written([prove_key(secret, NAME)])[0], "public_key": str(power(G, secret))})


def check_key(text: str) -> tuple[int, str]:
    """The public key, and how it is written. Without the proof, somebody could cancel the keys of all others out."""
    try:
        said = json.loads(text)
        public, proof = number_in(said["public_key"]), proofs_in([said["pok"]])[0]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadKey from error
    if public == 1 or not is_element(public) or not has_key(public, proof, NAME):
        raise BadKey
    return public, compact({"pok": written([proof])[0], "public_key": str(public)})


def new_card() -> str:
    """What is printed on a voting card: fourteen signs by chance and one that finds slips of the pen."""
    number, signs = secrets.randbelow(58**CARD_SIGNS), ""
    check = CARD_CHECK - number % CARD_CHECK
    for _each in range(CARD_SIGNS):
        number, sign = divmod(number, 58)
        signs = BASE58[sign] + signs
    signs += BASE58[check]
    return "-".join(signs[place : place + 3] for place in range(0, 15, 3))


def secret_of_card(card: str, uuid: str) -> int:
    """`card` with its dashes: so it is printed, and so Belenios reads it."""
    return int.from_bytes(pbkdf2_hmac("sha256", card.encode(), uuid.encode(), CARD_ROUNDS), "big") % Q


def check_cards(text: str, *, most: int) -> list[int]:
    """The public halves of the cards, as the page or belenios-tool writes them. Sorted, so that their order tells nothing."""
    try:
        said = json.loads(text)
        if not isinstance(said, list) or not said or len(said) > most:
            raise BadKey
        found = [number_in(_alone(each)) for each in said]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadKey from error
    if len(set(found)) != len(found) or 1 in found or not all(map(is_element, found)):
        raise BadKey
    return sorted(found)


def _alone(line: str) -> str:
    """belenios-tool adds a weight, which must be none, and the number of a line in its list, which nobody needs to know."""
    number, weight, *_line = [*line.split(","), ""]
    if weight not in {"", "1"}:
        raise BadKey
    return number


def add_up(ballots: Sequence[Sequence[Pair]], places: int) -> list[Pair]:
    """All ballots multiplied place by place: the sums, still encrypted. No single ballot is ever opened."""
    sums = [(1, 1)] * places
    for ballot in ballots:
        sums = [(a * c % P, b * d % P) for (a, b), (c, d) in zip(sums, ballot, strict=True)]
    return sums


def tally_text(sums: Sequence[Pair]) -> str:
    return compact([[{"alpha": str(alpha), "beta": str(beta)} for alpha, beta in sums]])


def read_tally(text: str) -> list[Pair]:
    return [pair_in(each) for each in json.loads(text)[0]]


def share_of(secret: int, election: Election, sums: Sequence[Pair]) -> str:
    """What a trustee gives to open the sums: useless for any single ballot."""
    proofs = [prove_decryption(secret, alpha, election.fingerprint) for alpha, _beta in sums]
    factors = [[str(power(alpha, secret)) for alpha, _beta in sums]]
    return compact({"decryption_factors": factors, "decryption_proofs": [written(proofs)]})


def check_share(text: str, *, public: int, election: Election, sums: Sequence[Pair]) -> tuple[list[int], str]:
    """The factors, and how the share is written in the one way."""
    try:
        said: dict[str, Any] = json.loads(text)
        (given,), (proven,) = said["decryption_factors"], said["decryption_proofs"]
        factors, proofs = [number_in(each) for each in given], proofs_in(proven)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadKey from error
    if len(factors) != len(sums) or len(proofs) != len(sums):
        raise BadKey
    for (alpha, _beta), factor, proof in zip(sums, factors, proofs, strict=True):
        if not is_element(factor) or not is_decrypted(public, alpha, factor, proof, election.fingerprint):
            raise BadKey
    again = {"decryption_factors": [list(map(str, factors))], "decryption_proofs": [written(proofs)]}
    return factors, compact(again)


def factors_of(share: str) -> list[int]:
    """Of a share that was checked."""
    return [int(factor) for factor in json.loads(share)["decryption_factors"][0]]


def open_sums(sums: Sequence[Pair], shares: Sequence[Sequence[int]], *, ballots: int) -> list[int]:
    """The numbers: with all shares, what is left is g to the number of votes, which is small enough to be looked for.

    Raises `BadKey` where it isn't: Belenios' proof of a share doesn't name the factors, so somebody can bend both.
    """
    powers = {power(G, number): number for number in range(ballots + 1)}
    opened = []
    for place, (_alpha, beta) in enumerate(sums):
        factor = reduce(lambda one, other: one * other % P, (share[place] for share in shares), 1)
        left = beta * inverse(factor) % P
        if left not in powers:
            raise BadKey
        opened.append(powers[left])
    return opened
