"""An example for each address: the suites over all modules open and post them (authorisation, repetition, accessibility)."""

from collections.abc import Callable
from typing import Any

from quartier.api import Access, Actor, Example, Person, share
from quartier.modules.help.actions import withdraw_help
from quartier.modules.help.agreements import answer
from quartier.modules.help.models import Offer, Request
from quartier.modules.help.terms import ASK


def example_offer(author: Person) -> Offer:
    return Offer.objects.create(
        author=author,
        kind="errands",
        title="Ich gehe für dich einkaufen",
        text="Immer dienstags, auch Getränke.",
        is_recurring=True,
        weekdays=[1],
        languages=["de"],
    )


def example_request(author: Person) -> Request:
    return Request.objects.create(
        author=author,
        kind="repairs",
        title="Wer hilft mir mit dem Regal?",
        text="Es liegt noch im Karton.",
        languages=["de"],
    )


def _shared_request(author: Person) -> Request:
    request = example_request(author)
    share(request, by=Actor(author))
    return request


def _of_request(author: Person) -> dict[str, Any]:
    request = _shared_request(author)
    return {"sort": "request", "pk": request.pk}


def _of_withdrawn(author: Person) -> dict[str, Any]:
    arguments = _of_request(author)
    withdraw_help(Request.objects.get(pk=arguments["pk"]), by=Actor(author))
    return arguments


def _of_anothers_request(person: Person) -> dict[str, Any]:
    return _of_request(_somebody_else())


def _of_matter(author: Person) -> dict[str, Any]:
    return {"pk": answer(_shared_request(author), by=Actor(_somebody_else()), text="Ich komme gern.").pk}


def _somebody_else() -> Person:
    return Person.objects.create(given_name="Jonas", family_name="Beispiel", standing="member")


def _body(said: dict[str, Any]) -> Callable[[Person], dict[str, Any]]:
    return lambda _person: said


def _step(name: str) -> Callable[[Person], dict[str, Any]]:
    return _body({"sort": "request", "step": name})


def _nothing(person: Person) -> dict[str, Any]:
    return {}


WHAT = {"title": "Wer hilft mir mit dem Regal?", "text": "Es liegt noch im Karton."}
WHEN = {"often": "once", "urgency": "whenever"}
WHO = {"capacity": "1", "audience": "members", "languages": ["de"]}

EXAMPLES = (
    Example(url="help:list", access=Access.ANYBODY),
    Example(url="help:new", access=Access.SIGNED_IN),
    Example(url="help:new_request", access=Access.SIGNED_IN),
    Example(url="help:new_offer", access=Access.SIGNED_IN),
    Example(url="help:question", access=Access.SIGNED_IN, arguments=_step("kind"), post=_body({"kind": "repairs"})),
    Example(url="help:question", access=Access.SIGNED_IN, arguments=_step("what"), post=_body(WHAT)),
    Example(url="help:question", access=Access.SIGNED_IN, arguments=_step("when"), post=_body(WHEN)),
    Example(url="help:question", access=Access.SIGNED_IN, arguments=_step("where"), post=_body({"where": ""})),
    Example(url="help:question", access=Access.SIGNED_IN, arguments=_step("who"), post=_body(WHO)),
    Example(url="help:question", access=Access.POWER, power=ASK, arguments=_step("check")),
    Example(url="help:detail", access=Access.MEMBERS, arguments=_of_request),
    Example(url="help:notice", access=Access.MEMBERS, arguments=_of_request),
    Example(
        url="help:answer",
        access=Access.MEMBERS,
        arguments=_of_anothers_request,
        post=_body({"text": "Ich komme gern."}),
    ),
    Example(
        url="help:edit",
        access=Access.OWNER,
        arguments=_of_request,
        post=_body({"kind": "repairs", **WHAT, **WHEN, **WHO}),
    ),
    Example(url="help:withdraw", access=Access.OWNER, arguments=_of_request, post=_nothing),
    Example(url="help:put_back", access=Access.OWNER, arguments=_of_withdrawn, post=_nothing),
    Example(url="help:renew", access=Access.OWNER, arguments=_of_request, post=_nothing),
    Example(url="help:repeat", access=Access.OWNER, arguments=_of_request, post=_nothing),
    Example(url="help:matter", access=Access.OWNER, arguments=_of_matter),
)
