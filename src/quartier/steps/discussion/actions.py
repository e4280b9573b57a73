"""Every write: arguments and answers to them, summaries, and who knows the subject."""

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.api import Actor, Person, Refused, add_comment, one_line, tell
from quartier.api.processes import Step, lock_step, may_manage, must_manage, must_take_part, options_of, took_part
from quartier.steps.discussion.models import Argument, Expert, Summary
from quartier.steps.discussion.queries import expert_word
from quartier.steps.discussion.terms import ANSWERED, LONGEST_SUMMARY, DiscussionOptions, Side


@transaction.atomic
def argue(step: Step, *, by: Actor, side: str, text: str) -> Argument:
    """The very same words again right away are one argument."""
    if side not in Side.values:
        raise Refused(_("Does it speak for it or against it?"), field="side")
    return _write(step, by, text, side=side)


@transaction.atomic
def answer(argument: Argument, *, by: Actor, text: str) -> Argument:
    """One level deep: an answer to an answer stands below the argument, too."""
    step = argument.step
    if not options_of(step, DiscussionOptions).may_answer:
        raise Refused(_("Arguments aren't answered here; each stands for itself."))
    top = argument.answers or argument
    if top.comment.hidden or top.comment.deleted:
        raise Refused(_("This argument is no longer there."))
    written = _write(step, by, text, answers=top)
    if top.comment.author_id != by.subject.pk:
        tell([top.comment.author], ANSWERED, by=by.subject, url=step.process.url, title=step.process.title)
    return written


def _write(step: Step, by: Actor, text: str, *, side: str = "", answers: Argument | None = None) -> Argument:
    if not (step.is_open and may_manage(step.process, by.subject)):
        must_take_part(step, by)
    entry = step.process.entry
    if entry is None:
        raise Refused(_("This step isn't open now."))
    comment = add_comment(entry, by=by, text=text)
    known_as = expert_word(step, by.subject)
    argument, _is_new = Argument.objects.get_or_create(
        comment=comment, defaults={"step": step, "side": side, "answers": answers, "expert_as": known_as}
    )
    if not may_manage(step.process, by.subject):
        took_part(step, by=by)
    return argument


@transaction.atomic
def summarise(step: Step, *, by: Actor, text: str) -> Summary:
    """By whoever looks after the process."""
    step = lock_step(step)  # sent twice at once it stands there once
    must_manage(step.process, by)
    text = text.replace("\x00", "").strip()
    if not text:
        raise Refused(_("Say in a few sentences what was said until now."), field="text")
    if len(text) > LONGEST_SUMMARY:
        raise Refused(_("Please shorten it to %(most)d letters.") % {"most": LONGEST_SUMMARY}, field="text")
    last = Summary.objects.filter(step=step).first()
    if last is not None and last.text == text:
        return last
    said = Argument.objects.filter(step=step, comment__deleted=None, comment__hidden=None).count()
    return Summary.objects.create(step=step, by=by.person, text=text, counted=said)


@transaction.atomic
def invite_expert(step: Step, *, by: Actor, name: str, known_as: str) -> Expert:
    """Somebody of the quarter; what they write from now on says what they know."""
    must_manage(step.process, by)
    known_as = one_line(known_as)[:120]
    if not known_as:
        raise Refused(_("What do they know about it? For example: traffic planner of the town."), field="known_as")
    person = _named(one_line(name))
    expert, _is_new = Expert.objects.update_or_create(step=step, person=person, defaults={"known_as": known_as})
    return expert


@transaction.atomic
def dismiss_expert(expert: Expert, *, by: Actor) -> None:
    """What they wrote keeps its word: it was so."""
    must_manage(expert.step.process, by)
    expert.delete()


def _named(name: str) -> Person:
    given, _space, family = name.rpartition(" ")
    found = list(Person.objects.filter(given_name__iexact=given, family_name__iexact=family, standing="member")[:2])
    if len(found) != 1:
        raise Refused(_("There is no single neighbour of this name. Write given name and family name."), field="name")
    return found[0]
