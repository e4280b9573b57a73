"""The tables of a Polis export that somebody sent. Both must be sound, else nothing is taken: file, line and column are named."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.api import Refused
from quartier.counting.files.text import Malformed, text_of
from quartier.counting.opinions.export import read_export
from quartier.counting.opinions.votes import Opinions
from quartier.steps.opinions.terms import MOST_STATEMENTS

MOST_LETTERS = 1_500_000  # of both tables together: 1,300 people and 300 statements are half of that
MOST_PEOPLE = 20_000
LONGEST_ID = 40
COMMENTS = "comments.csv"
KNOWN = {
    "is no answer": gettext_lazy("That is no answer. Known are 1, 0 and -1."),
    "cells, but the heading": gettext_lazy(
        "This line has another number of cells than the heading. Is the file cut off?"
    ),
    "heading": gettext_lazy("The heading isn't that of a Polis export."),
    "twice": gettext_lazy("Somebody stands there twice."),
    "empty": gettext_lazy("The file is empty."),
    "too many": gettext_lazy("That are more statements or people than a map is drawn of."),
}


def look_at(votes: bytes, comments: bytes) -> Opinions:
    """What somebody sent; refuses with a sentence."""
    if len(votes) + len(comments) > MOST_LETTERS:
        raise Refused(_("These tables are too large: at most %(size)d kB together.") % {"size": MOST_LETTERS // 1000})
    try:
        opinions = _read(votes, comments)
    except Malformed as mistake:
        raise Refused(_in_words(mistake), field="comments" if COMMENTS in str(mistake) else "votes") from mistake
    if len(opinions.statements) > MOST_STATEMENTS or len(opinions.participants) > MOST_PEOPLE:
        raise Refused(_("That are more statements or people than a map is drawn of."), field="votes")
    if any(len(one) > LONGEST_ID for one in opinions.participants):
        raise Refused(_("The first column should hold short numbers of people."), field="votes")
    return opinions


def texts_of(votes: bytes, comments: bytes) -> dict[str, str]:
    """The same as text, to come back with what was shown."""
    return {"votes": text_of(votes), "comments": text_of(comments) if comments.strip() else ""}


def _read(votes: bytes, comments: bytes) -> Opinions:
    name = "votes.csv" if b"voter-id" in votes[:500].lower() else "participants-votes.csv"
    with TemporaryDirectory() as made:
        folder = Path(made)
        (folder / name).write_bytes(votes)
        if comments.strip():
            (folder / COMMENTS).write_bytes(comments)
        return read_export(folder)


def _in_words(mistake: Malformed) -> str:
    """ "votes.csv, line 12, column 3: …" """
    file, inner = str(mistake).partition(":")[0], mistake.__cause__
    inner = inner if isinstance(inner, Malformed) else mistake
    if not inner.line:
        return f"{file}: {_what(inner)}"
    place = {"file": file, "line": inner.line, "column": inner.column, "what": _what(inner)}
    return _("%(file)s, line %(line)d, column %(column)d: %(what)s") % place


def _what(mistake: Malformed) -> str:
    known = next((said for part, said in KNOWN.items() if part in mistake.what), None)
    return str(known) if known else _("This can't be read as a table.")
