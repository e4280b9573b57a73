"""What can be said of the code without running it, and no tool says."""

import ast
from pathlib import Path

from quartier.kernel.terms.every import AREAS, KERNEL_NOTICES
from tests.server import ROOT

LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def sources() -> list[Path]:
    found = [
        file
        for folder in ("src", "tests")
        for file in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in file.parts
    ]
    assert len(found) > 50, "it looks in the wrong place"
    return found


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    pages = [file for end in ("css", "js", "html") for file in (ROOT / "src").rglob(f"*.{end}")]
    assert len(pages) > 200, "it looks in the wrong place"
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in [*sources(), *pages]}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = []
    for file in sources():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    too_long.append(f"{file.relative_to(ROOT)}: {node.name} has {length} lines")
    assert too_long == []


def test_side_effects_do_not_hide_in_files_of_these_names() -> None:
    assert [file for file in sources() if file.name in {"signals.py", "utils.py", "helpers.py"}] == []


def test_no_file_of_the_kernels_terms_is_forgotten() -> None:
    files = {file.stem for file in (ROOT / "src/quartier/kernel/terms").glob("*.py")} - {"__init__", "every"}
    assert files == {area.__name__.rpartition(".")[2] for area in AREAS}
    assert len({one.name for one in KERNEL_NOTICES}) == len(KERNEL_NOTICES) > 60
