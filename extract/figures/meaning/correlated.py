"""An asterisk between maps of different sizes: one slides over the other, which no product of their entries can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.labels import ParsedOperation
from graph import FrozenMap, Shape

ASTERISKS = frozenset("*∗⋆★")
"""How a convolution or correlation of two maps is signed."""


def with_correlations(meanings: dict[int, tuple[ParsedOperation, ...]], links: Sequence[Link]) -> None:
    """Makes asterisks blocks that two maps of different printed sizes come into.

    Args:
        meanings: the operations of each node, with the shapes that are printed beside them.
        links: the edges between nodes.
    """
    for i, found in meanings.items():
        if [(each.op, each.label in ASTERISKS) for each in found] != [("multiply", True)]:
            continue
        before = {link.source for link in links if link.target == i and link.source in meanings}
        shapes: set[Shape | None] = {meanings[j][-1].output_shape for j in before if j is not None}
        if len(shapes - {None}) > 1:
            meanings[i] = (replace(found[0], op="block", attrs=FrozenMap({"name": found[0].label})),)
