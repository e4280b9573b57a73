"""Which modules are installed. Reads folders and entry points, and imports nothing of them."""

from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

ENTRY_POINTS = "quartier.modules"


@dataclass(frozen=True)
class Found:
    """An installed module: its slug, its dotted package and its folder. `bundled`: it came with the server."""

    slug: str
    package: str
    folder: Path
    bundled: bool

    @property
    def app(self) -> str:
        """What stands in INSTALLED_APPS."""
        return self.package


def discover(bundled: Path) -> list[Found]:
    """Every installed module: first the folders in `bundled` that hold a module.py, then the entry points."""
    return [*_bundled(bundled), *_from_entry_points()]


def _bundled(folder: Path) -> list[Found]:
    return [
        Found(file.parent.name, f"quartier.modules.{file.parent.name}", file.parent, bundled=True)
        for file in sorted(folder.glob("*/module.py"))
    ]


def _from_entry_points() -> list[Found]:
    found = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        package = point.value.partition(":")[0].removesuffix(".module")
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            raise LookupError(f"The module {point.name} says it lies in {package}, but nothing is there.")
        found.append(Found(point.name, package, Path(spec.submodule_search_locations[0]), bundled=False))
    return found
