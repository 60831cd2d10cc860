"""Says every now and then that this process still works on what it has claimed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.exc import SQLAlchemyError

from catalog import WorkDatabase

LEASE = 300.0
"""Seconds after which a claim of a process that says nothing more is taken for given up."""


@contextmanager
def beating(work: WorkDatabase, also: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Keep this process's claims alive within the `with` block; `also` is done at each beat."""
    done = threading.Event()

    def beat() -> None:
        while not work.clock.wait(LEASE / 4, done):
            # A database that does not answer for a moment is asked again before the lease has run out.
            with suppress(SQLAlchemyError):
                work.items.beat(LEASE)
                also()

    heart = threading.Thread(target=beat, name="heartbeat", daemon=True)
    heart.start()
    try:
        yield
    finally:
        done.set()
        heart.join()
