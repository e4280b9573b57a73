"""Every write: bringing an idea, and taking over a table of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from hashlib import sha1

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import Actor, Fact, Refused, StoredFile, attach_files, quarter_bounds, spot_at
from quartier.api.processes import (
    Foreign,
    Proposal,
    Step,
    import_proposals,
    may_manage,
    must_lie_in_area,
    must_manage,
    options_of,
    propose_to,
)
from quartier.steps.ideas.columns import Part, guess_columns
from quartier.steps.ideas.memory import remember
from quartier.steps.ideas.models import TableUpload
from quartier.steps.ideas.rows import Checked, Said, check
from quartier.steps.ideas.tables import Table, read_table
from quartier.steps.ideas.terms import KIND, MOST_PHOTOS, UPLOADS_STAY, IdeasOptions


@transaction.atomic
def bring_idea(
    step: Step,
    *,
    by: Actor,
    title: str,
    text: str = "",
    where: str = "",
    is_outside: bool = False,
    photos: Sequence[StoredFile] = (),
) -> Proposal:
    """An idea of somebody who takes part, or of whoever asks: theirs stand there from the beginning."""
    if len(photos) > MOST_PHOTOS:
        raise Refused(_("%(most)d photos at most, please.") % {"most": MOST_PHOTOS}, field="photos")
    options = options_of(step, IdeasOptions)
    if not options.may_add and not may_manage(step.process, by.subject):
        raise Refused(_("Here you comment on the proposals and support them; new ones aren't asked for."))
    if options.needs_place and not where.strip():
        raise Refused(_("Where is it? Here every idea has a place."), field="where")
    place = spot_at(where, by=by, may_lie_outside=is_outside) if where.strip() else None
    must_lie_in_area(step.process, place, is_meant=is_outside)
    proposal = propose_to(step, by=by, title=title, text=text, place=place)
    remember([proposal])
    if photos and (entry := proposal.entry):
        attach_files(photos, by=by, entry=entry)
    return proposal


@transaction.atomic
def upload_table(step: Step, *, by: Actor, name: str, content: bytes) -> TableUpload:
    """Keeps a table for looking at it. Nothing is imported yet."""
    must_manage(step.process, by)
    read_table(content)
    forget_tables(timezone.now())
    return TableUpload.objects.create(step=step, person=by.person, name=name[-120:] or "csv", content=content)


@transaction.atomic
def import_table(upload: TableUpload, *, by: Actor, columns: Mapping[Part, int], leave_out: bool = False) -> int:
    """All of it or nothing. Lines with a mistake are left out only where somebody said so. Returns how many are new."""
    upload = TableUpload.objects.select_for_update().select_related("step__process").get(pk=upload.pk)
    must_manage(upload.step.process, by)
    if upload.imported is not None:
        return upload.imported
    _table, _columns, checked = look_at(upload, columns)
    if checked.mistakes and not leave_out:
        raise Refused(_("Some lines can't be taken. Mend the file and send it again, or leave these lines out."))
    if not checked.ideas:
        raise Refused(_("There is no idea in this table that can be taken."))
    fresh = import_proposals(upload.step, _foreign(checked.ideas, upload.name), by=by)
    remember(fresh)
    upload.imported, upload.content = len(fresh), b""
    upload.save(update_fields=["imported", "content"])
    return len(fresh)


def look_at(
    upload: TableUpload, columns: Mapping[Part, int] | None = None
) -> tuple[Table, Mapping[Part, int], Checked]:
    """The table, its columns as chosen or guessed, and what would come of it."""
    table = read_table(bytes(upload.content))
    if columns is None:
        columns = guess_columns(table)
    if Part.TITLE not in columns:
        raise Refused(_("Which column is the title? Without one nothing can be taken."), field="title")
    return table, columns, check(table, columns, quarter_bounds())


def _foreign(ideas: list[Said], name: str) -> list[Foreign]:
    """With a number for each: its own, else one made of what it says, so that the same table imported twice is there once."""
    times: Counter[str] = Counter()
    rows = []
    for idea in ideas:
        said = sha1(f"{idea.title}|{idea.text}|{idea.point}|{idea.day}".encode(), usedforsecurity=False).hexdigest()
        times[said] += 1
        source = f"{name[:15]}:{idea.reference}" if idea.reference else f"{said}:{times[said]}"
        rows.append(
            Foreign(
                title=idea.title,
                text=idea.text,
                point=idea.point,
                where=idea.where,
                cost_cents=idea.cost,
                support=idea.support,
                created=timezone.make_aware(datetime.combine(idea.day, time(12))) if idea.day else None,
                source=source,
            )
        )
    return rows


def forget_tables(now: datetime) -> None:
    """A job: what nobody imported in a week is gone."""
    TableUpload.objects.filter(at__lt=now - UPLOADS_STAY).delete()


def learn_words(fact: Fact) -> None:
    """An idea was written or changed, perhaps elsewhere than here. Where no ideas are collected nobody asks what is alike."""
    entry = fact.entry
    proposal = Proposal.objects.filter(pk=entry.object_id).first() if entry and entry.kind == KIND else None
    if proposal is not None and proposal.process.steps.filter(kind="ideas").exists():
        remember([proposal])
