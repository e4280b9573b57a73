"""What a way to be confirmed is. Each way is a file or folder here; `ways.py` lists them, the quarter chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quartier.kernel.contract import Text


def _always() -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way by which the quarter learns that somebody lives here.

    `page` and `desk_page` are names of addresses: where a guest goes on, and where the desk does its part. `is_ready` says
    whether a guest can go this way today. A way that `is_always` there can't be switched off: nobody is left without one.
    """

    name: str
    label: Text
    icon: str
    for_guests: Text
    for_desk: Text
    page: str = ""
    page_label: Text = ""
    desk_page: str = ""
    is_always: bool = False
    is_ready: Callable[[], bool] = _always
