"""What this quarter has, what it could have, and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from quartier.kernel import registry
from quartier.kernel.choosing.models import Caretaker, ModuleDecision, PutAside
from quartier.kernel.contract import Module, Text
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.serving import Serving


@dataclass(frozen=True)
class ModuleFace:
    """A module as neighbours see it when they decide."""

    slug: str
    name: Text
    summary: Text
    serves: Serving | None
    is_on: bool
    decision: ModuleDecision | None  # the latest
    caretakers: tuple[Person, ...]

    @property
    def lacks_care(self) -> bool:
        return self.is_on and self.decision is not None and not self.caretakers


def modules_here() -> list[ModuleFace]:
    """All that are installed, those that are on first; three queries, however many there are."""
    latest = ModuleDecision.objects.values("slug").annotate(last=Max("pk")).values("last")
    decisions = {decision.slug: decision for decision in ModuleDecision.objects.filter(pk__in=latest)}
    people: dict[str, list[Person]] = {}
    for care in Caretaker.objects.select_related("person").order_by("since", "pk"):
        people.setdefault(care.slug, []).append(care.person)
    found = [_face(module, decisions.get(module.slug), people.get(module.slug, [])) for module in registry.offered()]
    return sorted(found, key=lambda face: not face.is_on)


def module_here(slug: str) -> ModuleFace | None:
    return next((face for face in modules_here() if face.slug == slug), None)


def history_of(slug: str) -> list[ModuleDecision]:
    """Every decision, the latest first."""
    return list(ModuleDecision.objects.filter(slug=slug).order_by("-pk"))


def put_aside_of(slug: str) -> list[PutAside]:
    return list(PutAside.objects.filter(slug=slug).order_by("-pk"))


def reviews_due() -> list[ModuleDecision]:
    """Modules that are on and whose day has come: does the quarter still need them?"""
    return [face.decision for face in modules_here() if face.is_on and face.decision and face.decision.is_due]


def _face(module: Module, decision: ModuleDecision | None, caretakers: list[Person]) -> ModuleFace:
    return ModuleFace(
        module.slug, module.name, module.summary, module.serves, is_on(module.slug), decision, tuple(caretakers)
    )
