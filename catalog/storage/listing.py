"""Many records at once, for lists and search results: plain columns, since objects of rows cost too much here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import BindParameter, and_, bindparam, select
from sqlalchemy.orm import Session

from catalog.records import ArchitectureSummary, ImplementationSummary, Metadata, VersionKey
from catalog.storage import convert
from catalog.storage.tables import ArchitectureRow, ExhibitRow, ImplementationRow, PaperRow, VersionRow

T = TypeVar("T")
MOST_VARIABLES = 500
"""Values in one IN (...), well below every database's limit."""
SUMMARY = tuple(
    column
    for column in ArchitectureRow.__table__.columns
    if column.name not in ("graph", "graph_hash", "origins", "missing", "problems")
)
METADATA = tuple(
    VersionRow.__table__.columns[name]
    for name in (
        *("arxiv_id", "version", "title", "abstract", "authors", "categories", "licence", "submitted"),
        *("comments", "doi", "journal_ref", "withdrawn"),
    )
)


def _some(name: str) -> BindParameter[Sequence[str]]:
    return bindparam(name, expanding=True)


# The statements are made once: making one takes as long as running it.
_ARCHITECTURES = (
    select(*SUMMARY)
    .where(ArchitectureRow.arxiv_id.in_(_some("ids")))
    .order_by(ArchitectureRow.composed.desc(), ArchitectureRow.ordinal)
)
_SUMMARIES = select(*SUMMARY).where(ArchitectureRow.id.in_(_some("ids")))
_IMPLEMENTATIONS = (
    select(*ImplementationRow.__table__.columns)
    .where(ImplementationRow.architecture_id.in_(_some("ids")))
    .order_by(ImplementationRow.framework)
)
_SHOWN = (
    select(*METADATA)
    .join(PaperRow, and_(PaperRow.arxiv_id == VersionRow.arxiv_id, PaperRow.shown == VersionRow.version))
    .where(PaperRow.arxiv_id.in_(_some("ids")))
)
_CAPTIONS = (
    select(ExhibitRow.arxiv_id, ExhibitRow.version, ExhibitRow.caption)
    .where(ExhibitRow.arxiv_id.in_(_some("ids")), ExhibitRow.is_architecture)
    .order_by(ExhibitRow.ordinal)
)
_GRAPHS = select(ArchitectureRow.id, ArchitectureRow.graph).where(ArchitectureRow.id.in_(_some("ids")))


def architectures_of(
    session: Session, keys: Sequence[VersionKey]
) -> dict[VersionKey, tuple[ArchitectureSummary, ...]]:
    """The architectures of several versions, in the order of their reading, those composed first."""
    found: defaultdict[VersionKey, list[ArchitectureSummary]] = defaultdict(list)
    for some in _portions(keys):
        wanted = set(some)
        rows = session.execute(_ARCHITECTURES, {"ids": [key.arxiv_id for key in some]}).all()
        rows = [row for row in rows if VersionKey(row.arxiv_id, row.version) in wanted]
        implementations = implementations_of(session, [row.id for row in rows])
        for row in rows:
            summary = convert.summary_of(row, implementations.get(row.id, ()))
            found[summary.key].append(summary)
    return {key: tuple(architectures) for key, architectures in found.items()}


def summaries(session: Session, ids: Sequence[str]) -> dict[str, ArchitectureSummary]:
    """Architectures by identifier; those that are not there are left out."""
    implementations = implementations_of(session, ids)
    found = {}
    for some in _portions(ids):
        for row in session.execute(_SUMMARIES, {"ids": some}):
            found[row.id] = convert.summary_of(row, implementations.get(row.id, ()))
    return found


def implementations_of(
    session: Session, ids: Sequence[str]
) -> Mapping[str, tuple[ImplementationSummary, ...]]:
    """The implementations of architectures, without their code."""
    found: defaultdict[str, list[ImplementationSummary]] = defaultdict(list)
    for some in _portions(ids):
        rows = session.execute(_IMPLEMENTATIONS, {"ids": some})
        for row in rows:
            found[row.architecture_id].append(convert.implementation_of(row))
    return {architecture_id: tuple(several) for architecture_id, several in found.items()}


def metadata_shown(session: Session, arxiv_ids: Sequence[str]) -> dict[str, Metadata]:
    """The metadata of the version that searches find, by arXiv id."""
    found = {}
    for some in _portions(arxiv_ids):
        rows = session.execute(_SHOWN, {"ids": some})
        for row in rows:
            found[row.arxiv_id] = convert.metadata_of(row)
    return found


def captions_of(session: Session, keys: Sequence[VersionKey]) -> dict[VersionKey, str]:
    """The captions of each version's architecture exhibits, one a line."""
    found: defaultdict[VersionKey, list[str]] = defaultdict(list)
    for some in _portions(keys):
        rows = session.execute(_CAPTIONS, {"ids": [key.arxiv_id for key in some]})
        for arxiv_id, number, caption in rows:
            found[VersionKey(arxiv_id, number)].append(caption)
    return {key: "\n".join(found[key]) for key in keys if key in found}


def graphs_of(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The graphs of architectures as JSON text, by identifier."""
    found: dict[str, str] = {}
    for some in _portions(ids):
        rows = session.execute(_GRAPHS, {"ids": some})
        found.update((architecture_id, text) for architecture_id, text in rows)
    return found


def _portions(values: Iterable[T]) -> Iterator[list[T]]:
    several = list(values)
    for start in range(0, len(several), MOST_VARIABLES):
        yield several[start : start + MOST_VARIABLES]
