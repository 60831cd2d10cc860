"""The work on each version of a paper: found → fetched → read → generated → indexed.

An item stands in the last state that it reached. It may wait, with a reason and the time of its next try, in any state
that is not the end; it ends indexed, given up, passed over (not about deep learning), superseded by a newer version that
came before it was read, or withdrawn. Who works on it holds a lease; a lease that has run out, or whose process is gone,
is as good as none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Engine,
    and_,
    exists,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from catalog.records import VersionKey
from catalog.storage.convert import clean
from catalog.storage.database import reading, writing
from catalog.storage.tables import OutboxRow
from catalog.work import owner as owners
from catalog.work.clock import Clock
from catalog.work.tables import WorkRow
from catalog.work.view import Item, State, WorkView, item_of

NEW, AGAIN = 0, 1
"""Priorities: what was never read goes before what is to be read again."""
_FREE: Mapping[str, Any] = {"owner": "", "leased_until": None}


class WorkStore(WorkView):
    """The items of work. Safe for threads and for any number of processes."""

    def __init__(self, engine: Engine, clock: Clock, owner: str) -> None:
        super().__init__(engine, clock)
        self._owner = owner

    def add(
        self,
        key: VersionKey,
        *,
        state: State = "found",
        reason: str = "",
        sha256: str = "",
        place: str = "",
    ) -> bool:
        """Take a version up; False, and nothing changes, where it is known already."""
        now = self._clock.now()
        with writing(self._engine) as session:
            if session.get(WorkRow, (key.arxiv_id, key.version)) is not None:
                return False
            session.add(
                WorkRow(
                    arxiv_id=key.arxiv_id,
                    version=key.version,
                    state=state,
                    priority=NEW,
                    due=now,
                    reason=clean(reason),
                    tries=0,
                    claims=0,
                    sha256=sha256,
                    place=place,
                    reader_version="",
                    changed=now,
                    **_FREE,
                )
            )
            return True

    def claim(
        self, states: Iterable[State], seconds: float, only: Sequence[VersionKey] | None = None
    ) -> Item | None:
        """The next item that is due in one of these states, leased to this process; None where there is none.

        What is new goes before what is to be read again, then whichever has been due longest. `only` names the
        some hundred versions among which it is looked; None looks among all.
        """
        now = self._clock.now()
        # What this process holds is being worked on by another thread of it, however late its heartbeat is.
        free = and_(_free(now), WorkRow.owner != self._owner)
        wanted = and_(WorkRow.state.in_(list(states)), WorkRow.due <= now, free)
        if only is not None:
            wanted = and_(
                wanted, tuple_(WorkRow.arxiv_id, WorkRow.version).in_([(k.arxiv_id, k.version) for k in only])
            )
        query = (
            select(WorkRow)
            .where(wanted)
            .order_by(WorkRow.priority, WorkRow.due, WorkRow.arxiv_id, WorkRow.version)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        with writing(self._engine) as session:
            row = session.scalars(query).one_or_none()
            if row is None:
                return None
            row.owner, row.leased_until = self._owner, now + timedelta(seconds=seconds)
            row.claims += 1
            session.flush()
            return item_of(row)

    def take_up(self, key: VersionKey, sha256: str, place: str, seconds: float) -> Item | None:
        """Begin a version anew with a PDF that lies at `place`, known or not, leased to this process.

        None, and nothing changes, where another process works on it now.
        """
        now = self._clock.now()
        with writing(self._engine) as session:
            row = session.get(WorkRow, (key.arxiv_id, key.version), with_for_update=True)
            if row is not None and row.leased_until is not None and row.leased_until >= now:
                return None
            if row is None:
                row = WorkRow(arxiv_id=key.arxiv_id, version=key.version)
                session.add(row)
            row.state, row.priority, row.due, row.reason = "fetched", NEW, now, ""
            row.tries, row.claims, row.reader_version = 0, 1, ""
            row.sha256, row.place, row.changed = sha256, place, now
            row.owner, row.leased_until = self._owner, now + timedelta(seconds=seconds)
            session.flush()
            return item_of(row)

    def begin_again(self, keys: Iterable[VersionKey]) -> int:
        """Have versions fetched and read anew that nobody works on; returns how many."""
        now = self._clock.now()
        values = {
            "state": "found",
            "priority": NEW,
            "due": now,
            "reason": "",
            "tries": 0,
            "claims": 0,
            "sha256": "",
        }
        return sum(
            self._update(
                and_(WorkRow.arxiv_id == key.arxiv_id, WorkRow.version == key.version, _free(now)), values
            )
            for key in keys
        )

    def index(self, name: str) -> int:
        """What is generated and does not wait for this search index any more is indexed; returns how many items."""
        waits = exists().where(OutboxRow.index_name == name, OutboxRow.arxiv_id == WorkRow.arxiv_id)
        which = and_(WorkRow.state == "generated", WorkRow.owner == "", ~waits)
        return self._update(which, {"state": "indexed", "reason": "", "tries": 0})

    def beat(self, seconds: float) -> int:
        """Renew every lease of this process; returns how many it holds."""
        until = self._clock.now() + timedelta(seconds=seconds)
        return self._update(WorkRow.owner == self._owner, {"leased_until": until})

    def advance(
        self,
        key: VersionKey,
        state: State,
        *,
        reason: str = "",
        sha256: str | None = None,
        reader_version: str | None = None,
        keep: bool = False,
    ) -> bool:
        """An item of this process has reached a state; its lease ends, unless it is kept for the next step.

        False, and nothing changes, where the lease was lost: the item ended meanwhile, or is another's now.
        """
        values: dict[str, Any] = {
            "state": state,
            "reason": clean(reason),
            "due": self._clock.now(),
            "tries": 0,
            "claims": 0,
        }
        if keep:
            values["claims"] = 1
        else:
            values |= _FREE
        if sha256 is not None:
            values["sha256"] = sha256
        if reader_version is not None:
            values["reader_version"] = reader_version
        return self._update(self._mine(key), values) == 1

    def wait(self, key: VersionKey, reason: str, seconds: float) -> bool:
        """An item of this process waits for its next try; its lease ends. False where the lease was lost."""
        due = self._clock.now() + timedelta(seconds=seconds)
        values = {"due": due, "reason": clean(reason), "tries": WorkRow.tries + 1, "claims": 0, **_FREE}
        return self._update(self._mine(key), values) == 1

    def put_back(self, key: VersionKey) -> bool:
        """Let an item of this process go as it was, as a run that ends before its step was begun does."""
        return self._update(self._mine(key), {"claims": WorkRow.claims - 1, **_FREE}) == 1

    def give_up(self, key: VersionKey, reason: str, *, reader_version: str | None = None) -> bool:
        """An item of this process ends without success. False where the lease was lost."""
        return self.advance(key, "given-up", reason=reason, reader_version=reader_version)

    def postpone(self, states: Iterable[State], reason: str, seconds: float) -> int:
        """All that is due in these states and nobody's waits, with this reason; returns how many items do."""
        now = self._clock.now()
        which = and_(WorkRow.state.in_(list(states)), WorkRow.owner == "", WorkRow.due <= now)
        return self._update(which, {"due": now + timedelta(seconds=seconds), "reason": clean(reason)})

    def supersede(self, key: VersionKey) -> int:
        """Older versions that were not read yet need not be, now that there is this one; returns how many.

        One that is being read stays: its lease decides.
        """
        which = and_(
            WorkRow.arxiv_id == key.arxiv_id,
            WorkRow.version < key.version,
            WorkRow.state.in_(["found", "fetched"]),
            WorkRow.owner == "",
        )
        return self._update(which, {"state": "superseded", "reason": f"version {key.version} came first"})

    def withdraw(self, arxiv_id: str, reason: str) -> int:
        """All work on a paper ends, whoever holds it; returns on how many versions."""
        which = and_(WorkRow.arxiv_id == arxiv_id, WorkRow.state != "withdrawn")
        return self._update(which, {"state": "withdrawn", "reason": clean(reason), **_FREE})

    def read_again(self, reader_version: str, limit: int) -> int:
        """Have what an older reader has read, or could not read, read again; returns how many items.

        Only what has its file still; new papers go first all the same.
        """
        chosen = (
            select(WorkRow.arxiv_id, WorkRow.version)
            .where(
                WorkRow.state.in_(["indexed", "given-up"]),
                WorkRow.reader_version != reader_version,
                WorkRow.reader_version != "",
                WorkRow.sha256 != "",
            )
            .order_by(WorkRow.changed, WorkRow.arxiv_id)
            .limit(limit)
        )
        now = self._clock.now()
        values = {"state": "fetched", "priority": AGAIN, "due": now, "reason": "", "tries": 0, "claims": 0}
        with writing(self._engine) as session:
            keys = session.execute(chosen).all()
            for arxiv_id, version in keys:
                self._set(session, and_(WorkRow.arxiv_id == arxiv_id, WorkRow.version == version), values)
            return len(keys)

    def release_dead(self) -> int:
        """Take leases from processes of this machine that are gone; returns how many items are free again."""
        with reading(self._engine) as session:
            holding = session.scalars(select(WorkRow.owner).where(WorkRow.owner != "").distinct()).all()
        return sum(
            self._update(WorkRow.owner == holder, dict(_FREE)) for holder in holding if owners.is_dead(holder)
        )

    def release_own(self) -> int:
        """Let go of what threads of this process left when an error ended them; returns how many items are free again.

        For the beginning of a run, when none of them works on anything.
        """
        return self._update(WorkRow.owner == self._owner, dict(_FREE))

    def _mine(self, key: VersionKey) -> ColumnElement[bool]:
        return and_(
            WorkRow.arxiv_id == key.arxiv_id,
            WorkRow.version == key.version,
            WorkRow.owner == self._owner,
        )

    def _update(self, which: ColumnElement[bool], values: dict[str, Any]) -> int:
        with writing(self._engine) as session:
            return self._set(session, which, values)

    def _set(self, session: Session, which: ColumnElement[bool], values: dict[str, Any]) -> int:
        statement = update(WorkRow).where(which).values(**values, changed=self._clock.now())
        done = cast(
            "CursorResult[Any]", session.execute(statement, execution_options={"synchronize_session": False})
        )
        return int(done.rowcount)


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(WorkRow.leased_until.is_(None), WorkRow.leased_until < now)
