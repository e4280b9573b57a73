"""Objects out of rows. A page makes some ninety; Django's way, which sets each column by its name, took a tenth of Heute."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class FromRow(models.Model):
    """What pages read by the dozen inherits from this. No model of ours has an `__init__` of its own, or listens to signals."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **_options: Any) -> Self:
        """As Django's own: a column that wasn't read is fetched when somebody asks for it."""
        obj = cls.__new__(cls)
        obj.__dict__.update(zip(field_names, values, strict=True))
        obj._state = ModelState()
        obj._state.adding, obj._state.db = False, db
        return obj
