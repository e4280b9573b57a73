"""From what a form sent to what is kept of it, and back into a form."""

from __future__ import annotations

import json
import re

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from quartier.kernel.refusals import Refused

Answers = dict[str, list[str]]

PHOTOS = "kept"  # the keys of those that came with a form: its tick boxes
MOST_BYTES = 64 * 1024
OF_THE_PAGE = re.compile(r"csrfmiddlewaretoken|acting|once|draft(_\w+)?")
SECRET = re.compile(r"pass(word|phrase)|(^|[_-])(pin|code|token|secret)([_-]|$)", re.IGNORECASE)


def answers_in(posted: QueryDict) -> Answers:
    """What was typed; neither secrets nor what the page itself sends along."""
    kept = {
        _storable(name): [_storable(value) for value in values]
        for name, values in posted.lists()
        if not OF_THE_PAGE.fullmatch(name) and not SECRET.search(name)
    }
    if len(json.dumps(kept)) > MOST_BYTES:
        raise Refused(_("This is too long to be kept as a draft. Please shorten it."))
    return kept


def fill(form: forms.BaseForm, answers: Answers, *, is_whole: bool = True) -> None:
    """Shows in an unsent form what was kept, whatever its widgets are. Of a whole form, what isn't there was unticked."""
    said = MultiValueDict({name: values for name, values in answers.items() if values})
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        was_asked = is_whole or key in answers or f"{key}_0" in answers
        if was_asked and not field.widget.value_omitted_from_data(said, {}, key):
            form.initial[name] = field.widget.value_from_datadict(said, {}, key)


def must_ask_no_secret(form: forms.BaseForm) -> None:
    for name, field in form.fields.items():
        if isinstance(field.widget, forms.PasswordInput) or SECRET.search(name):
            raise TypeError(f"A form that asks for a secret ({name}) keeps no draft.")


def _storable(text: str) -> str:
    """PostgreSQL keeps neither zeros nor halves of letters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
