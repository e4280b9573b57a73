"""The pages of those who prepare a secret vote: its organiser, who keeps a key, who gives out the cards."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.api import Person, Refused, actor_of, refusals_on, signed_in
from quartier.api.processes import StepState, options_of, own_step_or_404, step_or_404
from quartier.steps.sealed import actions, faces, preparing
from quartier.steps.sealed.forms import PeopleForm, RulesForm, TextForm
from quartier.steps.sealed.queries import (
    asked_in,
    election_of,
    fewest_votes,
    is_counted,
    is_too_small,
    keepers_of,
    neighbour_named,
)
from quartier.steps.sealed.terms import MOST_CARDS, SealedOptions
from quartier.steps.sealed.views import GET_AND_POST
from quartier.steps.sealed.words import rules_in_words
from quartier.ui.flash import done


@require_safe
@signed_in
def set_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that must be there before the vote can begin, and who has to do it."""
    step = own_step_or_404(request, pk, kind="sealed")
    election, chosen = election_of(step), options_of(step, SealedOptions)
    context = {
        "step": step,
        "election": election,
        "keepers": keepers_of(election),
        "chosen": chosen,
        "said": rules_in_words(chosen, 0)[:3],
        "why_not_ready": faces.not_ready(step),
        "may_change": step.state == StepState.PLANNED,
    }
    return render(request, "sealed/set_up.html", context)


@GET_AND_POST
@signed_in
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    step = own_step_or_404(request, pk, kind="sealed")
    chosen = options_of(step, SealedOptions)
    initial = {**vars(chosen), "answers": "\n".join(chosen.answers)}
    form = RulesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            said = dict(form.cleaned_data)
            actions_of = said.pop("answers").splitlines()
            preparing.choose(step, by=actor_of(request), answers=actions_of, **said)
            return redirect("sealed:set_up", pk=pk)
    heading = _("What is voted on, and how")
    return render(request, "sealed/question.html", {"step": step, "form": form, "heading": heading})


@GET_AND_POST
@signed_in
def people(request: HttpRequest, pk: int) -> HttpResponse:
    step = own_step_or_404(request, pk, kind="sealed")
    election = election_of(step)
    names = [keeper.person.full_name for keeper in keepers_of(election) if keeper.person]
    maker = election.card_maker.full_name if election and election.card_maker else ""
    posted = request.POST if request.method == "POST" else None
    form = PeopleForm(posted, initial={"keepers": "\n".join(names), "card_maker": maker})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            keepers = [_named(line, "keepers") for line in form.cleaned_data["keepers"].splitlines() if line.strip()]
            card_maker = _named(form.cleaned_data["card_maker"], "card_maker")
            preparing.name_people(step, by=actor_of(request), keepers=keepers, card_maker=card_maker)
            done(request, _("Asked. Each of them does their part on a page of their own."))
            return redirect("sealed:set_up", pk=pk)
    return render(request, "sealed/question.html", {"step": step, "form": form, "heading": _("Keys and voting cards")})


@GET_AND_POST
@signed_in
def key(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Of whoever keeps this key: they make it before the vote, and open the box with it afterwards."""
    step = step_or_404(request, pk, kind="sealed")
    keeper = preparing.own_key(step, number, actor_of(request))
    is_over = step.state == StepState.CLOSED
    form = TextForm(
        request.POST if request.method == "POST" else None,
        label=_("What opens the box") if is_over else _("Public half of the key"),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            give = actions.give_share if is_over else preparing.give_key
            give(step, number, by=actor_of(request), text=form.cleaned_data["text"].strip())
            done(
                request, _("Your key has done its part. Thank you!") if is_over else _("The ballot box has your lock.")
            )
            return redirect("sealed:key", pk=pk, number=number)
    election = keeper.election
    is_needed = is_over and bool(election.tally) and not is_too_small(election) and not election.given_up
    context = {"step": step, "election": election, "keeper": keeper, "form": form, "is_over": is_over}
    context |= {"is_needed": is_needed, "question": asked_in(step), "fewest": fewest_votes()}
    return render(request, "sealed/key.html", context)


@GET_AND_POST
@signed_in
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    """Of whoever gives out the voting cards: they make and print them."""
    step = step_or_404(request, pk, kind="sealed")
    election = election_of(step)
    if election is None or election.card_maker_id != actor_of(request).person.pk:
        raise Refused(_("Only whoever gives out the cards may do that."))
    form = TextForm(request.POST if request.method == "POST" else None, label=_("Public halves of the cards"))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            number = preparing.give_cards(step, by=actor_of(request), text=form.cleaned_data["text"].strip())
            done(request, _("%(number)d voting cards are valid for this vote.") % {"number": number})
            return redirect("sealed:cards", pk=pk)
    where = request.build_absolute_uri(step.url)
    context = {"step": step, "election": election, "form": form, "most": MOST_CARDS, "where": where}
    return render(request, "sealed/cards.html", {**context, "may_change": step.state == StepState.PLANNED})


@require_safe
@signed_in
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot on paper."""
    step = own_step_or_404(request, pk, kind="sealed")
    chosen = options_of(step, SealedOptions)
    context = {"step": step, "chosen": chosen, "said": rules_in_words(chosen, 0)[:2]}
    return render(request, "sealed/slip.html", context)


@require_POST
@signed_in
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    step = own_step_or_404(request, pk, kind="sealed")
    election = election_of(step)
    if election is None or is_counted(election):
        raise Http404
    actions.give_up(step, by=actor_of(request))
    done(request, _("Everybody can read now that a key is lost. Begin a new vote when you are ready."))
    return redirect(step.url)


def _named(name: str, field: str) -> Person:
    try:
        return neighbour_named(name)
    except Refused as refusal:
        raise Refused(str(refusal.message), field=field) from refusal
