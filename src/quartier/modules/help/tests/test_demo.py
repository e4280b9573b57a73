"""The made-up quarter has something to look at."""

import pytest
from django.utils import timezone

from quartier.api import Matter, MatterState
from quartier.api.demo import texts
from quartier.api.testing import holder_of
from quartier.modules.help.demo import TEXTS, demo
from quartier.modules.help.models import Offer, Request, State
from quartier.modules.help.terms import PROTECTED

pytestmark = pytest.mark.django_db


def test_the_demo_quarter_is_filled_once_with_help_in_every_state() -> None:
    holder_of(PROTECTED, "Mia", "Kowalski")
    for _twice in range(2):
        demo()
    offers, requests = texts(TEXTS, "offer"), texts(TEXTS, "request")
    assert (Offer.objects.count(), Request.objects.count()) == (len(offers), len(requests))
    assert Matter.objects.count() == sum(len(said.get("answer", ())) for said in (*offers, *requests))
    assert set(State) == {obj.state for model in (Offer, Request) for obj in model.objects.all()}
    reached = {MatterState.OPEN, MatterState.AGREED, MatterState.THANKED}
    assert reached == set(Matter.objects.values_list("state", flat=True))
    _time_runs_forward()


def _time_runs_forward() -> None:
    now = timezone.now()
    assert not Request.objects.filter(created__gt=now).exists()
    for matter in Matter.objects.prefetch_related("messages"):
        moments = [message.at for message in matter.messages.all()]
        assert moments == sorted(moments), matter
        assert moments[-1] <= now, matter
