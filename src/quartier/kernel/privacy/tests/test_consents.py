"""Agreeing, taking it back, and being asked anew when the text has changed; and the register that tells what is held."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from quartier.kernel.consents.actions import agree, has_agreed
from quartier.kernel.consents.models import Consent
from quartier.kernel.consents.texts import PRIVACY, TEXTS
from quartier.kernel.gate.tests.people import client_of, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.privacy.asking_anew import ask_anew
from quartier.kernel.privacy.tables import keeps
from quartier.kernel.quarter.models import Quarter

pytestmark = pytest.mark.django_db


def test_agreeing_and_taking_back_are_both_one_press_and_both_stay_to_be_shown() -> None:
    ayse = neighbour("Ayşe")
    client = client_of(ayse)
    for answer in ("yes", "yes", "no", "no"):
        client.post("/my-data/agreed/", {"text": "privacy", "answer": answer})
        assert has_agreed(ayse, "privacy") == (answer == "yes")
    assert Consent.objects.count() == 1
    client.post("/my-data/agreed/", {"text": "rubbish", "answer": "yes"})
    assert Consent.objects.count() == 1


def test_a_changed_text_asks_again_and_the_old_word_no_longer_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    ayse = neighbour("Ayşe")
    agree(ayse, "privacy", by=Actor(ayse))
    assert ask_anew(timezone.now()) == 0
    monkeypatch.setitem(TEXTS, "privacy", replace(PRIVACY, version=2))
    assert not has_agreed(ayse, "privacy")
    for _day in range(2):
        ask_anew(timezone.now())
    assert ayse.notifications.filter(notice="mydata.text_changed").count() == 1
    agree(ayse, "privacy", by=Actor(ayse))
    assert has_agreed(ayse, "privacy")
    assert [(one.version, one.withdrawn is None) for one in Consent.objects.order_by("pk")] == [(1, False), (2, True)]


def test_the_register_tells_every_table_to_everybody_and_numbers_to_managers_alone() -> None:
    Quarter.objects.update_or_create(pk=1, defaults={"name": "Musterviertel", "is_set_up": True})
    page = Client().get("/my-data/register/").content.decode()
    assert page.count('class="processing"') == len(keeps())
    assert "deleted so far" not in page
    assert "deleted so far" in client_of(neighbour("Kim", "key_holder")).get("/my-data/register/").content.decode()
