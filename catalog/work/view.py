"""Asking what stands where in the work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, cast, get_args

from sqlalchemy import Engine, func, select

from catalog.records import VersionKey
from catalog.storage.database import reading
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

    def tries_of(self, state: State) -> int:
        """How often the step from a state was tried without success; reaching a state begins to count anew."""
        return self.tries if self.state == state else 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items stand in each state, and of those that have not ended, how many wait for a later try."""

    states: Mapping[State, int] = field(default_factory=dict)
    waiting: int = 0

    @property
    def open(self) -> int:
        """Items that have not ended."""
        return sum(number for state, number in self.states.items() if state not in ENDED)


class WorkView:
    """The items of work, to be looked at."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def get(self, key: VersionKey) -> Item | None:
        """The work on a version; None where it was never taken up."""
        with reading(self._engine) as session:
            row = session.get(WorkRow, (key.arxiv_id, key.version))
            return None if row is None else item_of(row)

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
            return tuple(item_of(row) for row in session.scalars(query))

    def waiting(self, limit: int = 100) -> tuple[Item, ...]:
        """Items that wait for a later try, the soonest first."""
        query = (
            select(WorkRow)
            .where(WorkRow.state.in_(OPEN), WorkRow.due > self._clock.now())
            .order_by(WorkRow.due, WorkRow.arxiv_id)
            .limit(limit)
        )
        with reading(self._engine) as session:
            return tuple(item_of(row) for row in session.scalars(query))

    def known(self, keys: Sequence[VersionKey]) -> frozenset[VersionKey]:
        """Those of some hundred keys that were taken up before."""
        query = select(WorkRow.arxiv_id, WorkRow.version).where(
            WorkRow.arxiv_id.in_([key.arxiv_id for key in keys])
        )
        with reading(self._engine) as session:
            found = {VersionKey(arxiv_id, version) for arxiv_id, version in session.execute(query)}
        return frozenset(found.intersection(keys))

    def has_file(self, sha256: str) -> bool:
        """Whether some version's PDF is this file."""
        with reading(self._engine) as session:
            return (
                session.scalar(select(WorkRow.arxiv_id).where(WorkRow.sha256 == sha256).limit(1)) is not None
            )

    def highest_id(self) -> str:
        """The newest paper's id known, of those numbered since 2015; "" where there is none."""
        with reading(self._engine) as session:
            query = select(func.max(WorkRow.arxiv_id)).where(WorkRow.arxiv_id.like("____._____"))
            return session.scalar(query) or ""


def item_of(row: WorkRow) -> Item:
    """An item out of its row."""
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
