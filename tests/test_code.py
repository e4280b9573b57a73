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


STATES = {"is_visible", "is_hidden", "is_checked", "is_enabled", "is_disabled", "is_editable"}
WORDS = {"inner_text", "text_content", "input_value", "get_attribute", "all_inner_texts", "all_text_contents"}


def test_tests_in_a_browser_wait_for_what_they_expect() -> None:
    """`assert page.locator(…).is_visible()` asks a page that may still be coming: `expect(…).to_be_visible()` waits for it."""
    found = []
    for file in sources():
        text = file.read_text()
        if "tests" in file.parts and ("chromium" in text or "playwright" in text):
            nodes = list(ast.walk(ast.parse(text)))
            asserted = [part for node in nodes if isinstance(node, ast.Assert) for part in ast.walk(node.test)]
            at_once = [node for node in nodes if _calls(node, STATES)] + [node for node in asserted if _looks(node)]
            found += [f"{file.relative_to(ROOT)}:{node.lineno}" for node in at_once if isinstance(node, ast.expr)]
    assert found == []


def _calls(node: ast.AST, names: set[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names


def _looks(node: ast.AST) -> bool:
    """At what stands there, how often, or where the page is."""
    if isinstance(node, ast.Attribute) and node.attr == "url":
        return ast.unparse(node.value).split(".")[-1] == "page"
    is_count = _calls(node, {"count"}) and any(word in ast.unparse(node) for word in (".locator(", ".get_by_"))
    return is_count or _calls(node, WORDS)
