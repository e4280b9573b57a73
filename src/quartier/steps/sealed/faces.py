"""What the pages show of a secret vote, ready for the templates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from quartier.api import Person, Refused, person_of
from quartier.api.processes import (
    ProcessState,
    Result,
    Row,
    Step,
    StepPage,
    StepState,
    Table,
    may_manage,
    options_of,
)
from quartier.steps.sealed.lots import promise_of
from quartier.steps.sealed.models import Election, Keeper
from quartier.steps.sealed.outcome import Outcome
from quartier.steps.sealed.preparing import must_fit
from quartier.steps.sealed.queries import (
    election_of,
    is_counted,
    is_too_small,
    keepers_of,
    outcome_in,
    slips_in,
    tracker_of,
    with_keepers,
)
from quartier.steps.sealed.terms import FEWEST_VOTES, SealedOptions
from quartier.steps.sealed.words import protects, protects_not, result_in_words, rules_in_words


def page(request: HttpRequest, step: Step) -> StepPage:
    """The vote on the page of its process."""
    person = person_of(request)
    election, keepers = with_keepers(step)
    context: dict[str, Any] = {
        "election": election,
        "keepers": keepers,
        "own_key": next((keeper for keeper in keepers if person and keeper.person_id == person.pk), None),
        "is_card_maker": bool(election and person and election.card_maker_id == person.pk),
        "may_manage": may_manage(step.process, person),
        "said": rules_in_words(options_of(step, SealedOptions), len(keepers)),
        "answers": options_of(step, SealedOptions).answers,
        "protects": protects(),
        "protects_not": protects_not(),
        "promise": promise_of(election.secret) if election else "",
    }
    if step.state == StepState.CLOSED and election:
        return StepPage(
            template="sealed/result.html", context={**context, **of_result(step, election, keepers)}, draws_result=True
        )
    is_planned = step.state == StepState.PLANNED
    more = {
        "why_not_ready": _missing(step, election, keepers) if is_planned else "",
        "tracker": "" if is_planned else tracker_of(step, person),
    }
    return StepPage(template="sealed/step.html", context={**context, **more})


def not_ready(step: Step) -> str:
    """Why it can't open yet."""
    return _missing(step, *with_keepers(step))


def _missing(step: Step, election: Election | None, keepers: list[Keeper]) -> str:
    if not options_of(step, SealedOptions).answers:
        return _("There is nothing to choose from yet.")
    try:
        must_fit(options_of(step, SealedOptions))
    except Refused as refusal:
        return str(refusal.message)
    if election is None or not keepers:
        return _("Nobody keeps a key to the ballot box yet.")
    if waited := [keeper.person for keeper in keepers if not keeper.key]:
        return _("The ballot box has no lock yet: the key of %(names)s is missing.") % {"names": _names(waited)}
    if not election.cards_count:
        return _("There are no voting cards yet.")
    return ""


def of_result(step: Step, election: Election, keepers: list[Keeper]) -> dict[str, Any]:
    outcome = outcome_in(step, election) if is_counted(election) else None
    most = max((line.votes for line in outcome.lines), default=0) if outcome else 0
    return {
        "outcome": outcome,
        "sentence": sentence_of(step, election),
        "bars": [(line, 100 * line.votes / (most or 1)) for line in outcome.lines] if outcome else [],
        "missing": [] if outcome or is_too_small(election) else [one for one in keepers if not one.share],
        "secret": election.secret if outcome and outcome.lots else "",
    }


def sentence_of(step: Step, election: Election) -> str:
    if step.process.state == ProcessState.ENDED and not election.count:
        return _("The vote was ended early. Nothing was counted, and the sealed votes are deleted.")
    if is_too_small(election) and election.count + slips_in(election) >= FEWEST_VOTES:
        return _(
            "Fewer than %(n)d people voted online. Their ballot box stays shut: one could see who voted how. The vote must be held again."
        ) % {"n": FEWEST_VOTES}
    if is_too_small(election):
        return _("Fewer than %(n)d people voted. The ballot box stays shut: one could see who voted how.") % {
            "n": FEWEST_VOTES
        }
    if is_counted(election):
        return result_in_words(outcome_in(step, election))
    if election.given_up:
        return _("A key is lost, so nobody can open the ballot box. The vote must be held again.")
    return _("The vote is over. The ballot box is opened as soon as all keys are there.")


def result(step: Step) -> Result:
    """For the protocol, the open data and the next step."""
    election = election_of(step)
    if election is None:
        return Result(sentence=_("Nobody voted."))
    remarks = rules_in_words(options_of(step, SealedOptions), len(keepers_of(election)))
    if not is_counted(election):
        return Result(sentence=sentence_of(step, election), remarks=tuple(remarks))
    outcome = outcome_in(step, election)
    remarks += lots_in_words(outcome, election)
    remarks.append(_("Everybody can check this result: the whole ballot box lies on the page of the vote."))
    return Result(sentence=result_in_words(outcome), tables=(_table(outcome),), remarks=tuple(remarks))


def lots_in_words(outcome: Outcome, election: Election) -> list[str]:
    if not outcome.lots:
        return []
    return [
        _("Lots were drawn, in this order: %(order)s.") % {"order": ", ".join(outcome.lots)},
        _("Number of the draw: %(secret)s. Its check sum was published before the vote: %(promise)s.")
        % {"secret": election.secret, "promise": promise_of(election.secret)},
        _("The order is that of the SHA-256 of “number:name”. Anybody can compute it again."),
    ]


def _table(outcome: Outcome) -> Table:
    rows = [Row(label=line.answer, numbers=(line.votes,)) for line in outcome.lines]
    rows.append(Row(label=_("None of all"), numbers=(outcome.blank,)))
    rows += [Row(label=_("Invalid slips"), numbers=(outcome.invalid,))] if outcome.paper else []
    return Table(name="votes", title=_("Votes"), columns=(_("Votes"),), rows=tuple(rows), of_people=False)


def _names(people: list[Person | None]) -> str:
    return ", ".join(person.full_name if person else _("a person who is no longer here") for person in people)
