"""Encrypted chat (Matrix): the table of contents of this module. Read this first."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Module, Service
from quartier.modules.chat import service, terms
from quartier.modules.chat.examples import EXAMPLES
from quartier.modules.chat.models import ChatServer

module = Module(
    slug="chat",
    name=_("Chat"),
    summary=_("Write to each other, encrypted, with any Matrix app."),
    powers=terms.POWERS,
    services=(Service(name=terms.SERVICE, label=_("Chat server (Synapse)"), plan=service.plan, url="chat:server"),),
    examples=EXAMPLES,
    not_personal=(ChatServer,),
)
