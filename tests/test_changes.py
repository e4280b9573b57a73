"""CHANGELOG.md is made of changes/: nothing gets lost on the way."""

from pathlib import Path

import pytest

from quartier.commands.changes import ROOT, fragments, main


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / "README.md").write_text("# How")
    (tmp_path / "changes" / "10.new.md").write_text("Requests repeat.\nThe list can be printed.\n")
    (tmp_path / "changes" / "9-list.mended.md").write_text("No doubles.")
    return tmp_path


def test_what_is_unreleased_is_written_anew_each_time(root: Path) -> None:
    assert main([], root) == main([], root) == 0
    text = (root / "CHANGELOG.md").read_text()
    assert text.count("## Unreleased") == 1
    assert text.index("### New") < text.index("- The list can be printed.") < text.index("### Mended")
    assert len(list((root / "changes").iterdir())) == 3


def test_a_release_keeps_what_was_released_before(root: Path) -> None:
    assert main(["--release", "0.1.0"], root) == 0
    assert [file.name for file in (root / "changes").iterdir()] == ["README.md"]
    (root / "changes" / "11.removed.md").write_text("The old list.")
    assert main([], root) == 0
    text = (root / "CHANGELOG.md").read_text()
    assert (
        text.index("## Unreleased") < text.index("- The old list.") < text.index("## 0.1.0") < text.index("No doubles")
    )
    assert main(["--release", "0.2.0"], root) == 0
    assert "Unreleased" not in (root / "CHANGELOG.md").read_text()


@pytest.mark.parametrize(
    ("name", "text"), [("10.nice.md", "x"), ("new.md", "x"), ("12.new.txt", "x"), ("12.new.md", " ")]
)
def test_a_file_that_no_section_would_show_is_refused_and_nothing_written(root: Path, name: str, text: str) -> None:
    (root / "changes" / name).write_text(text)
    assert main([], root) == 2
    assert main(["--release", "1.0"], root) == 2
    assert not (root / "CHANGELOG.md").exists()


def test_ours_are_well_formed() -> None:
    assert fragments(ROOT / "changes")
