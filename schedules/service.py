"""The process that schedules: one at a time over all machines, others stand by.

APScheduler calls the jobs one after the other in a thread; this thread waits for a signal, or for the loss of the
lease. A job that is late because the one before took long is done once, not once for each of its missed moments.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from catalog.tallies import Run
from catalog.work import Hold, WorkDatabase
from schedules.jobs import Jobs, Workshop
from schedules.nights import SCHEDULER
from schedules.timetable import Due, Job, OnClock, timetable
from simulate.clock import CompressedClock

LEASE = 60.0
"""Seconds after which a scheduler that says nothing is taken for gone, where it ran on another machine."""
LOOK = 1.0
"""Real seconds between two looks at the lease of a scheduler that stands by."""
Tell = Callable[[str], None]
log = logging.getLogger(__name__)


class Service:
    """Schedules until it is stopped.

    Args:
        shop: what the jobs work with; its `stop` ends the service.
        tell: is told what happens, a line at a time.
    """

    def __init__(self, shop: Workshop, tell: Tell) -> None:
        self._shop, self._tell = shop, tell
        self._jobs = Jobs(shop)

    def run(self) -> None:
        """Take the lease of the scheduler, as soon as nobody has it, and do what is due, until stopped."""
        standing_by = False
        while not self._shop.stop.is_set():
            with self._shop.work.leases.hold(SCHEDULER, LEASE) as hold:
                if hold is not None:
                    self._schedule(hold)
                    standing_by = False
                elif not standing_by:
                    self._tell(f"standing by: {_holder(self._shop.work)} schedules")
                    standing_by = True
            self._shop.stop.wait(LOOK)

    def once(self, job: Job) -> Run | str | None:
        """Do one job now; None where another process schedules, which does it."""
        with self._shop.work.leases.hold(SCHEDULER, LEASE) as hold:
            return None if hold is None else self._jobs.do(job)

    def _schedule(self, hold: Hold) -> None:
        scheduler = BackgroundScheduler(timezone=UTC, executors={"default": ThreadPoolExecutor(1)})
        for job, due in timetable().items():
            self._add(scheduler, job, due, self._shop.trial)
        scheduler.start()
        self._tell("scheduling; " + self._jobs.nights.standing().why)
        try:
            while not self._shop.stop.is_set() and not hold.lost.is_set():
                self._shop.stop.wait(LOOK)
            if hold.lost.is_set():
                self._tell("another process schedules now")
        finally:
            # What runs ends at its next stop; what has not begun is left to whoever schedules next.
            scheduler.remove_all_jobs()
            scheduler.shutdown(wait=True)

    def _add(self, scheduler: BackgroundScheduler, job: Job, due: Due, clock: CompressedClock | None) -> None:
        # A night that another process left unsettled is taken up at once; a settled one costs a look.
        first = {"next_run_time": datetime.now(UTC)} if job == "nightly" else {}
        scheduler.add_job(
            self._do,
            OnClock(due.trigger, clock) if clock else due.trigger,
            args=(job,),
            id=job,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=max(1, round(due.late / (clock.speed if clock else 1))),
            **first,
        )

    def _do(self, job: Job) -> None:
        try:
            done = self._jobs.do(job)
        except Exception as error:
            # The next moment tries again; the database may be back by then.
            log.exception("%s", job)
            self._tell(f"{job}: {type(error).__name__}: {error}")
            return
        if isinstance(done, Run):
            self._tell(told(done))
        else:
            log.info("%s: %s", job, done)


def told(run: Run) -> str:
    """A run in a line."""
    counts = ", ".join(f"{number} {name}" for name, number in run.counts.items() if number)
    return ": ".join(part for part in (f"{run.kind} {run.status}", counts, run.message) if part)


def _holder(work: WorkDatabase) -> str:
    holder = work.leases.holder(SCHEDULER)
    return (
        f"process {holder.owner.split()[1]} of {holder.owner.split('/')[0]}" if holder else "another process"
    )
