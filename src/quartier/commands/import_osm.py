"""`./quartier import osm FILE [--area FILE.geojson]`: streets, addresses and points of interest from OpenStreetMap."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quartier.kernel.places.area import Area
    from quartier.kernel.places.importing import Imported

_WIDTH = 30
_LICENCE = "Data © OpenStreetMap contributors, ODbL 1.0: say so wherever you show it."


def main(arguments: list[str]) -> int:
    """0 when imported, 1 when the file was refused: then nothing has changed."""
    options = _options(arguments)
    if options.data:
        os.environ["QUARTIER_DATA"] = str(options.data.resolve())
    _open_database()
    from quartier.kernel.places.importing import import_osm
    from quartier.kernel.refusals import Refused

    bar = _Bar()
    try:
        imported = import_osm(options.file, _area(options.area), bar.show)
    except Refused as refusal:
        sys.stderr.write(f"{refusal.message}\n")
        return 1
    finally:
        bar.clear()
    _report(imported)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./quartier import osm", description="Brings streets, addresses and points of interest from OpenStreetMap."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="an extract: .osm.pbf, .osm.gz or .osm")
    parser.add_argument("--area", type=Path, metavar="FILE.geojson", help="keep only what lies in this outline")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder, as for ./quartier start")
    return parser.parse_args(arguments)


def _open_database() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.project.settings")
    import django
    from django.core.management import call_command
    from django.db import connection
    from django.utils import translation

    django.setup()
    translation.activate("en")  # as all commands speak
    if "kernel_address" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)  # imported before the first start


def _area(file: Path | None) -> Area | None:
    from quartier.kernel.places.area import parse_area
    from quartier.kernel.refusals import Refused

    if file is None:
        return None
    try:
        return parse_area(file.read_bytes())
    except OSError as error:
        raise Refused(f"{file} can't be read: {error.strerror}.", "area") from error
    except Refused as refusal:
        raise Refused(f"{file.name}: {refusal.message}", "area") from refusal


def _report(imported: Imported) -> None:
    changes = f"{imported.new:,} new, {imported.changed:,} changed, {imported.gone:,} gone"
    lines = [
        f"{imported.addresses:,} addresses",
        f"{imported.streets:,} street names",
        f"{imported.points_of_interest:,} points of interest",
        changes if imported.new or imported.changed or imported.gone else "Nothing has changed since the last import.",
        _LICENCE,
    ]
    sys.stdout.write("\n".join(lines) + "\n")


class _Bar:
    """A bar on standard error, if somebody is watching."""

    def __init__(self) -> None:
        self.is_watched = sys.stderr.isatty()

    def show(self, step: str, share: float) -> None:
        if self.is_watched:
            done = round(min(share, 1.0) * _WIDTH)
            sys.stderr.write(f"\r{step:<10} [{'#' * done}{' ' * (_WIDTH - done)}] {min(share, 1.0):4.0%}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.is_watched:
            sys.stderr.write(f"\r{' ' * (_WIDTH + 20)}\r")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
