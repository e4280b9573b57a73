"""What people fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ServerForm(forms.Form):
    server_name = forms.CharField(
        label=_("Name of the chat server"),
        max_length=200,
        help_text=_(
            "A domain that belongs to you, like quarter.example.org. It stands in every chat address and can never be changed."
        ),
    )
    address = forms.CharField(
        label=_("Address for apps"),
        max_length=250,
        help_text=_("How phones reach this server. It begins with https:// and may be changed later."),
    )
    is_on = forms.BooleanField(
        label=_("Chat is on"),
        required=False,
        help_text=_("Switched off, nothing is lost: it rests until you switch it on again."),
    )
    has_relay = forms.BooleanField(
        label=_("Relay for calls"),
        required=False,
        help_text=_(
            "Needs the program coturn on this machine, and ports open to the internet. The handbook names them."
        ),
    )
    relay_ip = forms.CharField(
        label=_("Public IP address of this machine"),
        max_length=45,
        required=False,
        help_text=_("Only where it stands behind a router, as at home: the address by which the internet sees it."),
    )

    def __init__(self, *arguments: Any, is_named: bool = False, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if is_named:
            self.fields["server_name"].widget.attrs["readonly"] = True


class CodeForm(forms.Form):
    user_code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("Your other device shows it: eight letters, like WDJB-MJHT.")
    )
