"""What is asked: of whoever reports, of those who decide, of whoever complains."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quartier.kernel.moderation import complaints, reports
from quartier.kernel.moderation.decisions import DAYS, MOST_LETTERS
from quartier.kernel.moderation.effects import allowed_measures
from quartier.kernel.moderation.house_rules import RULES, rules_in_words
from quartier.kernel.moderation.log_models import HouseRules
from quartier.kernel.moderation.models import LASTING, Case, Measure
from quartier.kernel.people.models import Person
from quartier.kernel.roles.powers import moderates
from quartier.ui.widgets import Tiles

ICONS = {"nothing": "check", "hide": "eye-off", "limit": "hourglass", "pause": "pause", "exclude": "ban"}
HINTS = {
    Measure.HIDE: _("Only its author still sees it"),
    Measure.LIMIT: _("Hidden; one thing a day, nothing new with others"),
    Measure.PAUSE: _("Hidden; they read everything and write nothing"),
    Measure.EXCLUDE: _("Hidden; they no longer take part here"),
}


class ReportForm(forms.Form):
    rule = forms.ChoiceField(label=_("What is wrong?"))
    text = forms.CharField(
        label=_("A sentence about it"),
        required=False,
        max_length=reports.MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any, *, viewer: Person | None, can_be_hidden: bool = False, said: str = "") -> None:
        super().__init__(data, initial={"text": said[: reports.MOST_LETTERS]})
        if said:
            self.fields["text"].help_text = _(
                "What was said stands here. Whoever decides reads what you send, and nothing else."
            )
            self.fields["text"].widget.attrs["rows"] = 6
        is_young = viewer is not None and viewer.is_minor
        choices = [(rule.key, rule.complaint_of_young if is_young else rule.complaint) for rule in RULES]
        rule = self.fields["rule"]
        rule.widget = Tiles(icons={one.key: one.icon for one in RULES})
        rule.choices = choices  # type: ignore[attr-defined]
        rule.error_messages["required"] = _("Please choose what is wrong.")
        if can_be_hidden and moderates(viewer):
            self.fields["at_once"] = forms.BooleanField(
                label=_("Hide it at once, until others have decided"), required=False
            )
        if viewer is None:
            self.fields["name"] = forms.CharField(label=_("Your name"), max_length=80, required=False)
            self.fields["email"] = forms.EmailField(label=_("Your e-mail address"), required=False)


class DecisionForm(forms.Form):
    measure = forms.ChoiceField(label=_("What is to be done?"))
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Only for limiting or pausing."),
        widget=forms.Select,
    )
    rule = forms.ChoiceField(label=_("Which rule is it about?"))
    reasons = forms.CharField(
        label=_("What happened, and why you decide so"),
        help_text=_("Both sides read this. Name nobody, and say what can be seen."),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, data: Any, *, case: Case, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"rule": case.rule, **(initial or {})})
        measures = allowed_measures(case)
        measure, days, rule = self.fields["measure"], self.fields["days"], self.fields["rule"]
        measure.widget = Tiles(icons=ICONS, hints={str(key): text for key, text in HINTS.items()})
        measure.choices = [(one.value, one.label) for one in measures]  # type: ignore[attr-defined]
        rule.choices = [(one.key, one.title) for one in RULES]  # type: ignore[attr-defined]
        if LASTING.isdisjoint(measures):
            del self.fields["days"]
        else:
            spans = [(number, ngettext("%(num)d day", "%(num)d days", number) % {"num": number}) for number in DAYS]
            days.choices = [("", "–"), *spans]  # type: ignore[attr-defined]

    @property
    def vote(self) -> dict[str, Any]:
        return {"days": None, **self.cleaned_data}


class ComplaintForm(forms.Form):
    text = forms.CharField(
        label=_("What do you find wrong?"),
        max_length=complaints.MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class RulesForm(forms.Form):
    more = forms.CharField(
        label=_("What else holds here"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any, *, version: HouseRules | None) -> None:
        super().__init__(data, initial={"more": version.more if version else ""})
        for rule, text in rules_in_words(version):
            self.fields[rule.key] = forms.CharField(
                label=str(rule.title),
                initial=text,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.order_fields([*(rule.key for rule in RULES), "more"])
