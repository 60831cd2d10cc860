"""Pictures of graphs: circles that plain lines join in no order are data, as the input of a graph network."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from extract.figures.likeness.neurons import LARGEST, is_unit, joined_circles
from extract.scene.geometry import centre, in_line, width
from extract.scene.model import Connector, Shape
from extract.scene.together import together

FEWEST = 4
"""Fewest circles of a picture; in a frame one fewer."""

LIKE = 0.5
"""Greatest difference of sizes in a picture, in the largest."""


def graph_pictures(
    circles: Sequence[Shape],
    parent: Mapping[int, int | None],
    connectors: Sequence[Connector],
    names: Mapping[int, str],
    layers: Collection[int],
) -> list[list[int]]:
    """Ids of circles that are one picture of a graph.

    No line among them has a head, though arrows lead elsewhere in the figure, and no more than a few are labelled.

    Args:
        circles: without others inside them.
        parent: the shape around each shape.
        connectors: the scene's lines.
        names: what is printed in those that are labelled.
        layers: ids of circles that are neurons of layers.
    """
    headed = [line for line in connectors if line.headed]
    if not headed:
        return []
    nodes = {
        shape.id: shape
        for shape in circles
        if width(shape.bbox) <= LARGEST
        and shape.id not in layers
        and not shape.symbol
        and (shape.id not in names or is_unit(names[shape.id]))
    }
    plain = [line for line in connectors if not line.headed]
    joined = joined_circles(nodes, plain)
    directed = joined_circles(nodes, headed)
    found = []
    for group in together(joined, ((i, j) for i, others in joined.items() for j in others)):
        framed = parent[group[0]] is not None and len({parent[i] for i in group}) == 1
        if len(group) < FEWEST - framed or sum(i in names for i in group) > len(group) / 2:
            continue
        sizes = [width(nodes[i].bbox) for i in group]
        if any(directed.get(i, set()) & set(group) for i in group):
            continue
        if not framed and max(sizes) - min(sizes) > LIKE * max(sizes):
            continue
        # Along one line they are steps of a sequence.
        if not in_line([centre(nodes[i].bbox) for i in group], max(sizes) / 2):
            found.append(sorted(group))
    return found
