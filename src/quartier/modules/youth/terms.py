"""What the rest of the module speaks with. The lowest file; it imports none of the others."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.api import CHILD_UNDER, YOUNG_UNDER, Notice
from quartier.api.codes import Limit
from quartier.api.processes import ProcessTemplate, StepPlan

MOST_CODES = 40  # of one class
MOST_SHEETS = 8  # asked for by one organisation for one round: a school has several classes
MOST_IDEAS = 3  # of one code
PURPOSE = "class"  # what codes are kept for
WRONG_CODES = Limit("class-codes", 30, timedelta(minutes=15))
"""Of one network; right ones aren't counted, so a whole class behind one router comes in, and guessing 40 bits stays hopeless."""


class Ages(models.TextChoices):
    """Whom a round is for."""

    ALL = "all", _("All under %(age)d") % {"age": YOUNG_UNDER}
    CHILDREN = "children", _("Children under %(age)d") % {"age": CHILD_UNDER}
    TEENS = "teens", _("Teenagers from %(age)d on") % {"age": CHILD_UNDER}


RANGES: dict[str, tuple[int | None, int]] = {
    Ages.ALL: (None, YOUNG_UNDER - 1),
    Ages.CHILDREN: (None, CHILD_UNDER - 1),
    Ages.TEENS: (CHILD_UNDER, YOUNG_UNDER - 1),
}
"""From and up to which age."""

TEMPLATES = (
    ProcessTemplate(
        name="youth.ideas",
        label=_("Collect ideas, then vote"),
        summary=_("Three weeks for ideas, two weeks for points. The best ones win."),
        steps=(
            StepPlan(kind="ideas", days=21, title=_("What are your ideas?"), is_for_all=True),
            StepPlan(
                kind="vote",
                days=14,
                title=_("Which ideas are the best?"),
                options={"about": "proposals", "sort": "points", "most": 5, "most_each": 3, "chosen": 2},
            ),
        ),
        answer_days=42,
        icon="lightbulb",
        is_offered=False,
        answer_url="youth:answer",
    ),
    ProcessTemplate(
        name="youth.vote",
        label=_("Vote on one question"),
        summary=_("Yes, no or no opinion. Two weeks."),
        steps=(StepPlan(kind="vote", days=14, options={"about": "question", "sort": "yes_no"}),),
        answer_days=42,
        icon="vote",
        is_offered=False,
        answer_url="youth:answer",
    ),
    ProcessTemplate(
        name="youth.survey",
        label=_("Ask several questions"),
        summary=_("You write the questions. Two weeks to answer."),
        steps=(StepPlan(kind="survey", days=14),),
        answer_days=42,
        icon="clipboard-list",
        is_offered=False,
        answer_url="youth:answer",
    ),
)

COUNCIL_ASKED = Notice(
    name="youth.council_asked",
    label=_("Young people ask your office for an answer"),
    sentence=_("Young people ask for an answer of yours. Say until when: %(title)s"),
)
CODES_ASKED = Notice(
    name="youth.codes_asked",
    label=_("A class wants to take part"),
    sentence=_("A class asks for codes: %(title)s"),
)
CODES_DECIDED = Notice(
    name="youth.codes_decided",
    label=_("Codes for your class"),
    sentence=_("It was decided about codes for your class: %(title)s"),
)
NOTICES = (COUNCIL_ASKED, CODES_ASKED, CODES_DECIDED)
