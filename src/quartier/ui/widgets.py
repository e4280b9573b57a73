"""Inputs for forms that Django doesn't bring: browsers' own pickers, choices as tiles, and search while typing."""

from typing import Any

from django import forms
from django.utils.functional import Promise


class DatePicker(forms.DateInput):
    input_type = "date"

    def __init__(self, **arguments: Any) -> None:
        super().__init__(format="%Y-%m-%d", **arguments)  # the only form browsers read


class TimePicker(forms.TimeInput):
    input_type = "time"

    def __init__(self, **arguments: Any) -> None:
        super().__init__(format="%H:%M", **arguments)


class DateTimePicker(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **arguments: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **arguments)


class ManyPhotos(forms.FileInput):
    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif,image/heic,image/heif"})


class PhotosField(forms.FileField):
    """Any number of photos; each is looked at as it is kept (`keep_photos`)."""

    widget = ManyPhotos

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(PhotosField, self).clean(file, initial) for file in files]


class Tiles(forms.RadioSelect):
    """One choice of a few, large: `Tiles(icons={"errands": "shopping-basket"}, hints={"errands": _("…")})`."""

    def __init__(
        self, *, icons: dict[str, str] | None = None, hints: dict[str, str | Promise] | None = None, **arguments: Any
    ) -> None:
        super().__init__(**arguments)
        self.icons, self.hints = icons or {}, hints or {}


class ManyTiles(forms.CheckboxSelectMultiple):
    """Any number of a few, large."""

    def __init__(
        self, *, icons: dict[str, str] | None = None, hints: dict[str, str | Promise] | None = None, **arguments: Any
    ) -> None:
        super().__init__(**arguments)
        self.icons, self.hints = icons or {}, hints or {}


class PickList(forms.CheckboxSelectMultiple):
    """Any number of very many, ordered by their first letter; with scripts a field above narrows them while typing."""


class Suggest(forms.TextInput):
    """A text field that offers answers while typing, from an address that answers `?q=` with [{label, value}].

    `value_into` names the hidden field that receives the chosen value; in a form with a prefix use
    `self.add_prefix(…)`. Without scripts the typed text arrives alone, so the form must find the answer from it.
    """

    def __init__(self, *, url: str | Promise, value_into: str = "", **arguments: Any) -> None:
        super().__init__(**arguments)
        self.suggest_url = url
        self.value_into = value_into

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        own = {"data-suggest": str(self.suggest_url), "autocomplete": "off"}
        if self.value_into:
            own["data-suggest-into"] = self.value_into
        return super().get_context(name, value, {**own, **(attrs or {})})
