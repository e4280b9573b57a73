"""Neighbours for the tests."""

from datetime import date

from quartier.kernel.matters.actions import open_matter
from quartier.kernel.matters.models import Matter
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing


def neighbour(name: str, *, standing: str = Standing.MEMBER, born: date | None = None) -> Person:
    return Person.objects.create(given_name=name, family_name="Beispiel", standing=standing, birth_date=born)


def matter_of(asker: Person, helper: Person, title: str = "Einkaufen am Dienstag") -> Matter:
    parties = {asker: "asker", helper: "helper"}
    return open_matter(by=Actor(helper), kind="help.matter", about=None, title=title, parties=parties, text="Gern!")
