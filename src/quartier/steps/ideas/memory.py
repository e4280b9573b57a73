"""Which words each idea has: kept when it is written, so that a question about thousands of them stays quick."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import cos, hypot, radians

from django.db.models import Count

from quartier.api import Point, stems_of
from quartier.api.processes import Process, Proposal
from quartier.steps.ideas.likeness import MOST_TERMS, Words, best, in_words, likeness, rarities, telling
from quartier.steps.ideas.models import IdeaWord

AROUND = 0.0015  # degrees to the north, 167 m: what lies so near is looked at, whatever its words
LOOKED_AT = 40
BATCH = 900
DEGREE = 111_320.0


def words_of(title: str, text: str) -> Words:
    in_title = stems_of(title)[:MOST_TERMS]
    return Words(frozenset(in_title), frozenset([*in_title, *stems_of(text)[:MOST_TERMS]]))


def remember(proposals: Sequence[Proposal]) -> None:
    """Within the caller's transaction. Told twice, nothing changes."""
    there: dict[int, set[tuple[str, bool]]] = defaultdict(set)
    numbers = [proposal.pk for proposal in proposals]
    for start in range(0, len(numbers), BATCH):
        some = IdeaWord.objects.filter(proposal__in=numbers[start : start + BATCH])
        for number, word, is_in_title in some.values_list("proposal", "word", "is_in_title"):
            there[number].add((word, is_in_title))
    fresh, stale = [], []
    for proposal in proposals:
        words = words_of(proposal.title, proposal.text)
        wanted = {(word, word in words.title) for word in words.all}
        if wanted != there[proposal.pk]:
            stale += [proposal.pk] if there[proposal.pk] else []
            fresh += [
                IdeaWord(process_id=proposal.process_id, proposal=proposal, word=word, is_in_title=is_in_title)
                for word, is_in_title in sorted(wanted)
            ]
    IdeaWord.objects.filter(proposal__in=stale).delete()
    IdeaWord.objects.bulk_create(fresh, batch_size=BATCH)


def alike(process: Process, title: str, text: str, point: Point | None = None, but: int | None = None) -> list[int]:
    """The numbers of the ideas that say the same, the most alike first. Whether somebody sees them is asked later."""
    question = words_of(title, text)
    rows = IdeaWord.objects.filter(process=process)
    total = Proposal.objects.filter(process=process).count()
    counts = dict(rows.filter(word__in=question.all).order_by().values_list("word").annotate(Count("pk")))
    rarity = rarities(counts, total)
    shared: Counter[int] = Counter()
    for number, word in rows.filter(word__in=telling(counts, total)).values_list("proposal", "word"):
        shared[number] += round(1000 * rarity[word])
    near = _near(process, point)
    looked_at = {number for number, _score in shared.most_common(LOOKED_AT)} | set(near)
    looked_at.discard(but or 0)
    places = _places(looked_at) if point else {}
    scores = []
    alone = rarities({"": 1}, total).get("", 0.0)  # what a word says that only one of the two has
    for number, words in _words_of(looked_at).items():
        metres = _metres(point, places[number]) if point and number in places else None
        known = {word: rarity.get(word, alone) for word in words.all | question.all}
        scores.append((likeness(in_words(question, words, known), metres), number))
    return best(scores)


def _words_of(numbers: Iterable[int]) -> dict[int, Words]:
    in_title: dict[int, set[str]] = defaultdict(set)
    every: dict[int, set[str]] = defaultdict(set)
    rows = IdeaWord.objects.filter(proposal__in=list(numbers)).values_list("proposal", "word", "is_in_title")
    for number, word, is_in_title in rows:
        every[number].add(word)
        if is_in_title:
            in_title[number].add(word)
    return {number: Words(frozenset(in_title[number]), frozenset(words)) for number, words in every.items()}


def _near(process: Process, point: Point | None) -> Sequence[int]:
    if point is None:
        return ()
    found = Proposal.objects.filter(
        process=process,
        latitude__range=(point.latitude - AROUND, point.latitude + AROUND),
        longitude__range=(point.longitude - AROUND * 1.5, point.longitude + AROUND * 1.5),
    )
    return list(found.values_list("pk", flat=True)[:LOOKED_AT])


def _places(numbers: Iterable[int]) -> dict[int, Point]:
    found = Proposal.objects.filter(pk__in=list(numbers), latitude__isnull=False, longitude__isnull=False)
    rows: Iterable[tuple[int, float, float]] = found.values_list("pk", "latitude", "longitude")  # type: ignore[assignment]
    return {number: Point(latitude, longitude) for number, latitude, longitude in rows}


def _metres(one: Point, other: Point) -> float:
    """Flat: these are a few hundred metres."""
    across = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return hypot(one.latitude - other.latitude, across) * DEGREE
