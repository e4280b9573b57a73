"""What is kept of whoever has a say: where they took part, and for as long as it is open what they chose."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Text
from quartier.kernel.keeping import Area, Keep, LegalGround
from quartier.kernel.processes.ballot_forms import choice_in_words
from quartier.kernel.processes.forgetting import KEPT_FOR
from quartier.kernel.processes.models import (
    Answer,
    Ballot,
    Elector,
    PaperBatch,
    Participation,
    Process,
    ProcessEvent,
)
from quartier.kernel.processes.proposal_models import Proposal, ProposalAuthor, ProposalChange, Support

WHOEVER_SEES = _("Whoever sees the process")
NOBODY = _("Nobody but you; whoever runs the server could look into its database")
YEAR = timedelta(days=365)


def _only(model: type[Model], **told: Text) -> dict[str, Text]:
    """These columns and no other."""
    return {**{field.name: "" for field in model._meta.concrete_fields}, **told}


KEEPS = (
    Keep(
        model=Process, area=Area.WRITTEN, label=_("Questions you asked neighbours"), seen_by=WHOEVER_SEES,
        why=_("So that neighbours can have a say. It stays, without your name, when you go: others took part in it."),
        words=_only(Process, title=_("Title"), question=_("Question"), text=_("Text"), created=_("Written on")),
    ),
    Keep(
        model=Proposal, area=Area.WRITTEN, label=_("Proposals you made"), seen_by=WHOEVER_SEES,
        why=_("So that neighbours can weigh it. If others support it, it stays, without your name, when you go."),
        words=_only(Proposal, title=_("Title"), text=_("Text"), place=_("Place"), created=_("Written on"), state=_("State")),
    ),
    Keep(
        model=ProposalAuthor, area=Area.WRITTEN, label=_("Proposals that are yours too"), seen_by=WHOEVER_SEES,
        why=_("So that everybody who had an idea stands beside it."),
        words=_only(ProposalAuthor, proposal=_("Proposal"), since=_("Since")),
    ),
    Keep(
        model=Support, area=Area.TOGETHER, label=_("Proposals you support"), until=KEPT_FOR, job="process.forget",
        counts_from="proposal__process__closed",
        why=_("So that each of us counts once, and hears what becomes of it: at most five years, while it is carried out."),
        seen_by=_("Everybody sees how many, nobody sees who"),
        words=_only(Support, proposal=_("Proposal"), at=_("Since")),
    ),
    Keep(
        model=Elector, area=Area.TOGETHER, label=_("Where you may decide"), until=10 * YEAR, counts_from="process__closed",
        why=_("So that nobody can turn a vote with new accounts: who decides is fixed at the beginning."), seen_by=NOBODY,
        ground=LegalGround.SAFETY, words=_only(Elector, process=_("Question")),
    ),
    Keep(
        model=Participation, area=Area.TOGETHER, label=_("Where you took part"), until=10 * YEAR,
        counts_from="step__process__closed", why=_("So that you hear what comes of it."), seen_by=NOBODY,
        words=_only(Participation, step=_("Step"), channel=_("On which way"), at=_("Took part on")),
    ),
    Keep(
        model=Ballot, area=Area.TOGETHER, label=_("What you chose"), until=YEAR, counts_from="step__closed",
        why=_("So that it is counted, and you can change it until the end."), seen_by=NOBODY,
        words=_only(Ballot, step=_("Step"), content=_("What you chose"), cast=_("Chosen on"), channel=_("On which way")),
        shown={"content": lambda ballot: choice_in_words(ballot.step, ballot.content)},
    ),
    Keep(
        model=PaperBatch, area=Area.TOGETHER, label=_("Slips of paper that you typed"), until=10 * YEAR,
        counts_from="step__process__closed", why=_("So that two different people type each slip."), seen_by=NOBODY,
        words=_only(PaperBatch, name=_("Name"), begun=_("Begun on")),
    ),
    Keep(
        model=ProcessEvent, area=Area.TOGETHER, label=_("What you did for a question to neighbours"), seen_by=WHOEVER_SEES,
        why=_("So that everybody can follow how it came about; your name isn't shown."),
        words=_only(ProcessEvent, process=_("Question"), at=_("Done on")),
    ),
    Keep(
        model=Answer, area=Area.WRITTEN, label=_("Answers you gave"), seen_by=WHOEVER_SEES,
        why=_("So that everybody knows what comes of it."), words=_only(Answer, text=_("Text"), given=_("Given on")),
    ),
    Keep(
        model=ProposalChange, area=Area.TOGETHER, label=_("What you said of proposals"), seen_by=WHOEVER_SEES,
        why=_("So that everybody can follow what becomes of a proposal; your name isn't shown."),
        words=_only(ProposalChange, proposal=_("Proposal"), sentence=_("Text"), at=_("Said on")),
    ),
)  # fmt: skip
