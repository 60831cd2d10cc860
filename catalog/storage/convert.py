"""Between rows of the database and the catalog's records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from sqlalchemy import Row

from catalog.records import (
    ArchitectureFacts,
    ArchitectureSummary,
    Box,
    CodeFile,
    Exhibit,
    ExhibitKind,
    Framework,
    ImplementationSummary,
    Metadata,
    Shape,
    Status,
    Verification,
    Version,
    VersionKey,
    Work,
    WorkState,
)
from catalog.storage.tables import (
    ArchitectureRow,
    ExhibitRow,
    ImplementationRow,
    RunRow,
    VersionRow,
)
from catalog.tallies import Run


def digest(value: Any) -> str:
    """SHA-256 of a value's JSON, hexadecimal; records count as objects of their fields."""
    text = json.dumps(value, sort_keys=True, default=asdict, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()


def clean(text: str) -> str:
    """A text that every database takes: without NUL and lone surrogates, which PDFs do hold."""
    return text.replace("\x00", "").encode("utf-8", errors="replace").decode("utf-8")


def shape_to_list(shape: Shape | None) -> list[Any] | None:
    """A shape as JSON."""
    return None if shape is None else list(shape)


def shape_from_list(raw: Sequence[Any] | None) -> Shape | None:
    """A shape from JSON."""
    return None if raw is None else tuple(raw)


def version_values(metadata: Metadata) -> dict[str, Any]:
    """The metadata columns of a version."""
    return {
        "title": clean(" ".join(metadata.title.split())),
        "abstract": clean(metadata.abstract),
        "authors": [clean(author) for author in metadata.authors],
        "categories": list(metadata.categories),
        "licence": metadata.licence,
        "submitted": metadata.submitted,
        "comments": clean(metadata.comments),
        "doi": clean(metadata.doi),
        "journal_ref": clean(metadata.journal_ref),
        "withdrawn": metadata.withdrawn,
    }


def metadata_of(row: VersionRow | Row[Any]) -> Metadata:
    """The metadata of a version."""
    return Metadata(
        key=VersionKey(row.arxiv_id, row.version),
        title=row.title,
        abstract=row.abstract,
        authors=tuple(row.authors),
        categories=tuple(row.categories),
        licence=row.licence,
        submitted=row.submitted,
        comments=row.comments,
        doi=row.doi,
        journal_ref=row.journal_ref,
        withdrawn=row.withdrawn,
    )


def version_of(row: VersionRow) -> Version:
    """A version with the state of its work."""
    return Version(
        metadata=metadata_of(row),
        work=Work(
            state=cast(WorkState, row.state),
            reason=row.reason,
            reader_version=row.reader_version,
            sha256=row.sha256,
            pages=row.pages,
            seconds=row.seconds,
            read_at=row.read_at,
        ),
    )


def exhibit_of(row: ExhibitRow, architectures: tuple[str, ...]) -> Exhibit:
    """An exhibit."""
    return Exhibit(
        id=row.id,
        key=VersionKey(row.arxiv_id, row.version),
        architectures=architectures,
        label=row.label,
        kind=cast(ExhibitKind, row.kind),
        page=row.page,
        bbox=cast(Box, tuple(row.bbox)),
        caption=row.caption,
        source=row.source,
        figure_type=row.figure_type,
        is_architecture=row.is_architecture,
        probability=row.probability,
        confidence=row.confidence,
        reader=row.reader,
        reason=row.reason,
    )


def architecture_values(facts: ArchitectureFacts) -> dict[str, Any]:
    """The columns of an architecture that its writer states."""
    return {
        "exhibits": list(facts.exhibits),
        "name": clean(facts.name),
        "graph": clean(facts.graph),
        "graph_hash": hashlib.sha256(facts.graph.encode("utf-8", errors="replace")).hexdigest(),
        "confidence": facts.confidence,
        "composed": facts.composed,
        "parameters": facts.parameters,
        "input_shape": shape_to_list(facts.input_shape),
        "output_shape": shape_to_list(facts.output_shape),
        "origins": dict(facts.origins),
        "missing": [clean(text) for text in facts.missing],
        "problems": [clean(text) for text in facts.problems],
    }


def summary_fields(
    row: ArchitectureRow | Row[Any], implementations: tuple[ImplementationSummary, ...]
) -> dict[str, Any]:
    """The fields of an architecture's summary."""
    return {
        "id": row.id,
        "key": VersionKey(row.arxiv_id, row.version),
        "exhibits": tuple(row.exhibits),
        "name": row.name,
        "confidence": row.confidence,
        "composed": row.composed,
        "parameters": row.parameters,
        "input_shape": shape_from_list(row.input_shape),
        "output_shape": shape_from_list(row.output_shape),
        "layers": dict(row.layers),
        "depth": row.depth,
        "implementations": implementations,
    }


def summary_of(
    row: ArchitectureRow | Row[Any], implementations: tuple[ImplementationSummary, ...]
) -> ArchitectureSummary:
    """An architecture without its graph."""
    return ArchitectureSummary(**summary_fields(row, implementations))


def verification_to_json(verification: Verification | None) -> dict[str, Any] | None:
    """A verification as JSON."""
    if verification is None:
        return None
    return {
        **asdict(verification),
        "reason": clean(verification.reason),
        "output_shapes": [list(shape) for shape in verification.output_shapes],
    }


def verification_of(raw: dict[str, Any] | None) -> Verification | None:
    """A verification from JSON."""
    if raw is None:
        return None
    return Verification(**{**raw, "output_shapes": tuple(tuple(shape) for shape in raw["output_shapes"])})


def implementation_of(row: ImplementationRow | Row[Any]) -> ImplementationSummary:
    """An implementation without its files."""
    return ImplementationSummary(
        framework=cast(Framework, row.framework),
        status=cast(Status, row.status),
        reason=row.reason,
        verification=verification_of(row.verification),
    )


def code_file(name: str, content: bytes | str) -> CodeFile:
    """A file of code with its checksum."""
    raw = content.encode("utf-8") if isinstance(content, str) else content
    return CodeFile(name, raw, hashlib.sha256(raw).hexdigest())


def run_of(row: RunRow) -> Run:
    """A run of the ledger."""
    return Run(
        id=row.id,
        kind=row.kind,
        started=row.started,
        finished=row.finished,
        status=cast(Any, row.status),
        counts=dict(row.counts),
        message=row.message,
        since=row.since,
        until=row.until,
        reasons=dict(row.reasons),
        owner=row.owner,
        beat=row.beat,
    )
