"""Who paid how much in a count by Equal Shares: per project, per ballot, and what was missing for the others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from quartier.counting.election import Ballot, Election
from quartier.counting.result import Round
from quartier.counting.rules.purses import Market, Purchase, Run
from quartier.counting.sentences import Sentence


@dataclass(frozen=True)
class Receipts:
    election: Election
    market: Market
    run: Run
    budget: Fraction
    free: tuple[int, ...]  # cost nothing, and somebody wants them
    completed: tuple[int, ...]  # added after the shares were spent

    @property
    def spent(self) -> Fraction:
        return self.run.cost + sum((self.market.costs[option] for option in self.completed), Fraction(0))

    @property
    def chosen(self) -> set[int]:
        return {*self.free, *self.run.bought, *self.completed}

    @cached_property
    def _groups(self) -> dict[Ballot, int]:
        """The number by which the count knows each kind of ballot."""
        kinds = list(self.election.ballots)
        return {kinds[kind]: group for group, kind in enumerate(self.market.support.kinds)}

    def projects(self) -> list[dict[str, object]]:
        """Each project in the order of the file: chosen or not, and why."""
        bought = {purchase.option: purchase for purchase in self.run.purchases}
        return [self._project(option, bought.get(option)) for option in range(len(self.election.options))]

    def of_ballot(self, ballot: Ballot) -> dict[str, object]:
        """For the person who cast it: which of theirs come, and what they paid for each."""
        points = ballot.points or (Fraction(1),) * len(ballot.named)
        mine = [option for option, given in zip(ballot.named, points, strict=True) if given > 0]
        coming = [option for option in mine if option in self.chosen]
        return {
            "options": list(self.election.ids(mine)),
            "coming": list(self.election.ids(coming)),
            "paid": {self.election.options[option].id: paid for option, paid in self._payments(ballot)},
            "says": Sentence.of("{coming} of your {all} projects are coming.", coming=len(coming), all=len(mine)),
        }

    def _payments(self, ballot: Ballot) -> list[tuple[int, Fraction]]:
        if ballot not in self._groups:
            return []
        row = self.market.weights[self._groups[ballot]]
        left, paid = self.run.each, []
        for option, price in zip(self.run.bought, self.run.prices, strict=True):
            if row[option]:
                payment = min(left, price * int(row[option]))
                left -= payment
                paid.append((option, payment * self.market.support.scale))
        return paid

    def _project(self, option: int, purchase: Purchase | None) -> dict[str, object]:
        one, votes = self.election.options[option], self.market.support.votes[option]
        told: dict[str, object] = {"id": one.id, "cost": self.market.costs[option], "votes": votes, "chosen": True}
        if purchase:
            return told | {
                "price": purchase.price * self.market.support.scale,
                "payers": purchase.payers,
                "gave_all": purchase.emptied,
            }
        if option in self.free:
            return told | {"says": Sentence.of("“{name}” costs nothing, and somebody wants it.", name=one.name)}
        if option in self.completed:
            return told | {"says": Sentence.of("“{name}” was added after the shares were spent.", name=one.name)}
        return told | {"chosen": False} | self._missing(option)

    def _missing(self, option: int) -> dict[str, object]:
        name, cost = self.election.options[option].name, self.market.costs[option]
        if cost > self.budget:
            return {"says": Sentence.of("“{name}” is dearer than the whole budget.", name=name)}
        if not self.market.support.votes[option]:
            return {"says": Sentence.of("Nobody voted for “{name}”.", name=name)}
        left = self.run.left(option)
        says = Sentence.of(
            "The supporters of “{name}” have {left} left together; {missing} is missing.",
            name=name,
            left=left,
            missing=cost - left,
        )
        return {"left": left, "missing": cost - left, "says": says}


def rounds_of(receipts: Receipts) -> tuple[Round, ...]:
    """One round for each purchase, and for each option that was added afterwards."""
    scale, options = receipts.market.support.scale, receipts.election.options
    bought = [_round(receipts.election, purchase, scale) for purchase in receipts.run.purchases]
    says = "“{name}” is added with what is left after the shares."
    added: list[Round] = [
        {"option": options[o].id, "says": Sentence.of(says, name=options[o].name)} for o in receipts.completed
    ]
    return (*bought, *added)


def _round(election: Election, purchase: Purchase, scale: Fraction) -> Round:
    name, each = election.options[purchase.option].name, purchase.price * scale
    if purchase.emptied:
        says = Sentence.of(
            "“{name}” is paid by {payers} supporters: {each} each; {emptied} of them give all they have left.",
            name=name,
            payers=purchase.payers,
            each=each,
            emptied=purchase.emptied,
        )
    else:
        says = Sentence.of(
            "“{name}” is paid by {payers} supporters: {each} each.", name=name, payers=purchase.payers, each=each
        )
    return {
        "option": election.options[purchase.option].id,
        "price": each,
        "payers": purchase.payers,
        "gave_all": purchase.emptied,
        "says": says,
    }
