"""Which needs this meets, and what it costs the quarter: read by those who decide about it."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Serving

SERVES = Serving(
    needs=(
        _("We want to write to each other quickly, and nobody else shall read it."),
        _("Our group uses a messenger of a company, and some of us don’t want that."),
    ),
    words=_("chat, message, messenger, group, write, encrypted, app, phone"),
    care=_("An hour to set it up; then a look into the engine room now and then."),
    caretakers=_("One person who looks after the server."),
    data=_("Who writes to whom and when, and who is in which room. What is written, the server can’t read."),
    disk=_("250 megabytes for the program; then some gigabytes a year, photos are most of it."),
)
