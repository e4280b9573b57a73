"""Lists of numbers as the search index keeps them: bits where they are many, the numbers themselves where they are few."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

_BITS = b"\0"
_BITS_OF = [[bit for bit in range(7, -1, -1) if byte >> bit & 1] for byte in range(256)]
_SIZES = {kind: array(kind).itemsize for kind in "HI"}
_WORTH_BITS = 4  # so many times as long as its numbers a list may be: bits are joined and compared at once
_WORTH_SEEKING = 16  # a list so many times as long as what is looked for in it is not gone through


class Slots:
    """A set of numbers; `few` and the bits of `many` have none in common."""

    def __init__(self, few: set[int] | None = None, many: int = 0) -> None:
        self.few = few or set()
        self.many = many

    @cached_property
    def _bits(self) -> bytes:
        return self.many.to_bytes((self.many.bit_length() + 7) // 8, "little")

    def __bool__(self) -> bool:
        return bool(self.few or self.many)

    def __len__(self) -> int:
        return len(self.few) + self.many.bit_count()

    def __contains__(self, slot: int) -> bool:
        return slot in self.few or bool(self._among_many((slot,)))

    def __and__(self, other: Slots) -> Slots:
        few = self.few & other.few
        few |= other._among_many(self.few)
        few |= self._among_many(other.few)
        return Slots(few, self.many & other.many)

    def __sub__(self, other: Slots) -> Slots:
        few = self.few - other.few - other._among_many(self.few)
        many = self.many & ~other.many
        for slot in self._among_many(other.few):
            many &= ~(1 << slot)
        return Slots(few, many)

    def unpacked(self) -> set[int]:
        return self.few | set(self.newest(len(self))) if self.many else self.few

    def newest(self, size: int) -> list[int]:
        """The highest numbers, downwards."""
        found, bits = sorted(self.few, reverse=True)[:size], self._bits
        enough = len(found) + size
        while bits and len(found) < enough:
            first = len(bits) * 8 - 8
            found += [first + bit for bit in _BITS_OF[bits[-1]]]
            bits = bits[:-1].rstrip(b"\0")
        return sorted(found, reverse=True)[:size]

    def _among_many(self, slots: Iterable[int]) -> set[int]:
        if not self.many:
            return set()
        bits, end = self._bits, len(self._bits) * 8
        return {slot for slot in slots if slot < end and bits[slot >> 3] >> (slot & 7) & 1}


def union(parts: Iterable[Slots]) -> Slots:
    few: set[int] = set()
    many = 0
    for part in parts:
        few |= part.few
        many |= part.many
    joined = Slots(few, many)
    joined.few = few - joined._among_many(few)
    return joined


class Packed:
    """A list as it is kept. What isn't asked for isn't unpacked."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.is_bits = body[:1] == _BITS
        self._numbers: array[int] | None = None
        self._slots: Slots | None = None

    @property
    def numbers(self) -> array[int]:
        """Of a short list."""
        if self._numbers is None:
            self._numbers = array(chr(self.body[0]))
            self._numbers.frombytes(self.body[1:])
        return self._numbers

    @property
    def size(self) -> int:
        return self.slots.many.bit_count() if self.is_bits else (len(self.body) - 1) // _SIZES[chr(self.body[0])]

    @property
    def slots(self) -> Slots:
        if self._slots is None:
            self._slots = (
                Slots(many=int.from_bytes(self.body[1:], "little")) if self.is_bits else Slots(set(self.numbers))
            )
        return self._slots

    def among(self, some: set[int]) -> set[int]:
        """Those of them that stand in the list."""
        if self.is_bits:
            bits, end = self.body, len(self.body) * 8 - 8
            return {slot for slot in some if slot < end and bits[(slot >> 3) + 1] >> (slot & 7) & 1}
        numbers, end = self.numbers, len(self.numbers)
        if end <= _WORTH_SEEKING * len(some):
            return some.intersection(numbers)
        return {slot for slot in some if (at := bisect_left(numbers, slot)) < end and numbers[at] == slot}


def read(body: bytes) -> Slots:
    return Packed(body).slots


def write(numbers: Sequence[int]) -> bytes:
    """`numbers` ascend."""
    packed = array("H" if numbers[-1] < 1 << 16 else "I", numbers)
    if numbers[-1] // 8 < len(numbers) * packed.itemsize * _WORTH_BITS:
        return _BITS + _with_bits(b"", numbers)
    return packed.typecode.encode() + packed.tobytes()


def extended(body: bytes, numbers: Sequence[int]) -> bytes:
    """The list and more numbers, which ascend and are all higher than its own."""
    if body[:1] == _BITS:
        return _BITS + _with_bits(body[1:], numbers)
    return write([*Packed(body).numbers, *numbers])


def reduced(body: bytes, gone: Slots) -> bytes:
    """The list without some; empty if none is left."""
    there = read(body)
    left = there - gone
    if len(left) == len(there):
        return body
    return write(left.newest(len(left))[::-1]) if left else b""


def _with_bits(bits: bytes, numbers: Sequence[int]) -> bytes:
    longer = bytearray(bits)
    longer.extend(bytes(max(0, numbers[-1] // 8 + 1 - len(bits))))
    for number in numbers:
        longer[number >> 3] |= 1 << (number & 7)
    return bytes(longer)
