"""What is asked about roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.kernel.granting.queries import declared_powers
from quartier.ui.widgets import ManyTiles


class RoleNameForm(forms.Form):
    name = forms.CharField(
        label=_("What is the role called?"), help_text=_("For example: Bicycle workshop"), max_length=60
    )


class PowersForm(forms.Form):
    powers = forms.MultipleChoiceField(label=_("Who has this role may …"), widget=ManyTiles, required=False)

    def __init__(self, data: Any, held: frozenset[str]) -> None:
        super().__init__(data, initial={"powers": sorted(held)})
        field = self.fields["powers"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for mypy)
        field.choices = [(power.name, power.label) for power in declared_powers()]
