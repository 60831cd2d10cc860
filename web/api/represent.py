"""Records as JSON has them: one function a record, dates in ISO 8601, identifiers beside addresses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import url_for

from catalog.as_json import implementation_json, metadata_json, result_json, summary_json
from catalog.licences import may_show_figures
from catalog.records import (
    Architecture,
    ArchitectureSummary,
    Exhibit,
    ImplementationSummary,
    Metadata,
    Paper,
    Version,
)
from catalog.results import Facet, SearchResult
from catalog.tallies import LayerCount, Run, Statistics
from web.context import absolute
from web.views.words import on_arxiv

Json = dict[str, Any]
ALWAYS_SHOWN = frozenset({"title", "authors", "abstract"})
"""Fields of a paper that anyone may show; the rest is the paper's own text."""


def _when(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def metadata(paper: Metadata) -> Json:
    """What a source says of a version, with its addresses."""
    return {
        **metadata_json(paper),
        "page_url": absolute(url_for("paper.newest", paper_id=str(paper.key))),
        "arxiv_url": f"https://arxiv.org/abs/{paper.key}" if on_arxiv(paper.key) else None,
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


def implementation(found: ImplementationSummary, architecture_id: str) -> Json:
    """An implementation without its files."""
    where = url_for("api.code", architecture_id=architecture_id, framework=found.framework)
    return {**implementation_json(found), "url": absolute(where)}


def architecture_summary(found: ArchitectureSummary) -> Json:
    """An architecture as lists have it."""
    return {
        **summary_json(found),
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
    plain = result_json(found)
    is_open = may_show_figures(found.paper.licence)
    return {
        **plain,
        **metadata(found.paper),
        "highlights": {
            name: html for name, html in plain["highlights"].items() if is_open or name in ALWAYS_SHOWN
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
        "since": _when(found.since),
        "until": _when(found.until),
        "reasons": dict(found.reasons),
        "seconds": found.seconds,
        "speed": found.speed,
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
