"""The architecture graph: operations as nodes, tensors as edges, and where each fact was read.

Everything here is immutable. A pass over the graph returns a new graph. Shapes are given without the batch
dimension and channels last, (height, width, channels) or (length, channels) or (channels,), as papers print
them; a dimension is an integer, or a string where the paper prints a letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.frozen import FrozenMap

Origin = Literal["read", "inferred", "default"]
Dim = int | str
Shape = tuple[Dim, ...]
Scalar = int | float | str | bool | None
Value = Scalar | tuple["Value", ...]
Box = tuple[float, float, float, float]

ORIGINS: tuple[Origin, ...] = ("read", "inferred", "default")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read.

    Attributes:
        page: page of the PDF, from 1; 0 where it is not known.
        exhibit: the exhibit's label ("Figure 3"), or "" for running text.
        bbox: x0, y0, x1, y1 in PDF points from the page's top left corner.
        text: the words it was read from.
    """

    page: int = 0
    exhibit: str = ""
    bbox: Box | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A value of a node and where it comes from.

    Attributes:
        value: number, text, truth value, or a tuple of these.
        origin: "read" from the paper, "inferred" from other facts, or "default" by a named convention.
        confidence: calibrated probability that the value is right.
        evidence: where it was read; None for what was not read.
        convention: name of the convention behind a default or an inference, "" otherwise.
    """

    value: Value
    origin: Origin = "read"
    confidence: float = 1.0
    evidence: Evidence | None = None
    convention: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One operation.

    Attributes:
        id: unique within its graph.
        op: name of an operation in the registry (`graph.operations`).
        label: the printed text, line breaks as spaces.
        attributes: the operation's settings by name.
        repeat: how often it stands in a row; a string where the paper prints a letter.
        output_shape: as printed, without batch, channels last; None where it is not printed.
        printed: False for a node that the paper implies and does not draw.
        confidence: calibrated probability that this node is right.
        evidence: where it was read.
    """

    id: str
    op: str
    label: str = ""
    attributes: Mapping[str, Attribute] = field(default_factory=FrozenMap)
    repeat: Dim | None = None
    output_shape: Shape | None = None
    printed: bool = True
    confidence: float = 1.0
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.attributes, FrozenMap):
            object.__setattr__(self, "attributes", FrozenMap(self.attributes))

    def value(self, name: str, default: Value = None) -> Value:
        """The value of an attribute, or `default` where the node has none of that name."""
        found = self.attributes.get(name)
        return default if found is None else found.value

    def with_attribute(self, name: str, attribute: Attribute) -> Node:
        """A copy with one attribute set."""
        return replace(self, attributes=FrozenMap({**self.attributes, name: attribute}))


@dataclass(frozen=True, slots=True)
class Edge:
    """A tensor that flows from one node to another.

    The order of a graph's edges is the order of a node's inputs. `port` counts, from 0, the outputs of a
    source that has several (`split`).
    """

    source: str
    target: str
    port: int = 0
    confidence: float = 1.0
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that the paper puts together: a bracket with ×N, an outline, a named block."""

    id: str
    nodes: tuple[str, ...]
    name: str = ""
    repeat: Dim | None = None


_Ends = tuple[dict[str, tuple[Edge, ...]], dict[str, tuple[Edge, ...]]]


def _by_end(pairs: Iterable[tuple[str, Edge]]) -> dict[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {}
    for node_id, edge in pairs:
        found.setdefault(node_id, []).append(edge)
    return {node_id: tuple(edges) for node_id, edges in found.items()}


class _Indexed:
    """Room for a graph's index, which is no part of its value: neither compared nor copied nor pickled."""

    __slots__ = ("_index",)
    _index: _Ends


@dataclass(frozen=True, slots=True)
class Graph(_Indexed):
    """A network or module as one exhibit shows it, or as several of a paper compose it.

    Attributes:
        name: the network's or module's name as printed, or "".
        nodes: in reading order.
        edges: in the order of each target's inputs.
        groups: brackets, outlines and named blocks; they may nest.
        confidence: calibrated probability that the whole graph is right.
    """

    name: str = ""
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    confidence: float = 1.0

    def node(self, node_id: str) -> Node:
        """The node of this id; KeyError where there is none."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)

    def by_id(self) -> dict[str, Node]:
        """All nodes by id."""
        return {node.id: node for node in self.nodes}

    def inputs(self, node_id: str) -> tuple[Edge, ...]:
        """The edges into a node, in input order."""
        return self._ends()[0].get(node_id, ())

    def outputs(self, node_id: str) -> tuple[Edge, ...]:
        """The edges out of a node."""
        return self._ends()[1].get(node_id, ())

    def _ends(self) -> _Ends:
        # Asked for every node by most passes, hence an index; made at the first question.
        found: _Ends | None = getattr(self, "_index", None)
        if found is None:
            found = (
                _by_end((edge.target, edge) for edge in self.edges),
                _by_end((edge.source, edge) for edge in self.edges),
            )
            object.__setattr__(self, "_index", found)
        return found

    def attributes(self) -> Iterator[tuple[Node, str, Attribute]]:
        """Every attribute of every node."""
        for node in self.nodes:
            for name, attribute in node.attributes.items():
                yield node, name, attribute
