"""Which needs the chat meets, and what it costs: read before a quarter decides."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Serving

SERVES = Serving(
    needs=(
        _("Our group writes on a platform that sells what it reads."),
        _("I’d like to ask my neighbours something quickly."),
    ),
    words=_("chat, message, write to one another, messenger, whatsapp, quickly, group chat"),
    care=_("About an hour a week: help people with their first phone, and look whether the service runs."),
    caretakers=_("Two people: one who knows the server, one who helps others."),
    fewest_caretakers=2,
    data=_("Who is in which room, and when they wrote. What they write is encrypted where a room is."),
    disk=_("About 1 GB for the service, and some more for pictures."),
)
