"""What surrounds every page: the quarter's name, the five places, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel import registry
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.quarter.modules import is_on


@dataclass(frozen=True)
class NavLink:
    label: str
    url: str
    icon: str
    is_current: bool


class Shell:
    """Asked for by the templates alone, so each part is worked out only where a page shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def quarter_name(self) -> str:
        return current_quarter().name or "Quartiersserver"

    @property
    def person(self) -> Person | None:
        return getattr(self.request, "person", None)

    @cached_property
    def nav(self) -> list[NavLink]:
        items = sorted(
            (item for module in registry.modules() if is_on(module.slug) for item in module.nav),
            key=lambda item: item.order,
        )
        links = [
            (_("Today"), reverse("today"), "sun"),
            *((str(item.label), reverse(item.url), item.icon) for item in items),
        ]
        path = self.request.path
        return [
            NavLink(label, url, icon, path == url if url == reverse("today") else path.startswith(url))
            for label, url, icon in links
        ]

    @cached_property
    def unread(self) -> int:
        return self.person.notifications.filter(read__isnull=True).count() if self.person else 0

    @property
    def notice_count_text(self) -> str:
        return (
            ngettext("%(count)d new notice", "%(count)d new notices", self.unread) % {"count": self.unread}
            if self.unread
            else ""
        )


def shell(request: HttpRequest) -> dict[str, Shell]:
    return {"shell": Shell(request)}
