"""How an exhibit is made: drawn with live type, drawn with type as outlines, an image, or set in type."""

from __future__ import annotations

from extract.decide.features import is_box
from extract.document import Content
from extract.document.boxes import area, intersect
from extract.model import Exhibit, ExhibitSource

PICTURED = 0.45
"""Share of a region that its images cover where it is an image with a frame or a letter added."""

GLYPHS = 40
"""Small filled forms that make an exhibit without type one whose type is drawn."""


def source_of(exhibit: Exhibit, content: Content) -> ExhibitSource:
    """The source of an exhibit."""
    whole = max(area(content.region), 1.0)
    pictured = min(sum(area(intersect(p.bbox, content.region)) for p in content.pictures) / whole, 1.0)
    letters = sum(len(word.text) for word in content.words)
    covered = sum(
        any(area(intersect(word.bbox, p.bbox)) > 0.5 * area(word.bbox) for p in content.pictures)
        for word in content.words
    )
    free = len(content.words) - covered
    boxes = sum(is_box(path) for path in content.paths)
    glyphs = sum(
        path.fill is not None and max(path.bbox[2] - path.bbox[0], path.bbox[3] - path.bbox[1]) < 12
        for path in content.paths
    )
    if exhibit.kind == "table":
        return "raster" if pictured > PICTURED and free < 8 else "text"
    if pictured > PICTURED and (boxes + free < 12 or len(content.paths) < 4):
        return "raster"
    if content.pictures and len(content.paths) < 4 and free < 12:
        return "raster"
    if (glyphs > GLYPHS and letters < 0.1 * glyphs) or (letters < 4 and len(content.paths) > 20):
        return "outlined"
    return "vector"
