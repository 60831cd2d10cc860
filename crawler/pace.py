"""One request at a time and never faster than the rules allow.

A pace hands out turns. A turn is held while its request runs, so that there is one connection, and the next one
is not given before the lane's interval has passed since the last ended: counted from its beginning, a request that
is slow on its way could arrive close before the next. `LocalPace` keeps this within a process;
the catalog's `DatabasePace` keeps it over all processes and machines that share a database.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Literal, Protocol

from crawler.errors import Forbidden

Lane = Literal["metadata", "pdf"]
LEAST_INTERVAL = 3.0
DEFAULT_INTERVALS: Mapping[Lane, float] = {"metadata": 3.0, "pdf": 15.0}


class Pace(Protocol):
    """Hands out turns for requests."""

    def turn(self, lane: Lane) -> AbstractContextManager[None]:
        """Wait for a turn in this lane and hold it within the `with` block."""
        ...

    def penalty(self, lane: Lane, seconds: float) -> None:
        """Give no turn in this lane for the next `seconds`."""
        ...

    def slow_down(self, lane: Lane, interval: float) -> None:
        """Leave at least `interval` seconds between two turns in this lane from now on, as a host asks for."""
        ...

    def stop(self, reason: str) -> None:
        """Give no turn in any lane from now on: `turn` raises Forbidden with this reason."""
        ...


class LocalPace:
    """A pace within one process.

    Args:
        intervals: seconds between the end of a request and the beginning of the next, by lane.
        clock, sleep: of time; for tests with a compressed clock.
    """

    def __init__(
        self,
        intervals: Mapping[Lane, float] = DEFAULT_INTERVALS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._intervals = dict(intervals)
        self._clock, self._sleep = clock, sleep
        self._free_at: dict[Lane, float] = {}
        self._lock = threading.Lock()
        self._stopped = ""

    @contextmanager
    def turn(self, lane: Lane) -> Iterator[None]:
        """Wait for a turn in this lane and hold it."""
        with self._lock:
            if self._stopped:
                raise Forbidden(self._stopped)
            wait = self._free_at.get(lane, 0.0) - self._clock()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self._free_at[lane] = max(self._free_at.get(lane, 0.0), self._clock() + self._intervals[lane])

    def penalty(self, lane: Lane, seconds: float) -> None:
        """Give no turn in this lane for the next `seconds`."""
        self._free_at[lane] = max(self._free_at.get(lane, 0.0), self._clock() + seconds)

    def slow_down(self, lane: Lane, interval: float) -> None:
        """Leave at least `interval` seconds between two turns in this lane."""
        self._intervals[lane] = max(self._intervals[lane], interval)

    def stop(self, reason: str) -> None:
        """Give no turn any more."""
        self._stopped = reason
