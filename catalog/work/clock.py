"""Whose time counts: with a database that several machines share it is the database's, since theirs may differ."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy import Engine, text


class Clock(Protocol):
    """Time that can be asked and waited for. `simulate.clock.CompressedClock` is one that runs faster."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait for this many seconds of the clock."""
        ...

    def wait(self, seconds: float, event: threading.Event) -> bool:
        """Wait for this many seconds of the clock, or until the event; returns whether it has come."""
        ...


class DatabaseClock:
    """The time of PostgreSQL's server; of this machine for SQLite, whose users all share it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._of_server = engine.dialect.name == "postgresql"

    def now(self) -> datetime:
        """The moment, in UTC."""
        if not self._of_server:
            return datetime.now(UTC)
        with self._engine.connect() as connection:
            moment: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            return moment.astimezone(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(max(0.0, seconds))

    def wait(self, seconds: float, event: threading.Event) -> bool:
        """Wait, or until the event."""
        return event.wait(max(0.0, seconds))


STOPPED = "stopped by its operator"


class Interrupted(Exception):
    """The process is to end, and something waited that need not be waited for any more."""


class StoppableClock:
    """A clock whose sleep ends, with Interrupted, once the process is to end.

    Args:
        clock: whose time.
        stop: set when the process is to end.
    """

    def __init__(self, clock: Clock, stop: threading.Event) -> None:
        self._clock, self._stop = clock, stop

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._clock.now()

    def sleep(self, seconds: float) -> None:
        """Wait. Raises Interrupted where the process is to end."""
        if self._clock.wait(seconds, self._stop):
            raise Interrupted(STOPPED)

    def wait(self, seconds: float, event: threading.Event) -> bool:
        """Wait, or until the event."""
        return self._clock.wait(seconds, event)
