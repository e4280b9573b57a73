"""How does it feel? The smallest kind of step: copy this folder to make one of your own. Read this first."""

from django.utils.translation import gettext_lazy as _

from quartier.api.processes import ProcessTemplate, StepKind, StepPage, StepPlan, StepWord
from quartier.steps.mood.counting import count, result
from quartier.steps.mood.forms import slip_of
from quartier.steps.mood.terms import MoodOptions

step = StepKind(
    slug="mood",
    name=_("How does it feel?"),
    summary=_("Good, with a stomach ache, or not at all: shows early where it is stuck. It decides nothing."),
    word=StepWord.DISCUSS,
    icon="smile",
    options=MoodOptions,
    page=lambda _request, _step: StepPage(template="processes/ballot.html"),
    ballot=slip_of,
    count=count,
    result=result,
    process_templates=(
        ProcessTemplate(
            name="mood.ask",
            label=_("Ask how it feels"),
            summary=_("One week, three tiles: shows early where it is stuck."),
            steps=(StepPlan(kind="mood", days=7),),
            answer_days=14,
            icon="smile",
        ),
    ),
)
