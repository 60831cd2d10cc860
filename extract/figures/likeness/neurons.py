"""Neurons of a layer: circles that lines join to the same circles are one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from unicodedata import category

from extract.figures.likeness.paired_layers import with_paired
from extract.scene.geometry import Point, centre, distance, grown, holds, in_line, project, width
from extract.scene.model import Connector, Shape
from extract.scene.together import together
from graph import Box

LARGEST = 30.0
"""Greatest extent of a neuron, in points."""

REACH = 2.5
"""How near a line's end must come to a neuron, in points."""

DENSE = 0.75
"""Least share of the lines between a layer and what it is joined to that are found."""

OVER_DOTS = 6.0
"""Greatest distance of two units with dots between them, in their size."""


def layers_of(
    shapes: Sequence[Shape],
    parent: Mapping[int, int | None],
    connectors: Sequence[Connector],
    names: Mapping[int, str] | None = None,
    dots: Sequence[Box] = (),
) -> list[list[int]]:
    """Ids of circles that form layers.

    Neighbours in a layer are joined to the same circles, and not to each other; a circle's nearest companion
    tells how far apart they stand, so that layers of which one skips another are told apart. A single circle that
    is joined to all of a layer is one too.

    Args:
        shapes: circles.
        parent: the shape around each shape.
        connectors: the scene's lines.
        names: what is printed in those that are labelled: units have at most a letter and its indices. Units with
            names that lead to one circle only are terms of a sum, each a thing of its own.
        dots: ellipses, which stand for units between two that are drawn.
    """
    names = names or {}
    neurons = {
        shape.id: shape
        for shape in shapes
        if width(shape.bbox) <= LARGEST and (shape.id not in names or is_unit(names[shape.id]))
    }
    joined = joined_circles(neurons, connectors)
    # So do units that are drawn without lines: those dropped.
    dots = [*dots, *(shape.bbox for shape in shapes if shape.id not in joined)]
    near = {
        i: _companions(i, [j for j in joined if parent[i] == parent[j]], neurons, joined, dots)
        for i in joined
    }
    layers = together(near, ((i, j) for i, others in near.items() for j in others if i in near[j]))
    found = [
        layer for layer in layers if len(layer) > 1 and _dense(layer, joined) and _in_line(layer, neurons)
    ]
    wide = {i for layer in found if len(layer) > 2 for i in layer}
    # Two circles alone are a layer only beside a wider one: four of them may as well be a ring.
    found = [layer for layer in found if len(layer) > 2 or joined[layer[0]] & wide]
    found = [layer for layer in found if not names.keys() & set(layer) or _shared(layer, joined)]
    found = with_paired(found, neurons, joined)
    taken = {i for layer in found for i in layer}
    single = [
        i
        for i in joined
        if i not in taken
        and i not in names
        and any(len(layer) > 2 and len(joined[i] & set(layer)) >= DENSE * len(layer) for layer in found)
    ]
    return [*found, *([i] for i in single)]


def is_unit(text: str) -> bool:
    """Whether a text in a circle names a single unit: a letter and its indices, as x_1 or h_n, or a 1 or ~."""
    letters = [c for c in text if c.isalpha() and category(c) != "Lm"]
    if not letters and not any(c.isdecimal() or c in "~∼" for c in text):
        return False
    return len(letters) <= 2 and sum(c.isupper() for c in letters) <= 1 and len(text.split()) <= 3


def joined_circles(neurons: Mapping[int, Shape], connectors: Sequence[Connector]) -> dict[int, set[int]]:
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
    """Whether nearly all of a layer is joined to all that two of it or more are; in a crowd some lines are lost."""
    meets = Counter(i for unit in layer for i in joined[unit])
    common = [count for count in meets.values() if count > 1]
    return bool(common) and sum(common) >= DENSE * len(layer) * len(common)


def _in_line(layer: Sequence[int], neurons: Mapping[int, Shape]) -> bool:
    """Whether the units of a layer stand along one line."""
    return in_line([centre(neurons[i].bbox) for i in layer], 0.5 * width(neurons[layer[0]].bbox))


def _shared(layer: Sequence[int], joined: Mapping[int, set[int]]) -> bool:
    """Whether most of a layer is joined to two circles or more that others of it are joined to."""
    meets = Counter(i for unit in layer for i in joined[unit])
    return sum(count > len(layer) / 2 for count in meets.values()) >= 2


def _companions(
    i: int,
    others: Sequence[int],
    neurons: Mapping[int, Shape],
    joined: Mapping[int, set[int]],
    dots: Sequence[Box],
) -> set[int]:
    """The nearest circles of the same size that are joined to what a circle is joined to, and those behind dots."""
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
    return {
        j
        for gap, j in offers
        if gap <= 1.4 * nearest
        or (
            gap <= OVER_DOTS * size
            and min(abs(p - q) for p, q in zip(middle, centre(neurons[j].bbox), strict=True)) < 0.5 * size
            and any(project(centre(dot), middle, centre(neurons[j].bbox))[0] < 0.5 * size for dot in dots)
        )
    }


def _off_line(p: Point, a: Point, b: Point, size: float) -> bool:
    """Whether a point lies off the line through two others by more than a size."""
    return project(p, a, b)[0] > size
