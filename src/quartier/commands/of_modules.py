"""Commands that modules bring: `./quartier SLUG NAME` runs `main(arguments)` of the module's `commands/NAME.py`.

Found by folder, as modules are: nothing of them is imported before one is called.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from quartier.commands import ROOT
from quartier.kernel import discovery

BUNDLED = ROOT / "src" / "quartier" / "modules"


class Found(NamedTuple):
    """What stands in the overview, and the Python module that is run."""

    name: str
    summary: str
    runs: str


def found() -> Iterator[Found]:
    """Of every installed module. The summary is the first line of the file."""
    for module in discovery.discover(BUNDLED):
        for file in sorted((module.folder / "commands").glob("[a-z]*.py")):
            said = ast.get_docstring(ast.parse(file.read_text())) or ""
            name = f"{module.slug} {file.stem.replace('_', '-')}"
            yield Found(name, said.partition("\n")[0], f"{module.package}.commands.{file.stem}")
