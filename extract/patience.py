"""A limit of processor time for one piece of work in the main thread."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TookTooLong(BaseException):
    """The processor time of a piece of work is up.

    Not an Exception, since libraries catch those and go on.
    """


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TookTooLong in the block once the process, all its threads together, has worked for so long in it.

    Native code is interrupted when it returns. A process that waits uses no time: see the limit of the whole process.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
