"""Neurons of a layer: circles that lines join to the same circles are one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.scene.geometry import Point, centre, distance, grown, holds, project, width
from extract.scene.model import Connector, Shape
from extract.scene.together import together

LARGEST = 30.0
"""Greatest extent of a neuron, in points."""

REACH = 2.5
"""How near a line's end must come to a neuron, in points."""


def layers_of(
    shapes: Sequence[Shape], parent: Mapping[int, int | None], connectors: Sequence[Connector]
) -> list[list[int]]:
    """Ids of circles that form layers.

    Neighbours in a layer are joined to the same circles, and not to each other; a circle's nearest companion
    tells how far apart they stand, so that layers of which one skips another are told apart.

    Args:
        shapes: circles without text.
        parent: the shape around each shape.
        connectors: the scene's lines.
    """
    neurons = {shape.id: shape for shape in shapes if width(shape.bbox) <= LARGEST}
    joined = _joined(neurons, connectors)
    near = {i: _companions(i, [j for j in joined if parent[i] == parent[j]], neurons, joined) for i in joined}
    layers = together(near, ((i, j) for i, others in near.items() for j in others if i in near[j]))
    found = [layer for layer in layers if len(layer) > 1 and _dense(layer, joined)]
    wide = {i for layer in found if len(layer) > 2 for i in layer}
    # Two circles alone are a layer only beside a wider one: four of them may as well be a ring.
    return [layer for layer in found if len(layer) > 2 or joined[layer[0]] & wide]


def _joined(neurons: Mapping[int, Shape], connectors: Sequence[Connector]) -> dict[int, set[int]]:
    """For each circle that lines lead to, those at the lines' other ends."""
    found: dict[int, set[int]] = {}
    for connector in connectors:
        met: list[int] = []
        for point in connector.points:
            met.extend(
                i
                for i, shape in neurons.items()
                if (not met or met[-1] != i)
                and holds(grown(shape.bbox, REACH), point)
                and distance(centre(shape.bbox), point) <= width(shape.bbox) / 2 + REACH
            )
        for a, b in pairwise(met):
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    return found


def _dense(layer: Sequence[int], joined: Mapping[int, set[int]]) -> bool:
    """Whether most of what a layer is joined to is joined to all of it."""
    own = [joined[i] for i in layer]
    return 2 * len(set.intersection(*own)) >= len(set.union(*own))


def _companions(
    i: int, others: Sequence[int], neurons: Mapping[int, Shape], joined: Mapping[int, set[int]]
) -> set[int]:
    """The nearest circles of the same size that are joined to what a circle is joined to."""
    own = neurons[i]
    middle, size = centre(own.bbox), width(own.bbox)
    offers: list[tuple[float, int]] = []
    for j in others:
        other = neurons[j]
        shared = joined[i] & joined[j]
        if i == j or j in joined[i] or not shared or abs(width(other.bbox) - size) > 0.15 * size:
            continue
        if 2 * len(shared) < min(len(joined[i]), len(joined[j])):
            continue
        if all(_off_line(centre(neurons[n].bbox), middle, centre(other.bbox), size) for n in shared):
            offers.append((distance(middle, centre(other.bbox)), j))
    nearest = min(offers, default=(0.0, i))[0]
    return {j for gap, j in offers if gap <= 1.4 * nearest}


def _off_line(p: Point, a: Point, b: Point, size: float) -> bool:
    """Whether a point lies off the line through two others by more than a size."""
    return project(p, a, b)[0] > size
