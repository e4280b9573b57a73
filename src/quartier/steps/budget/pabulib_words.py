"""What is wrong with a file, in the reader's language. The counting says it in English, and knows its templates."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.counting.files.text import Malformed
from quartier.counting.sentences import Sentence

SENTENCES: Mapping[str, str | Promise] = {
    "the part {name} is missing: is the file cut off?": gettext_lazy(
        "The part {name} is missing. Is the file cut off?"
    ),
    "the heading of {section} should name the column “{column}”": gettext_lazy(
        "The heading of {section} should name the column “{column}”."
    ),
    "a column of {section} is named twice": gettext_lazy("A column of {section} is named twice."),
    "“{key}” has no value": gettext_lazy("“{key}” has no value."),
    "{cells} cells, but the heading of {section} has {columns}": gettext_lazy(
        "{cells} cells, but the heading of {section} has {columns}."
    ),
    "vote_type “{name}” is unknown; known are {known}": gettext_lazy(
        "vote_type “{name}” is unknown; known are {known}."
    ),
    "META says nothing about “{key}”": gettext_lazy("META says nothing about “{key}”."),
    "project “{project}” stands twice": gettext_lazy("Project “{project}” stands twice."),
    "a project has no id": gettext_lazy("A project has no number (project_id)."),
    "project {project} costs less than nothing": gettext_lazy("Project {project} costs less than nothing."),
    "{projects} projects, but {points} numbers of points": gettext_lazy(
        "{projects} projects, but {points} numbers of points."
    ),
    "there is no project “{project}”": gettext_lazy("There is no project “{project}”."),
    "project {project} stands twice on this ballot": gettext_lazy("Project {project} stands twice on this ballot."),
    "META promises {promised} ballots, but {found} stand here: is the file cut off?": gettext_lazy(
        "META promises {promised} ballots, but {found} stand here. Is the file cut off?"
    ),
    "META promises {promised} projects, but {found} stand here: is the file cut off?": gettext_lazy(
        "META promises {promised} projects, but {found} stand here. Is the file cut off?"
    ),
    "{what} should be a number, not “{text}”": gettext_lazy("There should be a number, not “{text}”."),
    "{what} has more digits than anybody can count: “{text}”": gettext_lazy(
        "This number has more digits than anybody can count: “{text}”."
    ),
    "a cell in quotes is too long": gettext_lazy("A cell in quotes is too long."),
    "{what} should be a whole number, not “{text}”": gettext_lazy("There should be a whole number, not “{text}”."),
    "the file should begin with the line META": gettext_lazy("The file should begin with the line META."),
    "the budget is less than nothing": gettext_lazy("The budget is less than nothing."),
    "PROJECTS is empty": gettext_lazy("PROJECTS is empty."),
    "the file is empty": gettext_lazy("The file is empty."),
    "this is no text file": gettext_lazy("This is no text file."),
    "these bytes are neither UTF-8 nor Windows-1252": gettext_lazy("These letters are neither UTF-8 nor Windows-1252."),
}


def in_words(mistake: Malformed) -> str:
    """ "Line 12, column 3: …" """
    what = mistake.what
    template, values = (what.template, what.values) if isinstance(what, Sentence) else (what, {})
    known = SENTENCES.get(template)
    said = str(known).format(**values) if known else _("This file isn't as it should be.")
    if not mistake.line:
        return said
    return _("Line %(line)d, column %(column)d: %(what)s") % {
        "line": mistake.line,
        "column": mistake.column,
        "what": said,
    }
