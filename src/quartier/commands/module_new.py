"""`./quartier module new chess`: a small module that works and passes all checks, to change into what you want."""

from __future__ import annotations

import argparse
import keyword
import re
import sys
from pathlib import Path

TEMPLATES = Path(__file__).parent / "new_module"
SUFFIX = "-tpl"
BUNDLED = Path(__file__).resolve().parents[1] / "modules"
OUTSIDE = "quartier_modules"  # the Python package in which modules from elsewhere lie side by side
ONE_WORD = re.compile(r"[a-z][a-z0-9]{1,19}")


class WrongName(Exception):
    """The name can't be a module's, and why."""


def main(arguments: list[str]) -> int:
    """`SLUG [--into FOLDER] [--package]`."""
    given = _parser().parse_args(arguments)
    try:
        check_name(given.slug)
        folder = write_package(given.slug, given.into) if given.package else write_module(given.slug, given.into)
    except (WrongName, FileExistsError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(next_steps(given.slug, folder, is_package=given.package))
    return 0


def check_name(slug: str) -> None:
    """One word finds everything about a module, so it must be free as folder, address, table prefix and Python name."""
    if not ONE_WORD.fullmatch(slug):
        raise WrongName(
            f"“{slug}” can't be a module's name: it is one word of 2 to 20 small letters and digits (a–z, 0–9), "
            "which begins with a letter. For example: recipes"
        )
    if keyword.iskeyword(slug) or keyword.issoftkeyword(slug):
        raise WrongName(f"“{slug}” is a word of Python itself. Choose another one.")
    if slug in taken_words():
        raise WrongName(f"“{slug}” is taken: another module, a part of the server or an address has this name.")


def taken_words() -> set[str]:
    """Everything that a module's name would clash with, asked of the server itself."""
    import django
    from django.apps import apps
    from django.urls import get_resolver

    django.setup()
    labels = {app.label for app in apps.get_app_configs()}
    routes = {str(pattern.pattern).strip("^").partition("/")[0] for pattern in get_resolver().url_patterns}
    folders = {path.name for path in BUNDLED.parent.iterdir()} | {path.name for path in BUNDLED.iterdir()}
    return labels | routes | folders | {"static", "files", "admin", "quartier", "module", "new", "test", "tests"}


def write_module(slug: str, into: Path | None) -> Path:
    """The module's folder, by default beside the server's own modules."""
    folder = (into or BUNDLED) / slug
    _write(TEMPLATES / "module", folder, slug, f"quartier.modules.{slug}")
    return folder


def write_package(slug: str, into: Path | None) -> Path:
    """A folder that pip can install, with the module in it."""
    folder, package = (into or Path.cwd()) / f"quartier-{slug}", f"{OUTSIDE}.{slug}"
    _write(TEMPLATES / "package", folder, slug, package)
    _write(TEMPLATES / "module", folder / OUTSIDE / slug, slug, package)
    return folder


def next_steps(slug: str, folder: Path, *, is_package: bool) -> str:
    server = BUNDLED.parents[2]
    code = folder / OUTSIDE / slug if is_package else folder
    steps = [
        f"Read {code}/README.md, then module.py.",
        "./quartier start, and look at it: http://127.0.0.1:8000/" + slug + "/",
        "Change the words of example_note in module.py: tests and the demo quarter use them.",
        f"Change what is stored in models.py, then: ./quartier manage makemigrations {slug}",
        "Test it: .venv/bin/python -m pytest src/quartier/modules/" + slug + f" tests/test_contract.py -k {slug}",
    ]
    if is_package:
        steps[1] = (
            f"Install it: {server}/.venv/bin/python -m pip install -e {folder}\n     then ./quartier start: http://127.0.0.1:8000/{slug}/"
        )
        steps[4] = f"Test it: cd {folder} && PYTHONPATH={server}/src {server}/.venv/bin/python -m pytest"
    listed = "".join(f"  {number}. {step}\n" for number, step in enumerate(steps, 1))
    return f"The module “{slug}” lies in {folder} and works. Five next steps:\n{listed}"


def _write(source: Path, target: Path, slug: str, package: str) -> None:
    if target.exists():
        raise FileExistsError(f"{target} is there already. Nothing was written.")
    words = {"@slug@": slug, "@package@": package, "@name@": slug.capitalize()}
    for template in sorted(source.rglob(f"*{SUFFIX}")):
        path = target / _filled(str(template.relative_to(source)).removesuffix(SUFFIX), words)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _filled(template.read_text(), words)
        path.write_text(_with_sorted_imports(text) if path.suffix == ".py" else text)


def _filled(text: str, words: dict[str, str]) -> str:
    for placeholder, word in words.items():
        text = text.replace(placeholder, word)
    return text


def _with_sorted_imports(text: str) -> str:
    """Our own imports in the order that the linter wants: it depends on the module's name."""
    lines = text.splitlines(keepends=True)
    ours = [number for number, line in enumerate(lines) if line.startswith("from quartier")]
    for number, line in zip(ours, sorted((lines[number] for number in ours), key=_order), strict=True):
        lines[number] = line
    return "".join(lines)


def _order(line: str) -> str:
    return line.split()[1]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("./quartier module new", description=__doc__)
    parser.add_argument("slug", help="its name: one word of small letters, for example recipes")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="where to write it")
    parser.add_argument("--package", action="store_true", help="outside the server's folder, as a package for pip")
    return parser
