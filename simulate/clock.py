"""Time that can run faster, so that a night passes in seconds."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta


class CompressedClock:
    """A clock that begins at a given moment and runs `speed` times as fast as real time.

    Args:
        start: the moment at which it begins, with a time zone.
        speed: seconds of this clock in one real second.
    """

    def __init__(self, start: datetime | None = None, speed: float = 1.0) -> None:
        self._start = self._first = start or datetime.now(UTC)
        self._began = time.monotonic()
        self.speed = speed

    def seconds(self) -> float:
        """Seconds of this clock since it began, jumps counted."""
        return (self.now() - self._first).total_seconds()

    def now(self) -> datetime:
        """The moment that it shows, in UTC."""
        passed = (time.monotonic() - self._began) * self.speed
        return (self._start + timedelta(seconds=passed)).astimezone(UTC)

    def shows_at(self, real: datetime) -> datetime:
        """The moment that it shows, in UTC, when the system's time is `real`."""
        away = (real - datetime.now(UTC)).total_seconds()
        return self.now() + timedelta(seconds=away * self.speed)

    def real(self, moment: datetime) -> datetime:
        """The system's time, in UTC, at which it shows this moment."""
        away = (moment - self.now()).total_seconds()
        return datetime.now(UTC) + timedelta(seconds=away / self.speed)

    def sleep(self, seconds: float) -> None:
        """Wait for this many seconds of the clock."""
        time.sleep(max(0.0, seconds) / self.speed)

    def wait(self, seconds: float, event: threading.Event) -> bool:
        """Wait for this many seconds of the clock, or until the event; returns whether it has come."""
        return event.wait(max(0.0, seconds) / self.speed)

    def jump(self, to: datetime) -> None:
        """Set it to a moment; it runs on from there."""
        self._start, self._began = to, time.monotonic()
