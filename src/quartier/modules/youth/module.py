"""The space for young people: the table of contents of this module. Read this first."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Duty, Listen, Module, NavItem, Verb
from quartier.modules.youth import actions, classes, keeps, serving, terms
from quartier.modules.youth.demo import demo
from quartier.modules.youth.examples import EXAMPLES

module = Module(
    slug="youth",
    name=_("Young people"),
    summary=_("Under 18 among themselves: ideas, votes, their own money, and an answer from the council by a day."),
    nav=(NavItem(label=_("Young people"), url="youth:home", icon="sparkles", order=47),),
    notices=terms.NOTICES,
    listens=(Listen(verb=Verb.PUBLISHED, kind="process.process", do=actions.ask_office),),
    process_templates=terms.TEMPLATES,
    examples=EXAMPLES,
    is_own_only=True,  # nobody does this for somebody else: adults don't come in on that way either
    duties={
        "youth.ClassSheet.asked_by": Duty.AUTHOR,
        "youth.ClassSheet.decided_by": Duty.HANDLER,
        "youth.Pot.made_by": Duty.HANDLER,
        "youth.Spending.by": Duty.HANDLER,
    },
    keeps=keeps.KEEPS,
    erasers=(classes.forget_words_of,),
    demo=demo,
    serves=serving.SERVES,
)
