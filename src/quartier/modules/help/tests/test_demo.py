"""The made-up quarter has something to look at."""

import pytest

from quartier.api import Matter, entries
from quartier.modules.help.demo import OFFERS, REQUESTS, demo
from quartier.modules.help.models import Offer, Request
from quartier.modules.help.tests.neighbours import neighbour

pytestmark = pytest.mark.django_db


def test_the_demo_quarter_is_filled_once() -> None:
    for _twice in range(2):
        demo()
    assert (Request.objects.count(), Offer.objects.count()) == (len(REQUESTS), len(OFFERS))
    assert Matter.objects.count() == 1
    assert len(entries(neighbour("Kim")).entries) == len(REQUESTS) + len(OFFERS) - 1  # one is for the protected circle
