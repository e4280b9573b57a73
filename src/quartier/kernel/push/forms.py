"""What is asked about push."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.kernel.push.models import PushService


class PushServiceForm(forms.ModelForm[PushService]):
    class Meta:
        model = PushService
        fields = ("is_on", "contact", "more_hosts")
        labels = {
            "is_on": _("This quarter sends notices to devices"),
            "contact": _("E-mail address for questions"),
            "more_hosts": _("Further push services"),
        }
        help_texts = {
            "is_on": _("Until you say so, nothing leaves this server."),
            "contact": _("Push services read it, and nobody else: they write to it if something is wrong."),
            "more_hosts": _("Most quarters need none. One name a line, like: push.example.org"),
        }
        widgets = {"more_hosts": forms.Textarea(attrs={"rows": 2, "spellcheck": "false"})}

    def _post_clean(self) -> None:
        """The action writes, and checks what belongs together."""
