"""What is there of a secret vote, for its pages and actions."""

from __future__ import annotations

import json
import zlib

from django.db.models import Q
from django.utils.translation import gettext as _

from quartier.api import Person, Refused
from quartier.api.processes import Step, ballot_of, options_of
from quartier.steps.sealed.belenios.archive import election_archive
from quartier.steps.sealed.belenios.elections import Question
from quartier.steps.sealed.belenios.group import fingerprint
from quartier.steps.sealed.models import Election, Keeper, UsedCard
from quartier.steps.sealed.outcome import Outcome, outcome_of
from quartier.steps.sealed.terms import FEWEST_VOTES, SealedOptions

LARGE = ("box", "cards", "tally", "text")


def election_of(step: Step, *, is_whole: bool = False) -> Election | None:
    """What is large (a box of 500 ballots has four megabytes) is read only where it is needed."""
    found = Election.objects.filter(step=step).select_related("card_maker")
    return (found if is_whole else found.defer(*LARGE)).first()


def with_keepers(step: Step) -> tuple[Election | None, list[Keeper]]:
    """Both with one question to the database: there is no election without people who keep its keys."""
    found = Keeper.objects.filter(election__step=step).select_related("person", "election__card_maker")
    keepers = list(found.defer(*(f"election__{name}" for name in LARGE)))
    return (keepers[0].election if keepers else None), keepers


def keepers_of(election: Election | None) -> list[Keeper]:
    return list(election.keepers.select_related("person")) if election else []


def asked_in(step: Step) -> str:
    return step.process.question or step.process.title


def question_of(step: Step) -> Question:
    chosen = options_of(step, SealedOptions)
    return Question(
        text=asked_in(step),
        answers=tuple(chosen.answers),
        least=chosen.least,
        most=chosen.most,
        may_be_blank=chosen.may_be_blank,
    )


def neighbour_named(name: str) -> Person:
    """The one confirmed neighbour of this full name. Of two of one name nobody guesses which."""
    given, _space, family = " ".join(name.replace("\x00", "").split()).rpartition(" ")
    whole = Q(given_name__iexact=given, family_name__iexact=family) | Q(given_name__iexact=family, family_name="")
    found = list(Person.objects.filter(whole, standing="member")[:2])
    if not found:
        raise Refused(_("No neighbour is called “%(name)s”.") % {"name": name})
    if len(found) > 1:
        raise Refused(_("Two neighbours are called “%(name)s”. Please choose somebody else.") % {"name": name})
    return found[0]


def card_used_by_others(step: Step, card: str, person: Person) -> bool:
    """Whether a ballot of somebody else names this card."""
    return UsedCard.objects.filter(step=step, card=card).exclude(ballot__person=person).exists()


def tracker_of(step: Step, person: Person | None) -> str:
    """What somebody's ballot is called in the list of all; empty where there is none."""
    ballot = ballot_of(step, person)
    return fingerprint(bytes(ballot.sealed).decode()) if ballot and ballot.sealed else ""


def packed(ballots: list[str]) -> bytes:
    return zlib.compress(json.dumps(ballots).encode())


def in_box(election: Election) -> list[str]:
    """The ballots, once the vote is over."""
    ballots: list[str] = json.loads(zlib.decompress(bytes(election.box))) if election.box else []
    return ballots


def archive_of(step: Step, election: Election) -> bytes:
    """For `belenios-tool election verify`. While people vote it holds no ballots: their order and number would tell when."""
    keepers = keepers_of(election)
    shares = [(keeper.number, keeper.share) for keeper in keepers if keeper.share]
    return election_archive(
        timestamp=int(step.opened.timestamp()) if step.opened else 0,
        election=election.text,
        keys=[keeper.key for keeper in keepers],
        cards=[int(card) for card in election.cards],
        ballots=in_box(election),
        tally=election.tally,
        shares=shares,
        result=election.result or (),
    )


def slips_in(election: Election) -> int:
    return int(election.paper.get("slips", 0))


def fewest_votes() -> int:
    return FEWEST_VOTES


def is_too_small(election: Election) -> bool:
    """So few that the numbers would say who voted how. Slips don't hide ballots: what the keys open is read by everybody."""
    return 0 < election.count < FEWEST_VOTES or election.count + slips_in(election) < FEWEST_VOTES


def is_counted(election: Election) -> bool:
    """Nothing is waited for any more."""
    return not is_too_small(election) and (not election.count or election.result is not None)


def outcome_in(step: Step, election: Election) -> Outcome:
    chosen = options_of(step, SealedOptions)
    return outcome_of(
        chosen.answers,
        election.result or [],
        may_be_blank=chosen.may_be_blank,
        ballots=election.count,
        paper=election.paper,
        places=chosen.places,
        secret=election.secret,
    )
