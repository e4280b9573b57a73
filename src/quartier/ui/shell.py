"""What surrounds every page. The kernel hands `shell` to each template (a context processor); ui only draws it.

Any object will do that has some of the names below: what is missing isn't drawn, because pages are also drawn before
set-up, for strangers and when something broke.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, kw_only=True)
class NavItem:
    label: str
    url: str
    icon: str
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class Shell:
    quarter_name: str = ""
    nav: Sequence[NavItem] = ()  # at most five are drawn
    more: Sequence[NavItem] = ()  # behind "Mehr"
    person: object | None = None  # drawn with str()
    acting_for: str = ""  # "Frau Kaya": somebody acts in her name
    helper: object | None = None  # then: who is logged in, drawn with str()
    acting_end_url: str = ""  # takes a POST
    notice_count_text: str = ""  # "3 neue Nachrichten"; empty: nothing is said
    notices_url: str = ""
    search_url: str = ""
    login_url: str = ""  # only drawn for strangers
    logout_url: str = ""  # takes a POST
    help_url: str = ""
    imprint_url: str = ""
    rules_url: str = ""
    privacy_url: str = ""
    home_url: str = "/"
    draft_owner: str = ""  # a word for who is here, see static/ui/draft.js
    is_shared_device: bool = False


EMPTY = Shell()


def shell_of(request: HttpRequest | None, given: object | None = None) -> object:
    """`request.shell` where a view set one, else what the context processor gave, else nothing to draw."""
    return (getattr(request, "shell", None) if request else None) or given or EMPTY
