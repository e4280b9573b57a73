"""Every check of the contract suite that opens addresses goes red when one breaks its promise."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, get_resolver, path

from quartier.api import Access, Example, Kind
from quartier.api.testing.cast import Cast
from quartier.api.testing.checks import pages, repeats
from quartier.api.testing.matrix import try_everything
from quartier.api.testing.people import neighbour
from quartier.kernel import registry
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person

MODULE = next(module for module in registry.modules() if module.kinds)
KIND: Kind[Any] = MODULE.kinds[0]

pytestmark = pytest.mark.not_shared(reason="breaks things on purpose")
red = pytest.raises((AssertionError, pytest.fail.Exception))


@contextmanager
def address(name: str, view: Callable[..., HttpResponse]) -> Iterator[Example]:
    """One more address of the site, without a module."""
    pattern: URLPattern = path(f"broken/{name}/", view, name=name)
    get_resolver().url_patterns.append(pattern)
    forget_addresses()
    try:
        yield Example(url=name, access=Access.MEMBERS, post=lambda _person: {})
    finally:
        get_resolver().url_patterns.remove(pattern)
        forget_addresses()


def forget_addresses() -> None:
    """They are known by language: each is worked out anew when somebody asks in it."""
    get_resolver()._reverse_dict.clear()


def open_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for everybody")


def closed_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=403)


def writes_when_looked_at(request: HttpRequest) -> HttpResponse:
    neighbour("Noch", "Eine")
    return HttpResponse("done")


def pretends(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done", status=200 if getattr(request, "person", None) else 403)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "said"),
    [
        (open_to_all, "GET /broken/view/ by stranger: 200"),
        (closed_to_all, "GET /broken/view/ by other: 403"),
        (writes_when_looked_at, "GET /broken/view/ by other: 200  changing kernel_account +1"),
        (writes_when_looked_at, "PUT /broken/view/ by other: 200  changing kernel_account +1"),
        (writes_when_looked_at, "POST /broken/view/ by guest, who may not: 200  changing kernel_account +1"),
        (pretends, "POST /broken/view/ by other, who may: 200  changing nothing"),
    ],
)
def test_an_address_that_breaks_its_promise_is_red(view: Callable[..., HttpResponse], said: str, cast: Cast) -> None:
    with address("view", view) as example:
        tried = try_everything(example, cast)
    assert any(sentence.startswith(said) for sentence in tried.unexpected), tried.unexpected


@pytest.mark.django_db
def test_a_form_without_a_token_is_red(cast: Cast) -> None:
    from django.views.decorators.csrf import csrf_exempt

    with address("view", csrf_exempt(pretends)) as example:
        tried = try_everything(example, cast)
    assert any("from elsewhere" in sentence for sentence in tried.unexpected)


@pytest.mark.django_db
def test_what_happens_each_time_it_is_sent_is_red(cast: Cast) -> None:
    with address("view", writes_when_looked_at) as example, red:
        repeats.test_sent_five_times_it_has_one_effect(example, cast)


@pytest.mark.django_db
def test_a_page_that_asks_once_more_for_each_object_is_red(cast: Cast) -> None:
    def greedy(request: HttpRequest) -> HttpResponse:
        return HttpResponse(", ".join(entry.author.given_name for entry in Entry.objects.all() if entry.author))

    with address("view", greedy) as example, red:
        pages.test_a_page_costs_the_same_for_two_and_for_twelve(replace(MODULE, examples=(example,)), cast)


@pytest.mark.django_db
def test_a_page_that_asks_too_often_is_red(cast: Cast) -> None:
    def curious(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str([Person.objects.count() for _number in range(pages.MOST_QUERIES)]))

    with address("view", curious) as example, red:
        pages.test_a_page_costs_the_same_for_two_and_for_twelve(replace(MODULE, examples=(example,)), cast)


@pytest.mark.django_db(transaction=True)
def test_what_happens_only_when_sent_at_once_is_red(cast: Cast) -> None:
    """It looks first and writes a moment later: alone that is one effect, in parallel it is several."""
    have_looked, is_several = list[str](), Event()

    def hesitates(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and not Person.objects.filter(given_name="Noch").exists():
            if current_thread() is not main_thread():
                have_looked.append(current_thread().name)
                if len(have_looked) > 1:
                    is_several.set()
                is_several.wait(60)
            neighbour("Noch", "Eine")
        return HttpResponse("done")

    with address("view", hesitates) as example:
        repeats.test_sent_five_times_it_has_one_effect(example, cast)
        Person.objects.filter(given_name="Noch").delete()
        with red:
            repeats.test_sent_five_times_at_once_it_has_one_effect(example, cast)
