"""Who can be chosen in a step, by which rule, and how many filled in which ballot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from quartier.api import Person, Refused
from quartier.api.processes import Ballot, Feasibility, Proposal, Step, options_of
from quartier.steps.ranked.drawing import order_on_ballot, promise_of
from quartier.steps.ranked.models import BallotPaper, Candidate
from quartier.steps.ranked.rules import MOST_CANDIDATES, Choice, Rule, Rules
from quartier.steps.ranked.tally import Tally, from_json
from quartier.steps.ranked.terms import PEOPLE, PROPOSALS, RankedOptions

MEMBER = "member"  # confirmed: lives here
AT_ONCE = 2000  # rows that are read from the database in one piece


@dataclass(frozen=True)
class Standing:
    """Everybody's row, and the secret once the vote has opened: asked of the database at one go."""

    rows: Sequence[Candidate]
    secret: str = ""

    @property
    def promise(self) -> str:
        return promise_of(self.secret) if self.secret else ""

    @property
    def confirmed(self) -> list[Candidate]:
        """Those who said yes, and things; in the order in which they came."""
        return [row for row in self.rows if row.person_id is None or row.confirmed is not None]

    @property
    def names(self) -> dict[str, str]:
        """What keys are called. Whoever is gone isn't in it."""
        return {row.key: str(row) for row in self.confirmed}

    def of(self, person: Person | None) -> Candidate | None:
        return next((row for row in self.rows if person is not None and row.person_id == person.pk), None)


def standing_of(step: Step) -> Standing:
    papers = BallotPaper.objects.filter(step=OuterRef("step")).values("secret")
    rows = Candidate.objects.filter(step=step).select_related("person", "proposal").annotate(secret=Subquery(papers))
    found = list(rows.order_by("number"))
    return Standing(found, (found[0].secret or "") if found else "")


def candidacy_of(step: Step, person: Person | None) -> Candidate | None:
    return None if person is None else Candidate.objects.filter(step=step, person=person).first()


def is_out(candidate: Candidate) -> bool:
    """Withdrew, or is a proposal that was withdrawn or merged into another."""
    proposal = candidate.proposal
    is_gone = proposal is not None and (proposal.withdrawn is not None or proposal.merged_into_id is not None)
    return candidate.withdrawn is not None or is_gone


def rules_of(step: Step, standing: Standing | None = None) -> Rules:
    """As they were fixed when it opened; before, as they would be now. The ballot's order was drawn by lot."""
    chosen, standing = options_of(step, RankedOptions), standing or standing_of(step)
    rows = standing.confirmed
    if standing.secret:
        rows.sort(key=lambda row: order_on_ballot(standing.promise, row.key))
        choices = [Choice(key=row.key, title=str(row), is_out=is_out(row)) for row in rows]
    else:
        choices = choices_now(step, rows)
    return Rules(
        rule=Rule(chosen.rule),
        choices=tuple(choices),
        seats=chosen.seats,
        most_points=chosen.most_points,
        quorum_percent=chosen.quorum_percent,
        quorum_number=chosen.quorum_number,
    )


def choices_now(step: Step, rows: list[Candidate]) -> list[Choice]:
    """Before it opens."""
    chosen = options_of(step, RankedOptions)
    if chosen.about == PEOPLE:
        return [Choice(key=row.key, title=str(row)) for row in rows if row.withdrawn is None]
    titles = [one.title for one in proposals_of(step)] if chosen.about == PROPOSALS else chosen.own
    return [Choice(key=f"c{number}", title=title) for number, title in enumerate(titles, 1)]


def proposals_of(step: Step) -> list[Proposal]:
    """Those that stand for themselves and can be done, the oldest first."""
    there = Proposal.objects.filter(process=step.process_id, withdrawn=None, merged_into=None)
    return list(there.exclude(feasibility=Feasibility.NOT_FEASIBLE).order_by("pk")[: MOST_CANDIDATES + 1])


def takes_people(step: Step) -> bool:
    return options_of(step, RankedOptions).about == PEOPLE


def kinds_of_ballots(step: Step) -> Iterator[tuple[Any, int]]:
    """Each kind of ballot and how many there are. The database counts: 100,000 ballots never lie in memory."""
    counted = Ballot.objects.filter(step=step).order_by().values_list("content").annotate(number=Count("pk"))
    return counted.iterator(chunk_size=AT_ONCE)


def eligible_in(step: Step) -> int:
    """How many may vote; nobody knows where everybody may, whoever comes."""
    return 0 if step.is_for_all else step.process.electors_count


def tally_of(step: Step) -> Tally:
    return from_json(step.tally, Rule(options_of(step, RankedOptions).rule))


def numbers_of_chosen(step: Step, tally: Tally) -> tuple[int, ...]:
    """The proposals (pk) that were chosen."""
    rows = Candidate.objects.filter(step=step, proposal__isnull=False)
    return tuple(row.proposal_id for row in rows.order_by("number") if row.key in tally.winners and row.proposal_id)


def neighbour_named(name: str) -> Person:
    """The one confirmed neighbour of this full name. Of two of one name nobody guesses which."""
    given, _space, family = " ".join(name.split()).rpartition(" ")
    whole = Q(given_name__iexact=given, family_name__iexact=family) | Q(given_name__iexact=family, family_name="")
    found = list(Person.objects.filter(whole, standing=MEMBER)[:2])
    if not found:
        raise Refused(
            _("No neighbour of this name was found. They can also say themselves that they stand."), field="name"
        )
    if len(found) > 1:
        raise Refused(_("Two neighbours have this name. They can say themselves that they stand."), field="name")
    return found[0]
