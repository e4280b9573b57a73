"""A file that isn't whole is refused with a sentence, and everything stays as it was."""

import gzip
import shutil
from pathlib import Path

import osmium
import pytest

from quartier.kernel.places import importing
from quartier.kernel.places.importing import import_osm
from quartier.kernel.places.models import Address
from quartier.kernel.places.tests.extracts import HERRENBERG, dump, needs_herrenberg, small_town
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
PAGE = b"<!DOCTYPE html><html><body><h1>404 Not Found</h1></body></html>"


@pytest.mark.parametrize("name", ["town.osm.pbf", "town.osm.gz", "town.osm"])
@pytest.mark.parametrize("content", [b"", b"Guten Tag", PAGE, b"\x00\xff" * 500, b'<osm version="0.6"></osm>'])
def test_what_is_no_extract_changes_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    import_osm(small_town().write(tmp_path, "good.osm"))
    before = dump()
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused):
        import_osm(tmp_path / name)
    assert dump() == before


@pytest.mark.parametrize("packed", [False, True])
def test_a_text_extract_cut_anywhere_changes_nothing(tmp_path: Path, packed: bool) -> None:
    import_osm(small_town().write(tmp_path, "good.osm"))
    before = dump()
    whole = small_town().xml().encode()
    whole = gzip.compress(whole) if packed else whole
    cut = tmp_path / ("cut.osm.gz" if packed else "cut.osm")
    for length in range(0, len(whole) - 1, 41):
        cut.write_bytes(whole[:length])
        with pytest.raises(Refused):
            import_osm(cut)
    assert dump() == before


def test_a_binary_extract_cut_inside_a_block_changes_nothing(tmp_path: Path) -> None:
    """Cut between two blocks it is whole to everybody; for real towns the test below knows better."""
    import_osm(small_town().write(tmp_path, "good.osm"))
    before = dump()
    with osmium.SimpleWriter(str(tmp_path / "whole.osm.pbf")) as writer:
        for thing in osmium.FileProcessor(str(tmp_path / "good.osm")):
            writer.add(thing)
    whole = (tmp_path / "whole.osm.pbf").read_bytes()
    starts = [start - 4 for start in _positions(whole, b"\x0a\x07OSMData")]
    between = {start + rest for start in starts[1:] for rest in range(4)}  # a block begins with its length: four bytes
    for length in set(range(len(whole) - 1)) - between:
        (tmp_path / "cut.osm.pbf").write_bytes(whole[:length])
        with pytest.raises(Refused):
            import_osm(tmp_path / "cut.osm.pbf")
    assert dump() == before


@needs_herrenberg
def test_a_real_extract_cut_anywhere_even_between_two_blocks_changes_nothing(tmp_path: Path) -> None:
    import_osm(small_town().write(tmp_path, "good.osm"))
    before = dump()
    whole = (HERRENBERG / "herrenberg.osm.pbf").read_bytes()
    starts = [start - 4 for start in _positions(whole, b"\x0a\x07OSMData")]
    assert len(starts) > 10
    for length in [*starts, *(start + 3 for start in starts), *range(1, len(whole), len(whole) // 40)]:
        (tmp_path / "cut.osm.pbf").write_bytes(whole[:length])
        with pytest.raises(Refused):
            import_osm(tmp_path / "cut.osm.pbf")
    assert dump() == before


def test_missing_files_folders_and_other_endings_are_named(tmp_path: Path) -> None:
    (tmp_path / "streets.zip").write_bytes(b"PK")
    (tmp_path / "folder.osm.pbf").mkdir()
    for name in ("nowhere.osm.pbf", "streets.zip", "folder.osm.pbf"):
        with pytest.raises(Refused, match=name):
            import_osm(tmp_path / name)


def test_an_area_elsewhere_is_refused(tmp_path: Path) -> None:
    from quartier.kernel.places.area import parse_area

    import_osm(small_town().write(tmp_path))
    before = dump()
    elsewhere = parse_area({"type": "Polygon", "coordinates": [[[9, 47], [9.1, 47], [9.1, 47.1], [9, 47]]]})
    with pytest.raises(Refused) as refusal:
        import_osm(tmp_path / "town.osm", elsewhere)
    assert refusal.value.field == "area"
    assert dump() == before


def test_a_failure_while_saving_takes_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "_remove_others", break_off)
    with pytest.raises(KeyboardInterrupt):
        import_osm(small_town().write(tmp_path))
    assert not Address.objects.exists()


def test_nodes_without_a_position_are_skipped(tmp_path: Path) -> None:
    town = small_town().house(26, "Schulstraße", "1", 198.0, 8.87)
    assert import_osm(town.write(tmp_path)).addresses == 6


def test_ways_without_nodes_are_skipped(tmp_path: Path) -> None:
    town = small_town().way(14, [], {"highway": "residential", "name": "Nirgendweg"})
    town.way(15, [999_999], {"building": "yes", "addr:housenumber": "1"})
    assert import_osm(town.write(tmp_path)).streets == 3


def test_a_large_extract_keeps_node_positions_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    from quartier.kernel.places import extract

    monkeypatch.setattr(extract, "_LARGE", 0)
    assert import_osm(small_town().write(tmp_path)).addresses == 6
    assert not list(Path(settings.DATA).glob("osm-import-*"))
    shutil.rmtree(tmp_path)


def _positions(whole: bytes, mark: bytes) -> list[int]:
    found, at = [], whole.find(mark)
    while at >= 0:
        found.append(at)
        at = whole.find(mark, at + 1)
    return found
