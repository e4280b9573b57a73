"""What does our quarter need? The table of contents of this module. Read this first."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.api import Duty, Job, Listen, Module, NavItem, Panel, Slot, Verb
from quartier.modules.needs import actions, keeps, reviews, serving, terms
from quartier.modules.needs.demo import demo
from quartier.modules.needs.examples import EXAMPLES
from quartier.modules.needs.panels import for_leaders

module = Module(
    slug="needs",
    name=_("What we need"),
    summary=_("Neighbours decide themselves what their server does, and what they do together."),
    nav=(NavItem(label=_("What we need"), url="needs:home", icon="sprout", order=80),),
    panels=(Panel(slot=Slot.HOME, template="needs/for_leaders.html", render=for_leaders, order=30),),
    notices=terms.NOTICES,
    settings=terms.NeedsSettings,
    listens=(Listen(verb=Verb.COMPLETED, kind="quarter.quarter", do=actions.begin_first_round),),
    jobs=(Job(name="needs.remind", do=reviews.remind, every=timedelta(hours=6)),),
    process_templates=terms.TEMPLATES,
    examples=EXAMPLES,
    for_others=frozenset({"decision", "home"}),  # a round is managed in one's own name
    duties={"needs.Verdict.by": Duty.HANDLER},
    keeps=keeps.KEEPS,
    demo=demo,
    serves=serving.SERVES,
)
