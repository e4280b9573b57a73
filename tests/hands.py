"""What the desk does in journeys: it takes down a telephone call, and types a pile of paper, two people one after the other."""

from collections.abc import Callable

from quartier.api.processes import Ballot, Step
from tests.phones import Phone

SEND = "main form .form-end button"


def by_telephone(desk: Phone, step: Step, name: str, fill: Callable[[Phone], None]) -> None:
    desk.open(step.process.url)
    desk.press(f"a[href='/process/enter/{step.pk}/']")
    desk.write("input[name=who-name]", name)
    desk.choose("input[name=who-channel][value=phone]")
    fill(desk)
    desk.press(SEND)
    assert desk.reads(f"Für {name} eingetragen")


def a_pile(desks: list[Phone], step: Step, fill: Callable[[Phone], None]) -> None:
    """One slip, typed by both; then it counts."""
    first = desks[0]
    first.open(f"/process/paper/{step.pk}/")
    first.write("input[name=name]", "Kiste beim Bäcker")
    first.write("input[name=size]", "1")
    first.press(SEND)
    address = first.page.url.removeprefix(first.url)
    for desk in desks:
        desk.open(address)
        fill(desk)
        desk.press(SEND)
    desks[-1].press("form[action$='/count/'] button")
    assert Ballot.objects.filter(step=step, channel="paper").count() == 1
