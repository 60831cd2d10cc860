"""The outbox: which papers each search index has still to be told of.

Rows are written in the transaction of the change itself and taken away only once an index has stored the
paper, so a crash between the two loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from catalog.storage.database import reading, writing
from catalog.storage.tables import IndexRow, OutboxRow


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper that waits, with the numbers of its rows."""

    arxiv_id: str
    rows: tuple[int, ...]


def enqueue(session: Session, arxiv_id: str) -> None:
    """Note that every index has to be told of this paper; an entry that already waits is renewed."""
    session.execute(delete(OutboxRow).where(OutboxRow.arxiv_id == arxiv_id))
    session.execute(
        insert(OutboxRow).from_select(
            ["index_name", "arxiv_id", "attempts", "error"],
            select(IndexRow.name, literal(arxiv_id), literal(0), literal("")),
        )
    )


def register(engine: Engine, name: str) -> bool:
    """Have an index told of changes from now on; False where it already is."""
    with writing(engine) as session:
        if session.get(IndexRow, name) is not None:
            return False
        session.add(IndexRow(name=name, created=datetime.now(UTC)))
        return True


def forget(engine: Engine, name: str) -> None:
    """Tell an index no more."""
    with writing(engine) as session:
        session.execute(delete(OutboxRow).where(OutboxRow.index_name == name))
        session.execute(delete(IndexRow).where(IndexRow.name == name))


def registered(engine: Engine) -> frozenset[str]:
    """The indexes that are told of changes."""
    with reading(engine) as session:
        return frozenset(session.scalars(select(IndexRow.name)))


def waiting(engine: Engine, name: str, limit: int, after: int = 0) -> tuple[Entry, ...]:
    """The next papers that an index has to be told of, the longest waiting first; numbers above `after`."""
    with reading(engine) as session:
        rows = session.execute(
            select(OutboxRow.seq, OutboxRow.arxiv_id)
            .where(OutboxRow.index_name == name, OutboxRow.seq > after)
            .order_by(OutboxRow.seq)
            .limit(limit)
        ).all()
    of_paper: dict[str, list[int]] = {}
    for seq, arxiv_id in rows:
        of_paper.setdefault(arxiv_id, []).append(seq)
    return tuple(Entry(arxiv_id, tuple(seqs)) for arxiv_id, seqs in of_paper.items())


def settle(engine: Engine, entries: Sequence[Entry]) -> None:
    """Take entries out that an index has stored. One that was renewed in between stays."""
    rows = [row for entry in entries for row in entry.rows]
    if rows:
        with writing(engine) as session:
            session.execute(delete(OutboxRow).where(OutboxRow.seq.in_(rows)))


def note_failure(engine: Engine, entry: Entry, error: str) -> None:
    """Note that an index refused a paper, and why; it stays waiting."""
    with writing(engine) as session:
        session.execute(
            update(OutboxRow)
            .where(OutboxRow.seq.in_(entry.rows))
            .values(attempts=OutboxRow.attempts + 1, error=error[:2000])
        )


def count(engine: Engine, name: str) -> int:
    """How many entries wait for an index."""
    with reading(engine) as session:
        number = session.scalar(
            select(func.count()).select_from(OutboxRow).where(OutboxRow.index_name == name)
        )
        return number or 0
