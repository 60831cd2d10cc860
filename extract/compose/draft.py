"""A network while it is being composed: nodes and edges that can be changed, and the notes made on the
way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extract.compose.model import Conflict
from extract.labels.families import family
from graph import Attribute, Edge, Evidence, FrozenMap, Graph, Group, Node, Shape, Value
from graph.passes.marks import BECAUSE
from graph.traverse import topological


@dataclass
class Draft:
    """Nodes by id in reading order, edges in the order of each target's inputs, groups that are still
    repeated; `activated` are the layers of blocks in whose drawing activations stand."""

    nodes: dict[str, Node]
    edges: list[Edge]
    groups: list[Group]
    exhibits: list[str]
    name: str = ""
    missing: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    activated: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, graph: Graph, exhibit: str) -> Draft:
        """A draft of one exhibit's graph."""
        return cls(
            {n.id: n for n in graph.nodes}, list(graph.edges), list(graph.groups), [exhibit], graph.name
        )

    def graph(self) -> Graph:
        """The graph as it stands, its nodes in the order of the data."""
        known = {node_id for group in self.groups for node_id in group.nodes}
        groups = tuple(group for group in self.groups if set(group.nodes) <= set(self.nodes) and known)
        confidence = min((node.confidence for node in self.nodes.values()), default=0.0)
        if self.conflicts:
            confidence *= 0.9 ** len(self.conflicts)
        ordered = [self.nodes[node_id] for node_id in self.order()]
        return Graph(self.name, tuple(ordered), tuple(self.edges), groups, round(confidence, 4))

    def order(self) -> list[str]:
        """Node ids in the order of the data; those in cycles last."""
        ordered, rest = topological(list(self.nodes), self.edges)
        return [*ordered, *rest]

    def fresh(self, stem: str) -> str:
        """An id that no node has."""
        if stem not in self.nodes:
            return stem
        number = 2
        while f"{stem}_{number}" in self.nodes:
            number += 1
        return f"{stem}_{number}"

    def put(self, node: Node) -> None:
        """Adds a node, or changes the one of its id."""
        self.nodes[node.id] = node

    def remove(self, node_id: str) -> None:
        """Takes a node out; what came in goes to where it went out."""
        before, after = self.before(node_id), self.after(node_id)
        places = [at for at, edge in enumerate(self.edges) if edge.source == node_id]
        bridged = [Edge(source, target) for source in before for target in after]
        if len(before) == 1:
            for at in places:
                self.edges[at] = replace(self.edges[at], source=before[0])
            bridged = []
        self.edges = [e for e in self.edges if node_id not in (e.source, e.target)] + bridged
        del self.nodes[node_id]

    def connect(self, source: str, target: str) -> None:
        """Adds an edge."""
        self.edges.append(Edge(source, target))

    def before(self, node_id: str) -> list[str]:
        """Sources of a node's inputs."""
        return [edge.source for edge in self.edges if edge.target == node_id]

    def after(self, node_id: str) -> list[str]:
        """Targets of a node's output."""
        return [edge.target for edge in self.edges if edge.source == node_id]

    def insert_after(self, node_id: str, node: Node) -> None:
        """Puts a node behind another, in its groups: all that went out of the other goes out of it."""
        self._join(node, node_id)
        self.edges = [replace(e, source=node.id) if e.source == node_id else e for e in self.edges]
        self.connect(node_id, node.id)

    def insert_before(self, node_id: str, node: Node, *, apart: bool = False) -> None:
        """Puts a node before another that has one input; in its groups and repeats, or apart from them."""
        if apart:
            self.put(node)
        else:
            self._join(node, node_id)
        self.edges = [replace(e, target=node.id) if e.target == node_id else e for e in self.edges]
        self.connect(node.id, node_id)

    def _join(self, node: Node, beside: str) -> None:
        other = self.nodes[beside]
        self.put(
            replace(node, repeat=other.repeat, output_shape=other.output_shape if other.repeat else None)
        )
        self.groups = [
            replace(group, nodes=(*group.nodes, node.id)) if beside in group.nodes else group
            for group in self.groups
        ]

    def set(self, node_id: str, name: str, attribute: Attribute) -> None:
        """Sets an attribute that the node lacks; where it has another value from print, the conflict is
        kept."""
        node = self.nodes[node_id]
        known = node.attributes.get(name)
        if known is None:
            self.put(node.with_attribute(name, attribute))
        elif known.value != attribute.value and known.origin == "read" and attribute.origin == "read":
            self.conflicts.append(Conflict(node_id, name, _shown(known), _shown(attribute)))

    def conflict(self, node_id: str, name: str, kept: str, other: Attribute) -> None:
        """Keeps that print says otherwise than what is kept."""
        self.conflicts.append(Conflict(node_id, name, kept, _shown(other)))

    def channels(self, node_id: str) -> int | None:
        """Channels that come out of a node, as far as printed widths tell; None where they don't."""
        node = self.nodes[node_id]
        for name in ("filters", "units", *(("dim",) if family(node.op) == "attention" else ())):
            value = node.value(name)
            if isinstance(value, int):
                return 2 * value if node.value("bidirectional") is True else value
        shape = node.value("shape") if node.op == "input" else None
        printed = shape if isinstance(shape, tuple) else node.output_shape
        if printed is not None and len(printed) == 3 and isinstance(printed[-1], int):
            return printed[-1]
        if node.op == "input" or family(node.op) in ("convolution", "dense"):
            return None
        widths = [self.channels(source) for source in self.before(node_id)]
        if node.op == "concat":
            known = [width for width in widths if width is not None]
            return sum(known) if len(known) == len(widths) and known else None
        return widths[0] if widths else None

    def printed_size(self, node_id: str) -> Shape | None:
        """The printed output size of a node or of the nearest before it."""
        node = self.nodes[node_id]
        if node.output_shape is not None:
            return node.output_shape
        sources = self.before(node_id)
        return self.printed_size(sources[0]) if sources else None


def _shown(attribute: Attribute) -> str:
    where = attribute.evidence
    place = f" ({where.exhibit or f'page {where.page}'})" if where is not None else ""
    return f"{attribute.value}{place}"


def stated(value: Value, evidence: Evidence | None, convention: str, confidence: float = 0.8) -> Attribute:
    """A value that a sentence or another exhibit states."""
    return Attribute(value, "read", confidence, evidence, convention)


def implied(
    node_id: str,
    op: str,
    convention: str,
    evidence: Evidence | None = None,
    confidence: float = 0.8,
    attributes: Iterable[tuple[str, Attribute]] = (),
) -> Node:
    """A node that an exhibit does not draw: stated by a sentence (with evidence), or taken by convention
    (without)."""
    origin = "read" if evidence is not None else "default"
    mark = Attribute(convention, origin, confidence, evidence, convention)  # type: ignore[arg-type]
    return Node(
        node_id,
        op,
        attributes=FrozenMap([*attributes, (BECAUSE, mark)]),
        printed=False,
        confidence=confidence,
        evidence=evidence,
    )
