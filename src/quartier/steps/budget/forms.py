"""The ballot as a form, and what an organiser is asked."""

from __future__ import annotations

from functools import partial

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.api.processes import TICKS, BallotForm, ballot_form
from quartier.steps.budget.ballots import checked
from quartier.steps.budget.rules import MOST_PROJECTS, Rule, Rules, Sort, Utility
from quartier.ui.money import EuroField, euros
from quartier.ui.widgets import ManyTiles, Tiles

TICKED = {Sort.APPROVAL, Sort.CART}


def form_of(rules: Rules) -> type[BallotForm]:
    """The ballot of this vote; its fields are called as what is voted on."""
    is_ticked = rules.sort in TICKED
    fields = _ticks(rules) if is_ticked else _numbers(rules)
    return ballot_form(fields, is_ticked=is_ticked, check=partial(checked, rules))


def _ticks(rules: Rules) -> dict[str, forms.Field]:
    help_text = _("At most %(n)d. You may tick fewer, or nothing.") % {"n": rules.most}
    if rules.sort is Sort.CART:
        help_text = _("As much as %(money)s pay for. You may also leave it empty.") % {"money": euros(rules.money)}
    return {
        TICKS: forms.MultipleChoiceField(
            label=_("Which projects are you for?"),
            help_text=help_text,
            choices=[(one.key, f"{one.number}. {one.title}") for one in rules.projects],
            widget=ManyTiles(hints={one.key: euros(one.cost) for one in rules.projects}),
            required=False,
        )
    }


def _numbers(rules: Rules) -> dict[str, forms.Field]:
    most = rules.places if rules.sort is Sort.RANKING else rules.most
    return {
        one.key: forms.IntegerField(
            label=f"{one.number}. {one.title} · {euros(one.cost)}",
            min_value=0,
            max_value=most,
            required=False,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
        for one in rules.projects
    }


class MoneyForm(forms.Form):
    money_cents = EuroField(
        label=gettext_lazy("How much money is there?"),
        help_text=gettext_lazy("All of it together, in euros. It is said before the vote and stays as it is."),
    )

    def clean_money_cents(self) -> int:
        money: int = self.cleaned_data["money_cents"]
        if money <= 0:
            raise forms.ValidationError(_("Without money there is nothing to decide about."))
        return money


class SortForm(forms.Form):
    sort = forms.ChoiceField(
        label=gettext_lazy("How shall people vote?"),
        choices=(
            (Sort.APPROVAL.value, gettext_lazy("Tick some projects")),
            (Sort.CART.value, gettext_lazy("Fill a basket")),
            (Sort.POINTS.value, gettext_lazy("Spread points")),
            (Sort.RANKING.value, gettext_lazy("Put in order")),
        ),
        widget=Tiles(
            icons={"approval": "circle-check", "cart": "shopping-basket", "points": "coins", "ranking": "list"},
            hints={
                "approval": gettext_lazy("Quick, easy on paper, and fair. If in doubt, this."),
                "cart": gettext_lazy("As far as the money goes: everybody sees what things cost."),
                "points": gettext_lazy("Shows how much something matters to people."),
                "ranking": gettext_lazy("First, second, third. Not with very many projects."),
            },
        ),
    )
    most = forms.IntegerField(
        label=gettext_lazy("How many ticks, points or places has everybody?"),
        help_text=gettext_lazy("A basket needs no number: there the money is the limit."),
        min_value=1,
        max_value=MOST_PROJECTS,
        initial=5,
    )


class RuleForm(forms.Form):
    rule = forms.ChoiceField(
        label=gettext_lazy("How is the money given out?"),
        choices=(
            (Rule.EQUAL_SHARES.value, gettext_lazy("Equal shares")),
            (Rule.GREEDY.value, gettext_lazy("Most votes first")),
        ),
        widget=Tiles(
            icons={"equal-shares": "scale", "greedy": "layout-list"},
            hints={
                "equal-shares": gettext_lazy("Every group decides about as much money as it has voters. Fairer."),
                "greedy": gettext_lazy("Usual and quickly said, but the largest group may take everything."),
            },
        ),
    )
    utility = forms.ChoiceField(
        label=gettext_lazy("With equal shares: what is worth more?"),
        choices=(
            (Utility.COST.value, gettext_lazy("A large project is worth more than a small one")),
            (Utility.CARDINALITY.value, gettext_lazy("Each project is worth the same")),
        ),
        widget=Tiles(
            hints={
                "cost": gettext_lazy("Usual: large and small ones get a fair chance."),
                "cardinality": gettext_lazy("Then many small projects come rather than one large one."),
            }
        ),
    )


class ProjectForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("The project in one sentence"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("Tell a little more"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    cost_cents = EuroField(label=gettext_lazy("What does it cost?"), help_text=gettext_lazy("In euros."))

    def clean_cost_cents(self) -> int:
        cost: int = self.cleaned_data["cost_cents"]
        if cost <= 0:
            raise forms.ValidationError(_("What costs nothing needs no vote about money."))
        return cost


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("A Pabulib file (.pb)"),
        help_text=gettext_lazy(
            "Projects with their costs. You see them before anything is taken over; ballots in it are not."
        ),
        widget=forms.FileInput(attrs={"accept": ".pb,.txt"}),
    )


class TakeForm(forms.Form):
    """What was shown comes back with it, so nothing needs to be kept meanwhile."""

    projects = forms.CharField(widget=forms.HiddenInput(), max_length=2_000_000)
    takes_money = forms.BooleanField(required=False)
