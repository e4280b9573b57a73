"""The background worker's work: the outbox of facts, and what is done again and again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.accounts.actions.sessions import forget_expired_sessions
from quartier.kernel.accounts.limits import forget_old_attempts
from quartier.kernel.assistance.actions import end_of_those_gone, remind_of_the_end
from quartier.kernel.assistance.warning import warn_confidants
from quartier.kernel.belonging.care import look_after_groups
from quartier.kernel.breaches.actions import remind_of_breaches
from quartier.kernel.choosing.putting_aside import forget_put_aside
from quartier.kernel.comments.actions import forget_deleted_comments
from quartier.kernel.contract import Job
from quartier.kernel.delivery.mail.fetching import fetch_if_due
from quartier.kernel.delivery.mail.incoming import forget_old_mails
from quartier.kernel.delivery.mail.watching import warn_of_mail_trouble
from quartier.kernel.delivery.outbox import deliver_due
from quartier.kernel.delivery.planning import begin_daily_rounds, plan
from quartier.kernel.delivery.settling import forget_old_deliveries
from quartier.kernel.delivery.taking import take_up_again
from quartier.kernel.drafts.actions import forget_old_drafts
from quartier.kernel.entries import search
from quartier.kernel.entries.actions import expire_entries
from quartier.kernel.facts.delivery import sweep
from quartier.kernel.files.disk import sweep_orphans
from quartier.kernel.guarded.reading import forget_old_reads
from quartier.kernel.jobs.models import JobRun
from quartier.kernel.matters.released_places import withdraw_old_places
from quartier.kernel.moderation.keeping import forget_old_cases
from quartier.kernel.moderation.nobody_left import ask_for_deciders
from quartier.kernel.moderation.panels import look_after_panels
from quartier.kernel.privacy.asking_anew import ask_anew
from quartier.kernel.privacy.erased_list import write_list
from quartier.kernel.privacy.erasure import erase_due
from quartier.kernel.privacy.retention import forget_old_rows
from quartier.kernel.processes.forgetting import forget_supporters
from quartier.kernel.processes.handover import look_after_processes
from quartier.kernel.processes.running import run_steps
from quartier.kernel.quarter.models import forget_quarter
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.residence.homes.asking import ask_who_still_lives_here

__all__ = ["deliver_round", "fetch_round", "outside_round", "run_if_due", "take_up_again", "tick"]
log = logging.getLogger(__name__)

BEAT = "worker.beat"  # when it last ran says whether there is a worker at all
KERNEL_JOBS = (
    Job(name=BEAT, do=lambda _now: None, every=timedelta(seconds=30)),
    Job(name="entries.expire", do=expire_entries, every=timedelta(minutes=1)),
    Job(name="entries.search", do=search.tidy_up, every=timedelta(minutes=1)),
    Job(name="files.orphans", do=sweep_orphans, every=timedelta(minutes=10)),
    Job(name="accounts.attempts", do=lambda _now: forget_old_attempts(), every=timedelta(hours=1)),
    Job(name="accounts.sessions", do=forget_expired_sessions, every=timedelta(hours=1)),
    Job(name="assistance.gone", do=end_of_those_gone, every=timedelta(hours=1)),
    Job(name="assistance.warn", do=warn_confidants, every=timedelta(minutes=1)),
    Job(name="assistance.remind", do=remind_of_the_end, every=timedelta(hours=6)),
    Job(name="choosing.forget", do=forget_put_aside, every=timedelta(days=1)),
    Job(name="mydata.breaches", do=remind_of_breaches, every=timedelta(minutes=30)),
    Job(name="comments.forget", do=forget_deleted_comments, every=timedelta(hours=1)),
    Job(name="delivery.daily", do=begin_daily_rounds, every=timedelta(minutes=1)),
    Job(name="process.run", do=run_steps, every=timedelta(minutes=1), is_whole=False),
    Job(name="process.forget", do=forget_supporters, every=timedelta(days=1), is_whole=False),
    Job(name="process.look_after", do=look_after_processes, every=timedelta(hours=1)),
    Job(name="delivery.watch", do=warn_of_mail_trouble, every=timedelta(minutes=10)),
    Job(name="delivery.mails", do=forget_old_mails, every=timedelta(hours=6)),
    Job(name="delivery.forget", do=forget_old_deliveries, every=timedelta(hours=6)),
    Job(name="drafts.forget", do=forget_old_drafts, every=timedelta(hours=1)),
    Job(name="guarded.forget", do=forget_old_reads, every=timedelta(days=1)),
    Job(name="groups.look_after", do=look_after_groups, every=timedelta(hours=6)),
    Job(name="mydata.ask_anew", do=ask_anew, every=timedelta(hours=6)),
    Job(name="mydata.erase", do=erase_due, every=timedelta(hours=1), is_whole=False),
    Job(name="mydata.forget", do=forget_old_rows, every=timedelta(days=1), is_whole=False),
    Job(name="mydata.list", do=lambda _now: write_list(), every=timedelta(hours=1)),
    Job(name="matters.places", do=withdraw_old_places, every=timedelta(hours=1)),
    Job(name="moderation.forget", do=forget_old_cases, every=timedelta(hours=6)),
    Job(name="residence.ask", do=ask_who_still_lives_here, every=timedelta(hours=1)),
    Job(name="moderation.panels", do=look_after_panels, every=timedelta(hours=1)),
    Job(name="moderation.nobody", do=ask_for_deciders, every=timedelta(hours=1)),
)


def tick(now: datetime | None = None) -> None:
    """One round of the worker."""
    forget_quarter()
    sweep()
    plan()
    for job in _jobs():
        if not job.is_outside:
            run_if_due(job, now or timezone.now())


def outside_round(now: datetime | None = None) -> None:
    """What speaks with programs beside us, on a thread of its own: neither facts nor mails wait for it."""
    forget_quarter()
    for job in _jobs():
        if job.is_outside:
            run_if_due(job, now or timezone.now())


def deliver_round(stop: Callable[[], bool] = lambda: False) -> int:
    """What leaves the house, on a thread of its own: whoever answers slowly holds up nobody here."""
    forget_quarter()
    return deliver_due(stop=stop)


def fetch_round(stop: Callable[[], bool] = lambda: False) -> int:
    """What comes in by mail, on another: nothing going out waits for a mailbox."""
    forget_quarter()
    return fetch_if_due(stop=stop)


def _jobs() -> Iterator[Job]:
    yield from KERNEL_JOBS
    for module in registry.modules():
        if is_on(module.slug):
            yield from module.jobs


def run_if_due(job: Job, now: datetime) -> bool:
    """Runs the job if its time has come. Taken before it is done: two workers, or a clock that steps, run it once.

    A clock that was set back makes the last run lie in the future; then it counts from now.
    """
    if not _take(job, now):
        return False
    try:
        with nullcontext() if job.is_outside or not job.is_whole else transaction.atomic():
            job.do(now)
    except Exception:
        log.exception("The job %s failed.", job.name)
        JobRun.objects.filter(name=job.name).update(failures=_failures(job) + 1)
        return False
    JobRun.objects.filter(name=job.name).update(failures=0)
    return True


@transaction.atomic
def _take(job: Job, now: datetime) -> bool:
    run, is_new = JobRun.objects.select_for_update().get_or_create(name=job.name, defaults={"started": now})
    if run.started > now:
        JobRun.objects.filter(pk=run.pk).update(started=now)
        return False
    if not is_new and now - run.started < job.every:
        return False
    JobRun.objects.filter(pk=run.pk).update(started=now)
    return True


def _failures(job: Job) -> int:
    return JobRun.objects.values_list("failures", flat=True).get(name=job.name)
