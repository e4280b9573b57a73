"""Whom the made-up neighbours let write to them, whom they no longer meet, and one message that isn't what it seems."""

from __future__ import annotations

from quartier.kernel.blocking.actions import block
from quartier.kernel.blocking.choices import choose_reach
from quartier.kernel.contact.models import Reach
from quartier.kernel.matters.actions import open_matter
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.project.demo.people import RESIDENT

ACCOMPANIED = "Ursula Lindner"  # the resident reads along with her
TRICK = (
    "Guten Tag, wir kennen uns aus dem Treff. Ich stecke gerade fest und komme nicht an mein Konto. Kannst du mir heute noch "
    "180 Euro überweisen? Es ist ein Notfall, du bekommst es morgen zurück."
)


def choose_company() -> None:
    people = {person.full_name: person for person in Person.objects.filter(standing=Standing.MEMBER)}
    resident = people[RESIDENT]
    choose_reach(Reach.ACCOMPANIED, by=Actor(people[ACCOMPANIED]), name=RESIDENT)
    quiet = Person.objects.filter(standing=Standing.MEMBER, entries=None, memberships=None, roles=None).order_by("-pk")
    silent, stranger = [
        person for person in quiet if not person.is_minor and person not in (resident, people[ACCOMPANIED])
    ][:2]
    block(silent, by=Actor(resident))
    parties = {resident: "asker", stranger: "helper"}
    open_matter(
        by=Actor(stranger), kind="help.matter", about=None, title="Eine kleine Bitte", parties=parties, text=TRICK
    )
