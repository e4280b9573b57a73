"""What a module's tests may use: the people they speak of, and the contract suite (`quartier.api.testing.contract`)."""

from quartier.api.testing.people import client_of, guest, holder_of, moderator, neighbour
from quartier.api.testing.snapshots import Snapshot, changed_tables, snapshot

__all__ = [
    "Snapshot",
    "changed_tables",
    "client_of",
    "guest",
    "holder_of",
    "moderator",
    "neighbour",
    "snapshot",
]
