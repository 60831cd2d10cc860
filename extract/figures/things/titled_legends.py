"""Legends under a title of their own: all that stands in a frame headed "Legend" explains the figure.

The samples there may have their names within them, as boxes of the network have.
"""

from __future__ import annotations

import re

from extract.scene.geometry import bounds, contains, height, holds, width
from extract.scene.model import Scene, Shape

TITLE = re.compile(
    r"^(?:legende?|légende|leyenda|legenda|key|(?:colou?r|symbol)(?:s|[ -](?:codes?|coding|keys?|legend))?|symbols"
    r"|notations?|图例|凡例|범례)\s?:?$",
    re.IGNORECASE,
)
"""What stands over a legend."""

FEWEST = 2
"""Fewest names that a legend explains."""


def titled_frames(scene: Scene) -> list[Shape]:
    """The frames that hold the title of a legend, and names under it; no line leads into them or out.

    Args:
        scene: of a figure.
    """
    found = []
    for title in (block for block in scene.blocks if TITLE.match(block.text.strip())):
        around = [shape for shape in scene.shapes if contains(shape.bbox, title.bbox)]
        named = [
            shape
            for shape in around
            if sum(contains(shape.bbox, block.bbox, 0.9) for block in scene.blocks) > FEWEST
        ]
        frame = min(named, key=lambda shape: width(shape.bbox) * height(shape.bbox), default=None)
        if frame is not None and not _is_entered(frame, scene):
            found.append(frame)
    return found


def _is_entered(frame: Shape, scene: Scene) -> bool:
    """Whether a line that begins outside ends in a frame, or the other way round."""
    return any(
        holds(frame.bbox, end, 2.5)
        for line in scene.connectors
        if not contains(frame.bbox, bounds(line.points))
        for end in (line.points[0], line.points[-1])
    )
