"""The work on each version of a paper: found → fetched → read → generated → indexed.

An item stands in the last state that it reached. It may wait, with a reason and the time of its next try, in any state
that is not the end; it ends indexed, given up, passed over (not about deep learning), superseded by a newer version that
came before it was read, or withdrawn. Who works on it holds a lease; a lease that has run out, or whose process is gone,
is as good as none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, cast, get_args

from sqlalchemy import ColumnElement, CursorResult, Engine, Row, and_, func, or_, select, update
from sqlalchemy.orm import Session

from catalog.records import VersionKey
from catalog.storage.convert import clean
from catalog.storage.database import reading, writing
from catalog.work import owner as owners
from catalog.work.clock import Clock
from catalog.work.tables import WorkRow

State = Literal[
    "found",
    "fetched",
    "read",
    "generated",
    "indexed",
    "given-up",
    "passed-over",
    "superseded",
    "withdrawn",
]
STATES: tuple[State, ...] = get_args(State)
ENDED: frozenset[State] = frozenset({"indexed", "given-up", "passed-over", "superseded", "withdrawn"})
OPEN: tuple[State, ...] = tuple(state for state in STATES if state not in ENDED)
NEW, AGAIN = 0, 1
"""Priorities: what was never read goes before what is to be read again."""
_FREE: Mapping[str, Any] = {"owner": "", "leased_until": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The work on one version.

    Attributes:
        key: which version.
        state: the last one reached.
        due: when the next step may be tried.
        reason: for a person: why it waits or has ended; "" otherwise.
        tries: how often its present step was tried without success.
        claims: how often its present step was taken up; more than `tries` where processes died over it.
        owner: who works on it; "" for nobody.
        leased_until: until when; None for nobody.
        sha256: of its PDF, "" before it was fetched.
        place: path of a PDF that is read where it lies; "" for one in the store of files.
        reader_version: of the reader that read it, "" before.
        changed: when this row last changed.
    """

    key: VersionKey
    state: State
    due: datetime
    reason: str = ""
    tries: int = 0
    claims: int = 0
    owner: str = ""
    leased_until: datetime | None = None
    sha256: str = ""
    place: str = ""
    reader_version: str = ""
    changed: datetime

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to do."""
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items stand in each state, and of those that have not ended, how many wait for a later try."""

    states: Mapping[State, int] = field(default_factory=dict)
    waiting: int = 0

    @property
    def open(self) -> int:
        """Items that have not ended."""
        return sum(number for state, number in self.states.items() if state not in ENDED)


class WorkStore:
    """The items of work. Safe for threads and for any number of processes."""

    def __init__(self, engine: Engine, clock: Clock, owner: str) -> None:
        self._engine, self._clock, self._owner = engine, clock, owner

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

    def get(self, key: VersionKey) -> Item | None:
        """The work on a version; None where it was never taken up."""
        with reading(self._engine) as session:
            row = session.get(WorkRow, (key.arxiv_id, key.version))
            return None if row is None else _item(row)

    def claim(self, states: Iterable[State], seconds: float) -> Item | None:
        """The next item that is due in one of these states, leased to this process; None where there is none.

        What is new goes before what is to be read again, then whichever has been due longest.
        """
        now = self._clock.now()
        free = or_(WorkRow.leased_until.is_(None), WorkRow.leased_until < now)
        query = (
            select(WorkRow)
            .where(WorkRow.state.in_(list(states)), WorkRow.due <= now, free)
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
            return _item(row)

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
    ) -> bool:
        """An item of this process has reached a state; its lease ends.

        False, and nothing changes, where the lease was lost: the item ended meanwhile, or is another's now.
        """
        values: dict[str, Any] = {
            "state": state,
            "reason": clean(reason),
            "due": self._clock.now(),
            "tries": 0,
            "claims": 0,
            **_FREE,
        }
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

    def counts(self) -> Counts:
        """How many items stand where."""
        query = select(WorkRow.state, func.count()).group_by(WorkRow.state)
        with reading(self._engine) as session:
            states = {cast(State, state): int(number) for state, number in session.execute(query)}
            waiting = session.scalar(
                select(func.count()).where(WorkRow.state.in_(OPEN), WorkRow.due > self._clock.now())
            )
        return Counts(states, waiting or 0)

    def due(self, states: Iterable[State]) -> int:
        """How many items of these states could be claimed now or are being worked on."""
        query = select(func.count()).where(WorkRow.state.in_(list(states)), WorkRow.due <= self._clock.now())
        with reading(self._engine) as session:
            return session.scalar(query) or 0

    def in_state(self, state: State, limit: int = 100, offset: int = 0) -> tuple[Item, ...]:
        """Items in a state, in the order of their keys."""
        query = (
            select(WorkRow)
            .where(WorkRow.state == state)
            .order_by(WorkRow.arxiv_id, WorkRow.version)
            .limit(limit)
            .offset(offset)
        )
        with reading(self._engine) as session:
            return tuple(_item(row) for row in session.scalars(query))

    def waiting(self, limit: int = 100) -> tuple[Item, ...]:
        """Items that wait for a later try, the soonest first."""
        query = (
            select(WorkRow)
            .where(WorkRow.state.in_(OPEN), WorkRow.due > self._clock.now())
            .order_by(WorkRow.due, WorkRow.arxiv_id)
            .limit(limit)
        )
        with reading(self._engine) as session:
            return tuple(_item(row) for row in session.scalars(query))

    def known(self, keys: Sequence[VersionKey]) -> frozenset[VersionKey]:
        """Those of some hundred keys that were taken up before."""
        query = select(WorkRow.arxiv_id, WorkRow.version).where(
            WorkRow.arxiv_id.in_([key.arxiv_id for key in keys])
        )
        with reading(self._engine) as session:
            found = {VersionKey(arxiv_id, version) for arxiv_id, version in session.execute(query)}
        return frozenset(found.intersection(keys))

    def highest_id(self) -> str:
        """The newest paper's id known, of those numbered since 2015; "" where there is none."""
        with reading(self._engine) as session:
            query = select(func.max(WorkRow.arxiv_id)).where(WorkRow.arxiv_id.like("____._____"))
            return session.scalar(query) or ""

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


def _item(row: WorkRow | Row[Any]) -> Item:
    return Item(
        key=VersionKey(row.arxiv_id, row.version),
        state=cast(State, row.state),
        due=row.due,
        reason=row.reason,
        tries=row.tries,
        claims=row.claims,
        owner=row.owner,
        leased_until=row.leased_until,
        sha256=row.sha256,
        place=row.place,
        reader_version=row.reader_version,
        changed=row.changed,
    )
