"""What the rest of the module speaks with. The lowest file; it imports none of the others."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quartier.api import Notice, setting
from quartier.api.processes import ProcessTemplate, StepPlan

ROUND, REVIEW = "needs.round", "needs.review"

TEMPLATES = (
    ProcessTemplate(
        name=ROUND,
        label=_("Needs round"),
        summary=_("What do we need here? Gather, weigh, decide: what is decided is switched on, or done together."),
        question=_("What do you miss here, and what could you do?"),
        steps=(
            StepPlan(kind="gather", days=28, is_for_all=True),
            StepPlan(
                kind="vote",
                days=14,
                after=7,  # to type the last slips, and to put together what belongs together
                title=_("What is most important?"),
                options={"sort": "points", "about": "proposals", "most": 5, "most_each": 3, "chosen": 1},
            ),
        ),
        answer_days=21,
        icon="sprout",
        answer_url="needs:decide",
        is_offered=False,  # needs:begin: one at a time
    ),
    ProcessTemplate(
        name=REVIEW,
        label=_("Do we still need it?"),
        summary=_("Two weeks for one question: does something stay that we decided on?"),
        question=_("Does it stay?"),
        steps=(StepPlan(kind="vote", days=14, options={"sort": "yes_no", "about": "question"}),),
        answer_days=14,
        icon="refresh-cw",
        answer_url="needs:review",
        is_offered=False,  # needs:ask_again: it knows of which module
    ),
)

REVIEW_DUE = Notice(
    name="needs.review_due",
    label=_("The day has come to look at something again"),
    sentence=_("Do we still need this? Today is the day that was agreed: %(title)s"),
)
NOTICES = (REVIEW_DUE,)


@dataclass(frozen=True)
class NeedsSettings:
    review_months: int = setting(
        12,
        label=_("Months until the quarter looks again"),
        help=_("The day that is proposed when something is decided."),
        at_least=1,
        at_most=36,
    )
