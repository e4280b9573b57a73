"""The whole election as one file that `belenios-tool election verify` checks: a tar of texts, each named after its own SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from quartier.steps.sealed.belenios.group import compact

BLOCK = 512


class Archive:
    """Grows at its end; each event names the one before it, so nothing can be taken out or put in between unseen."""

    def __init__(self, timestamp: int) -> None:
        self._timestamp, self._parent, self._height = timestamp, "", 0
        self._files: list[tuple[str, str]] = [
            ("BELENIOS", compact({"version": 1, "timestamp": str(timestamp)})),
        ]

    def add_data(self, text: str) -> str:
        return self._add(text, "data")

    def add_event(self, kind: str, payload: str = "") -> None:
        event: dict[str, object] = {"parent": self._parent} if self._parent else {}
        event |= {"height": self._height, "type": kind}
        self._parent = self._add(compact({**event, "payload": payload} if payload else event), "event")
        self._height += 1

    def as_tar(self) -> bytes:
        """Every file with the same time, that of the beginning: the file says nothing of when anybody voted."""
        written = [
            _header(name, len(text.encode()), self._timestamp) + _padded(text.encode()) for name, text in self._files
        ]
        return b"".join(written)  # no end block: Belenios goes on writing where the file ends

    def _add(self, text: str, kind: str) -> str:
        name = sha256(text.encode()).hexdigest()
        self._files.append((f"{name}.{kind}.json", text))
        return name


def election_archive(
    *, timestamp: int, election: str, keys: Sequence[str], cards: Sequence[int], ballots: Sequence[str] = (),
    tally: str = "", shares: Sequence[tuple[int, str]] = (), result: Sequence[int] = (),
) -> bytes:  # fmt: skip
    """As far as the election has come. `shares`: with the number of their trustee, from one on."""
    archive = Archive(timestamp)
    trustees = "[" + ",".join(f'["Single",{key}]' for key in keys) + "]"
    written = compact([str(card) for card in cards])
    texts = {"election": election, "trustees": trustees, "credentials": written}
    setup = {name: archive.add_data(text) for name, text in texts.items()}
    archive.add_event("Setup", archive.add_data(compact(setup)))
    for ballot in sorted(ballots, key=lambda text: sha256(text.encode()).digest()):
        archive.add_event("Ballot", archive.add_data(ballot))
    if tally:
        archive.add_event("EndBallots")
        sized = {"num_tallied": len(ballots), "total_weight": len(ballots), "encrypted_tally": archive.add_data(tally)}
        archive.add_event("EncryptedTally", archive.add_data(compact(sized)))
    for owner, share in shares:
        owned = compact({"owner": owner, "payload": archive.add_data(share)})
        archive.add_event("PartialDecryption", archive.add_data(owned))
    if result:
        archive.add_event("Result", archive.add_data(compact({"result": [list(result)]})))
    return archive.as_tar()


def _header(name: str, size: int, timestamp: int) -> bytes:
    """As tar was at first. Belenios reads nothing younger, and Python's own tarfile writes nothing as old."""
    before = name.encode().ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2
    before += f"{size:011o}\0{timestamp:011o}\0".encode()
    total = sum(before) + 8 * ord(" ") + ord("0")  # the sum is reckoned with blanks in its own place
    return (before + f"{total:06o}\0 0".encode()).ljust(BLOCK, b"\0")


def _padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % BLOCK)
