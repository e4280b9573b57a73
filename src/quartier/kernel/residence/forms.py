"""What the quarter decides about confirming."""

from __future__ import annotations

from dataclasses import asdict

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quartier.kernel.groups.models import Organisation
from quartier.kernel.residence.settings import LIMITS, residence_settings
from quartier.kernel.residence.ways import WAYS
from quartier.ui.widgets import ManyTiles


class WaysField(forms.MultipleChoiceField):
    """Which ways there are; those that are always there aren't asked for."""

    def __init__(self) -> None:
        asked = [way for way in WAYS if not way.is_always]
        super().__init__(
            label=_("How do you learn who lives here?"),
            help_text=_("The desk is always open to everybody. Which ways are there besides?"),
            choices=[(way.name, way.label) for way in asked],
            required=False,
            widget=ManyTiles(
                icons={way.name: way.icon for way in asked}, hints={way.name: way.for_desk for way in asked}
            ),
        )


def _number(name: str, label: object, help_text: object) -> forms.IntegerField:
    least, most = LIMITS[name]
    return forms.IntegerField(label=label, help_text=help_text, min_value=least, max_value=most)  # type: ignore[arg-type]


class ResidenceForm(forms.Form):
    ways = WaysField()
    code_days = _number("code_days", _("How many days does a letter's code work?"), _("Letters lie about for a while."))
    vouches_a_year = _number(
        "vouches_a_year", _("For how many may one neighbour vouch in a year?"), _("So that nobody vouches for a crowd.")
    )
    newcomer_days = _number(
        "newcomer_days", _("For how many days does somebody count as new?"),
        _("Who is new can't vouch yet, and begins calmly. 0: nobody counts as new."),
    )  # fmt: skip
    ask_months = _number(
        "ask_months", _("After how many months do we ask whether somebody still lives here?"),
        _("One tap answers it. 0: nobody is asked."),
    )  # fmt: skip

    organisations = forms.TypedMultipleChoiceField(
        label=_("Which organisations may confirm their own people?"),
        help_text=_("Only if you have chosen this way. Whoever looks after their page says yes or no."),
        coerce=int,
        empty_value=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["ways", "organisations"]

    def __init__(self, data: QueryDict | None = None) -> None:
        known = Organisation.objects.filter(is_confirmed=True).order_by("name")
        chosen = [one.pk for one in known if one.may_confirm]
        super().__init__(data, initial={**asdict(residence_settings()), "organisations": chosen})
        field = self.fields["organisations"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 (for mypy)
        field.choices = [(one.pk, one.name) for one in known]
        if not field.choices:
            del self.fields["organisations"]
