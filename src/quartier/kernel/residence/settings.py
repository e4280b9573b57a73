"""What the quarter decides about confirming: which ways, and how patient it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.newcomers import DAYS, RESIDENCE
from quartier.kernel.quarter.modules import read_settings, write_settings
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.quarter import MANAGE

LIMITS = {"newcomer_days": (0, 365), "vouches_a_year": (1, 50), "code_days": (3, 180), "ask_months": (0, 60)}


@dataclass(frozen=True)
class ResidenceSettings:
    ways: tuple[str, ...] = ("desk", "letter", "vouching")
    newcomer_days: int = DAYS
    vouches_a_year: int = 5
    code_days: int = 42
    ask_months: int = 12  # 0: nobody is asked whether they still live here


def residence_settings() -> ResidenceSettings:
    read = read_settings(RESIDENCE, ResidenceSettings)
    return replace(read, ways=tuple(read.ways))


@transaction.atomic
def change_residence(*, by: Actor, ways: Iterable[str], **numbers: int) -> None:
    """Which ways there are from now on. Letters that are on their way keep working; a batch is revoked by itself."""
    require(by, MANAGE)
    write_ways(ways, **numbers)


def write_ways(ways: Iterable[str], **numbers: int) -> None:
    from quartier.kernel.residence.ways import WAYS

    chosen = set(ways)
    if chosen - {way.name for way in WAYS}:
        raise Refused(_("Please choose from the list."), "ways")
    for name, number in numbers.items():
        least, most = LIMITS[name]
        if not least <= number <= most:
            raise Refused(
                _("Please choose a number from %(least)s to %(most)s.") % {"least": least, "most": most}, name
            )
    in_order = [way.name for way in WAYS if way.is_always or way.name in chosen]
    known = {field.name: field.default for field in fields(ResidenceSettings)}
    wanted = {**asdict(residence_settings()), **numbers, "ways": in_order}
    write_settings(RESIDENCE, {name: value for name, value in wanted.items() if value != known[name]})
