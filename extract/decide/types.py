"""Of which kind a drawing of a network is."""

from __future__ import annotations

from extract.document import Content
from extract.document.boxes import area
from extract.model import ExhibitSource, FigureType
from extract.scene.model import Scene

CIRCLES = 8
"""Small circles from which a drawing may be one of neurons."""


def type_of_drawing(content: Content, source: ExhibitSource, scene: Scene | None) -> FigureType:
    """The kind of a figure that shows a network.

    Args:
        content: what its region holds.
        source: how it is made.
        scene: the drawing; None where it was read from pixels.
    """
    if scene is None:
        return "2d-box"
    kinds = [shape.kind for shape in scene.shapes]
    small = [shape for shape in scene.shapes if shape.kind == "circle" and not shape.symbol]
    if len(small) >= CIRCLES and len(small) > 0.6 * len(kinds):
        return "neurons"
    if kinds.count("volume") >= 2:
        return "3d-box"
    if kinds.count("stack") >= 3 and kinds.count("stack") > 0.4 * len(kinds):
        return "stacked-2d"
    pictured = sum(area(picture.bbox) for picture in content.pictures)
    if source == "vector" and pictured > 0.03 * area(content.region):
        return "pipeline"
    return "2d-box"
