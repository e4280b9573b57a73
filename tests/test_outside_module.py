"""Somebody adds a module: in the tree, or as a package of their own that pip installs. Either works at once."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from quartier.commands import module_new

ROOT = Path(__file__).resolve().parents[1]
TOOLS = Path(sys.executable).parent
NOT_COPIED = shutil.ignore_patterns("*.mo", ".*_cache", "*.pyc.*")  # the last are being written while others are read


def run(*command: str | Path, cwd: Path, source: Path) -> str:
    """What it said; a failure shows all of it."""
    done = ask(*command, cwd=cwd, source=source)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


def ask(*command: str | Path, cwd: Path, source: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO"))}
    environment |= {"PYTHONPATH": str(source), "QUARTIER_DATA": str(cwd / "data")}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """What the command says to this name, asked without another Python: most of a second was its beginning."""

    def said(slug: str) -> str:
        assert module_new.main([slug, "--into", str(tmp_path / "new")]) == 2
        assert not (tmp_path / "new").exists()
        return capsys.readouterr().err

    return said


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of everything that is needed to work on the server."""
    tree = tmp_path / "tree"
    tree.mkdir()
    for folder in ("src", "tests"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=NOT_COPIED)
    for file in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / file, tree)
    if (
        known := ROOT / ".mypy_cache"
    ).is_dir():  # the types of all else are as they were: mypy compares the files themselves
        shutil.copytree(known, tree / known.name)
    return tree


@pytest.mark.parametrize("slug", ["Chess", "my-chess", "my_chess", "3d", "a", "schach️", "class", "match", "a" * 21])
def test_what_is_no_word_is_no_name(slug: str, refused: Callable[[str], str]) -> None:
    assert slug in refused(slug)


@pytest.mark.parametrize("slug", ["help", "kernel", "sessions", "liste", "account", "quartier"])
def test_a_name_that_is_taken_is_refused(slug: str, refused: Callable[[str], str]) -> None:
    assert "is taken" in refused(slug)


def test_what_lies_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "quartier-recipes").mkdir()
    command = [sys.executable, "-m", "quartier.cli", "module", "new", "recipes", "--package", "--into", tmp_path]
    done = ask(*command, cwd=tmp_path, source=ROOT / "src")
    assert done.returncode == 2
    assert "Nothing was written" in done.stderr
    assert list((tmp_path / "quartier-recipes").iterdir()) == []


@pytest.mark.thorough
@pytest.mark.timeout(1800)
def test_a_new_module_in_the_tree_passes_all_checks_at_once(tree: Path) -> None:
    source = tree / "src"
    said = run(sys.executable, "-m", "quartier.cli", "module", "new", "zettel", cwd=tree, source=source)
    assert "  5. " in said
    module = source / "quartier" / "modules" / "zettel"
    run(TOOLS / "ruff", "check", module, cwd=tree, source=source)
    run(TOOLS / "ruff", "format", "--check", module, cwd=tree, source=source)
    assert "zettel" not in ask(TOOLS / "lint-imports", cwd=tree, source=source).stdout, "it breaks an import contract"
    run(TOOLS / "mypy", "--follow-imports=silent", "-p", "quartier.modules.zettel", cwd=tree, source=source)
    tests = ["-m", "pytest", "-q", module, "tests/test_contract.py", "-k", "zettel"]
    assert " passed" in run(sys.executable, *tests, cwd=tree, source=source)


@pytest.mark.thorough
@pytest.mark.timeout(1800)
def test_a_package_installed_by_pip_appears_and_keeps_the_contract(tmp_path: Path) -> None:
    new = ["-m", "quartier.cli", "module", "new", "recipes", "--package", "--into", tmp_path]
    run(sys.executable, *new, cwd=tmp_path, source=ROOT / "src")
    package = tmp_path / "quartier-recipes"
    run(TOOLS / "ruff", "check", package, cwd=package, source=ROOT / "src")
    run(TOOLS / "ruff", "format", "--check", package, cwd=package, source=ROOT / "src")
    python = installed(package, tmp_path)
    shutil.move(package / "quartier_modules", tmp_path / "source")  # so that only what pip installed can be meant
    seen = run(python, "-c", APPEARS, cwd=package, source=ROOT / "src")
    assert "recipes bundled=False /recipes/" in seen
    own = ["-m", "pytest", "-q", "--pyargs", "quartier_modules.recipes", "tests/test_contract.py"]
    said = run(python, *own, cwd=package, source=ROOT / "src")
    assert " passed" in said
    assert "Authorisation matrix" in said


APPEARS = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "quartier.project.settings"
django.setup()
from django.conf import settings
from django.urls import reverse
from quartier.kernel import registry
found = next(found for found in settings.MODULES if found.slug == "recipes")
print(registry.module("recipes").slug, f"bundled={found.bundled}", reverse("recipes:list"))
"""


def installed(package: Path, tmp_path: Path) -> Path:
    """Installs it into an environment of its own, which sees the libraries of this one. Returns its Python."""
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path, source=ROOT / "src")
    python = tmp_path / "venv" / "bin" / "python"
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path, source=ROOT / "src")
    (Path(own.strip()) / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    options = ["install", "--no-index", "--no-deps", "--no-build-isolation", "--quiet", package]
    run(sys.executable, "-m", "pip", "--python", python, *options, cwd=tmp_path, source=ROOT / "src")
    return python
