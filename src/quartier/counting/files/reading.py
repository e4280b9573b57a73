"""Any file with ballots, told by its ending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quartier.counting.election import Election
from quartier.counting.files.abcyaml import read_abc_yaml
from quartier.counting.files.blt import read_blt
from quartier.counting.files.pabulib import read_pb
from quartier.counting.files.pabulib_meaning import election_of
from quartier.counting.files.preflib import read_preflib
from quartier.counting.files.text import Malformed

READERS: dict[str, Callable[[Path], Election]] = {
    ".pb": lambda file: election_of(read_pb(file)),
    ".soc": read_preflib,
    ".soi": read_preflib,
    ".toc": read_preflib,
    ".toi": read_preflib,
    ".blt": read_blt,
    ".abc.yaml": read_abc_yaml,
    ".abc.yml": read_abc_yaml,
}


def read_election(file: Path) -> Election:
    """Refuses with file, line and column; OSError when it can't be opened."""
    for ending, read in READERS.items():
        if file.name.lower().endswith(ending):
            return read(file)
    raise Malformed(f"unknown ending; known are {', '.join(READERS)}")
