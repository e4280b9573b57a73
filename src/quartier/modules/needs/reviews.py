"""Do we still need it? Asked on the day that was agreed; what is switched off loses nothing."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.api import Actor, Ground, Refused, decide_module, modules_here, tell
from quartier.api.processes import (
    Process,
    ProcessState,
    announce_process,
    give_answer,
    must_manage,
    open_now,
    start_process,
)
from quartier.modules.needs.models import Review
from quartier.modules.needs.queries import due_reviews
from quartier.modules.needs.terms import REVIEW, REVIEW_DUE


@transaction.atomic
def ask_again(slug: str, *, by: Actor) -> Review:
    """All neighbours are asked for two weeks. Asked twice, even at the same moment, it is asked once."""
    there = Review.objects.filter(slug=slug, stays=None).first()
    if there is not None:
        return there
    try:
        with transaction.atomic():
            return _ask(slug, by=by)
    except IntegrityError:  # somebody did so a moment before
        return Review.objects.get(slug=slug, stays=None)


def _ask(slug: str, *, by: Actor) -> Review:
    face = next((one for one in modules_here() if one.slug == slug and one.is_on), None)
    if face is None:
        raise Refused(_("This isn't switched on."))
    name = {"name": face.name}
    said = []
    if face.decision and face.decision.reason:
        said.append(_("Why we have it: %(reason)s") % {"reason": face.decision.reason})
    if face.serves:
        said.append(_("What it costs us: %(care)s") % {"care": face.serves.care})
    said.append(_("If it is switched off, nothing is lost: switched on again, everything is back."))
    process = start_process(
        REVIEW, by=by, title=_("Do we still need “%(name)s”?") % name, question=_("Shall “%(name)s” stay?") % name,
        text="\n\n".join(said),
    )  # fmt: skip
    review = Review.objects.create(process=process, slug=slug)
    announce_process(process, by=by)
    step = process.steps.order_by("order").first()
    if step is not None:
        open_now(step, by=by)
    return review


@transaction.atomic
def conclude_review(review: Review, *, by: Actor, stays: bool, reason: str, until: date | None = None) -> None:
    """It stays until the next look, with those who look after it; or it is switched off, its data put aside first."""
    process = Process.objects.select_for_update(of=("self",)).get(pk=review.process_id)
    must_manage(process, by)
    if process.state != ProcessState.WAITING or review.stays is not None:
        raise Refused(_("It is decided once the last step is over."))
    if not reason.strip():
        raise Refused(_("Say why: neighbours want to understand it."), "reason")
    face = next(one for one in modules_here() if one.slug == review.slug)
    decide_module(
        review.slug, by=by, on=stays, ground=Ground.REVIEW, title=process.title, reason=reason, url=process.url,
        caretakers=face.caretakers, review=until,
    )  # fmt: skip
    review.stays = stays
    review.save(update_fields=["stays"])
    sentence = _("“%(name)s” stays.") if stays else _("“%(name)s” is switched off. Nothing is lost.")
    give_answer(process, by=by, text=f"{sentence % {'name': face.name}} {reason.strip()}")


def remind(now: datetime) -> int:
    """On the day those who look after it hear of it, and whoever decided it; once for each decision."""
    due = due_reviews()
    faces = {face.slug: face for face in modules_here()} if due else {}
    for decision in due:
        face = faces[decision.slug]
        people = [*face.caretakers, *([decision.by] if decision.by else [])]
        url = reverse("needs:home")
        tell(dict.fromkeys(people), REVIEW_DUE, url=url, title=str(face.name), once=f"review:{decision.pk}")
    return len(due)
