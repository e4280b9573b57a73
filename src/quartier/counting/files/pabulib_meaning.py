"""What a Pabulib file means: projects, budget, and each line of VOTES as a ballot."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from quartier.counting.election import Ballot, Election, Kind, Option, grouped
from quartier.counting.files.pabulib import COLUMN_MISSING, PbFile, Row
from quartier.counting.files.text import Malformed, cited, number, whole_number
from quartier.counting.sentences import Sentence

KINDS: dict[str, Kind] = {
    "approval": "approval",
    "choose-1": "approval",
    "cumulative": "points",
    "scoring": "points",
    "ordinal": "ranking",
}


def election_of(file: PbFile) -> Election:
    """Refuses what contradicts itself; what is merely odd becomes a note."""
    vote_type = _meta(file, "vote_type").lower()
    if vote_type not in KINDS:
        line = file.meta_lines["vote_type"]
        raise Malformed(
            Sentence.of(
                "vote_type “{name}” is unknown; known are {known}", name=cited(vote_type), known=", ".join(KINDS)
            ),
            line,
            11,
        )
    budget = number(_meta(file, "budget"), "the budget", file.meta_lines["budget"], len("budget;") + 1)
    if budget < 0:
        raise Malformed("the budget is less than nothing", file.meta_lines["budget"], 8)
    options = _options(file)
    numbers = {option.id: index for index, option in enumerate(options)}
    kind = KINDS[vote_type]
    raw = Counter(_cells(row, kind) for row in file.votes)
    lines = {_cells(row, kind): row for row in reversed(file.votes)}
    ballots = [(_ballot(lines[cells], kind, numbers), Fraction(count)) for cells, count in raw.items()]
    return Election(
        options=options,
        ballots=grouped(ballots),
        kind=kind,
        title=file.meta.get("description", ""),
        budget=budget,
        notes=tuple(_notes(file, vote_type)),
        published=_published(file),
        max_length=_max_length(file),
    )


def _meta(file: PbFile, key: str) -> str:
    if not file.meta.get(key):
        raise Malformed(Sentence.of("META says nothing about “{key}”", key=key), file.meta_lines.get(key, 1))
    return file.meta[key]


def _options(file: PbFile) -> tuple[Option, ...]:
    options, seen = [], set[str]()
    if "cost" not in file.headings["PROJECTS"]:
        raise Malformed(Sentence.of(COLUMN_MISSING, section="PROJECTS", column="cost"), file.heading_lines["PROJECTS"])
    for row in file.projects:
        project = row["project_id"]
        if not project or project in seen:
            says = "project “{project}” stands twice" if project else "a project has no id"
            raise Malformed(Sentence.of(says, project=cited(project)), row.line, 1)
        seen.add(project)
        cost = number(row["cost"], f"the cost of project {project}", row.line, row.column("cost"))
        if cost < 0:
            raise Malformed(
                Sentence.of("project {project} costs less than nothing", project=project), row.line, row.column("cost")
            )
        options.append(Option(project, row["name"] or project, cost))
    if not options:
        raise Malformed("PROJECTS is empty", file.heading_lines["PROJECTS"])
    return tuple(options)


def _cells(row: Row, kind: Kind) -> tuple[str, str]:
    return row["vote"], row["points"] if kind == "points" else ""


def _ballot(row: Row, kind: Kind, numbers: dict[str, int]) -> Ballot:
    named = _named(row, numbers)
    if kind == "approval":
        return Ballot((tuple(sorted(named)),) if named else ())
    if kind == "ranking":
        return Ballot(tuple((option,) for option in named))
    texts = [text for text in row["points"].split(",") if text.strip() and text.strip().lower() != "none"]
    column = row.column("points")
    if len(texts) != len(named):
        raise Malformed(
            Sentence.of("{projects} projects, but {points} numbers of points", projects=len(named), points=len(texts)),
            row.line,
            column,
        )
    points = [number(text, "points", row.line, column) for text in texts]
    return with_points(dict(zip(named, points, strict=True)))


def with_points(points: dict[int, Fraction]) -> Ballot:
    """The best first; equal points are one tier."""
    levels = sorted(set(points.values()), reverse=True)
    tiers = tuple(tuple(sorted(o for o, given in points.items() if given == level)) for level in levels)
    return Ballot(tiers, tuple(points[option] for tier in tiers for option in tier))


def _named(row: Row, numbers: dict[str, int]) -> list[int]:
    """Nothing, or “None”, is an abstention."""
    cell, column = row.cells.get("vote", ""), row.column("vote")
    if cell.strip().lower() in {"", "none"}:
        return []
    named: dict[int, None] = {}  # in the order of the file
    for text in cell.split(","):
        project = text.strip()
        if project and project not in numbers:
            raise Malformed(Sentence.of("there is no project “{project}”", project=cited(project)), row.line, column)
        if project and numbers[project] in named:
            raise Malformed(
                Sentence.of("project {project} stands twice on this ballot", project=project), row.line, column
            )
        if project:
            named[numbers[project]] = None
        column += len(text) + 1
    return list(named)


def _published(file: PbFile) -> tuple[str, ...] | None:
    """`selected` is 1 for those that got money from this budget; 2 and 3 were paid otherwise."""
    if "selected" not in file.headings["PROJECTS"]:
        return None
    return tuple(row["project_id"] for row in file.projects if row["selected"] in {"1", "1.0"})


def _max_length(file: PbFile) -> int | None:
    text = file.meta.get("max_length", "")
    return whole_number(text, "max_length", file.meta_lines["max_length"]) if text else None


def _notes(file: PbFile, vote_type: str) -> list[str]:
    """Fewer ballots than promised is a file cut off: refused. Anything else is only said."""
    notes = []
    for key, rows, what in (("num_votes", file.votes, "ballots"), ("num_projects", file.projects, "projects")):
        if not file.meta.get(key):
            continue
        promised = whole_number(file.meta[key], key, file.meta_lines[key])
        if len(rows) < promised:
            where = file.meta_lines[key], len(key) + 2
            says = "META promises {promised} ballots, but {found} stand here: is the file cut off?"
            if what == "projects":
                says = "META promises {promised} projects, but {found} stand here: is the file cut off?"
            raise Malformed(Sentence.of(says, promised=f"{promised:,}", found=f"{len(rows):,}"), *where)
        if len(rows) > promised:
            notes.append(f"META promises {promised:,} {what}, but {len(rows):,} stand here.")
    longest = _max_length(file)
    too_long = sum(1 for row in file.votes if longest and row["vote"].count(",") >= longest)
    if too_long:
        notes.append(f"{too_long:,} ballots name more than {longest} projects; they are counted all the same.")
    if vote_type == "choose-1" and any("," in row["vote"].strip(",") for row in file.votes):
        notes.append("Some ballots name more than one project although one was to be chosen.")
    return notes
