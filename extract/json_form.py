"""Readings as JSON, as they cross the process boundary; graphs in the project's own form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import graph
from extract.model import Exhibit, ExhibitReading, PaperReading, Refused


def to_json(result: PaperReading | Refused) -> dict[str, Any]:
    """A result as plain JSON data."""
    if isinstance(result, Refused):
        return {"refused": asdict(result)}
    return {
        "sha256": result.sha256,
        "pages": result.pages,
        "title": result.title,
        "seconds": result.seconds,
        "reader_version": result.reader_version,
        "text": list(result.text),
        "exhibits": [_exhibit_out(each) for each in result.exhibits],
    }


def from_json(data: Mapping[str, Any]) -> PaperReading | Refused:
    """A result from what `to_json` made. KeyError, TypeError or ValueError where the data has another form."""
    if "refused" in data:
        return Refused(**data["refused"])
    return PaperReading(
        sha256=data["sha256"],
        pages=data["pages"],
        title=data["title"],
        exhibits=tuple(_exhibit_in(each) for each in data["exhibits"]),
        seconds=data["seconds"],
        reader_version=data["reader_version"],
        text=tuple(data["text"]),
    )


def _exhibit_out(reading: ExhibitReading) -> dict[str, Any]:
    return {
        "exhibit": asdict(reading.exhibit),
        "source": reading.source,
        "is_architecture": reading.is_architecture,
        "probability": reading.probability,
        "figure_type": reading.figure_type,
        "graphs": [graph.to_json(each) for each in reading.graphs],
        "confidence": reading.confidence,
        "reader": reading.reader,
        "reason": reading.reason,
    }


def _exhibit_in(data: Mapping[str, Any]) -> ExhibitReading:
    exhibit = {**data["exhibit"]}
    for name in ("bbox", "caption_bbox"):
        exhibit[name] = tuple(exhibit[name])
    return ExhibitReading(
        exhibit=Exhibit(**exhibit),
        source=data["source"],
        is_architecture=data["is_architecture"],
        probability=data["probability"],
        figure_type=data["figure_type"],
        graphs=tuple(graph.from_json(each) for each in data["graphs"]),
        confidence=data["confidence"],
        reader=data["reader"],
        reason=data["reason"],
    )
