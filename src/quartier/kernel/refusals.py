"""The one error that is meant for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.forms import BaseForm

    from quartier.kernel.contract import Text


class Refused(Exception):
    """An action says no, in a sentence for the person who asked. Nothing was changed.

    `field`: the form field that the sentence belongs to, if it is about one.
    """

    def __init__(self, message: Text, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """Turns a refusal inside the block into an error of the form. Ask `form.is_valid()` again afterwards."""
    try:
        yield
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal.message))
