"""The forms of the help exchange."""

from django import forms

from quartier.modules.help.models import Offer


class OfferForm(forms.ModelForm[Offer]):
    class Meta:
        model = Offer
        fields = ("title", "text")
