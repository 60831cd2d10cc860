"""Convolutions over data that has a depth, where a table prints one number for all sides of a kernel: "conv3-8"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.meaning.three_dimensions import DEEP, FLAT, SAID
from graph import FrozenMap, Graph, Node

_CUBE = re.compile(r"(?<![\w×])([a-z]) ?[×x] ?\1 ?[×x] ?\1(?![\w×]).{0,24}\b(?:conv|kernel|filter)", re.I)
"""How a caption spells a kernel out: "Convk-n: k×k×k convolution with n filters"."""
_PRINTED = re.compile(r"\d\s*[×x]\s*\d|\d\s*[²³]|[12]-?D(?![a-z])")
"""Sides of a kernel, or how many it has, which say all by themselves."""
LEAST_SIDE = 16
"""Least side of data with a depth: three equal sides below it may be a small map with its channels."""


def with_depth(graphs: Sequence[Graph], caption: str) -> tuple[Graph, ...]:
    """The networks, with convolutions in three dimensions where the caption or what goes in says that there are so many.

    A layer with two printed sides stays what it is.

    Args:
        graphs: as the rows have them.
        caption: the table's.
    """
    text = " ".join(caption.split())
    said = (_CUBE.search(text) or SAID.search(text)) is not None and not FLAT.search(text)
    return tuple(_deepened(graph) if said or _enters_cube(graph) else graph for graph in graphs)


def _enters_cube(graph: Graph) -> bool:
    """Whether what goes in has three equal sides, with or without its channels."""
    shapes = [node.output_shape for node in graph.nodes if node.op == "input" and node.output_shape]
    sides = [shape[:3] for shape in shapes if len(shape) in (3, 4)]
    return any(len(set(own)) == 1 and isinstance(own[0], int) and own[0] >= LEAST_SIDE for own in sides)


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
