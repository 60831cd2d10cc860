"""The crawler's pace, kept in the database: one connection and one interval over all processes and machines.

The connection is a lease, each lane a row with the moment at which its next request may begin. A lane that was stopped
gives no turn until a person lets it go on.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from catalog.storage.convert import clean
from catalog.storage.database import reading, writing
from catalog.work.clock import Clock
from catalog.work.leases import Leases
from catalog.work.tables import LaneRow
from crawler.errors import Forbidden
from crawler.pace import DEFAULT_INTERVALS, Lane

CONNECTION = "connection to arXiv"
LONGEST_REQUEST = 400.0
"""Seconds after which a connection whose process may have died is taken for gone; above every limit of a request."""
LONGEST_WAIT = 3600.0
"""Seconds that a lane waits at most; no penalty is longer."""
LOOK = 1.0
"""Seconds after which it is looked again whether another process has given the connection back."""


class Stopped(Forbidden):
    """The host has forbidden requests, to this process or another; a person has to look into it first."""


class DatabasePace:
    """Hands out turns; see `crawler.pace.Pace`."""

    def __init__(
        self,
        engine: Engine,
        leases: Leases,
        clock: Clock,
        intervals: Mapping[Lane, float] = DEFAULT_INTERVALS,
    ) -> None:
        self._engine, self._leases, self._clock = engine, leases, clock
        self._intervals = dict(intervals)
        # Within the process a plain lock will do: its threads need not ask the database for each other.
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, lane: Lane) -> Iterator[None]:
        """Wait for a turn in this lane and hold it, and with it the connection, within the `with` block.

        Raises:
            Stopped: requests were forbidden.
        """
        with self._lock:
            self._connect(lane)
            try:
                yield
            finally:
                self.penalty(lane, self._intervals[lane])
                self._leases.release(CONNECTION)

    def penalty(self, lane: Lane, seconds: float) -> None:
        """Give no turn in this lane for the next `seconds`, in any process."""
        until = self._clock.now() + timedelta(seconds=min(seconds, LONGEST_WAIT))
        with writing(self._engine) as session:
            row = session.get(LaneRow, lane, with_for_update=True)
            if row is None:
                session.add(LaneRow(name=lane, free_at=until, stopped=""))
            else:
                row.free_at = max(row.free_at, until)

    def slow_down(self, lane: Lane, interval: float) -> None:
        """Leave at least `interval` seconds between two turns of this process in this lane."""
        self._intervals[lane] = max(self._intervals[lane], interval)

    def stop(self, reason: str) -> None:
        """Give no turn in any lane, in any process, until `go_on`."""
        with writing(self._engine) as session:
            for lane in self._intervals:
                row = session.get(LaneRow, lane, with_for_update=True)
                if row is None:
                    session.add(LaneRow(name=lane, free_at=self._clock.now(), stopped=clean(reason)))
                else:
                    row.stopped = clean(reason)

    def go_on(self) -> None:
        """A person has looked into it: requests may be made again."""
        with writing(self._engine) as session:
            for row in session.scalars(select(LaneRow)):
                row.stopped = ""

    def stopped(self) -> str:
        """Why no requests may be made; "" where they may."""
        with reading(self._engine) as session:
            reasons = session.scalars(select(LaneRow.stopped).where(LaneRow.stopped != "")).all()
            return reasons[0] if reasons else ""

    def _connect(self, lane: Lane) -> None:
        while True:
            wait = self._free_in(lane)
            if wait <= 0 and self._leases.take(CONNECTION, LONGEST_REQUEST):
                # Another process may have had its turn between the look and the lease.
                wait = self._begin(lane)
                if wait <= 0:
                    return
                self._leases.release(CONNECTION)
            self._clock.sleep(wait if wait > 0 else LOOK)

    def _free_in(self, lane: Lane) -> float:
        with reading(self._engine) as session:
            row = session.get(LaneRow, lane)
            if row is None:
                return 0.0
            if row.stopped:
                raise Stopped(row.stopped)
            wait = (row.free_at - self._clock.now()).total_seconds()
        if wait > LONGEST_WAIT:
            self._set_right(lane)
        return min(wait, LONGEST_WAIT)

    def _set_right(self, lane: Lane) -> None:
        """The clock was set back since the lane's next moment was noted: it is noted anew."""
        with writing(self._engine) as session:
            row = session.get(LaneRow, lane, with_for_update=True)
            latest = self._clock.now() + timedelta(seconds=LONGEST_WAIT)
            if row is not None and row.free_at > latest:
                row.free_at = latest

    def _begin(self, lane: Lane) -> float:
        """Take this turn where the lane is free; else the seconds until then.

        When the next may begin is noted at once, for the case that this one never ends, and again at its end.
        """
        interval = timedelta(seconds=self._intervals[lane])
        try:
            with writing(self._engine) as session:
                row = session.get(LaneRow, lane, with_for_update=True)
                now = self._clock.now()
                if row is None:
                    session.add(LaneRow(name=lane, free_at=now + interval, stopped=""))
                    return 0.0
                if row.free_at > now:
                    return (row.free_at - now).total_seconds()
                row.free_at = now + interval
                return 0.0
        except IntegrityError:
            return LOOK
