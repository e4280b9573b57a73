"""What is written before a secret vote opens: its question, who keeps the keys, who gives out the cards, keys, cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.api import Actor, Notice, Person, Refused, tell
from quartier.api.processes import Step, StepState, lock_step, must_manage, options_of
from quartier.steps.sealed.belenios.elections import election_text
from quartier.steps.sealed.belenios.keys import BadKey, check_cards, check_key
from quartier.steps.sealed.models import Election, Keeper
from quartier.steps.sealed.queries import keepers_of, question_of
from quartier.steps.sealed.terms import (
    FEWEST_KEYS,
    LONGEST_ANSWER,
    MAKE_CARDS,
    MAKE_KEY,
    MOST_ANSWERS,
    MOST_CARDS,
    MOST_KEYS,
    SealedOptions,
)


@transaction.atomic
def choose(step: Step, *, by: Actor, answers: Sequence[str], **rules: Any) -> None:
    """What is voted on, and by which rules."""
    step = _still_planned(step, by)
    titles = list(dict.fromkeys(" ".join(answer.split())[:LONGEST_ANSWER] for answer in answers if answer.strip()))
    chosen = SealedOptions(**{**asdict(options_of(step, SealedOptions)), **rules, "answers": titles})
    must_fit(chosen)
    step.options = asdict(chosen)
    step.save(update_fields=["options"])


def must_fit(chosen: SealedOptions) -> None:
    """Asked once more as it opens: options can be changed elsewhere, too, and these decide how much each ballot takes to check."""
    if not 2 <= len(chosen.answers) <= MOST_ANSWERS:
        raise Refused(_("Between two and %(most)d answers, please.") % {"most": MOST_ANSWERS}, field="answers")
    if chosen.most > len(chosen.answers):
        raise Refused(_("There aren't that many answers."), field="most")
    if not 0 <= chosen.least <= chosen.most:
        raise Refused(_("The smaller number must come first."), field="least")
    if chosen.places >= len(chosen.answers):
        raise Refused(_("Then every answer would win."), field="places")


@transaction.atomic
def name_people(step: Step, *, by: Actor, keepers: Sequence[Person], card_maker: Person) -> None:
    """Whoever stays keeps what they made; whoever goes takes their key along. Those who are new are told."""
    step = _still_planned(step, by)
    people = list(dict.fromkeys(keepers))
    if not FEWEST_KEYS <= len(people) <= MOST_KEYS:
        words = _("Between %(fewest)d and %(most)d people keep the keys.")
        raise Refused(words % {"fewest": FEWEST_KEYS, "most": MOST_KEYS}, field="keepers")
    if card_maker in people:
        raise Refused(_("Whoever gives out the cards doesn't keep a key: two tasks, two people."), field="card_maker")
    election, _is_new = Election.objects.get_or_create(step=step)
    before = {keeper.person_id: keeper.key for keeper in keepers_of(election)}
    if [person.pk for person in people] != list(before):
        election.keepers.all().delete()
        Keeper.objects.bulk_create(
            Keeper(election=election, number=number, person=person, key=before.get(person.pk, ""))
            for number, person in enumerate(people, 1)
        )
        for number, person in enumerate(people, 1):
            if person.pk not in before:
                _ask(person, MAKE_KEY, step, by, reverse("sealed:key", kwargs={"pk": step.pk, "number": number}))
    if election.card_maker_id != card_maker.pk:
        election.card_maker, election.cards, election.cards_count = card_maker, [], 0
        election.save(update_fields=["card_maker", "cards", "cards_count"])
        _ask(card_maker, MAKE_CARDS, step, by, reverse("sealed:cards", kwargs={"pk": step.pk}))


@transaction.atomic
def give_key(step: Step, number: int, *, by: Actor, text: str) -> None:
    """The public half. The other one stays with whoever made it."""
    step = lock_step(step)
    keeper = own_key(step, number, by)
    if step.state != StepState.PLANNED:
        raise Refused(_("The vote has begun. Its keys stay as they are."))
    try:
        public, written = check_key(text)
    except BadKey as error:
        raise Refused(_("This is no key. Please make a new one."), field="text") from error
    if any(f'"public_key":"{public}"' in other.key for other in keepers_of(keeper.election) if other.pk != keeper.pk):
        raise Refused(_("Somebody else has given this key already. Each makes their own."), field="text")
    keeper.key = written
    keeper.save(update_fields=["key"])


@transaction.atomic
def give_cards(step: Step, *, by: Actor, text: str) -> int:
    """The public halves of the voting cards, in place of earlier ones."""
    step = lock_step(step)
    election = Election.objects.filter(step=step, card_maker=by.person).first()
    if election is None or by.for_person is not None:
        raise Refused(_("Only whoever gives out the cards may do that."))
    if step.state != StepState.PLANNED:
        raise Refused(_("The vote has begun. Its cards stay as they are."))
    try:
        cards = check_cards(text, most=MOST_CARDS)
    except BadKey as error:
        raise Refused(_("This is no list of voting cards. Please make a new one."), field="text") from error
    election.cards, election.cards_count = [str(card) for card in cards], len(cards)
    election.save(update_fields=["cards", "cards_count"])
    return len(cards)


def open_vote(step: Step) -> None:
    """Within the transaction that opens the step: from now on not a letter of the election changes."""
    election = Election.objects.get(step=step)
    keys = [check_key(keeper.key)[0] for keeper in keepers_of(election)]
    name, question = step.process.title, question_of(step)
    election.text = election_text(uuid=election.uuid, name=name, description="", keys=keys, question=question)
    election.save(update_fields=["text"])


def own_key(step: Step, number: int, by: Actor) -> Keeper:
    keeper = Keeper.objects.filter(election__step=step, number=number).select_related("election").first()
    if keeper is None or keeper.person_id != by.person.pk or by.for_person is not None:
        raise Refused(_("Only whoever keeps this key may do that."))
    return keeper


def _ask(person: Person, notice: Notice, step: Step, by: Actor, url: str) -> None:
    tell([person], notice, by=by.person, url=url, title=step.process.title)


def _still_planned(step: Step, by: Actor) -> Step:
    step = lock_step(step)
    must_manage(step.process, by)
    if step.state != StepState.PLANNED:
        raise Refused(_("People are voting by these rules, so they stay as they are."))
    return step
