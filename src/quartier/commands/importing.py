"""`./quartier import WHAT FILE`: brings data from elsewhere."""

import sys

from quartier.commands import import_osm

SOURCES = {"osm": import_osm.main}


def main(arguments: list[str]) -> int:
    what, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if what in SOURCES:
        return SOURCES[what](rest)
    sys.stderr.write(f"What shall be imported? Known: {', '.join(SOURCES)}.\nNext: ./quartier import osm FILE\n")
    return 0 if what in {"--help", "-h"} else 2
