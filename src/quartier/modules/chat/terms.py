"""What the rest of the module speaks with. The lowest file; it imports none of the others."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Notice, Power, Role

SERVER = Power(name="chat.server", label=_("Set up chat"))  # key holders hold it, and nobody else until they grant it
ANNOUNCE = Power(name="chat.announce", label=_("Write announcements to everybody in chat"), roles=(Role.COORDINATOR,))
POWERS = (SERVER, ANNOUNCE)
# Neither who nor what: the server that tells of it can't read it either.
MESSAGE = Notice(name="chat.message", label=_("New message in the chat"), sentence=_("New message in the chat"))
NOTICES = (MESSAGE,)
SERVICE = "chat.synapse"
RELAY = "chat.turn"
RELAY_LABEL = _("Relay for calls (coturn)")
BUNDLE = "chat.web"
BUNDLE_LABEL = _("Chat on this website")
