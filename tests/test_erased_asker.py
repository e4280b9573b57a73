"""Somebody who asked for help deletes their account in the middle of it."""

import pytest

from quartier.api import Actor, Matter, MatterState
from quartier.kernel.privacy.erasure import erase_person
from quartier.modules.help.agreements import answer
from quartier.modules.help.models import Request
from quartier.modules.help.tests.neighbours import a_request, agree_on, neighbour

pytestmark = pytest.mark.django_db


def test_when_the_asker_goes_the_matter_is_dropped_and_the_helper_told() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = answer(a_request(ayse), by=Actor(jonas), text="Ich komme gern.")
    agree_on(matter, ayse)
    erase_person(ayse, by=Actor(ayse))
    assert Matter.objects.get(pk=matter.pk).state == MatterState.DROPPED
    assert jonas.notifications.latest("pk").notice == "matters.left"
    assert not Request.objects.exists()


def test_when_the_helper_goes_it_is_open_again() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse)
    matter = answer(request, by=Actor(jonas), text="Ich komme gern.")
    agree_on(matter, ayse)
    erase_person(jonas, by=Actor(jonas))
    assert Matter.objects.get(pk=matter.pk).state == MatterState.DROPPED
    assert Request.objects.get(pk=request.pk).is_open
    assert ayse.notifications.latest("pk").notice == "matters.left"
