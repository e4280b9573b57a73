"""One run of Equal Shares: every ballot gets the same sum, and supporters pay for projects together.

Exact and fast: floats find what is cheapest, fractions decide whenever floats can't tell for sure, and each price that
is really paid is a fraction. That is possible because a ballot's money is always either nothing or "the sum at the start
minus the prices of what it supported and paid for": so exact sums need only be counted, not added up ballot by ballot.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from quartier.counting.lots import Lots
from quartier.counting.rules.support import Ints, Support

NEAR = 1e-9  # floats that differ by less are compared as fractions
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Purchase:
    """One project that was paid for."""

    option: int
    price: Fraction  # what a supporter paid for one cross (or one point)
    payers: int
    emptied: int  # of those, how many gave all they had left


@dataclass
class Market:
    """What stays the same in all runs."""

    support: Support
    costs: list[Fraction]
    worths: list[Fraction]  # what a project is worth to a supporter: its cost, or 1
    weights: NDArray[np.int32] = field(init=False)  # groups x projects

    def __post_init__(self) -> None:
        self.weights = np.zeros((len(self.support.counts), len(self.costs)), dtype=np.int32)
        for option, groups in enumerate(self.support.groups):
            self.weights[groups, option] = self.support.weights[option]
        self.float_costs = [float(cost) for cost in self.costs]
        self.float_worths = [float(worth) for worth in self.worths]
        self.parts = [
            self.support.counts[groups] * given
            for groups, given in zip(self.support.groups, self.support.weights, strict=True)
        ]
        self.floors = [  # nobody ever pays less than if all supporters paid alike
            float(cost / int(part.sum()) / worth) if len(part) and worth else 0.0
            for cost, part, worth in zip(self.costs, self.parts, self.worths, strict=True)
        ]

    def are_twins(self, one: int, other: int) -> bool:
        """The same cost, and the same ballots give them the same."""
        support = self.support
        return (
            self.costs[one] == self.costs[other]
            and np.array_equal(support.groups[one], support.groups[other])
            and np.array_equal(support.weights[one], support.weights[other])
        )


class Run:
    """All purses, and what was bought."""

    def __init__(self, market: Market, each: Fraction, lots: Lots, limit: Fraction | None = None) -> None:
        self.market, self.each, self.lots, self.limit = market, each, lots, limit
        self.money = np.full(len(market.support.counts), float(each))
        self.empty = np.zeros(len(market.support.counts), dtype=bool)
        self.bought: list[int] = []
        self.prices: list[Fraction] = []
        self.unit = self.each.denominator  # all prices so far are whole numbers of 1/unit: whole numbers add up quickly
        self.whole_prices: list[int] = []
        self.purchases: list[Purchase] = []
        self.cost = Fraction(0)

    def go(self) -> Run:
        """Buys until nobody can buy anything any more, or until more than `limit` is spent."""
        waiting = self._waiting()
        while self.limit is None or self.cost <= self.limit:
            offers = self._cheapest(waiting)
            if not offers:
                break
            self._take(self._decide(offers), offers, waiting)
        return self

    def buys_like(self, poorer: Run) -> bool:
        """Whether this run, and every run with a sum between the two, buys the same in the same order.

        With more money at the start and the same purchases everybody has at least as much left at any time, so all prices
        are at most what they were. Hence it is enough if each project bought, at its price in the poorer run, is cheaper
        than all others at their prices in this one.
        """
        waiting = self._waiting()
        for purchase in poorer.purchases:
            ceiling = purchase.price / self.market.worths[purchase.option]
            offers = self._cheapest(waiting, float(ceiling))
            if not self._is_surely_next(purchase.option, ceiling, offers):
                return False
            self._take(purchase.option, offers, waiting)
        return not self._cheapest(waiting)

    def _waiting(self) -> list[tuple[float, int]]:
        waiting = [(floor, o) for o, floor in enumerate(self.market.floors) if len(self.market.support.groups[o])]
        heapq.heapify(waiting)
        return waiting

    def _take(self, option: int, offers: list[tuple[float, int]], waiting: list[tuple[float, int]]) -> None:
        for price, other in offers:
            if other != option:
                heapq.heappush(waiting, (price, other))
        self._buy(option)

    def _is_surely_next(self, option: int, ceiling: Fraction, offers: list[tuple[float, int]]) -> bool:
        for offer, other in offers:
            if other == option or offer > float(ceiling) * (1 + NEAR):
                continue
            first = self.lots.lot(option) < self.lots.lot(other)
            if first and self.market.are_twins(option, other):
                continue
            price = self._exact(other)[0] / self.market.worths[other]
            if price < ceiling or (price == ceiling and not first):
                return False
        return any(other == option for _, other in offers)

    def left(self, option: int) -> Fraction:
        """What the supporters of this project have together."""
        return self._sum(self.market.support.groups[option])

    def money_of(self, group: int) -> Fraction:
        if self.empty[group]:
            return Fraction(0)
        paid = self.market.weights[group][self.bought].tolist()
        return self.each - self._together(paid)

    def _together(self, how_often: list[int]) -> Fraction:
        """Each price so far, that many times."""
        spent = sum(price * many for price, many in zip(self.whole_prices, how_often, strict=True) if many)
        return Fraction(spent, self.unit)

    def _cheapest(self, waiting: list[tuple[float, int]], at_least: float = 0.0) -> list[tuple[float, int]]:
        """All projects that might be the cheapest for what they are worth. Prices only rise, so old ones are floors.

        `at_least`: also those up to this price.
        """
        best, offers = float("inf"), []
        while waiting and waiting[0][0] <= max(best, at_least) * (1 + NEAR):
            _, option = heapq.heappop(waiting)
            price = self._price(option)
            if price is not None:  # else their money will never suffice again
                offer = price / self.market.float_worths[option]
                offers.append((offer, option))
                best = min(best, offer)
        return offers

    def _decide(self, offers: list[tuple[float, int]]) -> int:
        best = min(offer for offer, _ in offers)
        near = [option for offer, option in offers if offer <= best * (1 + 2 * NEAR)]
        if len(near) == 1:
            return near[0]
        exact = {option: self._exact(option)[0] / self.market.worths[option] for option in near}
        least = min(exact.values())
        return self.lots.first(
            [option for option in near if exact[option] == least], "the same price for what it is worth"
        )

    def _price(self, option: int) -> float | None:
        """What one cross has to pay; None when the supporters' money doesn't suffice."""
        cost, groups, parts = (
            self.market.float_costs[option],
            self.market.support.groups[option],
            self.market.parts[option],
        )
        money = self.money[groups]
        purses = money * self.market.support.counts[groups]
        together = float(purses.sum())
        if together < cost * (1 + NEAR) and (
            together < cost * (1 - NEAR) or self.left(option) < self.market.costs[option]
        ):
            return None
        ratios = money / self.market.support.weights[option]
        alike = cost / float(parts.sum())
        if float(ratios.min()) >= alike:
            return alike
        order = np.argsort(ratios)
        ratios, purses, parts = ratios[order], purses[order], parts[order]
        given = np.cumsum(purses) - purses  # by all who have less: they give everything
        others = np.cumsum(parts[::-1])[::-1]
        prices = (cost - given) / others
        index = int(np.argmax(prices <= ratios * (1 + 1e-13)))
        price = float(prices[index])
        if len(groups) * 1e-15 * cost > 1e-10 * price * float(
            others[index]
        ):  # much was cancelled: floats are too coarse
            return float(self._exact(option)[0])
        return price

    def _exact(self, option: int) -> tuple[Fraction, Ints]:
        """The price as a fraction, and the groups that give all they have."""
        cost, groups = self.market.costs[option], self.market.support.groups[option]
        given_weights, parts = self.market.support.weights[option], self.market.parts[option]
        guess, ratios = self._guess(option), self.money[groups] / given_weights
        margin = NEAR * guess + 1e-12 * float(self.each)
        poor = ratios < guess - margin
        owed = cost - self._sum(groups[poor])
        others = int(parts[~poor].sum())
        near = np.flatnonzero(~poor & (ratios <= guess + margin))
        for ratio, members in self._exact_ratios(groups, given_weights, near):
            if ratio * others > owed:
                break
            poor[members] = True
            if ratio * others == owed:  # they give their last coin, and it is exactly the price
                return ratio, groups[poor]
            part = int(parts[members].sum())
            owed -= ratio * part
            others -= part
        return owed / others, groups[poor]

    def _exact_ratios(self, groups: Ints, weights: Ints, near: Ints) -> list[tuple[Fraction, list[int]]]:
        """How much per point those have who might have just enough: the poorest first, equal ones together."""
        found: dict[tuple[bool, bytes, int], tuple[Fraction, list[int]]] = {}
        for index in near:
            group, weight = int(groups[index]), int(weights[index])
            key = (bool(self.empty[group]), self.market.weights[group][self.bought].tobytes(), weight)
            if key not in found:
                found[key] = (self.money_of(group) / weight, [])
            found[key][1].append(int(index))
        return sorted(found.values(), key=lambda one: one[0])

    def _guess(self, option: int) -> float:
        """As `_price`, without a look at what is exact."""
        cost, groups = self.market.float_costs[option], self.market.support.groups[option]
        money, parts = self.money[groups], self.market.parts[option]
        ratios = money / self.market.support.weights[option]
        order = np.argsort(ratios)
        purses, parts = (money * self.market.support.counts[groups])[order], parts[order]
        prices = (cost - (np.cumsum(purses) - purses)) / np.cumsum(parts[::-1])[::-1]
        fits = prices <= ratios[order] * (1 + 1e-13)
        return float(prices[int(np.argmax(fits))]) if fits.any() else float(ratios.max())

    def _sum(self, groups: Ints) -> Fraction:
        """Exactly what these groups have: counted, not added up one by one."""
        full = groups[~self.empty[groups]]
        counts = self.market.support.counts[full]
        paid = counts @ self.market.weights[full][:, self.bought]
        return self.each * int(counts.sum()) - self._together(paid.tolist())

    def _buy(self, option: int) -> None:
        price, poor = self._exact(option)
        groups, counts = self.market.support.groups[option], self.market.support.counts
        had_money = groups[~self.empty[groups]]
        newly = poor[~self.empty[poor]]
        self.money[groups] -= float(price) * self.market.support.weights[option]
        self.money[poor] = 0.0
        self.empty[poor] = True
        self.bought.append(option)
        self.prices.append(price)
        unit = lcm(self.unit, price.denominator)
        self.whole_prices = [one * (unit // self.unit) for one in self.whole_prices] + [int(price * unit)]
        self.unit = unit
        self.cost += self.market.costs[option]
        self.purchases.append(Purchase(option, price, int(counts[had_money].sum()), int(counts[newly].sum())))
