"""People and what they say, for the tests of this module."""

from datetime import date, datetime, timedelta
from typing import TypeVar

from django.test import Client
from django.utils import timezone

from quartier.api import Actor, Matter, Person, Verb, agree, share
from quartier.modules.help.actions import ask_for_help, offer_help
from quartier.modules.help.models import Help, Offer, Request

H = TypeVar("H", bound=Help)
LONG_AGO = timezone.now() - timedelta(days=100)


def neighbour(name: str, *, standing: str = "member", since: datetime = LONG_AGO, born: date | None = None) -> Person:
    return Person.objects.create(
        given_name=name,
        family_name="Beispiel",
        standing=standing,
        joined=since,
        confirmed=since,
        newcomer_since=since,
        birth_date=born,
    )


def a_request(author: Person, **details: object) -> Request:
    return ask_for_help(by=Actor(author), **{"kind": "repairs", "title": "Wer hilft mit dem Regal?", **details})  # type: ignore[arg-type]


def an_offer(author: Person, **details: object) -> Offer:
    return offer_help(by=Actor(author), **{"kind": "repairs", "title": "Ich baue Regale auf", **details})  # type: ignore[arg-type]


def agree_on(matter: Matter, author: Person) -> None:
    """The author says yes to what was answered."""
    agree(matter.agreements.get(accepted=None, withdrawn=None), by=Actor(author))


def fresh(obj: H) -> H:
    return type(obj)._default_manager.get(pk=obj.pk)


def run_out(obj: H, *, by_days: int = 1, **details: object) -> H:
    """Makes it so old that it ran out days ago; negative: that it will."""
    type(obj)._default_manager.filter(pk=obj.pk).update(until=timezone.now() - timedelta(days=by_days), **details)
    share(fresh(obj), by=None, verb=Verb.CHANGED)
    return fresh(obj)


def browser_of(person: Person) -> Client:
    """A test client that is logged in as somebody."""
    from django.contrib.auth import get_user_model

    client = Client()
    client.force_login(get_user_model()._default_manager.create_user(f"login{person.pk}", "x", person))
    return client
