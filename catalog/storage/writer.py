"""Storing: every function here is one transaction, and storing the same again changes nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Engine, delete, func, insert, select
from sqlalchemy.orm import Session

from catalog.errors import UnknownArchitecture, UnknownVersion
from catalog.identifiers import architecture_ids, exhibit_ids
from catalog.records import Implementation, Metadata, Reading, VersionKey
from catalog.storage import convert, outbox
from catalog.storage.database import writing
from catalog.storage.tables import (
    ArchitectureRow,
    CodeFileRow,
    ExhibitRow,
    ImplementationRow,
    LayerRow,
    PaperRow,
    RunRow,
    TextRow,
    TombstoneRow,
    VersionRow,
)
from catalog.structure import structure_of
from catalog.tallies import Run
from graph import load as graph_from_text


def store_paper(engine: Engine, metadata: Metadata) -> None:
    """Store a version's metadata; a new version waits to be read."""
    key, values = metadata.key, convert.version_values(metadata)
    with writing(engine) as session:
        paper = session.get(PaperRow, key.arxiv_id)
        row = session.get(VersionRow, (key.arxiv_id, key.version))
        if row is not None and all(getattr(row, name) == value for name, value in values.items()):
            return
        if paper is None:
            paper = PaperRow(arxiv_id=key.arxiv_id, latest=key.version, shown=key.version, revision=0)
            session.add(paper)
            session.flush()
            session.execute(delete(TombstoneRow).where(TombstoneRow.id == key.arxiv_id))
        if row is None:
            session.add(
                VersionRow(
                    arxiv_id=key.arxiv_id,
                    version=key.version,
                    **values,
                    state="waiting",
                    reason="",
                    reader_version="",
                    sha256="",
                    pages=0,
                    seconds=0.0,
                    read_at=None,
                    reading_hash="",
                )
            )
        else:
            for name, value in values.items():
                setattr(row, name, value)
        _changed(session, paper)


def store_reading(engine: Engine, key: VersionKey, reading: Reading) -> tuple[str, ...]:
    """Replace what was read from a version. Raises UnknownVersion; graph.UnknownForm for a wrong graph."""
    labels = [exhibit.label for exhibit in reading.exhibits]
    ids = architecture_ids(
        key, ((a.exhibits[0] if a.exhibits else "", a.composed) for a in reading.architectures)
    )
    contents = convert.digest(
        [
            reading.sha256,
            reading.reader_version,
            reading.pages,
            reading.exhibits,
            reading.architectures,
            reading.text,
        ]
    )
    with writing(engine) as session:
        row = session.get(VersionRow, (key.arxiv_id, key.version))
        paper = session.get(PaperRow, key.arxiv_id)
        if row is None or paper is None:
            raise UnknownVersion(f"nothing is known of {key}: store its metadata first")
        if row.reading_hash == contents and row.state == "done":
            return ids
        _replace_exhibits(session, key, exhibit_ids(key, labels), reading)
        _replace_architectures(session, key, ids, reading)
        text = session.get(TextRow, (key.arxiv_id, key.version))
        body = convert.clean("\n\n".join(reading.text))
        if text is None:
            session.add(TextRow(arxiv_id=key.arxiv_id, version=key.version, text=body))
        else:
            text.text = body
        row.state, row.reason = "done", ""
        row.reader_version, row.sha256 = reading.reader_version, reading.sha256
        row.pages, row.seconds = reading.pages, reading.seconds
        row.read_at, row.reading_hash = datetime.now(UTC), contents
        _changed(session, paper)
    return ids


def _replace_exhibits(session: Session, key: VersionKey, ids: tuple[str, ...], reading: Reading) -> None:
    mine = (ExhibitRow.arxiv_id == key.arxiv_id) & (ExhibitRow.version == key.version)
    before = set(session.scalars(select(ExhibitRow.id).where(mine)))
    session.execute(delete(ExhibitRow).where(mine))
    for ordinal, (exhibit_id, exhibit) in enumerate(zip(ids, reading.exhibits, strict=True)):
        session.add(
            ExhibitRow(
                id=exhibit_id,
                arxiv_id=key.arxiv_id,
                version=key.version,
                ordinal=ordinal,
                label=convert.clean(exhibit.label),
                kind=exhibit.kind,
                page=exhibit.page,
                bbox=list(exhibit.bbox),
                caption=convert.clean(exhibit.caption),
                source=exhibit.source,
                figure_type=exhibit.figure_type,
                is_architecture=exhibit.is_architecture,
                probability=exhibit.probability,
                confidence=exhibit.confidence,
                reader=exhibit.reader,
                reason=convert.clean(exhibit.reason),
            )
        )
    _bury(session, before - set(ids), "a newer reading of the paper does not have it", str(key))
    session.execute(delete(TombstoneRow).where(TombstoneRow.id.in_(ids)))


def _replace_architectures(session: Session, key: VersionKey, ids: tuple[str, ...], reading: Reading) -> None:
    mine = (ArchitectureRow.arxiv_id == key.arxiv_id) & (ArchitectureRow.version == key.version)
    before = {row.id: row for row in session.scalars(select(ArchitectureRow).where(mine))}
    gone = set(before) - set(ids)
    session.execute(delete(ArchitectureRow).where(ArchitectureRow.id.in_(gone)))
    _bury(session, gone, "a newer reading of the paper does not have it", str(key))
    session.execute(delete(TombstoneRow).where(TombstoneRow.id.in_(ids)))
    # The numbers are free again before they are given anew, since they are unique within a version.
    for place, row in enumerate(row for row_id, row in before.items() if row_id not in gone):
        row.ordinal = -1 - place
    session.flush()
    for ordinal, (architecture_id, facts) in enumerate(zip(ids, reading.architectures, strict=True)):
        structure = structure_of(graph_from_text(facts.graph))
        values = convert.architecture_values(facts) | {
            "ordinal": ordinal,
            "layers": dict(structure.layers),
            "depth": structure.depth,
        }
        known = before.get(architecture_id)
        if known is None:
            session.add(
                ArchitectureRow(id=architecture_id, arxiv_id=key.arxiv_id, version=key.version, **values)
            )
        else:
            if known.graph_hash != values["graph_hash"]:
                session.execute(
                    delete(ImplementationRow).where(ImplementationRow.architecture_id == architecture_id)
                )
            for name, value in values.items():
                setattr(known, name, value)
            session.execute(delete(LayerRow).where(LayerRow.architecture_id == architecture_id))
        session.flush()
        for op, count in structure.layers.items():
            session.add(LayerRow(architecture_id=architecture_id, op=op[:64], count=count))


def store_failure(engine: Engine, key: VersionKey, reason: str, reader_version: str = "") -> None:
    """Note why a version could not be read; what was read of it before stays."""
    with writing(engine) as session:
        row = session.get(VersionRow, (key.arxiv_id, key.version))
        paper = session.get(PaperRow, key.arxiv_id)
        if row is None or paper is None:
            raise UnknownVersion(f"nothing is known of {key}: store its metadata first")
        told = convert.clean(reason)
        if (row.state, row.reason, row.reader_version) == ("failed", told, reader_version):
            return
        row.state, row.reason = "failed", told
        row.reader_version = reader_version or row.reader_version
        _changed(session, paper)


def store_implementation(engine: Engine, architecture_id: str, implementation: Implementation) -> None:
    """Store or replace an architecture's code in one framework. Raises UnknownArchitecture."""
    verification = convert.verification_to_json(implementation.verification)
    contents = convert.digest(
        [
            implementation.status,
            implementation.reason,
            {**verification, "seconds": 0} if verification else None,
            sorted((file.name, file.sha256) for file in implementation.files),
        ]
    )
    with writing(engine) as session:
        architecture = session.get(ArchitectureRow, architecture_id)
        if architecture is None:
            raise UnknownArchitecture(f"there is no architecture {architecture_id}")
        row = session.get(ImplementationRow, (architecture_id, implementation.framework))
        if row is not None and row.content_hash == contents:
            return
        if row is not None:
            session.delete(row)
            session.flush()
        session.add(
            ImplementationRow(
                architecture_id=architecture_id,
                framework=implementation.framework,
                status=implementation.status,
                reason=convert.clean(implementation.reason),
                verification=verification,
                content_hash=contents,
            )
        )
        session.flush()
        for file in implementation.files:
            session.add(
                CodeFileRow(
                    architecture_id=architecture_id,
                    framework=implementation.framework,
                    name=file.name,
                    content=file.content,
                    sha256=file.sha256,
                )
            )
        paper = session.get_one(PaperRow, architecture.arxiv_id)
        _changed(session, paper)


def remove_paper(engine: Engine, arxiv_id: str, reason: str) -> None:
    """Take a paper with all its versions away; its identifiers leave tombstones."""
    with writing(engine) as session:
        paper = session.get(PaperRow, arxiv_id)
        if paper is None:
            return
        for table in (ExhibitRow, ArchitectureRow):
            _bury(session, session.scalars(select(table.id).where(table.arxiv_id == arxiv_id)).all(), reason)
        _bury(session, [arxiv_id], reason)
        outbox.enqueue(session, arxiv_id)
        # By statement, so that the database's own cascade does the work and not one delete a row.
        session.execute(delete(PaperRow).where(PaperRow.arxiv_id == arxiv_id))


def store_run(engine: Engine, run: Run) -> None:
    """Store a run, or what has become of it."""
    with writing(engine) as session:
        session.merge(
            RunRow(
                id=run.id,
                kind=run.kind,
                started=run.started,
                finished=run.finished,
                status=run.status,
                counts=dict(run.counts),
                message=convert.clean(run.message),
                since=run.since,
                until=run.until,
                reasons={convert.clean(reason): number for reason, number in run.reasons.items()},
                owner=run.owner,
                beat=run.beat,
            )
        )


def _bury(session: Session, ids: Iterable[str], reason: str, successor: str = "") -> None:
    now = datetime.now(UTC)
    stones = [
        {"id": gone, "reason": convert.clean(reason), "at": now, "successor": successor}
        for gone in sorted(ids)
    ]
    if stones:
        session.execute(delete(TombstoneRow).where(TombstoneRow.id.in_([stone["id"] for stone in stones])))
        session.execute(insert(TombstoneRow), stones)


def _changed(session: Session, paper: PaperRow) -> None:
    """Note that something of a paper has changed, and that the indexes must be told."""
    session.flush()
    of_paper = VersionRow.arxiv_id == paper.arxiv_id
    latest = session.scalar(select(func.max(VersionRow.version)).where(of_paper))
    read = session.scalar(select(func.max(VersionRow.version)).where(of_paper, VersionRow.reading_hash != ""))
    paper.latest = latest or paper.latest
    paper.shown = read or paper.latest
    # From the clock, so that a paper that was removed and comes back has newer documents than before.
    paper.revision = max(paper.revision + 1, time.time_ns() // 1_000_000)
    session.flush()
    outbox.enqueue(session, paper.arxiv_id)
