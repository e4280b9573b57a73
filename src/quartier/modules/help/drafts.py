"""What somebody has answered so far, kept in their session until it is published: with the Back button nothing is lost."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from quartier.modules.help.forms import QUESTIONS, Question, WholeForm

STEPS = (*QUESTIONS, "check")


class Draft:
    """`sort`: "request" or "offer". There is one draft of each."""

    def __init__(self, request: HttpRequest, sort: str) -> None:
        self._session = request.session
        self._name = f"help.draft.{sort}"
        self.sort = sort
        stored: dict[str, Any] = self._session.get(self._name) or {"id": str(uuid4()), "answers": {}, "place": None}
        self.id = UUID(stored["id"])
        self.answers: dict[str, list[str]] = stored["answers"]
        self.place_id: int | None = stored["place"]

    @property
    def is_begun(self) -> bool:
        return bool(self.answers)

    def question(self, step: str, posted: QueryDict | None = None) -> Question:
        """The form of a step: bound to what was posted, or filled with what was answered before."""
        form = QUESTIONS[step]
        if posted is not None:
            return form(posted, sort=self.sort)
        many = {"weekdays", "languages"}
        return form(
            sort=self.sort,
            initial={
                name: said if name in many else said[0] for name, said in self.answers.items() if said or name in many
            },
        )

    def whole(self) -> WholeForm:
        return WholeForm(MultiValueDict(self.answers), sort=self.sort)

    def first_open_step(self) -> str:
        """The first question that still lacks its answer; "check" if none does."""
        whole = self.whole()
        for step, form in QUESTIONS.items():
            if set(form.base_fields) & set(whole.errors):
                return step
        return "check"

    def keep(self, step: str, posted: QueryDict) -> None:
        for name in QUESTIONS[step].base_fields:
            self.answers[name] = posted.getlist(name)
        self._store()

    def fill(self, answers: MultiValueDict[str, str], *, place_id: int | None = None) -> None:
        """Begins anew with these answers."""
        self.id, self.answers, self.place_id = uuid4(), dict(answers.lists()), place_id
        self._store()

    def drop(self) -> None:
        self._session.pop(self._name, None)

    def _store(self) -> None:
        self._session[self._name] = {"id": str(self.id), "answers": self.answers, "place": self.place_id}
