"""A page's cursor as a word in an address, and back."""

from datetime import UTC, datetime, timedelta

from quartier.kernel.entries.feed import Cursor

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def to_word(cursor: Cursor) -> str:
    return f"{(cursor.published - EPOCH) // MICROSECOND}-{cursor.entry_id}"


def from_word(word: str) -> Cursor | None:
    """None for what is no cursor: whoever typed rubbish gets the first page."""
    moment, _dash, entry_id = word.partition("-")
    if not (word.isascii() and moment.isdigit() and entry_id.isdigit() and len(moment) < 19 and len(entry_id) < 19):
        return None  # no database holds longer numbers
    try:
        return Cursor(EPOCH + int(moment) * MICROSECOND, int(entry_id))
    except OverflowError:
        return None
