"""The made-up quarter has something to look at."""

from pathlib import Path

import pytest
from django.utils import timezone

from quartier.api import Matter, MatterState
from quartier.api.demo import texts
from quartier.api.testing import holder_of
from quartier.modules.help.demo import TEXTS, demo
from quartier.modules.help.models import Offer, Request, State
from quartier.modules.help.terms import PROTECTED

pytestmark = pytest.mark.django_db


def test_the_demo_quarter_is_filled_once_with_help_in_every_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder_of(PROTECTED, "Mia", "Kowalski")
    for file in TEXTS.glob("*.toml"):  # the whole year is filled by tests/test_demo_quarter.py
        few = file.read_text(encoding="utf-8").split("\n\n[[")
        chosen = [*few[:9], *(text for text in few[9:] if "withdrawn" in text)]
        (tmp_path / file.name).write_text("\n\n[[".join(chosen), encoding="utf-8")
    monkeypatch.setattr("quartier.modules.help.demo.TEXTS", tmp_path)
    for _twice in range(2):
        demo()
    offers, requests = texts(tmp_path, "offer"), texts(tmp_path, "request")
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
