"""What is stored about people here, in words for them. Their arguments themselves are comments."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Area, Keep
from quartier.steps.discussion.models import Expert, Summary

KEEPS = (
    Keep(
        model=Expert,
        area=Area.TOGETHER,
        label=_("Discussions in which you are named as an expert"),
        why=_("So that others see from what knowledge you speak."),
        seen_by=_("Everybody who sees the discussion"),
        words={"step": _("Discussion"), "known_as": _("Known as")},
    ),
    Keep(
        model=Summary,
        area=Area.WRITTEN,
        label=_("Summaries of discussions"),
        why=_("So that neighbours read quickly what was said."),
        seen_by=_("Everybody who sees the discussion"),
        words={"step": _("Discussion"), "counted": _("Arguments until then")},
    ),
)
