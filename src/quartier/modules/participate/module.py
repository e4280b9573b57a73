"""Having a say, „Mitreden": processes from a question to an answer. The table of contents; read this first."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Access, Example, Module, NavItem, Panel, Slot
from quartier.modules.participate.faces import asked_here
from quartier.modules.participate.serving import SERVES
from quartier.modules.participate.ways import WAYS

module = Module(
    slug="participate",
    name=_("Having a say"),
    summary=_("Neighbours collect ideas, discuss and vote, and every process ends with an answer."),
    nav=(NavItem(label=_("Have a say"), url="participate:list", icon="messages-square", order=45),),
    panels=(Panel(slot=Slot.PLACE, template="participate/here.html", render=asked_here),),
    process_templates=WAYS,
    serves=SERVES,
    examples=(
        Example(url="participate:list", access=Access.ANYBODY),
        Example(url="participate:ways", access=Access.SIGNED_IN),
    ),
)
