"""Rules, results and promises in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.steps.sealed.outcome import Outcome
from quartier.steps.sealed.terms import FEWEST_VOTES, SealedOptions


def rules_in_words(chosen: SealedOptions, keepers: int) -> list[str]:
    if chosen.least == chosen.most:
        said = [
            ngettext("You make exactly %(n)d cross.", "You make exactly %(n)d crosses.", chosen.most)
            % {"n": chosen.most}
        ]
    else:
        said = [_("You make between %(least)d and %(most)d crosses.") % {"least": chosen.least, "most": chosen.most}]
    if chosen.may_be_blank:
        said.append(_("You may choose none of all. That is an abstention."))
    said.append(
        ngettext(
            "The answer with the most votes is chosen.",
            "The %(n)d answers with the most votes are chosen.",
            chosen.places,
        )
        % {"n": chosen.places}
    )
    said.append(_("If votes are equal, the lot decides. Everybody can check how it was drawn."))
    said.append(_("Until the end you can vote again, or on paper. Your last vote counts; paper is always the last."))
    if keepers:
        said.append(
            _("%(n)d people keep the keys to the ballot box. Only all of them together can open it.") % {"n": keepers}
        )
        said.append(_("If one of them loses their key, nobody can open it, and the vote is held again."))
    said.append(_("With fewer than %(n)d votes the box stays shut: one could see who voted how.") % {"n": FEWEST_VOTES})
    return said


def protects() -> list[str]:
    return [
        _("Your device locks your vote before it is sent. Neither neighbours nor whoever runs the server can read it."),
        _("Only the sums are ever opened, never a single vote. For that all keys are needed."),
        _(
            "To vote, two things are needed: your account and a voting card. The server has no cards; who has them can't log in as you."
        ),
        _(
            "Nobody can change a vote or put in a second one unseen: everybody can count again, with a programme of others."
        ),
        _("When the vote is over, the server deletes whose vote is whose."),
    ]


def protects_not() -> list[str]:
    return [
        _("Somebody who looks over your shoulder, or a bad programme on your device, sees how you vote."),
        _(
            "Whoever runs the server could send your device a wrong page that gives your vote away. If you fear that: vote on paper."
        ),
        _(
            "If all who keep a key broke their word together and had an old copy of the database, they could read single votes."
        ),
        _(
            "If whoever gives out the cards and whoever runs the server worked together, they could vote for people who don't."
        ),
        _(
            "With fewer than five slips of paper one can reckon out what stands on them: the result less what lay in the box."
        ),
        _(
            "Whoever forces you to show your check number sees whether that vote counted, and notices if you vote again."
        ),
        _("The server knows that you voted, not how."),
    ]


def result_in_words(outcome: Outcome) -> str:
    chosen = outcome.chosen
    if not chosen:
        return _("No answer got a vote.")
    votes = {line.answer: line.votes for line in outcome.lines}
    if len(chosen) == 1:
        answer = chosen[0]
        said = ngettext(
            "“%(answer)s” is chosen, with %(n)d vote.", "“%(answer)s” is chosen, with %(n)d votes.", votes[answer]
        )
        return said % {"answer": answer, "n": votes[answer]}
    named = ", ".join(f"“{answer}” ({votes[answer]})" for answer in chosen)
    return _("Chosen are: %(named)s.") % {"named": named}
