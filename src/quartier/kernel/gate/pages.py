"""What the pages of the gate share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from quartier.kernel.refusals import Refused
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.residence import CONFIRM

P = ParamSpec("P")


def for_the_desk(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for those who may confirm people."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(actor_of(request), CONFIRM)
        return view(request, *args, **kwargs)

    return signed_in(checked)


@contextmanager
def refused_to(request: HttpRequest) -> Iterator[None]:
    """A refusal inside the block is said on the next page."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, str(refusal.message))
