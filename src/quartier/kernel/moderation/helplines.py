"""Whom somebody can call: help that doesn't wait for a decision. Numbers of Germany, free of charge."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Text
from quartier.kernel.people.models import Person


@dataclass(frozen=True)
class Helpline:
    number: str
    text: Text

    @property
    def url(self) -> str:
        return f"tel:{self.number.replace(' ', '')}"


EMERGENCY = (
    Helpline("110", _("Police")),
    Helpline("112", _("Fire brigade, ambulance")),
)
FOR_THE_YOUNG = (
    Helpline("116 111", _("Number against worry, for children and young people: nobody asks for your name")),
    Helpline("0800 22 55 530", _("Help when somebody touches you or asks for pictures")),
)
FOR_ADULTS = (
    Helpline("0800 111 0 111", _("Telephone counselling, day and night")),
    Helpline("116 016", _("Help against violence towards women")),
    Helpline("116 006", _("White Ring: help for victims of crime")),
)


def helplines_for(viewer: Person | None) -> tuple[Helpline, ...]:
    if viewer is not None and viewer.is_minor:
        return FOR_THE_YOUNG
    return FOR_ADULTS if viewer is not None else (*FOR_THE_YOUNG[:1], *FOR_ADULTS[:2])
