"""Journey 11: somebody reports something, neighbours decide, and both sides read why. By keyboard, without scripts."""

from typing import Any

import pytest

from quartier.api import Person
from quartier.api.testing import neighbour
from quartier.kernel.moderation.models import Case, Measure, State
from quartier.kernel.moderation.panel_models import Seat
from tests.phones import Phone
from tests.reported import ugly_comment, willing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_something_is_reported_and_the_decision_read(chromium: Any, live_server: Any) -> None:
    melda, arno = neighbour("Melda", "Mut"), neighbour("Arno", "Arg")
    willing("Ina", "Olaf", "Pia")
    comment = ugly_comment(arno)
    phone = Phone(chromium, live_server.url, melda, scripts=False)
    phone.open(comment.entry.url)
    phone.press(f"a[href='/melden/comment/{comment.pk}/']")
    phone.choose("input[name=rule][value=respect]")
    phone.press("main form.form button")
    assert phone.reads("Danke für deine Meldung")

    for seat in Seat.objects.order_by("pk")[:2]:
        assert seat.person
        _decide(Phone(chromium, live_server.url, seat.person, scripts=False))
    assert Case.objects.get().state == State.DECIDED

    for reader in (melda, arno):
        _reads_why(Phone(chromium, live_server.url, reader, scripts=False), reader)
    phone.open(comment.entry.url)
    assert phone.lacks("Lump")


def _decide(phone: Phone) -> None:
    phone.open("/")
    phone.press("form[action*='/notices/'] button")
    assert phone.reads("Du bist ein Lump!")
    assert phone.lacks("Melda")
    phone.choose(f"input[name=measure][value={Measure.HIDE}]")
    phone.write("textarea[name=reasons]", "Eine Beleidigung.")
    phone.press("main form.form button")
    assert phone.reads("Meldungen und Entscheidungen")


def _reads_why(phone: Phone, reader: Person) -> None:
    phone.open("/")
    phone.press("form[action*='/notices/'] button")
    assert phone.reads("Eine Beleidigung.")
    assert phone.reads("Beschweren")
    assert reader.given_name == "Melda" or phone.lacks("Melda")
