"""Which modules and kinds of step are installed. Reads folders and entry points, and imports nothing of them."""

from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

ENTRY_POINTS = {"module": "quartier.modules", "step": "quartier.steps"}  # by what the table of contents is called


@dataclass(frozen=True)
class Found:
    """An installed module: its slug, its dotted package and its folder. `bundled`: it came with the server."""

    slug: str
    package: str
    folder: Path
    bundled: bool
    contents: str = "module"  # module.py holds `module`, step.py holds `step`

    @property
    def app(self) -> str:
        """What stands in INSTALLED_APPS."""
        return self.package


def discover(bundled: Path, contents: str = "module") -> list[Found]:
    """Every installed module: first the folders in `bundled` that hold a module.py, then the entry points."""
    return [*_bundled(bundled, contents), *_from_entry_points(contents)]


def _bundled(folder: Path, contents: str) -> list[Found]:
    return [
        Found(file.parent.name, f"quartier.{folder.name}.{file.parent.name}", file.parent, True, contents)
        for file in sorted(folder.glob(f"*/{contents}.py"))
    ]


def _from_entry_points(contents: str) -> list[Found]:
    found = []
    for point in sorted(entry_points(group=ENTRY_POINTS[contents]), key=lambda point: point.name):
        package = point.value.partition(":")[0].removesuffix(f".{contents}")
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            raise LookupError(f"The {contents} {point.name} says it lies in {package}, but nothing is there.")
        found.append(Found(point.name, package, Path(spec.submodule_search_locations[0]), False, contents))
    return found
