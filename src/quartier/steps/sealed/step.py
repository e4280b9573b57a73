"""Secret votes with Belenios: the table of contents of this kind of step. Read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quartier.api import Duty
from quartier.api.processes import ProcessTemplate, StepKind, StepPlan, StepWord
from quartier.steps.sealed import actions, faces, preparing
from quartier.steps.sealed.demo import demo
from quartier.steps.sealed.examples import EXAMPLES, prepare
from quartier.steps.sealed.forms import slip_of
from quartier.steps.sealed.keeps import KEEPS
from quartier.steps.sealed.terms import MAKE_CARDS, MAKE_KEY, OPEN_BOX, OPENED, SealedOptions

step = StepKind(
    slug="sealed",
    name=_("Secret vote"),
    summary=_("Elections that nobody can look into, not even whoever runs the server; everybody can count again."),
    word=StepWord.VOTE,
    icon="lock",
    options=SealedOptions,
    is_sealed=True,
    page=faces.page,
    result=faces.result,
    example_step=prepare,
    count=actions.count_votes,
    opened=preparing.open_vote,
    closed=actions.close_vote,
    slip=slip_of,
    slips_counted=actions.count_slips,
    not_ready=faces.not_ready,
    set_up_url="sealed:set_up",
    notices=(MAKE_KEY, MAKE_CARDS, OPEN_BOX, OPENED),
    examples=EXAMPLES,
    duties={"sealed.Election.card_maker": Duty.HANDLER, "sealed.Keeper.person": Duty.HANDLER},
    keeps=KEEPS,
    process_templates=(
        ProcessTemplate(
            name="sealed.once",
            label=_("A secret vote"),
            summary=_("For elections and for what must stay secret: three people keep the keys to the ballot box."),
            steps=(StepPlan(kind="sealed", days=14),),
            icon="lock",
            question=_("Who shall speak for our house?"),
        ),
    ),
    demo=demo,
)
