"""Records as JSON has them: one function a record, dates in ISO 8601, identifiers beside addresses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import url_for

from catalog.licences import licence_name, may_show_figures
from catalog.records import (
    Architecture,
    ArchitectureSummary,
    Exhibit,
    ImplementationSummary,
    LayerCount,
    Metadata,
    Paper,
    Run,
    Statistics,
    Verification,
    Version,
)
from catalog.results import Facet, SearchResult
from web.context import absolute

Json = dict[str, Any]


def _when(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def _listed(value: tuple[Any, ...] | None) -> list[Any] | None:
    return None if value is None else list(value)


def metadata(paper: Metadata) -> Json:
    """What a source says of a version."""
    return {
        "arxiv_id": paper.key.arxiv_id,
        "version": paper.key.version,
        "title": paper.title,
        "authors": list(paper.authors),
        "abstract": paper.abstract,
        "categories": list(paper.categories),
        "licence": licence_name(paper.licence),
        "licence_url": paper.licence,
        "submitted": _when(paper.submitted),
        "comments": paper.comments,
        "doi": paper.doi,
        "journal_ref": paper.journal_ref,
        "withdrawn": paper.withdrawn,
        "page_url": absolute(url_for("paper.newest", paper_id=str(paper.key))),
        "arxiv_url": f"https://arxiv.org/abs/{paper.key}",
    }


def version(found: Version) -> Json:
    """A version: its metadata and how far its reading has come."""
    work = found.work
    return {
        **metadata(found.metadata),
        "reading": {
            "state": work.state,
            "reason": work.reason,
            "reader_version": work.reader_version,
            "sha256": work.sha256,
            "pages": work.pages,
            "seconds": work.seconds,
            "read_at": _when(work.read_at),
        },
    }


def exhibit(found: Exhibit, licence: str | None) -> Json:
    """An exhibit; its caption is the paper's own text and null unless the version's licence is open."""
    return {
        "id": found.id,
        "paper": str(found.key),
        "label": found.label,
        "kind": found.kind,
        "page": found.page,
        "bbox": list(found.bbox),
        "caption": found.caption if may_show_figures(licence) else None,
        "source": found.source,
        "figure_type": found.figure_type,
        "is_architecture": found.is_architecture,
        "probability": found.probability,
        "confidence": found.confidence,
        "reader": found.reader,
        "reason": found.reason,
        "architectures": list(found.architectures),
    }


def verification(found: Verification) -> Json:
    """What came of running an implementation."""
    return {
        "status": found.status,
        "reason": found.reason,
        "engine": found.engine,
        "parameters": found.parameters,
        "output_shapes": [list(shape) for shape in found.output_shapes],
        "seconds": found.seconds,
        "largest_difference": found.largest_difference,
    }


def implementation(found: ImplementationSummary, architecture_id: str) -> Json:
    """An implementation without its files."""
    return {
        "framework": found.framework,
        "status": found.status,
        "reason": found.reason,
        "verified": found.verified,
        "verification": verification(found.verification) if found.verification else None,
        "url": absolute(
            url_for("api.code", architecture_id=architecture_id, framework=found.framework)
        ),
    }


def architecture_summary(found: ArchitectureSummary) -> Json:
    """An architecture as lists have it."""
    return {
        "id": found.id,
        "paper": str(found.key),
        "name": found.name,
        "exhibits": list(found.exhibits),
        "composed": found.composed,
        "confidence": found.confidence,
        "parameters": found.parameters,
        "input_shape": _listed(found.input_shape),
        "output_shape": _listed(found.output_shape),
        "layers": dict(found.layers),
        "depth": found.depth,
        "implementations": [implementation(each, found.id) for each in found.implementations],
        "url": absolute(url_for("api.architecture", architecture_id=found.id)),
        "page_url": absolute(url_for("architecture.page", architecture_id=found.id)),
    }


def architecture(found: Architecture) -> Json:
    """An architecture with what is known of its making; its graph is under `graph_url`."""
    return {
        **architecture_summary(found),
        "origins": dict(found.origins),
        "missing": list(found.missing),
        "problems": list(found.problems),
        "graph_url": absolute(url_for("api.graph", architecture_id=found.id)),
    }


def paper(found: Paper) -> Json:
    """A paper in one version."""
    licence = found.version.metadata.licence
    return {
        **version(found.version),
        "versions": [each.key.version for each in found.versions],
        "exhibits": [exhibit(each, licence) for each in found.exhibits],
        "architectures": [architecture_summary(each) for each in found.architectures],
    }


def result(found: SearchResult) -> Json:
    """A hit of a search; passages of captions and text only where the version's licence is open."""
    open_fields = {"title", "authors", "abstract"}
    return {
        **metadata(found.paper),
        "score": found.score,
        "highlights": {
            name: html
            for name, html in found.highlights.items()
            if name in open_fields or may_show_figures(found.paper.licence)
        },
        "architectures": [architecture_summary(each) for each in found.architectures],
    }


def facet(found: Facet) -> Json:
    """A facet with the words that narrow a query to each value."""
    return {
        "name": found.name,
        "values": [{"value": each.value, "count": each.count, "query": each.query} for each in found.values],
    }


def layer(found: LayerCount) -> Json:
    """How common an operation is."""
    return {"op": found.op, "architectures": found.architectures, "papers": found.papers}


def run(found: Run) -> Json:
    """A run of the ledger."""
    return {
        "id": found.id,
        "kind": found.kind,
        "started": _when(found.started),
        "finished": _when(found.finished),
        "status": found.status,
        "counts": dict(found.counts),
        "message": found.message,
    }


def statistics(found: Statistics) -> Json:
    """The catalog in numbers."""
    return {
        "papers": found.papers,
        "versions": found.versions,
        "exhibits": found.exhibits,
        "architectures": found.architectures,
        "implementations": found.implementations,
        "verified": dict(found.verified),
        "states": dict(found.states),
    }
