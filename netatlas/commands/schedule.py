"""`netatlas schedule`: the crawl by itself, every night, with the work around it."""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import closing
from datetime import UTC, datetime
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from netatlas.catalogs import catalog_of
from netatlas.console import NOT_HELD, fail, out
from netatlas.settings import Settings, load_settings

if TYPE_CHECKING:
    from catalog.stored import StoredCatalog
    from schedules.jobs import Workshop


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def schedule(
        once: Annotated[
            str | None,
            typer.Option(
                help="Do one job now and leave: nightly, withdrawals, reread or clean; for cron.",
                metavar="JOB",
            ),
        ] = None,
        show: Annotated[
            bool, typer.Option("--list", help="Show the jobs, and when each is next due.")
        ] = False,
        after_403: Annotated[
            bool,
            typer.Option(
                "--after-403", help="Allow requests again, once the cause of a 403 was looked into."
            ),
        ] = False,
    ) -> None:
        """Crawl every night, check withdrawals, read again and clean up, until Ctrl-C or SIGTERM.

        One process schedules; others that are started stand by and take over when it ends. With --once the exit code
        is 1 where the job failed, was left to another process, or requests are forbidden.
        """
        from schedules.timetable import JOBS

        if once is not None and once not in JOBS:
            fail(f"{once!r} is no job; there are {', '.join(JOBS)}")
        settings = load_settings()
        with closing(catalog_of(settings)) as catalog:
            if after_403:
                _allow(catalog)
            elif show:
                out.print(_timetable(settings, catalog))
            else:
                _run(_workshop(settings, catalog), once)


def _run(shop: Workshop, once: str | None) -> None:
    from catalog.tallies import Run
    from schedules.service import Service, told

    _stop_on_signals(shop.stop)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    # A moment that comes while its job still runs is no news: the hourly ones of a long night do.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    service = Service(shop, _tell)
    if once is None:
        service.run()
        _tell("stopped")
        return
    done = service.once(once)  # type: ignore[arg-type]  # looked up among the jobs before
    if done is None:
        _tell("left to the process that schedules")
    else:
        _tell(told(done) if isinstance(done, Run) else done)
    failed = done is None or (isinstance(done, Run) and done.status != "done")
    if failed or shop.work.pace().stopped():
        raise typer.Exit(NOT_HELD)


def _workshop(settings: Settings, catalog: StoredCatalog) -> Workshop:
    from catalog import open_work
    from catalog.work import DatabaseClock, StoppableClock
    from netatlas.crawling import crawl_of, files_of
    from schedules import calendar
    from schedules.clock import clock_of
    from schedules.jobs import Workshop

    stop = Event()
    trial = clock_of(settings.clock)
    work = open_work(catalog.database, StoppableClock(trial or DatabaseClock(catalog.database), stop))
    return Workshop(
        catalog=catalog,
        work=work,
        crawl=crawl_of(settings, catalog, work, stop=stop),
        files=files_of(settings),
        quota=int(settings.files_quota_gb * (1 << 30)),
        holidays=calendar.given(settings.holidays),
        stop=stop,
        trial=trial,
    )


def _allow(catalog: StoredCatalog) -> None:
    from catalog import open_work

    pace = open_work(catalog.database).pace()
    stopped = pace.stopped()
    pace.go_on()
    out.print(
        f"Requests may be made again; they were not since: {stopped}" if stopped else "Nothing was forbidden."
    )


def _timetable(settings: Settings, catalog: StoredCatalog) -> Table:
    from catalog import open_work
    from schedules import calendar
    from schedules.clock import clock_of
    from schedules.nights import SCHEDULER, Nights
    from schedules.timetable import next_moments, timetable

    work = open_work(catalog.database, clock_of(settings.clock))
    now = work.clock.now()
    standing = Nights(work, calendar.given(settings.holidays)).standing()
    holder = work.leases.holder(SCHEDULER)
    who = f"scheduled by {holder.owner}" if holder else "no process schedules now"
    table = Table("job", "next (UTC)", "when", title=f"{who}; night of {standing.night}: {standing.why}")
    for job, moment in next_moments(now).items():
        table.add_row(job, f"{moment.astimezone(UTC):%a %Y-%m-%d %H:%M}", timetable()[job].told)
    return table


def _stop_on_signals(stop: Event) -> None:
    """The first signal lets what runs come to its next stop; a second one ends the process at once."""

    def handle(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            # Threads that still read would be waited for. What they do can be done again.
            os._exit(128 + number)
        stop.set()

    signal.signal(signal.SIGTERM, handle)
    signal.signal(signal.SIGINT, handle)


def _tell(text: str) -> None:
    typer.echo(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {text}")
