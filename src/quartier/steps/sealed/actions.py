"""What is written since a secret vote is open: ballots, the count, what opens the box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import Actor, Refused, tell
from quartier.api.processes import (
    Step,
    StepState,
    ballot_of,
    cast_sealed,
    lock_step,
    must_manage,
    must_take_part,
    options_of,
    participants,
    sealed_ballots,
)
from quartier.steps.sealed.belenios.ballots import BadBallot, check_ballot, pairs_of
from quartier.steps.sealed.belenios.elections import read_election
from quartier.steps.sealed.belenios.group import fingerprint
from quartier.steps.sealed.belenios.keys import (
    BadKey,
    add_up,
    check_key,
    check_share,
    factors_of,
    open_sums,
    read_tally,
    tally_text,
)
from quartier.steps.sealed.models import Election, UsedCard
from quartier.steps.sealed.preparing import own_key
from quartier.steps.sealed.queries import card_used_by_others, is_counted, is_too_small, keepers_of, packed
from quartier.steps.sealed.terms import OPEN_BOX, OPENED, SealedOptions

BLANK, INVALID = "blank", "invalid"  # what a slip may say instead of answers


def vote(step: Step, *, by: Actor, text: str) -> str:
    """Every proof is checked before the ballot lies in the box. Returns what it is called in the list of all."""
    must_take_part(step, by)
    election = Election.objects.get(step=step)
    cards = frozenset(map(int, election.cards))
    try:
        ballot = check_ballot(read_election(election.text), cards, text)
    except BadBallot as error:
        raise Refused(_why_bad(str(error))) from error
    _put_in(step, by, text.encode(), ballot.credential)
    return fingerprint(text)


@transaction.atomic
def _put_in(step: Step, by: Actor, sealed: bytes, credential: int) -> None:
    """Within the lock, so that two people never use one card."""
    step = lock_step(step)
    before = ballot_of(step, by.subject)
    own = bytes(before.sealed) if before and before.sealed else b""
    if own == sealed:
        raise Refused(_("Exactly this ballot lies in the box already."))
    card = fingerprint(str(credential))
    if card_used_by_others(step, card, by.subject):
        raise Refused(_("Somebody has voted with this card already. Please get another one."))
    ballot = cast_sealed(step, by=by, sealed=sealed)
    UsedCard.objects.update_or_create(ballot=ballot, defaults={"step": step, "card": card})


def count_votes(step: Step) -> dict[str, Any]:
    """Within the transaction that closes the step: all ballots into the box, their sums encrypted. Nothing is opened here."""
    election = Election.objects.get(step=step)
    texts = sorted(sealed.decode() for sealed in sealed_ballots(step))
    places = read_election(election.text).question.places
    election.box, election.count = packed(texts), len(texts)
    election.tally = tally_text(add_up([pairs_of(text) for text in texts], places)) if texts else ""
    election.save(update_fields=["box", "count", "tally"])
    return {"ballots": len(texts)}


def close_vote(step: Step) -> None:
    """Right after the count: from now on nothing says whose ballot is whose. Who keeps a key hears that the box waits."""
    step.ballots.all().delete()
    election = Election.objects.get(step=step)
    if is_too_small(election) or not election.count:
        return
    for keeper in keepers_of(election):
        if keeper.person is not None:
            url = reverse("sealed:key", kwargs={"pk": step.pk, "number": keeper.number})
            tell([keeper.person], OPEN_BOX, url=url, title=step.process.title)


@transaction.atomic
def give_share(step: Step, number: int, *, by: Actor, text: str) -> None:
    """What one key gives to open the sums. With the last one they are open."""
    step = lock_step(step)
    keeper = own_key(step, number, by)
    election = Election.objects.get(pk=keeper.election_id)
    if step.state != StepState.CLOSED or not election.tally or is_too_small(election) or election.given_up:
        raise Refused(_("There is nothing to open now."))
    if keeper.share:
        return
    sums = read_tally(election.tally)
    text = text.partition("\n")[0]  # belenios-tool prints a second line, which says whose it is: we know
    try:
        key = check_key(keeper.key)[0]
        keeper.share = check_share(text, public=key, election=read_election(election.text), sums=sums)[1]
    except BadKey as error:
        raise Refused(_("This doesn't come from your key to this box. Is it the right file?"), field="text") from error
    keeper.save(update_fields=["share"])
    _open_if_all_are_there(step, election)


def _open_if_all_are_there(step: Step, election: Election) -> None:
    keepers = keepers_of(election)
    if not all(keeper.share for keeper in keepers):
        return
    shares = [factors_of(keeper.share) for keeper in keepers]
    try:
        election.result = open_sums(read_tally(election.tally), shares, ballots=election.count)
    except BadKey as error:
        raise Refused(
            _("With what lies here the box doesn't open: somebody has given something false. Tell the organisers."),
            field="text",
        ) from error
    election.save(update_fields=["result"])
    tell(participants(step.process), OPENED, url=step.url, title=step.process.title, once=f"sealed:{step.pk}")


def count_slips(step: Step, contents: list[dict[str, Any]], by: Actor) -> None:
    """A pile of paper that two people typed. Never more slips than were given out."""
    election = Election.objects.select_for_update(no_key=True).get(step=step)
    answers, paper = options_of(step, SealedOptions).answers, election.paper
    slips = paper.get("slips", 0) + len(contents)
    given = step.participations.filter(channel="paper").count()
    if slips > given:
        raise Refused(
            _("There are more slips (%(slips)d) than were given out (%(given)d).") % {"slips": slips, "given": given}
        )
    ticks = Counter(tick for content in contents for tick in content["ticks"])
    before: Sequence[int] = paper.get("answers") or [0] * len(answers)
    election.paper = {
        "slips": slips,
        "answers": [number + ticks[str(place)] for place, number in enumerate(before)],
        "blank": paper.get("blank", 0) + ticks[BLANK],
        "invalid": paper.get("invalid", 0) + ticks[INVALID],
    }
    election.save(update_fields=["paper"])


@transaction.atomic
def give_up(step: Step, *, by: Actor) -> None:
    """A key is lost. Nobody can ever open this box, and that is said; the vote must be held again."""
    step = lock_step(step)
    must_manage(step.process, by)
    election = Election.objects.get(step=step)
    if step.state != StepState.CLOSED or is_counted(election) or is_too_small(election):
        raise Refused(_("There is nothing to open now."))
    if election.given_up is None:
        election.given_up = timezone.now()
        election.save(update_fields=["given_up"])


def _why_bad(reason: str) -> str:
    return {
        "unreadable": _("This ballot can't be read. Nothing was counted. Please vote again."),
        "foreign": _("This ballot belongs to another vote. Nothing was counted."),
        "unknown_card": _("This voting card isn't one of this vote. Nothing was counted."),
        "forged": _("This ballot breaks the rules or was changed on its way. Nothing was counted. Please vote again."),
    }[reason]
