"""People and what they write, for the tests of this module."""

from io import BytesIO
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from quartier.api import Actor, Group, Organisation, Person
from quartier.modules.board.actions import write_post
from quartier.modules.board.models import Post


def neighbour(name: str, *, standing: str = "member") -> Person:
    return Person.objects.create(given_name=name, family_name="Beispiel", standing=standing)


def a_post(author: Person, *, for_organisation: Organisation | None = None, **details: Any) -> Post:
    said = {"sort": "news", "title": "Der Brunnen läuft wieder", "text": "Endlich.", **details}
    return write_post(by=Actor(author, organisation=for_organisation), **said)


def group_of(*people: Person, name: str = "Chor") -> Group:
    group = Group.objects.create(name=name)
    for person in people:
        person.memberships.create(group=group)
    return group


def organisation_of(*people: Person, kind: str = "association", confirmed: bool = True) -> Organisation:
    organisation = Organisation.objects.create(name=f"Haus {kind}", kind=kind, is_confirmed=confirmed)
    for person in people:
        person.organisation_memberships.create(organisation=organisation)
    return organisation


def photo(colour: str = "seagreen", name: str = "Katze.jpg") -> SimpleUploadedFile:
    target = BytesIO()
    Image.new("RGB", (60, 40), colour).save(target, "JPEG")
    return SimpleUploadedFile(name, target.getvalue())


def words_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def browser_of(person: Person) -> Client:
    """A test client that is logged in as somebody."""
    client, accounts = Client(), get_user_model()._default_manager
    there = accounts.filter(person=person).first()
    client.force_login(there or accounts.create_user(f"login{person.pk}", "x", person))
    return client


def fresh(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)
