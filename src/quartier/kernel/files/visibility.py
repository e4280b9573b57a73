"""Whether somebody may see one file."""

from __future__ import annotations

from quartier.kernel.entries.visibility import may_see
from quartier.kernel.files.models import StoredFile
from quartier.kernel.groups.queries import is_in
from quartier.kernel.people.acting import may_touch
from quartier.kernel.people.models import Person


def may_open(viewer: Person | None, file: StoredFile) -> bool:
    """Its owner, and whoever sees the post, is a party of the matter or is in the group that it belongs to.

    One that was reported and hidden is its owner's alone.
    """
    if viewer is not None and viewer.within is None and file.owner_id == viewer.pk:
        return True
    if file.hidden:
        return False
    if file.matter is not None:
        return may_touch(viewer, "matters") and bool(file.matter.part_of(viewer))
    if file.group is not None:
        return is_in(file.group, viewer)
    return file.entry is not None and may_see(viewer, file.entry)
