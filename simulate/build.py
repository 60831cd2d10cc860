"""Short ways to write down a graph whose labels and attributes are known."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from graph import Attribute, Edge, FrozenMap, Graph, Node, Value


def node(name: str, op: str, label: str, **attributes: Value) -> Node:
    """A printed node; `shape=` is its printed output shape, `repeat=` its repeat count."""
    shape = attributes.pop("shape", None)
    repeat = attributes.pop("repeat", None)
    return Node(
        id=name,
        op=op,
        label=label,
        attributes=FrozenMap({key: Attribute(value) for key, value in attributes.items()}),
        repeat=repeat if isinstance(repeat, int) else None,
        output_shape=shape if isinstance(shape, tuple) else None,  # type: ignore[arg-type]
    )


def conv(name: str, kernel: int, filters: int, stride: int = 1) -> Node:
    """A convolution labelled "3×3 conv, 64, /2"."""
    extra: dict[str, Value] = {"stride": (stride, stride)} if stride > 1 else {}
    label = f"{kernel}×{kernel} conv, {filters}" + (f", /{stride}" if stride > 1 else "")
    return node(name, "conv2d", label, kernel=(kernel, kernel), filters=filters, **extra)


def chain(nodes: Iterable[Node], *more: tuple[str, str], name: str = "") -> Graph:
    """Nodes joined one after the other, and these edges as well."""
    row = tuple(nodes)
    edges = [Edge(a.id, b.id) for a, b in itertools.pairwise(row)]
    return Graph(name=name, nodes=row, edges=(*edges, *(Edge(a, b) for a, b in more)))


def wired(nodes: Iterable[Node], *edges: tuple[str, str], name: str = "") -> Graph:
    """Nodes with exactly these edges."""
    return Graph(name=name, nodes=tuple(nodes), edges=tuple(Edge(a, b) for a, b in edges))
