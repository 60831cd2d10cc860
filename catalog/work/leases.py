"""Leases by name: what one process alone may do, over all machines that share the database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from catalog.storage.database import reading, writing
from catalog.work import owner as owners
from catalog.work.clock import Clock
from catalog.work.tables import LeaseRow


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lease, since when and until when."""

    owner: str
    taken: datetime
    until: datetime


class Hold:
    """A lease while it is held; `lost` is set once it is not any more."""

    def __init__(self) -> None:
        self.lost = threading.Event()


class Leases:
    """Takes, renews and gives back leases for this process."""

    def __init__(self, engine: Engine, clock: Clock, owner: str) -> None:
        self._engine, self._clock, self._owner = engine, clock, owner

    def take(self, name: str, seconds: float) -> bool:
        """Take a lease that is free, has run out, or whose process is gone. False where another holds it.

        Also False where this process holds it already: one thread of it is enough.
        """
        now = self._clock.now()
        until = now + timedelta(seconds=seconds)
        try:
            with writing(self._engine) as session:
                row = session.get(LeaseRow, name, with_for_update=True)
                if row is None:
                    session.add(LeaseRow(name=name, owner=self._owner, taken=now, until=until))
                    return True
                if row.until >= now and not owners.is_dead(row.owner):
                    return False
                row.owner, row.taken, row.until = self._owner, now, until
                return True
        except IntegrityError:
            # Another process was first to take it.
            return False

    def renew(self, name: str, seconds: float) -> bool:
        """Hold a lease longer; False where it was lost."""
        until = self._clock.now() + timedelta(seconds=seconds)
        mine = (LeaseRow.name == name) & (LeaseRow.owner == self._owner)
        with writing(self._engine) as session:
            done = session.execute(
                update(LeaseRow).where(mine).values(until=until).returning(LeaseRow.name),
                execution_options={"synchronize_session": False},
            )
            return done.first() is not None

    def release(self, name: str) -> None:
        """Give a lease back; nothing happens where it was lost."""
        with writing(self._engine) as session:
            session.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.owner == self._owner))

    def holder(self, name: str) -> Holder | None:
        """Who holds a lease now; None for nobody."""
        with reading(self._engine) as session:
            row = session.get(LeaseRow, name)
            if row is None or row.until < self._clock.now() or owners.is_dead(row.owner):
                return None
            return Holder(row.owner, row.taken, row.until)

    @contextmanager
    def hold(self, name: str, seconds: float = 60.0) -> Iterator[Hold | None]:
        """Hold a lease within the `with` block, renewed three times in its time; None where another holds it."""
        if not self.take(name, seconds):
            yield None
            return
        hold, done = Hold(), threading.Event()
        heart = threading.Thread(
            target=self._renew_until, args=(name, seconds, hold, done), name=f"lease {name}", daemon=True
        )
        heart.start()
        try:
            yield hold
        finally:
            done.set()
            heart.join()
            self.release(name)

    def _renew_until(self, name: str, seconds: float, hold: Hold, done: threading.Event) -> None:
        last = self._clock.now()
        while not self._clock.wait(seconds / 3, done):
            try:
                held = self.renew(name, seconds)
                last = self._clock.now()
            except SQLAlchemyError:
                # A database that does not answer for a moment takes no lease; one that stays away does.
                held = self._clock.now() < last + timedelta(seconds=seconds)
            if not held:
                hold.lost.set()
                return
