"""`Steps`: a form of one question a page. Each answer is kept as a draft, so Back, a pause or a lost line cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.contract import Text
from quartier.kernel.drafts.actions import begin_draft, keep_draft
from quartier.kernel.drafts.answers import Answers, answers_in, fill, must_ask_no_secret
from quartier.kernel.drafts.models import SentForm
from quartier.kernel.drafts.opened import OpenDraft
from quartier.kernel.requests import actor_of
from quartier.ui.flash import warn

F = TypeVar("F", bound=forms.Form)
CHECK = "check"  # the last step: everything once more


class Steps:
    """`questions`: a form each, in order. `url` says where a step is, also `CHECK`. For views behind `signed_in`."""

    def __init__(
        self,
        request: HttpRequest,
        form: str,
        questions: Mapping[str, type[forms.Form]],
        *,
        url: Callable[[str], str],
        step: str = CHECK,
        label: Text = "",
        **arguments: Any,
    ) -> None:
        kind = registry.kinds().get(form)
        self._request, self._url, self._arguments = request, url, arguments
        self.questions, self.step = questions, step
        self.order = (*questions, CHECK)
        if step not in self.order:
            raise Http404
        asks = tuple(self._form(step).fields) if step in questions else ()
        said_label = str(label or (kind.label if kind else form))
        self.draft = OpenDraft(request, form, said_label, url(step), asks=asks, goes_on=True)

    @cached_property
    def answers(self) -> Answers:
        """Everything that was answered so far."""
        kept: Answers = self.draft.kept.answers if self.draft.kept else self._suggested
        return kept

    @property
    def is_begun(self) -> bool:
        return self.draft.kept is not None

    def suggest(self, answers: Mapping[str, list[str]]) -> None:
        """What may be answered beforehand where nothing was begun. It is a draft once the first question is sent."""
        if self._suggested != dict(answers):  # else each look would write the session
            self._request.session[self._session_name] = dict(answers)

    def begin(self, answers: Answers) -> HttpResponse:
        """Begins anew at this step, with these answers; leads there."""
        page = replace(self.draft.page_at(self._url(self.step)), word=uuid4(), asks=frozenset())
        return redirect(begin_draft(self.draft.key, answers, by=actor_of(self._request), said=page).go_on_url)

    def ask(
        self, template: str, context: Mapping[str, Any], *, finish: Callable[[Any], Mapping[str, Any]] | None = None
    ) -> HttpResponse:
        """Shows the question with `form` and `steps`; sent, its answer is kept, and it leads on.

        `finish` gets the form as it is shown, and returns what else the template needs.
        """
        form = self._form(self.step, self._request.POST if self.draft.is_sent else None)
        if not self.draft.is_sent:
            must_ask_no_secret(form)
            fill(form, self.answers, is_whole=False)
        elif form.is_valid():
            return self._keep()
        more = finish(form) if finish else {}
        return render(self._request, template, {**context, **more, "form": form, "steps": self})

    def whole(self, form_class: type[F]) -> F:
        """All questions as one form, sent with all answers."""
        return form_class(MultiValueDict(self.answers), **self._arguments)

    def first_open(self) -> str:
        """The first question that still lacks its answer; CHECK if none does."""
        said = MultiValueDict(self.answers)
        return next((step for step in self.questions if not self._form(step, said).is_valid()), CHECK)

    @property
    def went_to(self) -> str:
        """Where these answers led when they were sent before; empty if they weren't. Ask it after `first_open`."""
        sent = SentForm.objects.filter(word=self.draft.word).first() if self.draft.is_sent else None
        return sent.url if sent else ""

    def drop(self) -> None:
        """After all of it was sent, and went well."""
        self.draft.drop()

    def url(self, step: str) -> str:
        return f"{self._url(step)}?draft={self.draft.word}" if len(self.draft.all) > 1 else self._url(step)

    def change_url(self, step: str) -> str:
        """From the last look to one question, and back."""
        return f"{self.url(step)}{'&' if '?' in self.url(step) else '?'}back={CHECK}"

    @property
    def back_url(self) -> str:
        """The step before; empty at the first."""
        return self.url(self.order[self.number - 2]) if self.number > 1 else ""

    @property
    def number(self) -> int:
        return self.order.index(self.step) + 1

    @property
    def total(self) -> int:
        return len(self.order)

    @property
    def links(self) -> dict[str, str]:
        """Where the question of each field is, for mistakes that only show at the end."""
        return {
            name: f"{self.change_url(step)}#id_{name}" for step in self.questions for name in self._form(step).fields
        }

    def _asks(self, name: str) -> bool:
        return (
            name in self.draft.asks or name.rpartition("_")[0] in self.draft.asks
        )  # a field of two inputs sends when_0

    def _form(self, step: str, said: Any = None) -> forms.Form:
        return self.questions[step](said, **self._arguments)

    def _keep(self) -> HttpResponse:
        is_mending = self._request.GET.get("back") == CHECK
        following = CHECK if is_mending else self.order[self.number]
        answers = {name: said for name, said in answers_in(self._request.POST).items() if self._asks(name)}
        if not self.is_begun:
            beside = {name: said for name, said in self._suggested.items() if not self._asks(name)}
            answers = {**beside, **answers}  # what was asked here and left empty is empty
            self._request.session.pop(self._session_name, None)
        page = self.draft.page_at(self._url(following))
        kept = keep_draft(self.draft.key, answers, by=actor_of(self._request), said=page)
        if kept.is_beside:
            warn(self._request, _("You have written this on another device as well. Nothing is lost: both are kept."))
            return redirect(reverse("drafts:choose", kwargs={"form": self.draft.key}))
        return redirect(self.url(following))

    @property
    def _suggested(self) -> Answers:
        suggested: Answers = self._request.session.get(self._session_name, {})
        return suggested

    @property
    def _session_name(self) -> str:
        return f"suggested:{self.draft.key}"
