"""An example for each address: the suites over all modules open and post them (authorisation, repetition, accessibility)."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from quartier.api import Access, Actor, Example, Person, Point, share
from quartier.api.processes import START_PROCESS, Process, Proposal, ProposalAuthor, Step, StepState, step_for_example
from quartier.steps.ideas.memory import remember
from quartier.steps.ideas.models import TableUpload

TABLE = "Titel;Text;Breite;Länge\nSonnensegel über dem Sandkasten;Im Sommer ist es dort zu heiß.;48,5934;8,8701\n"
WORDS = {"title": "Ein Wasserspender am Marktplatz", "text": "Im Sommer stehen hier viele in der Sonne.", "where": ""}


def example_step(step: Step, person: Person) -> None:
    """What an open step needs to be looked at: two ideas, one of them on the map."""
    _idea(step.process, person, "Eine Bank unter der Linde", "Im Schatten, mit Lehne.", Point(48.5930, 8.8702))
    _idea(step.process, person, "Fahrradbügel vor der Bücherei", "Vier Bügel reichen.")


def _idea(process: Process, person: Person, title: str, text: str, at: Point | None = None) -> Proposal:
    proposal = Proposal.objects.create(
        author=person,
        process=process,
        title=title,
        text=text,
        latitude=at.latitude if at else None,
        longitude=at.longitude if at else None,
    )
    ProposalAuthor.objects.create(proposal=proposal, person=person)
    share(proposal, by=Actor(person))
    remember([proposal])
    return proposal


def running(person: Person) -> Step:
    """A step that is open to everybody of the quarter."""
    title, question = "Ideen für den Lindenplatz", "Was fehlt auf dem Lindenplatz?"
    return step_for_example(person, "ideas", title=title, question=question, days=28, state=StepState.OPEN)


def _step(person: Person) -> dict[str, Any]:
    step = running(person)
    example_step(step, person)
    return {"pk": step.pk}


def _proposal(person: Person) -> dict[str, Any]:
    return {"pk": _idea(running(person).process, person, "Eine Bank unter der Linde", "Mit Lehne.").pk}


def _table(person: Person) -> dict[str, Any]:
    upload = TableUpload.objects.create(
        step=running(person), person=person, name="ideen.csv", content=TABLE.encode("cp1252")
    )
    return {"pk": upload.pk}


def _words(_person: Person) -> dict[str, Any]:
    return WORDS


def _file(_person: Person) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("ideen.csv", TABLE.encode("cp1252"))}


def _columns(_person: Person) -> dict[str, Any]:
    return {"title": "0", "text": "1", "north": "2", "east": "3", "take": "1"}


EXAMPLES = (
    Example(url="ideas:list", access=Access.MEMBERS, arguments=_step),
    Example(url="ideas:map", access=Access.MEMBERS, arguments=_step),
    Example(url="ideas:new", access=Access.MEMBERS, arguments=_step, post=_words),
    Example(url="ideas:pick", access=Access.MEMBERS, arguments=_step),
    Example(url="ideas:alike", access=Access.MEMBERS, arguments=_step),
    Example(url="ideas:similar", access=Access.MEMBERS, arguments=_proposal),
    Example(url="ideas:upload", access=Access.POWER, power=START_PROCESS, arguments=_step, post=_file, repeats=True),
    Example(url="ideas:preview", access=Access.POWER, power=START_PROCESS, arguments=_table, post=_columns),
)
