"""Who may write to me?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.kernel.contact.models import Reach
from quartier.ui.widgets import Tiles


class ContactForm(forms.Form):
    reach = forms.ChoiceField(
        label=_("Who may begin a conversation with you?"),
        choices=Reach.choices,
        widget=Tiles(
            icons={"everybody": "users", "known": "user-check", "accompanied": "shield-check"},
            hints={
                "known": _("Others can still answer what you write yourself."),
                "accompanied": _("They see what others write to you, and may write too."),
            },
        ),
    )
    name = forms.CharField(
        label=_("Who shall read along?"),
        help_text=_("Their full name, as it is written here. They are told and may say no."),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
