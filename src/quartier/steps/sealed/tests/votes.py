"""A whole secret vote in a few lines, for the tests."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from quartier.api import Actor, Person
from quartier.api.processes import START_PROCESS, Step, close_now, open_now, step_for_example
from quartier.api.testing import holder_of, neighbour
from quartier.steps.sealed import actions, preparing
from quartier.steps.sealed.belenios.ballots import make_ballot
from quartier.steps.sealed.belenios.elections import read_election
from quartier.steps.sealed.belenios.group import G, Q, compact, power
from quartier.steps.sealed.belenios.keys import new_card, public_half, read_tally, secret_of_card, share_of
from quartier.steps.sealed.models import Election

ANSWERS = ("Bänke", "Bäume", "Licht")
BENCHES, TREES, LIGHT, NONE = [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]

SECRET = 31415926535897932384626433832795028841971693993751058209749445923078164062862


def voters(number: int) -> list[Person]:
    return [neighbour(f"N{each}", "Nachbar") for each in range(number)]


@dataclass
class SecretVote:
    """Three people keep the keys, one makes the cards; `secrets` and `cards` are what only they and the voters have."""

    keys: int = 3
    cards_made: int = 7
    organiser: Person = field(default_factory=lambda: holder_of(START_PROCESS, "Olga", "Ott"))

    def __post_init__(self) -> None:
        self.step = step_for_example(
            self.organiser, "sealed", title="Wofür ist das Geld?", question="Wofür ist das Geld?"
        )
        self.keepers = [neighbour(f"Kim{number}", "Key") for number in range(1, self.keys + 1)]
        self.card_maker = neighbour("Cara", "Card")
        self.secrets: list[int] = []
        self.cards: list[str] = []

    @property
    def election(self) -> Election:
        return Election.objects.get(step=self.step)

    def prepare(self) -> None:
        by = Actor(self.organiser)
        preparing.choose(self.step, by=by, answers=ANSWERS)
        preparing.name_people(self.step, by=by, keepers=self.keepers, card_maker=self.card_maker)
        for number, keeper in enumerate(self.keepers, 1):
            secret = SECRET * number % Q  # always the same: so its powers are reckoned once for all tests
            self.secrets.append(secret)
            preparing.give_key(self.step, number, by=Actor(keeper), text=public_half(secret))
        uuid = self.election.uuid
        self.cards = [new_card() for _each in range(self.cards_made)]
        halves = [str(power(G, secret_of_card(card, uuid))) for card in self.cards]
        preparing.give_cards(self.step, by=Actor(self.card_maker), text=compact(halves))

    def open(self) -> Step:
        self.prepare()
        open_now(self.step, by=Actor(self.organiser))
        self.step.refresh_from_db()
        return self.step

    @cached_property
    def text(self) -> str:
        return self.election.text

    def sealed(self, card: int, chosen: list[int], *, is_honest: bool = True) -> str:
        """A dishonest one is made by a programme that takes the number of crosses for free."""
        election = read_election(self.text)
        if not is_honest:
            election = replace(election, question=replace(election.question, least=0, most=len(ANSWERS)))
        return make_ballot(election, secret_of_card(self.cards[card], election.uuid), chosen)

    def vote(self, voter: Person, card: int, chosen: list[int]) -> str:
        text = self.sealed(card, chosen)
        actions.vote(self.step, by=Actor(voter), text=text)
        return text

    def close(self) -> None:
        close_now(self.step, by=Actor(self.organiser))
        self.step.refresh_from_db()

    def share(self, number: int) -> str:
        election = self.election
        return share_of(self.secrets[number - 1], read_election(election.text), read_tally(election.tally))

    def open_box(self) -> None:
        for number, keeper in enumerate(self.keepers, 1):
            actions.give_share(self.step, number, by=Actor(keeper), text=self.share(number))
