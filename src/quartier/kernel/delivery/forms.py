"""What is asked about notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.kernel.delivery.actions import offered
from quartier.kernel.delivery.choices import wants
from quartier.kernel.delivery.groups import NoticeGroup, groups
from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.delivery.models import Reach
from quartier.kernel.notifications.channels import Channel
from quartier.ui.widgets import TimePicker


class GroupsForm(forms.Form):
    """A row for each group of notices, a tile for each channel."""

    def __init__(self, data: Any, reach: Reach, ready: Sequence[Channel]) -> None:
        super().__init__(data)
        for group in groups():
            channels = offered(group, ready)
            if channels:
                self.fields[group.name] = forms.MultipleChoiceField(
                    label=str(group.label),
                    help_text=str(group.help),
                    choices=[(channel.name, channel.label) for channel in channels],
                    initial=[one.name for one in channels if wants(reach, one, group.name, group.name)],
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )


class NoticesForm(forms.Form):
    """The same for the notices of one group."""

    def __init__(self, data: Any, reach: Reach, ready: Sequence[Channel], group: NoticeGroup) -> None:
        super().__init__(data)
        channels = offered(group, ready)
        for notice in group.notices:
            self.fields[notice.name] = forms.MultipleChoiceField(
                label=str(notice.label),
                choices=[(channel.name, channel.label) for channel in channels],
                initial=[one.name for one in channels if wants(reach, one, notice.name, group.name)],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )


class MannersForm(forms.Form):
    quiet_from = forms.TimeField(
        label=gettext_lazy("Quiet from"),
        help_text=gettext_lazy("Nothing rings or blinks then. What comes meanwhile you get afterwards, all at once."),
        required=False,
        widget=TimePicker,
    )
    quiet_to = forms.TimeField(label=gettext_lazy("Quiet until"), required=False, widget=TimePicker)
    digest_at = forms.TypedChoiceField(label=gettext_lazy("The daily mail comes at"), coerce=int)
    language = forms.ChoiceField(label=gettext_lazy("Language of the mails"), choices=lambda: settings.LANGUAGES)
    is_neutral = forms.BooleanField(
        label=gettext_lazy("Mails say nothing of what it is about"),
        help_text=gettext_lazy("For a mailbox or a telephone that others look at, too."),
        required=False,
    )

    def __init__(self, data: Any, reach: Reach, language: str) -> None:
        now = {name: getattr(reach, name) for name in ("quiet_from", "quiet_to", "digest_at", "is_neutral")}
        super().__init__(data, initial={**now, "language": reach.language or language})
        hours: Any = self.fields["digest_at"]
        hours.choices = [(hour, _("%(hour)s o'clock") % {"hour": hour}) for hour in range(24)]


class Secret(forms.TextInput):
    """A provider's password: typed once, never drawn. No password field, of which browsers want one log-in a form."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"})

    def format_value(self, value: object) -> None:
        return None


class MailServerForm(forms.ModelForm[MailServer]):
    """The passwords are never shown: an empty field leaves them as they are."""

    password = forms.CharField(
        label=gettext_lazy("Password there"),
        help_text=gettext_lazy("Empty: it stays as it is. Best take a mailbox that is used for nothing else."),
        max_length=200,
        required=False,
        widget=Secret,
    )
    fetch_password = forms.CharField(
        label=gettext_lazy("Password there"),
        help_text=gettext_lazy("Empty: it stays as it is, or is the same as for sending."),
        max_length=200,
        required=False,
        widget=Secret,
    )
    field_order = (
        "is_on", "host", "port", "security", "user", "password", "sender", "site_url",
        "takes_replies", "fetch_host", "fetch_port", "fetch_security", "fetch_user", "fetch_password",
    )  # fmt: skip

    class Meta:
        model = MailServer
        fields = (
            "is_on", "host", "port", "security", "user", "sender", "site_url",
            "takes_replies", "fetch_host", "fetch_port", "fetch_security", "fetch_user",
        )  # fmt: skip
        labels = {
            "is_on": gettext_lazy("This quarter sends e-mails"),
            "host": gettext_lazy("Mail server for sending (SMTP)"),
            "port": gettext_lazy("Its port"),
            "security": gettext_lazy("Encryption"),
            "user": gettext_lazy("User name there"),
            "sender": gettext_lazy("Mails come from"),
            "site_url": gettext_lazy("Neighbours reach this server at"),
            "takes_replies": gettext_lazy("Replies to mails land in the conversation"),
            "fetch_host": gettext_lazy("Mail server for fetching (IMAP)"),
            "fetch_port": gettext_lazy("Its port"),
            "fetch_security": gettext_lazy("Encryption"),
            "fetch_user": gettext_lazy("User name there"),
        }
        help_texts = {
            "is_on": gettext_lazy("Until you say so, nothing leaves this server."),
            "sender": gettext_lazy("The address of that mailbox, like quarter@example.org"),
            "site_url": gettext_lazy("Links in mails begin like this, for example https://quarter.example.org"),
            "takes_replies": gettext_lazy(
                "Your mailbox must take mail for name+something@…, as most do. Only such mails are read."
            ),
            "fetch_user": gettext_lazy("Empty: the same as for sending."),
        }
        widgets = {
            "security": forms.RadioSelect,
            "fetch_security": forms.RadioSelect,
        }

    def _post_clean(self) -> None:
        """The action writes, and checks what belongs together."""
