"""A paper's reading in the annotation guide's form: what `netatlas extract` writes."""

from __future__ import annotations

from typing import Any

from extract.model import ExhibitReading, PaperReading
from graph.guide_form import graph_to_guide


def reading_to_guide(reading: PaperReading, paper: str) -> dict[str, Any]:
    """All exhibits of a paper: those that show a network as `items`, the rest as `others`.

    Args:
        paper: the name that the file goes by.
    """
    return {
        "paper": paper,
        "title": reading.title,
        "sha256": reading.sha256,
        "pages": reading.pages,
        "reader_version": reading.reader_version,
        "seconds": reading.seconds,
        "items": [_item(each) for each in reading.exhibits if each.is_architecture],
        "others": [_place(each) for each in reading.exhibits if not each.is_architecture],
    }


def _place(reading: ExhibitReading) -> dict[str, Any]:
    exhibit = reading.exhibit
    return {
        "label": exhibit.label,
        "page": exhibit.page,
        "kind": exhibit.kind,
        "source": reading.source,
        "probability": round(reading.probability, 4),
        "bbox": [round(value, 2) for value in exhibit.bbox],
        "caption": exhibit.caption,
    }


def _item(reading: ExhibitReading) -> dict[str, Any]:
    return {
        **_place(reading),
        "is_architecture": True,
        "figure_type": reading.figure_type,
        "confidence": round(reading.confidence, 4),
        "reader": reading.reader,
        "reason": reading.reason,
        "graphs": [
            {**graph_to_guide(each), "confidence": round(each.confidence, 4)} for each in reading.graphs
        ],
    }
