"""Two neighbours on two phones: asked, answered, agreed, exact place released, done, thanked, closed."""

from typing import Any

import pytest

from quartier.api import Actor, Matter, MatterState, Person
from quartier.kernel.people.models import Account
from quartier.kernel.places.actions import add_address, add_street
from quartier.modules.help.models import Request
from quartier.modules.help.tests.neighbours import neighbour
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def somebody(name: str) -> Person:
    person = neighbour(name)
    account = Account(login_name=f"{name}-{person.pk}", person=person)
    account.set_unusable_password()
    account.save()
    return person


@pytest.mark.parametrize(("scripts", "theme"), [(True, "light"), (False, "dark")])
def test_two_neighbours_help_each_other(chromium: Any, live_server: Any, scripts: bool, theme: str) -> None:
    ayse, jonas = somebody("Ayşe"), somebody("Jonas")
    add_address(add_street("Gartenstraße", by=Actor(ayse)), "5", by=Actor(ayse))
    hers = Phone(chromium, live_server.url, ayse, scripts=scripts, theme=theme)
    his = Phone(chromium, live_server.url, jonas, scripts=scripts, theme=theme)

    ask(hers)
    request = Request.objects.get()
    assert (request.title, request.place.is_blurred) == ("Regal aufbauen", True)  # type: ignore[union-attr]

    his.open("/")
    assert his.reads("Regal aufbauen")
    assert his.lacks("Gartenstraße 5")
    his.press(f"a[href='{request.url}']")
    his.write("textarea", "Ich komme gern am Samstag.")
    his.press("form[action*='/answer/'] button")

    hers.open("/")
    hers.press("form[action*='/notices/'] button")
    assert hers.reads("Ich komme gern am Samstag.")
    assert his.lacks("Gartenstraße 5")
    hers.press("form[action$='/agree/'] button")
    hers.press("form[action$='/release/'] button")

    finish_and_thank(hers, his)
    assert Matter.objects.get().state == MatterState.CLOSED
    assert Request.objects.get().state == "done"
    his.open("/help/")
    assert his.lacks("Regal aufbauen")
    print(f"{len(hers.seen) + len(his.seen)} pages, each clean of axe's findings")


def finish_and_thank(hers: Phone, his: Phone) -> None:
    matter = Matter.objects.get()
    his.open(matter.url)
    assert his.reads("Gartenstraße 5")
    assert his.reads("meine Mutter")
    his.press("form[action$='/finish/'] button")
    assert his.lacks("Gartenstraße 5")

    hers.open(matter.url)
    hers.write("form[action$='/thank/'] textarea", "Danke, das Regal steht!")
    hers.press("form[action$='/thank/'] button")
    hers.press("form[action$='/close/'] button")


def ask(phone: Phone) -> None:
    """One question a page, up to the last look."""
    phone.open("/help/")
    phone.press("a[href='/help/new/request/']")
    phone.choose("input[name=kind][value=repairs]")
    phone.press("main form button")
    phone.write("input[name=title]", "Regal aufbauen")
    phone.press("main form button")
    phone.choose("input[name=often][value=once]")
    phone.choose("input[name=urgency][value=this_week]")
    phone.press("main form button")
    phone.write("input[name=where]", "Gartenstraße 5")
    phone.page.keyboard.press("Escape")  # puts the suggestions away
    phone.press("main form button")
    phone.write("input[name=for_somebody]", "meine Mutter")
    phone.press("main form button")
    assert phone.reads("Regal aufbauen")
    phone.press("main form button")
