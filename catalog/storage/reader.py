"""Asking the database: every function sees one state of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Engine, Result, and_, func, select, text
from sqlalchemy.orm import Session

from catalog.records import (
    Architecture,
    ArchitectureSummary,
    CodeFile,
    Exhibit,
    Framework,
    Gone,
    Implementation,
    ImplementationSummary,
    Paper,
    Version,
    VersionKey,
)
from catalog.storage import convert, listing
from catalog.storage.database import reading
from catalog.storage.tables import (
    ArchitectureRow,
    CodeFileRow,
    ExhibitRow,
    ImplementationRow,
    LayerRow,
    PaperRow,
    RunRow,
    TombstoneRow,
    VersionRow,
)
from catalog.tallies import LayerCount, Run, Statistics


def paper(engine: Engine, arxiv_id: str, version: int | None = None) -> Paper | Gone | None:
    """A paper's page in one version; without one, the newest version read, or the newest."""
    with reading(engine) as session:
        row = session.get(PaperRow, arxiv_id)
        if row is None:
            return _gone(session, arxiv_id)
        versions = session.scalars(
            select(VersionRow).where(VersionRow.arxiv_id == arxiv_id).order_by(VersionRow.version)
        ).all()
        wanted = row.shown if version is None else version
        shown = next((each for each in versions if each.version == wanted), None)
        if shown is None:
            return None
        architectures = listing.architectures_of(session, [VersionKey(arxiv_id, wanted)])
        mine = architectures.get(VersionKey(arxiv_id, wanted), ())
        return Paper(
            arxiv_id=arxiv_id,
            version=convert.version_of(shown),
            versions=tuple(convert.version_of(each) for each in versions),
            exhibits=_exhibits(session, VersionKey(arxiv_id, wanted), mine),
            architectures=mine,
        )


def _exhibits(
    session: Session, key: VersionKey, architectures: Sequence[ArchitectureSummary]
) -> tuple[Exhibit, ...]:
    of_label: defaultdict[str, list[str]] = defaultdict(list)
    for architecture in architectures:
        for label in architecture.exhibits:
            of_label[label].append(architecture.id)
    rows = session.scalars(
        select(ExhibitRow)
        .where(ExhibitRow.arxiv_id == key.arxiv_id, ExhibitRow.version == key.version)
        .order_by(ExhibitRow.ordinal)
    )
    return tuple(convert.exhibit_of(row, tuple(of_label[row.label])) for row in rows)


def exhibit(engine: Engine, exhibit_id: str) -> Exhibit | Gone | None:
    """An exhibit."""
    with reading(engine) as session:
        row = session.get(ExhibitRow, exhibit_id)
        if row is None:
            return _gone(session, exhibit_id)
        key = VersionKey(row.arxiv_id, row.version)
        mine = listing.architectures_of(session, [key]).get(key, ())
        return convert.exhibit_of(row, tuple(a.id for a in mine if row.label in a.exhibits))


def architecture(engine: Engine, architecture_id: str) -> Architecture | Gone | None:
    """An architecture with its graph."""
    with reading(engine) as session:
        row = session.get(ArchitectureRow, architecture_id)
        if row is None:
            return _gone(session, architecture_id)
        return full(row, listing.implementations_of(session, [row.id]).get(row.id, ()))


def full(row: ArchitectureRow, implementations: tuple[ImplementationSummary, ...]) -> Architecture:
    """An architecture's row as a record with its graph."""
    return Architecture(
        **convert.summary_fields(row, implementations),
        graph=row.graph,
        origins=dict(row.origins),
        missing=tuple(row.missing),
        problems=tuple(row.problems),
    )


def code(engine: Engine, architecture_id: str, framework: Framework) -> Implementation | None:
    """An architecture's code in one framework."""
    with reading(engine) as session:
        row = session.get(ImplementationRow, (architecture_id, framework))
        if row is None:
            return None
        files = session.scalars(
            select(CodeFileRow)
            .where(CodeFileRow.architecture_id == architecture_id, CodeFileRow.framework == framework)
            .order_by(CodeFileRow.name)
        )
        summary = convert.implementation_of(row)
        return Implementation(
            framework=summary.framework,
            status=summary.status,
            reason=summary.reason,
            verification=summary.verification,
            files=tuple(CodeFile(file.name, file.content, file.sha256) for file in files),
        )


def version(engine: Engine, key: VersionKey) -> Version | None:
    """One version."""
    with reading(engine) as session:
        row = session.get(VersionRow, (key.arxiv_id, key.version))
        return None if row is None else convert.version_of(row)


def layers(engine: Engine) -> tuple[LayerCount, ...]:
    """Every operation of the versions that searches find, the most common first."""
    query = (
        select(
            LayerRow.op,
            func.count().label("architectures"),
            func.count(func.distinct(ArchitectureRow.arxiv_id)).label("papers"),
        )
        .join(ArchitectureRow, ArchitectureRow.id == LayerRow.architecture_id)
        .join(
            PaperRow,
            and_(PaperRow.arxiv_id == ArchitectureRow.arxiv_id, PaperRow.shown == ArchitectureRow.version),
        )
        .group_by(LayerRow.op)
        .order_by(func.count().desc(), LayerRow.op)
    )
    with reading(engine) as session:
        return tuple(
            LayerCount(op, int(number), int(papers)) for op, number, papers in session.execute(query)
        )


def statistics(engine: Engine) -> Statistics:
    """The catalog in numbers."""
    with reading(engine) as session:

        def count(table: type) -> int:
            return session.scalar(select(func.count()).select_from(table)) or 0

        states = session.execute(select(VersionRow.state, func.count()).group_by(VersionRow.state))
        verified = session.execute(
            select(ImplementationRow.framework, func.count())
            .where(ImplementationRow.verification["status"].as_string() == "ok")
            .group_by(ImplementationRow.framework)
        )
        return Statistics(
            papers=count(PaperRow),
            versions=count(VersionRow),
            exhibits=count(ExhibitRow),
            architectures=count(ArchitectureRow),
            implementations=count(ImplementationRow),
            verified=_pairs(verified),
            states=_pairs(states),
        )


def changed(engine: Engine) -> datetime | None:
    """When anything of a paper last changed: revisions are taken from the clock, in milliseconds."""
    with reading(engine) as session:
        newest = session.scalar(select(func.max(PaperRow.revision)))
        return None if newest is None else datetime.fromtimestamp(newest / 1000, UTC)


def runs(engine: Engine, limit: int) -> tuple[Run, ...]:
    """The newest runs, newest first."""
    with reading(engine) as session:
        rows = session.scalars(select(RunRow).order_by(RunRow.started.desc(), RunRow.id).limit(limit))
        return tuple(convert.run_of(row) for row in rows)


def versions_in_state(engine: Engine, state: str, limit: int, offset: int) -> tuple[VersionKey, ...]:
    """Versions in one state, in the order of their keys."""
    query = (
        select(VersionRow.arxiv_id, VersionRow.version)
        .where(VersionRow.state == state)
        .order_by(VersionRow.arxiv_id, VersionRow.version)
        .limit(limit)
        .offset(offset)
    )
    with reading(engine) as session:
        return tuple(VersionKey(arxiv_id, number) for arxiv_id, number in session.execute(query))


def paper_ids(engine: Engine, portion: int = 1000) -> Iterator[str]:
    """Every paper's arXiv id in ascending order, read in portions so that no transaction stays open."""
    last = ""
    while True:
        with reading(engine) as session:
            ids = session.scalars(
                select(PaperRow.arxiv_id)
                .where(PaperRow.arxiv_id > last)
                .order_by(PaperRow.arxiv_id)
                .limit(portion)
            ).all()
        if not ids:
            return
        yield from ids
        last = ids[-1]


def ask(engine: Engine) -> None:
    """Do nothing with the database; raises what its driver raises where it does not answer."""
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))


def _pairs(rows: Result[str, int]) -> dict[str, int]:
    return {name: number for name, number in rows}  # noqa: C416 (a row is no tuple to mypy)


def _gone(session: Session, name: str) -> Gone | None:
    row = session.get(TombstoneRow, name)
    return None if row is None else Gone(row.id, row.reason, row.at, row.successor)
