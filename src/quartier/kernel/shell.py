"""What surrounds every page: the quarter's name, the places to go, who is signed in. `ui/shell.py` says what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property, partial
from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quartier.kernel import registry
from quartier.kernel.assistance.acting import ACTING
from quartier.kernel.contract import NavItem
from quartier.kernel.drafts.opened import owner_word
from quartier.kernel.handbook.beside import help_for
from quartier.kernel.notifications.queries import unread_count
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.requests import is_shared_device
from quartier.ui import shell as ui

MOST_PLACES = 5
WINDOWS = (
    NavItem(label=gettext_lazy("Calendar"), url="calendar", icon="calendar", order=60),
    NavItem(label=gettext_lazy("Places"), url="places_list", icon="map", order=70),
)
BELOW_ME = (
    "account",
    "assistance",
    "blocks",
    "engine",
    "files",
    "groups",
    "matters",
    "moderation",
    "my-data",
    "notices",
    "organisations",
    "people/desk",
    "people/guardians",
    "people/here",
    "people/leave",
    "people/vouching",
    "quarter",
    "roles",
)


class Shell:
    """Asked by the templates alone, so each part is worked out only where a page shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def quarter_name(self) -> str:
        return current_quarter().name or "Quartiersserver"

    @property
    def person(self) -> Person | None:
        return getattr(self.request, "person", None)

    @cached_property
    def places(self) -> list[ui.NavItem]:
        """Heute, what the modules add, the calendar, places, and Ich: in this order."""
        items = sorted((*self._items_of_modules(), *WINDOWS), key=lambda item: item.order)
        links = [(_("Today"), "today", "sun"), *((str(item.label), item.url, item.icon) for item in items)]
        if self.acting_for:
            links.append((_("For others"), "assistance:mine", "hand-helping"))
        elif self.person:
            links.append((_("Me"), "people:me", "user"))
        return [self._place(name, label, url, icon) for label, name, icon in links if (url := _address(name))]

    def _items_of_modules(self) -> Iterator[NavItem]:
        for module in registry.modules():
            if is_on(module.slug):
                yield from (item for item in module.nav if item.is_for(self.request))

    def _place(self, name: str, label: str, url: str, icon: str) -> ui.NavItem:
        path = self.request.path
        is_current = path == url if url == self.home_url else path.startswith((url, *_below(name)))
        return ui.NavItem(label=label, url=url, icon=icon, is_current=is_current)

    @property
    def nav(self) -> list[ui.NavItem]:
        """Five beside "More"; strangers have their search among them, and for everybody else "Me" stays the last."""
        if self.person is None:
            return self.places[: MOST_PLACES - 1]
        return [*self.places[:-1][: MOST_PLACES - 1], self.places[-1]]

    @property
    def more(self) -> list[ui.NavItem]:
        shown = {place.url for place in self.nav}
        return [place for place in self.places if place.url not in shown]

    @cached_property
    def notice_count_text(self) -> str:
        if self.person is None:
            return ""
        unread = getattr(self.request, "unread_count", None)  # a page that has just read them knows
        if unread is None:
            unread = unread_count(self.person)
        return ngettext("%(count)d new notice", "%(count)d new notices", unread) % {"count": unread} if unread else ""

    @property
    def acting_for(self) -> str:
        acting = getattr(self.request, "acting_for", None)
        return acting.person.full_name if acting else ""

    @property
    def helper(self) -> Person | None:
        return self.request.user.person if self.acting_for and self.request.user.is_authenticated else None

    @property
    def acting_end_url(self) -> str:
        return _address("assistance:end")

    @property
    def draft_owner(self) -> str:
        return owner_word(self.person)

    @property
    def is_shared_device(self) -> bool:
        return is_shared_device(self.request)

    @property
    def home_url(self) -> str:
        return _address("today")

    @property
    def search_url(self) -> str:
        return _address("search")

    @property
    def notices_url(self) -> str:
        return _address("notices")

    @property
    def login_url(self) -> str:
        return _address("account:login")

    @property
    def logout_url(self) -> str:
        return _address("account:logout")

    @property
    def help_url(self) -> str:
        return help_for(self.request.path)

    @property
    def imprint_url(self) -> str:
        return _address("imprint")

    @property
    def rules_url(self) -> str:
        return _address("moderation:rules")

    @property
    def privacy_url(self) -> str:
        return _address("privacy")


def _below(name: str) -> tuple[str, ...]:
    """What lies under a place without its address saying so."""
    return tuple(f"/{start}/" for start in BELOW_ME) if name == "people:me" else ()


@cache
def _address(name: str) -> str:
    """None of these changes while the server runs, and each page asks for a dozen."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The token that each form carries is made once a page; Django would make one for each form."""
    return {"shell": Shell(request), "csrf_input": SimpleLazyObject(partial(_hidden_inputs, request))}


def _hidden_inputs(request: HttpRequest) -> SafeString:
    """Who acts for somebody sends along for whom the page was drawn: another tab may have ended that meanwhile."""
    acting = getattr(request, "assistance", None)
    if acting is None:
        return csrf_input(request)
    return csrf_input(request) + format_html('<input type="hidden" name="{}" value="{}">', ACTING, acting.pk)
