"""The order in which the texts of one shape are read."""

from __future__ import annotations

from collections.abc import Iterable

from extract.scene.geometry import centre, overlap
from extract.scene.model import TextBlock

ON_ONE_LINE = 0.5
"""Least share of the lower of two texts that stands beside the other where both are on one line."""


def in_reading_order(blocks: Iterable[TextBlock]) -> list[TextBlock]:
    """Texts from the top, those on one line from the left; an exponent that rises above its line stays on it."""
    lines: list[list[TextBlock]] = []
    for block in sorted(blocks, key=lambda block: centre(block.bbox)[1]):
        if lines and any(_beside(block, other) for other in lines[-1]):
            lines[-1].append(block)
        else:
            lines.append([block])
    return [block for line in lines for block in sorted(line, key=lambda block: block.bbox[0])]


def _beside(a: TextBlock, b: TextBlock) -> bool:
    least = min(a.bbox[3] - a.bbox[1], b.bbox[3] - b.bbox[1])
    return overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]) > ON_ONE_LINE * least
