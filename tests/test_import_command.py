"""`./quartier import osm FILE [--area FILE.geojson]`."""

import json
from pathlib import Path

import pytest

from quartier.commands import import_osm as command
from quartier.kernel.places.models import Address
from quartier.kernel.places.tests.extracts import small_town

pytestmark = pytest.mark.django_db


def test_it_prints_the_three_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = small_town().write(tmp_path)
    assert command.main([str(file)]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[:3] == ["6 addresses", "3 street names", "3 points of interest"]
    assert "OpenStreetMap" in printed.out
    assert printed.err == ""
    assert command.main([str(file)]) == 0
    assert "Nothing has changed" in capsys.readouterr().out


def test_it_says_why_it_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = small_town().write(tmp_path)
    (tmp_path / "area.geojson").write_text("{}")
    assert command.main([str(file), "--area", str(tmp_path / "area.geojson")]) == 1
    assert "area.geojson: There is no area" in capsys.readouterr().err
    assert command.main([str(file), "--area", str(tmp_path / "none.geojson")]) == 1
    assert "none.geojson" in capsys.readouterr().err
    assert command.main([str(tmp_path / "none.osm.pbf")]) == 1
    assert "none.osm.pbf" in capsys.readouterr().err
    assert not Address.objects.exists()


def test_it_clips(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ring = [[8.8695, 48.5995], [8.8707, 48.5995], [8.8707, 48.6005], [8.8695, 48.6005], [8.8695, 48.5995]]
    (tmp_path / "area.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    assert command.main([str(small_town().write(tmp_path)), "--area", str(tmp_path / "area.geojson")]) == 0
    assert capsys.readouterr().out.startswith("2 addresses\n1 street names\n0 points of interest\n")


def test_a_bar_is_drawn_where_somebody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    bar = command._Bar()
    bar.is_watched = True
    bar.show("Saving", 0.5)
    assert "[###############               ]  50%" in capsys.readouterr().err
