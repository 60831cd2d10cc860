"""Records as JSON: one form for the command line, the API and files."""

from __future__ import annotations

from typing import Any

from catalog.licences import licence_name
from catalog.records import ArchitectureSummary, ImplementationSummary, Metadata
from catalog.results import SearchResult


def metadata_json(metadata: Metadata) -> dict[str, Any]:
    """A version's metadata; `licence` as the source gives it, `licence_name` its short name."""
    return {
        "arxiv_id": metadata.key.arxiv_id,
        "version": metadata.key.version,
        "title": metadata.title,
        "authors": list(metadata.authors),
        "abstract": metadata.abstract,
        "categories": list(metadata.categories),
        "licence": metadata.licence,
        "licence_name": licence_name(metadata.licence),
        "submitted": metadata.submitted.isoformat() if metadata.submitted else None,
        "comments": metadata.comments,
        "doi": metadata.doi,
        "journal_ref": metadata.journal_ref,
        "withdrawn": metadata.withdrawn,
    }


def implementation_json(implementation: ImplementationSummary) -> dict[str, Any]:
    """An implementation without its files."""
    verification = implementation.verification
    return {
        "framework": implementation.framework,
        "status": implementation.status,
        "reason": implementation.reason,
        "verified": implementation.verified,
        "verification": None
        if verification is None
        else {
            "status": verification.status,
            "reason": verification.reason,
            "engine": verification.engine,
            "parameters": verification.parameters,
            "output_shapes": [list(shape) for shape in verification.output_shapes],
            "largest_difference": verification.largest_difference,
        },
    }


def summary_json(architecture: ArchitectureSummary) -> dict[str, Any]:
    """An architecture without its graph."""
    return {
        "id": architecture.id,
        "arxiv_id": architecture.key.arxiv_id,
        "version": architecture.key.version,
        "exhibits": list(architecture.exhibits),
        "name": architecture.name,
        "confidence": round(architecture.confidence, 6),
        "composed": architecture.composed,
        "parameters": architecture.parameters,
        "depth": architecture.depth,
        "input_shape": None if architecture.input_shape is None else list(architecture.input_shape),
        "output_shape": None if architecture.output_shape is None else list(architecture.output_shape),
        "layers": dict(architecture.layers),
        "implementations": [implementation_json(each) for each in architecture.implementations],
    }


def result_json(result: SearchResult) -> dict[str, Any]:
    """A hit: the paper's metadata, its score, what matched (HTML), and its architectures."""
    return {
        **metadata_json(result.paper),
        "score": round(result.score, 4),
        "highlights": dict(result.highlights),
        "architectures": [summary_json(architecture) for architecture in result.architectures],
    }
