"""`draft_of`: the draft of a form, for the view that shows it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from quartier.kernel import registry
from quartier.kernel.contract import Text
from quartier.kernel.drafts.actions import Page, finish_draft
from quartier.kernel.drafts.answers import fill, must_ask_no_secret
from quartier.kernel.drafts.models import KEPT_FOR, Draft
from quartier.kernel.people.browsers import device_in_words
from quartier.kernel.people.models import Person
from quartier.kernel.prepared import Prepared
from quartier.kernel.requests import actor_of, is_shared_device, person_of

F = TypeVar("F", bound=forms.BaseForm)


def draft_of(request: HttpRequest, form: str, *, label: Text = "", url: str = "") -> OpenDraft:
    """`form`: its name, "board.post"; where no kind is called so, `label` says what is being written.

    `url`: the page that shows the form, where that isn't the one that is asked for.
    """
    kind = registry.kinds().get(form)
    return OpenDraft(request, form, str(label or (kind.label if kind else form)), url)


_drafts = Prepared(
    lambda person, form, since: Draft.objects.filter(
        person=person, form=form, dropped=None, changed__gt=since
    ).order_by("-changed", "-pk")
)


class OpenDraft:
    """A form as one page has opened it. Strangers have no drafts: for them it is there and does nothing."""

    def __init__(
        self,
        request: HttpRequest,
        key: str,
        label: str,
        url: str = "",
        *,
        asks: tuple[str, ...] = (),
        goes_on: bool = False,
    ) -> None:
        """`asks`: the fields of one question among many. `goes_on`: with the newest draft, without being asked to."""
        self._request, self._url, self._goes_on = request, url, goes_on
        self.asks = asks
        self.key, self.label = key, label
        self.person = person_of(request)
        self.is_sent = request.method == "POST"
        self._asked = uuid_or_none(request.POST.get("draft") or request.GET.get("draft"))
        self.page = uuid_or_none(request.POST.get("draft_page")) or uuid4()

    def form(self, form_class: type[F], **arguments: Any) -> F:
        """The form: bound to what was sent, or filled with the draft that somebody goes on with."""
        if self.is_sent:
            return form_class(self._request.POST, self._request.FILES, **arguments)
        form = form_class(**arguments)
        must_ask_no_secret(form)
        if self.resumed:
            fill(form, self.resumed.answers)
        return form

    def said(self, name: str) -> list[str]:
        """What was said beside the form's own fields, like which photos are there: sent now, or kept before."""
        if self.is_sent:
            return self._request.POST.getlist(name)
        return self.resumed.answers.get(name, []) if self.resumed else []

    def drop(self) -> None:
        """After it was sent, and all went well."""
        if self.person and (self._asked or self.kept):
            finish_draft(by=actor_of(self._request), word=self.word, version=self.version, page=self.page)

    @cached_property
    def all(self) -> list[Draft]:
        return _drafts(self.person.pk, self.key, timezone.now() - KEPT_FOR) if self.person else []

    @cached_property
    def kept(self) -> Draft | None:
        """What is in the database of the draft that this page writes."""
        if self._asked is None and self._goes_on:
            return self.all[0] if self.all else None
        return next((draft for draft in self.all if draft.word == self._asked), None)

    @property
    def resumed(self) -> Draft | None:
        return None if self.is_sent else self.kept

    @property
    def offers(self) -> list[Draft]:
        """Other drafts of this form, to go on with instead."""
        return [] if self.is_sent else [draft for draft in self.all if draft != self.resumed]

    @cached_property
    def word(self) -> UUID:
        if self.is_sent and self._asked:
            return self._asked
        return self.kept.word if self.kept else uuid4()

    @property
    def version(self) -> int:
        if "draft_version" in self._request.POST:
            return number_or_zero(self._request.POST["draft_version"])
        return self.kept.version if self.kept else 0

    def page_at(self, url: str) -> Page:
        """This page, for `keep_draft`; its draft goes on at `url`."""
        device = device_in_words(self._request.headers.get("User-Agent", ""))
        return Page(
            word=self.word,
            page=self.page,
            version=self.version,
            label=self.label[:120],
            url=url,
            device=device,
            browser=browser_word(self._request),
            asks=frozenset(self.asks),
        )

    @property
    def url(self) -> str:
        """The form's own address, without a draft in it."""
        if self._url:
            return self._url
        asked = self._request.GET.copy()
        asked.pop("draft", None)
        return f"{self._request.path}?{asked.urlencode()}" if asked else self._request.path

    @property
    def keep_url(self) -> str:
        return reverse("drafts:keep", kwargs={"form": self.key})

    @property
    def choose_url(self) -> str:
        return reverse("drafts:choose", kwargs={"form": self.key})

    @property
    def owner(self) -> str:
        return owner_word(self.person)

    @property
    def is_shared_device(self) -> bool:
        return is_shared_device(self._request)


def owner_word(person: Person | None) -> str:
    """By which a browser tells whose unsent words lie in it; it says nothing about who that is."""
    return salted_hmac("quartier.drafts", str(person.pk)).hexdigest()[:16] if person else ""


def browser_word(request: HttpRequest) -> str:
    """By which one browser is told from another, as long as somebody is logged in there."""
    return salted_hmac("quartier.drafts.browser", request.session.session_key or "").hexdigest()[:16]


def uuid_or_none(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def number_or_zero(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
