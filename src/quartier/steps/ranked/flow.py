"""The picture of a transferable vote: each round a strip of all votes, and between two strips where votes went.

Plain Python; the template only writes down what stands here. Votes from several sources at once (Meek) are drawn as
strips alone: whose votes went where isn't known then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from quartier.steps.ranked.rules import Rule
from quartier.steps.ranked.tally import Tally

WIDTH, STRIP, BETWEEN, GAP, TOP = 360, 30, 38, 2, 18
ROOM_FOR_LETTER = 15
LAPSED = "~"  # ballots that name nobody who is left


@dataclass(frozen=True)
class State:
    """After so many rounds: who has how many votes, who has a seat, whose votes go on next."""

    votes: dict[str, Fraction]
    won: frozenset[str]
    leaves: frozenset[str]


@dataclass(frozen=True)
class Segment:
    key: str
    x: float
    width: float
    kind: str  # "won", "out", "runs", "lapsed"

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def has_room(self) -> bool:
        return self.width >= ROOM_FOR_LETTER


@dataclass(frozen=True)
class Strip:
    round: int
    y: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Flow:
    strips: tuple[Strip, ...]
    ribbons: tuple[tuple[str, str], ...]  # the way, and "stays" or "goes"
    height: int
    width: int = WIDTH


@dataclass
class _Places:
    """Where on a strip each one's votes begin, and how much of them has been joined to a ribbon."""

    y: int
    starts: dict[str, float]
    used: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, strip: Strip, lower: int) -> _Places:
        return cls(strip.y + lower, {segment.key: segment.x for segment in strip.segments})

    def take(self, key: str, width: float) -> tuple[float, float]:
        begin = self.starts[key] + self.used.get(key, 0.0)
        self.used[key] = self.used.get(key, 0.0) + width
        return begin, begin + width


def states_of(tally: Tally) -> list[State]:
    """The rounds as the rules tell them, made alike: the last of several in which nothing moved has the word on seats."""
    rounds = tally.rounds
    voters = Fraction(tally.cast - tally.empty)
    states: list[State] = []
    won: frozenset[str] = frozenset()
    for number, one in enumerate(rounds):
        votes = {key: Fraction(value) for key, value in one["votes"].items()}
        votes = {key: value for key, value in votes.items() if value}
        votes[LAPSED] = max(voters - sum(votes.values()), Fraction(0))
        won |= frozenset(one.get("elected", ()))
        # Run-off and Meek tell a round before somebody drops out, the transferable vote of Scotland after it.
        telling = rounds[number + 1] if tally.rule == Rule.SCOTTISH and number + 1 < len(rounds) else one
        is_scottish_end = tally.rule == Rule.SCOTTISH and number + 1 == len(rounds)
        going = set() if is_scottish_end else {telling.get("out"), telling.get("from")} - {None}
        state = State(votes, won, frozenset(str(key) for key in going))
        if states and states[-1].votes == votes:
            states[-1] = State(votes, won, state.leaves or states[-1].leaves)
        else:
            states.append(state)
    return states


def order_of(tally: Tally, states: Sequence[State], keys: Sequence[str]) -> list[str]:
    """Who was chosen, as they were chosen; then the others, who held out longest first."""
    lasted = {key: max((n for n, state in enumerate(states) if key in state.votes), default=-1) for key in keys}
    last = states[-1].votes if states else {}
    others = [key for key in keys if key not in tally.winners]
    return [*tally.winners, *sorted(others, key=lambda key: (-lasted[key], -last.get(key, 0)))]


def flow_of(tally: Tally, states: Sequence[State], order: Sequence[str]) -> Flow:
    total = max(sum(state.votes.values()) for state in states)
    shown = [*order, LAPSED]
    scale = (WIDTH - GAP * len(shown)) / float(total)
    strips = tuple(_strip(number, state, shown, scale) for number, state in enumerate(states))
    ribbons: list[tuple[str, str]] = []
    for number in range(len(states) - 1):
        before, after = (states[number], strips[number]), (states[number + 1], strips[number + 1])
        ribbons += _ribbons(before, after, shown=shown, scale=scale)
    return Flow(strips, tuple(ribbons), height=TOP + len(states) * STRIP + (len(states) - 1) * BETWEEN + 2)


def _strip(number: int, state: State, shown: Sequence[str], scale: float) -> Strip:
    x, segments = 0.0, []
    for key in shown:
        width = float(state.votes.get(key, 0)) * scale
        if width:
            segments.append(Segment(key, round(x, 2), round(width, 2), _kind(key, state)))
            x += width + GAP
    return Strip(number + 1, TOP + number * (STRIP + BETWEEN), tuple(segments))


def _kind(key: str, state: State) -> str:
    if key == LAPSED:
        return "lapsed"
    if key in state.won:
        return "won"
    return "out" if key in state.leaves else "runs"


def _ribbons(
    upper: tuple[State, Strip], lower: tuple[State, Strip], *, shown: Sequence[str], scale: float
) -> list[tuple[str, str]]:
    (before, above), (after, below) = upper, lower
    top, bottom = _Places.of(above, STRIP), _Places.of(below, 0)
    change = {key: after.votes.get(key, Fraction(0)) - before.votes.get(key, Fraction(0)) for key in shown}
    ways = []
    for key in shown:
        stays = min(before.votes.get(key, Fraction(0)), after.votes.get(key, Fraction(0)))
        if stays:
            width = float(stays) * scale
            ways.append((_way(top.take(key, width), top.y, bottom.take(key, width), bottom.y), "stays"))
    sources = [key for key in shown if change[key] < 0]
    if len(sources) == 1:
        for key in shown:
            if change[key] > 0:
                width = float(change[key]) * scale
                ways.append((_way(top.take(sources[0], width), top.y, bottom.take(key, width), bottom.y), "goes"))
    return ways


def _way(upper: tuple[float, float], y: int, lower: tuple[float, float], z: int) -> str:
    """A band from one strip down to the next."""
    (a, b), (c, d), middle = upper, lower, (y + z) / 2
    down = f"M{a:.2f} {y}H{b:.2f}C{b:.2f} {middle} {d:.2f} {middle} {d:.2f} {z}"
    return f"{down}H{c:.2f}C{c:.2f} {middle} {a:.2f} {middle} {a:.2f} {y}Z"
