"""What is read: the processes that somebody may see, filtered as the address says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from quartier.api import Person, visible
from quartier.api.processes import Process, ProcessState, Step

PAGE = 20
SHOWS: Mapping[str, tuple[ProcessState, ...]] = {
    "now": (ProcessState.RUNNING, ProcessState.PLANNED),
    "waiting": (ProcessState.WAITING,),
    "over": (ProcessState.ANSWERED, ProcessState.ENDED),
}
URGENT = Case(  # what one can take part in stands first
    *(When(state=state, then=number) for number, state in enumerate(("running", "planned", "waiting"))),
    default=Value(3),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Wish:
    show: str = ""
    is_mine: bool = False
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str], viewer: Person | None) -> "Wish":
        page = asked.get("page", "")
        return cls(
            show=asked.get("show", "") if asked.get("show") in SHOWS else "",
            is_mine=viewer is not None and asked.get("mine") == "yes",
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 6 and int(page) else 1,
        )


def listed(viewer: Person | None, wish: Wish) -> list[Process]:
    """One page and one more where there is a next; what is under way first, then what waits, then what is over."""
    found: QuerySet[Process] = visible(viewer, Process.objects.exclude(state=ProcessState.DRAFT))
    if wish.show:
        found = found.filter(state__in=SHOWS[wish.show])
    if wish.is_mine and viewer is not None:
        found = found.filter(steps__participations__person=viewer).distinct()
    first = (wish.page - 1) * PAGE
    ordered = found.select_related("author", "organisation", "group", "place").order_by(
        URGENT, F("closed").desc(nulls_first=True), "-pk"
    )
    return list(ordered[first : first + PAGE + 1])


def drafts_of(viewer: Person | None) -> list[Process]:
    """What somebody is preparing."""
    if viewer is None:
        return []
    return list(Process.objects.filter(author=viewer, state=ProcessState.DRAFT).order_by("-pk")[:5])


def steps_of(processes: Sequence[Process]) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = {process.pk: [] for process in processes}
    for step in Step.objects.filter(process__in=list(found)).order_by("process", "order"):
        found[step.process_id].append(step)
    return found
