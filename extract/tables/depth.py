"""Convolutions over data that has a depth, where a table prints one number for all sides of a kernel: "conv3-8"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.meaning.three_dimensions import DEEP, FLAT, SAID
from extract.tables.model import Grid
from graph import FrozenMap, Graph, Node

_CUBE = re.compile(r"(?<![\w×])([a-z]) ?[×x] ?\1 ?[×x] ?\1(?![\w×]).{0,24}\b(?:conv|kernel|filter)", re.I)
"""How a caption spells a kernel out: "Convk-n: k×k×k convolution with n filters"."""
_PRINTED = re.compile(r"\d\s*[×x]\s*\d|\d\s*[²³]|[12]-?D(?![a-z])")
"""Sides of a kernel, or how many it has, which say all by themselves."""
_TWO_SIDES = re.compile(
    r"(?<![\d×x*.] )(?<![\d×x*.])(\d+) ?[×x*] ?\1(?! ?[×x*] ?\w|\d)|\((\d+), ?\2\)|\b[1-9]²|[12]-?D(?![a-z])"
)
"""Equal sides of a kernel or of a map in a cell of their own: data with a depth has three."""
_DEEP_WORD = re.compile(
    r"\b(?:voxel\w*|volum\w+|3[\s-]?D|three[- ]dimensional|cub(?:e|ic)\w*|occupancy|TSDF|tomogra\w+|CTs?|"
    r"MRIs?|PET|fMRI|scans?|spatio[- ]?temporal|densit(?:y|ies))\b",
    re.I,
)
"""Words for data that has a depth."""
LEAST_SIDE = 16
"""Least side of data with a depth: three equal sides below it may be a small map with its channels."""
_USUAL = 8
"""What counts of channels are mostly multiples of: a map of 64×64 may have 64 of them, hardly one of 110×110 has 110."""


def with_depth(graphs: Sequence[Graph], caption: str, grid: Grid | None = None) -> tuple[Graph, ...]:
    """The networks, with convolutions in three dimensions where the caption or what goes in says that there are so many.

    A layer with two printed sides stays what it is. Three equal sides alone may be a map with as many channels: they
    count where words speak of a volume, where channels are printed beside them, or where no map has so many.

    Args:
        graphs: as the rows have them.
        caption: the table's.
        grid: the table, which may print sides in columns of their own.
    """
    text = " ".join(caption.split())
    if FLAT.search(text):
        return tuple(graphs)
    said = _CUBE.search(text) is not None or SAID.search(text) is not None
    printed = [cell.text for cell in grid.cells] if grid is not None else []
    flat = any(_TWO_SIDES.search(cell) for cell in printed)
    worded = any(_DEEP_WORD.search(own) for own in (text, *printed))
    return tuple(
        _deepened(graph) if said or (not flat and _enters_cube(graph, worded)) else graph for graph in graphs
    )


def _enters_cube(graph: Graph, worded: bool) -> bool:
    """Whether what goes in has three equal sides, besides its channels or where no channels can be meant."""
    entered = [node.output_shape for node in graph.nodes if node.op == "input" and node.output_shape]
    deep = worded or any(len(node.output_shape or ()) == 4 for node in graph.nodes)
    for shape in entered:
        if len(shape) == 4 and (_is_cube(shape[:3]) or _is_cube(shape[1:])):
            return True
        if len(shape) == 3 and _is_cube(shape) and (deep or int(shape[0]) % _USUAL):
            return not any(_is_map(node.output_shape) for node in graph.nodes)
    return False


def _is_map(shape: Sequence[int | str] | None) -> bool:
    """Whether a shape of three numbers has two equal sides and other channels."""
    return shape is not None and len(shape) == 3 and shape[0] == shape[1] != shape[2]


def _is_cube(sides: Sequence[int | str]) -> bool:
    return len(set(sides)) == 1 and isinstance(sides[0], int) and sides[0] >= LEAST_SIDE


def _deepened(graph: Graph) -> Graph:
    layers = [node for node in graph.nodes if node.op in DEEP]
    if not layers or any(_PRINTED.search(node.label) for node in layers):
        return graph
    return replace(graph, nodes=tuple(_deep(node) if node in layers else node for node in graph.nodes))


def _deep(node: Node) -> Node:
    attributes = dict(node.attributes)
    for name in ("kernel", "stride", "dilation"):
        told = attributes.get(name)
        if told is not None and isinstance(told.value, tuple) and len(set(told.value)) == 1:
            attributes[name] = replace(told, value=told.value[:1] * 3)
    return replace(node, op=DEEP[node.op], attributes=FrozenMap(attributes))
