"""What processes need to be known by everything below them: their powers and notices."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power, Role

START_PROCESS = Power(name="process.start", label=_("Ask the whole quarter a question"), roles=(Role.COORDINATOR,))
ENTER_BALLOTS = Power(
    name="process.enter",
    label=_("Enter what neighbours say on paper, by telephone or at the desk"),
    roles=(Role.COORDINATOR,),
)

STEP_OPENED = Notice(
    name="process.opened", label=_("You can have a say"), sentence=_("You can have a say now: %(title)s")
)
STEP_CLOSED = Notice(
    name="process.closed", label=_("Something you took part in is over"), sentence=_("The result is there: %(title)s")
)
ANSWER_GIVEN = Notice(
    name="process.answered", label=_("There is an answer to what you took part in"), sentence=_("Answered: %(title)s")
)
ANSWER_DUE = Notice(
    name="process.answer_due",
    label=_("An answer of yours is due"),
    sentence=_("Neighbours wait for your answer: %(title)s"),
)
ANSWER_LATE = Notice(
    name="process.answer_late",
    label=_("An answer is late"),
    sentence=_("The promised answer isn't there yet: %(title)s"),
)
PROPOSAL_MOVED = Notice(
    name="process.proposal",
    label=_("Something happens to a proposal"),
    sentence=_("There is news of a proposal: %(title)s"),
)
ENTERED_FOR_YOU = Notice(
    name="process.entered",
    label=_("Somebody entered your choice for you"),
    sentence=_("%(by)s entered your choice for you. You can change it: %(title)s"),
)
PROCESS_ORPHANED = Notice(
    name="process.orphaned",
    label=_("Nobody looks after a process"),
    sentence=_("Whoever began this is gone. Please see that it goes on: %(title)s"),
)
PROCESS_ADOPTED = Notice(
    name="process.adopted",
    label=_("An office answers to your process"),
    sentence=_("%(by)s promises an answer: %(title)s"),
)
PROCESS_ENDED = Notice(
    name="process.ended", label=_("A process ended early"), sentence=_("This was ended without a decision: %(title)s")
)
