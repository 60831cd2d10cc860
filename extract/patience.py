"""A time limit for one piece of work in the main thread."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TookTooLong(BaseException):
    """The time of a piece of work is up.

    Not an Exception, since libraries catch those and go on.
    """


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TookTooLong in the block when its time is up; native code is interrupted when it returns."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
