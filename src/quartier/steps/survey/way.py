"""The way through a survey, page by page: what was answered is kept as a draft after each page."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import override

from quartier.api import Steps, actor_of
from quartier.api.processes import Step, ballot_of
from quartier.steps.survey.branching import shown_parts
from quartier.steps.survey.forms import PartForm
from quartier.steps.survey.languages import direction, tongues
from quartier.steps.survey.queries import language_of, only_shown, questionnaire_of
from quartier.steps.survey.questions import Part
from quartier.steps.survey.slips import typed_of

CHECK = "check"


class Way:
    """`steps` knows only the pages that are left by the answers so far, so that no button leads to a hidden one."""

    def __init__(self, request: HttpRequest, step: Step, name: str = CHECK, *, is_trial: bool = False) -> None:
        self.step, self.is_trial = step, is_trial
        self.questionnaire = questionnaire_of(step)
        self.language = self._language(request)
        everything = self._steps(request, CHECK, list(self.questionnaire.parts))
        if step.is_open and not is_trial and not everything.is_begun:
            everything.suggest(self._earlier(request))
        said = MultiValueDict(everything.answers)
        if request.method == "POST" and name != CHECK:
            for key, values in request.POST.lists():
                if key.startswith("q"):
                    said.setlist(key, values)
            for key in self._fields_of(name) - set(request.POST):
                said.pop(key, None)
        self.parts = shown_parts(self.questionnaire, self._answers(said))
        self.names = [part.name for part in self.parts]
        self.is_there = name == CHECK or name in self.names
        self.steps = self._steps(request, name if self.is_there else CHECK, self.parts)

    def _earlier(self, request: HttpRequest) -> dict[str, list[str]]:
        """What somebody answered before, to begin with. To whoever acts for them it isn't shown."""
        ballot = ballot_of(self.step, actor_of(request).subject)
        return typed_of(self.questionnaire, ballot.content.get("answers", {})) if ballot else {}

    @property
    def direction(self) -> str:
        return direction(self.language)

    def spoken(self) -> AbstractContextManager[None]:
        """Whoever chose English above the questions reads "Yes" and "Go on" too: the page speaks it where it can."""
        return override(self.language) if self.language in dict(settings.LANGUAGES) else nullcontext()

    @property
    def tongues(self) -> list[dict[str, Any]]:
        return tongues(self.questionnaire.languages)

    @property
    def part(self) -> Part | None:
        return next((part for part in self.parts if part.name == self.steps.step), None)

    @property
    def left_off(self) -> str:
        """The page on which somebody is: what may stay empty on pages to come isn't skipped."""
        kept = self.steps.draft.kept
        if kept is None:
            return self.names[0]
        return next((name for name in self.names if kept.url == self.url(name)), self.steps.first_open())

    def answers(self) -> dict[str, Any]:
        """What was said on all pages that are left."""
        return only_shown(self.questionnaire, self._answers(MultiValueDict(self.steps.answers)))

    def form_of(self, part: Part) -> PartForm:
        form: PartForm = self._form(part)(MultiValueDict(self.steps.answers))
        return form

    def url(self, name: str) -> str:
        return reverse("survey:trial" if self.is_trial else "survey:part", kwargs={"pk": self.step.pk, "page": name})

    def _answers(self, said: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for part in self.questionnaire.parts:
            form = self._form(part)(said)
            form.is_valid()
            found.update(form.answers_given())
        return found

    def _fields_of(self, name: str) -> set[str]:
        part = next((part for part in self.questionnaire.parts if part.name == name), None)
        return set(self._form(part)().fields) if part else set()

    def _form(self, part: Part) -> Any:
        return partial(PartForm, questions=part.questions, language=self.language, others=self.questionnaire.languages)

    def _steps(self, request: HttpRequest, name: str, parts: list[Part]) -> Steps:
        label = _("Trial of “%(title)s”") if self.is_trial else _("Answers to “%(title)s”")
        return Steps(
            request,
            f"survey.{'trial' if self.is_trial else 'answer'}:{self.step.pk}",
            {part.name: self._form(part) for part in parts},
            url=self.url,
            step=name,
            label=(label % {"title": self.step.process.title})[:120],
        )

    def _language(self, request: HttpRequest) -> str:
        """Chosen above the questions, and remembered while somebody is there."""
        key = f"survey.language:{self.step.pk}"
        if request.GET.get("lang") in self.questionnaire.languages:
            request.session[key] = request.GET["lang"]
        return language_of(self.questionnaire, request.session.get(key, ""))
