"""Every write to the quarter itself, after the set-up."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.managing.checks import checked_imprint, checked_quarter_name
from quartier.kernel.managing.schemas_of_kernel import schema_of
from quartier.kernel.people.actors import Actor
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.kernel.quarter.modules import write_settings
from quartier.kernel.quarter.schemas import checked_settings
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.quarter import MANAGE


@transaction.atomic
def rename_quarter(name: str, *, by: Actor) -> None:
    require(by, MANAGE)
    _write("name", checked_quarter_name(name))


@transaction.atomic
def change_area(geojson: str | bytes, *, by: Actor) -> None:
    """The outline, as GeoJSON; nothing: the quarter has none for now."""
    require(by, MANAGE)
    from quartier.kernel.places.area import parse_area  # here: it brings 13 MB that no other page needs

    _write("area", parse_area(geojson).geojson if geojson.strip() else None)


@transaction.atomic
def change_imprint(text: str, *, by: Actor) -> None:
    require(by, MANAGE)
    _write("imprint", checked_imprint(text))


@transaction.atomic
def change_settings(slug: str, chosen: dict[str, Any], *, by: Actor) -> None:
    """What the quarter decides about a module. Only what differs from the module's own defaults is kept."""
    require(by, MANAGE)
    schema = schema_of(slug)
    if schema is None:
        raise Refused(_("This module has no settings."))
    write_settings(slug, checked_settings(schema, chosen))


def _write(field: str, value: object) -> None:
    quarter, _created = Quarter.objects.select_for_update().get_or_create(pk=1)
    setattr(quarter, field, value)
    quarter.save(update_fields=[field])
    forget_quarter()
