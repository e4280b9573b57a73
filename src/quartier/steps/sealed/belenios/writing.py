"""How numbers, pairs and proofs are written in JSON, and read again: in one way only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from quartier.steps.sealed.belenios.group import Pair, Proof, Q

NUMBER = re.compile(r"(0|[1-9][0-9]{0,616})\Z", re.ASCII)


def written(proofs: Sequence[Proof]) -> list[dict[str, str]]:
    return [{"challenge": str(challenge), "response": str(response)} for challenge, response in proofs]


def proofs_in(found: Any) -> list[Proof]:
    if not isinstance(found, list):
        raise TypeError
    return [(_below_q(one["challenge"]), _below_q(one["response"])) for one in found]


def pair_in(found: Any) -> Pair:
    return number_in(found["alpha"]), number_in(found["beta"])


def number_in(found: Any) -> int:
    if not isinstance(found, str) or not NUMBER.match(found):
        raise ValueError(found)
    return int(found)


def _below_q(found: Any) -> int:
    number = number_in(found)
    if number >= Q:
        raise ValueError(found)
    return number
