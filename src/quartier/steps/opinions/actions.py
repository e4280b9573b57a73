"""Every write: bringing statements, letting them through or taking them out, answering, taking over what was answered elsewhere."""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import Actor, Refused, add_comment, one_line, tell
from quartier.api.processes import (
    Ballot,
    Channel,
    Step,
    StepState,
    cast,
    lock_step,
    managers_of,
    must_manage,
    must_take_part,
    options_of,
    took_part,
)
from quartier.counting.opinions.votes import UNSEEN, Opinions
from quartier.steps.opinions.content import content_of
from quartier.steps.opinions.models import Board, Statement
from quartier.steps.opinions.queries import all_statements, standing, stored_answers
from quartier.steps.opinions.terms import (
    LONGEST,
    LOOKED_AT,
    MOST_STATEMENTS,
    WAITS,
    WORDS,
    OpinionOptions,
    Said,
    Standing,
)

COUNTERS = {Said.AGREE.value: "agreed", Said.DISAGREE.value: "disagreed", Said.PASS.value: "passed"}


@transaction.atomic
def bring_statement(step: Step, *, by: Actor, text: str) -> Statement:
    """A neighbour's. The very same words of the same person again are one statement."""
    step = lock_step(step)
    options = options_of(step, OpinionOptions)
    must_take_part(step, by)
    if not options.may_add:
        raise Refused(_("Here you answer statements; new ones aren't asked for."))
    text = _one_thought(text)
    same = _same(step, text)
    if same is not None and same.comment is not None and same.comment.author_id == by.subject.pk:
        return same
    if same is not None:
        raise Refused(_("That was said here already, as number %(number)d.") % {"number": same.number}, field="text")
    if all_statements(step).filter(comment__author=by.subject).count() >= options.most_each:
        most = {"most": options.most_each}
        raise Refused(_("Everybody may bring %(most)d statements here. Yours are all there.") % most, field="text")
    _must_have_room(step)
    entry = step.process.entry
    if entry is None:
        raise Refused(_("This step isn't open now."))
    comment = add_comment(entry, by=by, text=text)
    if options.checks_before:
        comment.hidden = timezone.now()  # until it is let through only its author and moderators see it
        comment.save(update_fields=["hidden"])
    place = Standing.WAITING if options.checks_before else Standing.SHOWN
    statement = Statement.objects.create(step=step, number=_next_number(step), comment=comment, standing=place)
    took_part(step, by=by)
    if options.checks_before:
        care = reverse("opinions:care", kwargs={"pk": step.pk})
        tell(managers_of(step.process), WAITS, by=by.subject, url=care, title=step.process.title, calm=True)
    return statement


@transaction.atomic
def add_statements(step: Step, *, by: Actor, lines: str) -> int:
    """Of whoever asks: one a line, each once. Returns how many are new."""
    step = lock_step(step)
    must_manage(step.process, by)
    if step.state == StepState.CLOSED:
        raise Refused(_("This step is over."))
    added = 0
    for line in lines.splitlines():
        if not line.strip():
            continue
        text = _one_thought(line, field="lines")
        if _same(step, text) is None:
            _must_have_room(step)
            Statement.objects.create(step=step, number=_next_number(step), own_text=text)
            added += 1
    return added


@transaction.atomic
def let_through(statement: Statement, *, by: Actor) -> None:
    """One that waits, or that was taken out by mistake."""
    statement = _judged(statement, by)
    if statement.standing == Standing.SHOWN:
        return
    if statement.standing == Standing.WAITING and statement.comment is not None:
        statement.comment.hidden = None
        statement.comment.save(update_fields=["hidden"])
    _decide(statement, Standing.SHOWN, "", by)


@transaction.atomic
def take_out(statement: Statement, *, by: Actor, reason: str) -> None:
    """Its author reads why. What the organiser wrote and nobody has seen yet is simply gone."""
    statement = _judged(statement, by)
    if statement.is_organisers and statement.step.state == StepState.PLANNED:
        statement.delete()
        return
    reason = one_line(reason)[:240]
    if not reason:
        raise Refused(_("Say in a sentence why. Whoever brought it reads it."), field="reason")
    if (statement.standing, statement.reason) != (Standing.OUT, reason):
        _decide(statement, Standing.OUT, reason, by)


@transaction.atomic
def answer(step: Step, number: int, *, by: Actor, said: str) -> None:
    """To one statement, in place of an earlier answer to it."""
    if said not in Said.values:
        raise Refused(_("Please say whether you agree."), field="said")
    step = lock_step(step)
    must_take_part(step, by)
    statement = standing(step).filter(number=number).first()
    if statement is None:
        raise Refused(_("This statement is no longer there. Here is the next one."))
    answers = stored_answers(step, by.subject)
    before = answers.get(number)
    cast(step, by=by, content=content_of({**answers, number: said}))
    if before != said:
        _recount(statement, before, said)


@transaction.atomic
def take_over(step: Step, opinions: Opinions, *, by: Actor) -> int:
    """Statements and answers from elsewhere (a Polis export), without people: each row is a ballot of its own code."""
    step = lock_step(step)
    must_manage(step.process, by)
    if not step.is_for_all or step.state != StepState.OPEN:
        raise Refused(_("Answers from elsewhere are taken over while the step is open to everybody of the quarter."))
    if all_statements(step).count() + len(opinions.statements) > MOST_STATEMENTS:
        raise Refused(_("There are %(most)d statements already. Nobody could answer more.") % {"most": MOST_STATEMENTS})
    source = f"elsewhere:{_digest(opinions)}:"
    if Ballot.objects.filter(step=step, code__startswith=source).exists():
        raise Refused(_("These very answers are here already."))
    board = _locked_board(step)
    numbers = [board.last_number + index for index in range(1, len(opinions.statements) + 1)]
    places = [Standing.SHOWN if one.shown else Standing.OUT for one in opinions.statements]
    Statement.objects.bulk_create(
        Statement(step=step, number=number, own_text=(one.text or one.id)[:400], standing=place)
        for number, one, place in zip(numbers, opinions.statements, places, strict=True)
    )
    Board.objects.filter(pk=board.pk).update(last_number=board.last_number + len(numbers))
    rows = zip(opinions.participants, opinions.votes, strict=True)
    ballots = (
        Ballot(
            step=step,
            code=f"{source}{person}"[:64],
            channel=Channel.DESK,
            content=content_of({numbers[at]: WORDS[int(row[at])] for at in (row != UNSEEN).nonzero()[0].tolist()}),
        )
        for person, row in rows
    )
    Ballot.objects.bulk_create(ballots, batch_size=500)
    return len(opinions.participants)


def _digest(opinions: Opinions) -> str:
    said = repr((opinions.participants, opinions.statements)).encode()
    return sha256(said + opinions.votes.tobytes()).hexdigest()[:12]


def _one_thought(text: str, field: str = "text") -> str:
    text = one_line(text)
    if not any(unicodedata.category(letter).startswith(("L", "N")) for letter in text):
        raise Refused(_("Write one thought in a sentence."), field=field)
    if len(text) > LONGEST:
        raise Refused(
            _("Please say it in at most %(most)d letters: one thought alone. “%(text)s”")
            % {"most": LONGEST, "text": f"{text[:40]}…"},
            field=field,
        )
    return text


def _same(step: Step, text: str) -> Statement | None:
    """Letter by letter the same, but for capitals, marks and blanks. What was taken out doesn't come back by being sent again."""
    wanted = _letters(text)
    found: Iterable[Statement] = all_statements(step).filter(comment__deleted=None)
    return next((one for one in found if _letters(one.text) == wanted), None)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _must_have_room(step: Step) -> None:
    if all_statements(step).count() >= MOST_STATEMENTS:
        raise Refused(_("There are %(most)d statements already. Nobody could answer more.") % {"most": MOST_STATEMENTS})


def _next_number(step: Step) -> int:
    """Never given twice, also after the last statement was deleted: answers belong to it."""
    board = _locked_board(step)
    board.last_number += 1
    board.save(update_fields=["last_number"])
    return board.last_number


def _locked_board(step: Step) -> Board:
    Board.objects.get_or_create(step=step)
    return Board.objects.select_for_update(no_key=True).get(step=step)


def _judged(statement: Statement, by: Actor) -> Statement:
    step = lock_step(statement.step)
    must_manage(step.process, by)
    if step.state == StepState.CLOSED:
        raise Refused(_("This step is over."))
    found = Statement.objects.select_related("comment__author").get(pk=statement.pk)
    found.step = step
    return found


def _decide(statement: Statement, place: Standing, reason: str, by: Actor) -> None:
    statement.standing, statement.reason = place, reason
    statement.save(update_fields=["standing", "reason"])
    if statement.comment is not None:
        process = statement.step.process
        tell([statement.comment.author], LOOKED_AT, by=by.person, url=process.url, title=process.title)


def _recount(statement: Statement, before: str | None, said: str) -> None:
    """The numbers that decide which statement comes next. The map counts ballots, not these."""
    changed = {COUNTERS[said]: F(COUNTERS[said]) + 1}
    if before is not None and getattr(statement, COUNTERS[before]) > 0:
        changed[COUNTERS[before]] = F(COUNTERS[before]) - 1
    Statement.objects.filter(pk=statement.pk).update(**changed)
