"""The ledger: what ran, when, over which window, and what came of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import Engine, select

from catalog.storage import convert, reader, writer
from catalog.storage.database import reading
from catalog.storage.tables import RunRow
from catalog.tallies import Run
from catalog.work import owner as owners
from catalog.work.clock import Clock

SILENT = timedelta(minutes=15)
"""A run that has said nothing for so long is not running any more."""


class RunLedger:
    """Begins, updates and ends runs for this process."""

    def __init__(self, engine: Engine, clock: Clock, owner: str) -> None:
        self._engine, self._clock, self._owner = engine, clock, owner

    def begin(self, kind: str, since: date | None = None, until: date | None = None) -> Run:
        """A new run ("nightly", "ingest", ...) over the days from `since` to `until`."""
        now = self._clock.now()
        run = Run(
            id=f"{kind}-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}",
            kind=kind,
            started=now,
            since=since,
            until=until,
            owner=self._owner,
            beat=now,
        )
        writer.store_run(self._engine, run)
        return run

    def update(self, run: Run, counts: Mapping[str, int], reasons: Mapping[str, int] | None = None) -> Run:
        """What has come of a run so far; also says that it is still running."""
        reasons = run.reasons if reasons is None else reasons
        now = replace(run, counts=dict(counts), reasons=dict(reasons), beat=self._clock.now())
        writer.store_run(self._engine, now)
        return now

    def finish(
        self, run: Run, status: Literal["done", "failed", "stopped"] = "done", message: str = ""
    ) -> Run:
        """A run has ended: done; failed, so that it should be tried again; or stopped, by a person or a host."""
        now = self._clock.now()
        ended = replace(run, finished=now, beat=now, status=status, message=message)
        writer.store_run(self._engine, ended)
        return ended

    def close_lost(self) -> tuple[Run, ...]:
        """End the runs whose process is gone; returns them as they stand then."""
        with reading(self._engine) as session:
            rows = session.scalars(select(RunRow).where(RunRow.status == "running")).all()
            running = [convert.run_of(row) for row in rows]
        now = self._clock.now()
        lost = [
            run for run in running if owners.is_dead(run.owner) or (run.beat or run.started) < now - SILENT
        ]
        return tuple(self.finish(run, "failed", "its process ended before it did") for run in lost)

    def runs(self, limit: int = 50) -> tuple[Run, ...]:
        """The newest runs, newest first."""
        return reader.runs(self._engine, limit)
