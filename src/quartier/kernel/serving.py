"""What a module is good for and what it costs its people: read before a quarter decides whether it wants it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quartier.kernel.contract import Text


@dataclass(frozen=True, kw_only=True)
class Serving:
    """In words for neighbours who decide: `Module.serves`. Everything costs somebody's time, and this says whose."""

    needs: tuple[Text, ...]  # as somebody says them: "I can't carry my shopping up the stairs."
    words: Text  # by these a need is recognised, with commas between: "shopping, carry, repair"
    care: Text  # how much work it is: "About an hour a week."
    caretakers: Text  # who must look after it: "Two people who read along now and then."
    fewest_caretakers: int = 1  # with fewer it isn't switched on by a decision
    data: Text  # what the server then knows about people
    disk: Text  # "A few megabytes a year; photos are most of it."
    is_there_from_start: bool = False  # a fresh server has it; everything else waits until a quarter needs it
