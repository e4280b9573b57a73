"""Ways from a question to an answer, ready to be used. A further one is a few lines here."""

from django.utils.translation import gettext_lazy as _

from quartier.api.processes import ProcessTemplate, StepPlan

VOTE = {"about": "proposals", "sort": "points", "most": 5, "chosen": 3}

WAYS = (
    ProcessTemplate(
        name="participate.ideas",
        label=_("Ideas for our quarter"),
        summary=_("Collect on the map, talk about it, vote: the best three go to whoever answers."),
        question=_("What is missing in our quarter?"),
        steps=(
            StepPlan(kind="ideas", days=28, is_for_all=True),
            StepPlan(kind="discussion", days=14, is_for_all=True),
            StepPlan(kind="vote", days=14, options=VOTE),
        ),
        answer_days=60,
        icon="lightbulb",
    ),
    ProcessTemplate(
        name="participate.places",
        label=_("Proposals to comment on and add to"),
        summary=_("You put your own proposals on the map; neighbours comment, support and add spots."),
        question=_("Where should new bicycle stands be?"),
        steps=(StepPlan(kind="ideas", days=28, options={"needs_place": True}, is_for_all=True),),
        answer_days=60,
        icon="map-pinned",
    ),
    ProcessTemplate(
        name="participate.noise",
        label=_("Noise and traffic"),
        summary=_("Report the spots, hear what speaks for and against, then weigh the measures."),
        question=_("Where is it too loud, and what should be done?"),
        steps=(
            StepPlan(
                kind="ideas", days=21, title=_("Where is it loud?"), options={"needs_place": True}, is_for_all=True
            ),
            StepPlan(kind="discussion", days=21, is_for_all=True),
            StepPlan(kind="vote", days=14, options=VOTE),
        ),
        answer_days=60,
        icon="megaphone",
    ),
    ProcessTemplate(
        name="participate.survey",
        label=_("Survey"),
        summary=_("Questions to everybody; the results are drawn and given out as a table."),
        question=_("How satisfied are you with the playground?"),
        steps=(StepPlan(kind="survey", days=21, is_for_all=True),),
        icon="clipboard-list",
    ),
    ProcessTemplate(
        name="participate.vote",
        label=_("Vote"),
        summary=_("A question with yes or no: first a week to talk about it, then two to vote."),
        question=_("Shall the street be closed for cars on Sundays?"),
        steps=(StepPlan(kind="discussion", days=7, is_for_all=True), StepPlan(kind="vote", days=14)),
        answer_days=21,
        icon="vote",
    ),
)
