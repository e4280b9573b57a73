"""What an election is: its question, its public key, its identity."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quartier.steps.sealed.belenios.group import NAME, P, compact, fingerprint

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@dataclass(frozen=True, kw_only=True)
class Question:
    text: str
    answers: tuple[str, ...]
    least: int = 1
    most: int = 1
    may_be_blank: bool = True

    @property
    def places(self) -> int:
        """How many numbers a ballot holds: one an answer, and one before them for “none of all”."""
        return len(self.answers) + self.may_be_blank


@dataclass(frozen=True)
class Election:
    """`text` is the election as everybody gets it. Its fingerprint stands in every ballot, so not a letter of it may change."""

    text: str
    uuid: str
    key: int
    question: Question

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.text)


def new_uuid() -> str:
    return "".join(secrets.choice(BASE58) for _each in range(14))


def election_text(*, uuid: str, name: str, description: str, keys: Sequence[int], question: Question) -> str:
    """The election with the key of all trustees together: the product of theirs."""
    key = 1
    for each in keys:
        key = key * each % P
    asked: dict[str, Any] = {"answers": list(question.answers)}
    if question.may_be_blank:
        asked["blank"] = True
    asked |= {"min": question.least, "max": question.most, "question": question.text}
    election = {"version": 1, "description": description, "name": name, "group": NAME, "public_key": str(key)}
    return compact({**election, "questions": [asked], "uuid": uuid})


def read_election(text: str) -> Election:
    said = json.loads(text)
    asked = said["questions"][0]
    question = Question(
        text=asked["question"],
        answers=tuple(asked["answers"]),
        least=asked["min"],
        most=asked["max"],
        may_be_blank=asked.get("blank", False),
    )
    return Election(text, said["uuid"], int(said["public_key"]), question)
