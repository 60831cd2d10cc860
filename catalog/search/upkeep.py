"""Keeping an index up with the database: telling it of changes, and building a new one beside the old."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Engine

from catalog.query.clauses import All, Filter, Term
from catalog.results import KINDS
from catalog.search.documents import documents_of
from catalog.search.engine import Busy, EngineError, Request, SearchEngine, SearchIndex, Unavailable
from catalog.storage import outbox, reader

PORTION = 100
"""Papers that an index is given at a time."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A new index that is searched from now on.

    Attributes:
        name: of the index.
        papers: number of papers in it.
        architectures: number of architectures in it.
        refused: for a person, what the engine would not store.
    """

    name: str
    papers: int
    architectures: int
    refused: tuple[str, ...]


class NotRebuilt(EngineError):
    """A new index did not hold what it should; the old one is still searched."""


def sync(database: Engine, engine: SearchEngine) -> tuple[str, ...]:
    """Tell the index that is searched of all changes; build one where there is none that can be used.

    Returns, for a person, what could not be done now. It stays in the outbox.
    """
    try:
        index = engine.current()
        if index is None or index.name not in outbox.registered(database):
            return rebuild(database, engine).refused
        return drain(database, index)
    except (Unavailable, Busy) as error:
        return (str(error),)
    except NotRebuilt as error:
        return (f"the new search index was not taken: {error}",)


def drain(database: Engine, index: SearchIndex) -> tuple[str, ...]:
    """Give an index all that waits for it. Raises Unavailable and Busy; what was stored until then is settled."""
    told: list[str] = []
    last = 0
    while True:
        entries = outbox.waiting(database, index.name, PORTION, after=last)
        if not entries:
            return tuple(told)
        # Entries that were refused stay: the next portion begins behind them, or this would not end.
        last = max(row for entry in entries for row in entry.rows)
        refusals = index.store(documents_of(database, [entry.arxiv_id for entry in entries]))
        reasons = {refusal.arxiv_id: refusal.reason for refusal in refusals}
        outbox.settle(database, [entry for entry in entries if entry.arxiv_id not in reasons])
        for entry in entries:
            if entry.arxiv_id in reasons:
                outbox.note_failure(database, entry, reasons[entry.arxiv_id])
                told.append(f"{entry.arxiv_id}: {reasons[entry.arxiv_id]}")


def rebuild(database: Engine, engine: SearchEngine, progress: Callable[[int], None] | None = None) -> Rebuilt:
    """Build a new index from the database, check it, and have it searched; searches go on meanwhile.

    Args:
        database: the truth.
        engine: whose index it is.
        progress: told how many papers were stored, whenever some were.

    Raises:
        Unavailable: the engine does not answer.
        NotRebuilt: the new index does not hold what the database does.
    """
    index = engine.create()
    # From here on the new index is told of changes too, so that none falls between filling and publishing.
    outbox.register(database, index.name)
    try:
        refused: list[str] = []
        papers = architectures = 0
        for ids in _portions(reader.paper_ids(database)):
            changes = documents_of(database, ids)
            refusals = index.store(changes)
            refused += [f"{refusal.arxiv_id}: {refusal.reason}" for refusal in refusals]
            lost = {refusal.arxiv_id for refusal in refusals}
            papers += sum(1 for change in changes if change.documents and change.arxiv_id not in lost)
            architectures += sum(
                len(change.documents) - 1
                for change in changes
                if change.documents and change.arxiv_id not in lost
            )
            if progress is not None:
                progress(len(ids))
        _check(database, index, papers, architectures)
        refused += drain(database, index)
    except BaseException:
        outbox.forget(database, index.name)
        engine.discard(index)
        raise
    for name in engine.publish(index):
        outbox.forget(database, name)
    return Rebuilt(index.name, papers, architectures, tuple(dict.fromkeys(refused)))


def sweep(database: Engine, engine: SearchEngine) -> tuple[str, ...]:
    """Delete what builds that were killed have left, and tell it of no more changes; returns the names.

    Raises Unavailable.
    """
    left = engine.sweep()
    for name in left:
        outbox.forget(database, name)
    return left


def go_back(database: Engine, engine: SearchEngine) -> str | None:
    """Have the index before the current one searched again, brought up to date first; None where there is none.

    Raises Unavailable and Busy.
    """
    before = engine.previous()
    if before is None or before.name not in outbox.registered(database):
        return None
    drain(database, before)
    engine.publish(before)
    return before.name


def _check(database: Engine, index: SearchIndex, papers: int, architectures: int) -> None:
    """Count the new index and try a few searches on it."""
    held = {kind: index.count(kind) for kind in KINDS}
    if held != {"papers": papers, "architectures": architectures}:
        raise NotRebuilt(
            f"it holds {held['papers']} papers and {held['architectures']} architectures, "
            f"not {papers} and {architectures}"
        )
    if papers == 0:
        return
    everything = index.find(Request("papers", Filter(All()), sort="newest", limit=3, facets=True))
    if everything.total != papers:
        raise NotRebuilt(f"a search for everything finds {everything.total} papers, not {papers}")
    for hit in everything.hits:
        found = index.find(Request("papers", Filter(Term("paper", hit.id)), sort="newest", limit=1))
        if [each.id for each in found.hits] != [hit.id]:
            raise NotRebuilt(f"a search for paper {hit.id} does not find it")


def _portions(ids: Iterable[str]) -> Iterator[list[str]]:
    several = iter(ids)
    while some := list(islice(several, PORTION)):
        yield some
