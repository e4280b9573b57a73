"""The lists of a month, as far as a question needs them: read once, unpacked as late as possible."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from quartier.kernel.entries.search import sql
from quartier.kernel.entries.search.lists import Packed, Slots, union

FEW = 5_000  # numbers that are looked up one by one in other lists;
FEW_BITS = 200  # so many, where they have to be unpacked first

Ways = Sequence[Sequence[str]]  # an entry must have one of these, with all its terms


def terms_of(factors: Iterable[Ways]) -> set[str]:
    return {term for ways in factors for way in ways for term in way}


class Month:
    """What was read of one month."""

    def __init__(self) -> None:
        self.read: set[str] = set()  # terms
        self.lists: dict[str, Packed] = {}

    def list_of(self, term: str) -> Slots:
        return self.lists[term].slots if term in self.lists else Slots()

    def matching(self, factors: Iterable[Ways], left: Slots | None = None) -> Slots:
        """What has all of these; of `left` alone, if that is given. Quick if it begins with short lists."""
        for ways in factors:
            if left is not None and len(left.few) <= FEW and left.many.bit_count() <= FEW_BITS:
                left = Slots(self.among(ways, left.unpacked()))
            else:
                found = union(self._all_of(way) for way in ways if way[0] in self.lists)
                left = found if left is None else left & found
            if not left:
                break
        return left or Slots()

    def among(self, ways: Ways, slots: set[int]) -> set[int]:
        """Those of the slots that have it."""
        left, found = set(slots), set[int]()
        for way in ways:
            some = left
            for term in way:
                some = self.lists[term].among(some) if some and term in self.lists else set()
            found |= some
            left -= some
            if not left:
                break
        return found

    def size_of(self, ways: Ways) -> int:
        """At most so many have it."""
        return sum(min([self.lists[term].size if term in self.lists else 0 for term in way]) for way in ways)

    def _all_of(self, way: Sequence[str]) -> Slots:
        found = self.list_of(way[0])
        for term in way[1:]:
            found &= self.list_of(term)
        return found


class Months(dict[int, Month]):
    """All that one question, and those that put it right, have read so far."""

    def __missing__(self, block: int) -> Month:
        month = self[block] = Month()
        return month

    def read(self, terms: Collection[str], blocks: Collection[int]) -> None:
        """Reads those lists of these months that weren't read yet."""
        wanted = frozenset(terms)
        missing = {term for block in blocks for term in wanted - self[block].read}
        if not missing:
            return
        is_term, values = sql.among(missing)
        is_block, some = sql.among(blocks)
        found = sql.rows(
            f"SELECT block, term, body FROM kernel_searchlist WHERE term {is_term} AND block {is_block}",  # noqa: S608
            [*values, *some],
        )
        for block, term, body in found:
            self[block].lists.setdefault(term, Packed(sql.bytes_of(body)))
        for block in blocks:
            self[block].read |= wanted

    def all_of(self, terms: Collection[str], blocks: Collection[int]) -> set[str]:
        """Those of the terms that stand in any of the months, which are all there are."""
        known = {term for month in self.values() for term in terms if term in month.lists}
        unread = {term for block in blocks for term in set(terms) - self[block].read} - known
        if not unread:
            return known
        is_term, values = sql.among(unread)
        found = sql.rows(f"SELECT DISTINCT term FROM kernel_searchlist WHERE term {is_term}", values)  # noqa: S608
        return known.union(term for (term,) in found)

    def shortest_first(self, factors: Iterable[Ways], blocks: Sequence[int]) -> list[Ways]:
        """In the order of their sizes in these months, whose lists are read."""
        return sorted(factors, key=lambda ways: sum(self[block].size_of(ways) for block in blocks))
