"""A graph under completion: nodes and edges that rules may add to, and the shapes known so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graph.errors import Problem, ShapeError
from graph.model import Edge, Graph, Node, Shape
from graph.operations import REGISTRY
from graph.operations.rules import inputs_text, positive
from graph.passes.conventions import with_conventions
from graph.traverse import PASSING
from graph.validate import title

KEEPING = frozenset({"activation", "normalisation", "regularisation", "generic"})
"""Families whose operations keep the shape of their input."""

SHAPING = frozenset({
    "because", "shape", "kernel", "stride", "padding", "output_padding", "dilation", "filters", "units",
    "dim", "multiplier", "size", "scale", "parts", "start", "stop", "axis", "axes", "ceil", "keep_dims",
    "levels", "cropping", "times", "sequences", "bidirectional", "transpose_b",
})  # fmt: skip
"""Attributes that an output's shape depends on; a guess at one makes the shape uncertain."""


class Draft:
    """Nodes, edges and shapes of a graph while rules complete it.

    Attributes:
        nodes: by id, in reading order.
        shapes: of each output of each node that is settled.
        uncertain: ids of settled nodes whose shape depends on an assumption.
        problems: what was found so far.
        wanted: spatial sizes that branches must have to meet others, by the id of the node that is to have
            them.
        learned: whether `wanted` says more than it did at the start.
        cells: by the id of an operation over a sequence that a map was unrolled for, the map's shape and what is
            printed as the operation's.
        unexplained: ids of blocks that nothing explains, and of what comes after them.
    """

    def __init__(self, graph: Graph, wanted: Mapping[str, Shape]) -> None:
        self._graph = graph
        self.wanted = dict(wanted)
        self.learned = False
        self.cells: dict[str, tuple[Shape, Shape | None]] = {}
        self.unexplained: set[str] = set()
        self.nodes: dict[str, Node] = graph.by_id()
        self._into: dict[str, list[Edge]] = {node_id: [] for node_id in self.nodes}
        self._out: dict[str, list[Edge]] = {node_id: [] for node_id in self.nodes}
        for edge in graph.edges:
            self._into[edge.target].append(edge)
            self._out[edge.source].append(edge)
        self.shapes: dict[str, tuple[Shape, ...]] = {}
        self.uncertain: set[str] = set()
        self.problems: list[Problem] = []

    def graph(self) -> Graph:
        """The graph as it now stands."""
        edges = tuple(edge for node_id in self.nodes for edge in self._into[node_id])
        return replace(self._graph, nodes=tuple(self.nodes.values()), edges=edges)

    def into(self, node_id: str) -> list[Edge]:
        """Edges into a node, in input order."""
        return list(self._into[node_id])

    def out(self, node_id: str) -> list[Edge]:
        """Edges out of a node."""
        return list(self._out[node_id])

    def incoming(self, node_id: str) -> list[Shape] | None:
        """Shapes of a node's inputs; None where one is not known."""
        found = []
        for edge in self._into[node_id]:
            ports = self.shapes.get(edge.source)
            if ports is None or edge.port >= len(ports):
                return None
            found.append(ports[edge.port])
        return found

    def shape_of(self, edge: Edge) -> Shape | None:
        """The shape that flows along an edge; None where it is not known."""
        ports = self.shapes.get(edge.source, ())
        return ports[edge.port] if edge.port < len(ports) else None

    def explicit(self, node_id: str) -> bool:
        """Whether every attribute of a node is given: it is then meant as it stands, and nothing is put before it.

        So a completed graph stays as it is when it is completed again.
        """
        node = self.nodes[node_id]
        operation = REGISTRY[node.op]
        conventional = [name for name, spec in operation.attributes.items() if spec.convention]
        given = bool(conventional) and all(name in node.attributes for name in conventional)
        return given and operation.family != "generic"

    def fresh(self, base: str) -> str:
        """An id that is not taken."""
        if base not in self.nodes:
            return base
        number = 2
        while f"{base}_{number}" in self.nodes:
            number += 1
        return f"{base}_{number}"

    def put(self, node: Node) -> None:
        """Replace a node by another of its id."""
        self.nodes[node.id] = node

    def add_before(self, place: str, node: Node) -> None:
        """Add a node, before another in reading order."""
        ordered: dict[str, Node] = {}
        for node_id, known in self.nodes.items():
            if node_id == place:
                ordered[node.id] = node
            ordered[node_id] = known
        self.nodes = ordered
        self._into[node.id] = []
        self._out[node.id] = []

    def connect(self, edge: Edge) -> None:
        """Add an edge, as its target's last input."""
        self._into[edge.target].append(edge)
        self._out[edge.source].append(edge)

    def disconnect(self, edge: Edge) -> None:
        """Take an edge away."""
        self._into[edge.target].remove(edge)
        self._out[edge.source].remove(edge)

    def reorder(self, node_id: str, edges: list[Edge]) -> None:
        """Give a node's inputs another order."""
        self._into[node_id] = list(edges)

    def insert(self, edge: Edge, node: Node, *, settle: bool = True) -> None:
        """Put a new node on an edge."""
        self.add_before(edge.target, node)
        place = self._into[edge.target].index(edge)
        self._out[edge.source].remove(edge)
        into, after = replace(edge, target=node.id), Edge(node.id, edge.target)
        self._into[node.id].append(into)
        self._out[edge.source].append(into)
        self._into[edge.target][place] = after
        self._out[node.id].append(after)
        if settle:
            self._settle_added(node.id)

    def add_after(self, node_id: str, node: Node) -> None:
        """Put a new node behind another, which then feeds it alone."""
        following = list(self.nodes)[list(self.nodes).index(node_id) + 1 :]
        if following:
            self.add_before(following[0], node)
        else:
            self.nodes[node.id], self._into[node.id], self._out[node.id] = node, [], []
        for edge in self.out(node_id):
            into = self._into[edge.target]
            moved = replace(edge, source=node.id)
            into[into.index(edge)] = moved
            self._out[node.id].append(moved)
        self._out[node_id] = []
        self.connect(Edge(node_id, node.id))

    def gather(self, node_id: str, edges: list[Edge], node: Node, *, settle: bool = True) -> None:
        """Lead several of a node's inputs through a new node, at the place of the first."""
        self.add_before(node_id, node)
        into = self._into[node_id]
        place = into.index(edges[0])
        for edge in edges:
            self.disconnect(edge)
            self.connect(replace(edge, target=node.id))
        after = Edge(node.id, node_id)
        self._into[node_id].insert(place, after)
        self._out[node.id].append(after)
        if settle:
            self._settle_added(node.id)

    def _settle_added(self, node_id: str) -> None:
        """Give a node that was added its conventional attributes, and work out its shape."""
        node, _ = with_conventions(self.nodes[node_id], self.incoming(node_id) or [])
        self.put(node)
        self.settle(node_id)

    def settle(self, node_id: str) -> None:
        """Work out a node's shape by its rule; a Problem where its inputs do not fit."""
        node, inputs = self.nodes[node_id], self.incoming(node_id)
        if inputs is None:
            return
        sources = [edge.source for edge in self._into[node_id]]
        if node.op == "block" or any(source in self.unexplained for source in sources):
            self.unexplained.add(node_id)
        least, most = REGISTRY[node.op].inputs
        try:
            if len(inputs) < least or (most is not None and len(inputs) > most):
                raise ShapeError(f"{len(inputs)} inputs come in, and it takes {inputs_text(least, most)}")
            self.shapes[node_id] = positive(REGISTRY[node.op].shape(node, inputs))
        except ShapeError as error:
            if node_id in self.unexplained:
                reason = f"{error}, which depends on a block that nothing explains"
                self.report("after-block", node_id, reason, *sources)
            else:
                self.report("shape-mismatch", node_id, str(error), *sources)
            return
        guessed = any(a.origin == "default" and name in SHAPING for name, a in node.attributes.items())
        if guessed or any(source in self.uncertain for source in sources):
            self.uncertain.add(node_id)

    def report(self, code: str, node_id: str, reason: str, *others: str, warning: bool = False) -> None:
        """Note a Problem with a node."""
        message = f"{title(self.nodes[node_id])}: {reason}"
        concerned = (node_id, *dict.fromkeys(other for other in others if other != node_id))
        self.problems.append(Problem(code, message, concerned, "warning" if warning else "error"))

    def stated(self, node_id: str, reach: int = 8) -> Shape | None:
        """The printed shape of a node's output: its own, or that of the drawn tensor it becomes unchanged.

        Args:
            node_id: the node.
            reach: how many shape-keeping operations further on a printed shape still counts.
        """
        node = self.nodes[node_id]
        if node.output_shape is not None:
            return node.output_shape
        for edge in self._out[node_id] if reach else ():
            after = self.nodes[edge.target]
            if len(self._into[after.id]) != 1 and after.op != "feature_map":
                continue
            keeps = after.op in PASSING or REGISTRY[after.op].family in KEEPING
            if keeps and after.op != "loss":
                found = self.stated(after.id, reach - 1)
                if found is not None:
                    return found
        return None
