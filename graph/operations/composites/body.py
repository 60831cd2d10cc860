"""Writing out a composite block as a graph of primitive operations.

A block is defined once, by how it is made: its shape and parameter rules come from the graph that it expands to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from graph.errors import ShapeError
from graph.frozen import FrozenMap
from graph.model import Attribute, Edge, Graph, Node, Shape, Value
from graph.operations.primitives import PRIMITIVES
from graph.operations.rules import positive, setting
from graph.operations.spec import AttributeSpec, Operation

MOST_PARTS = 1000
"""Primitives that one block may be written out as."""


class Body:
    """The inside of one block while it is written.

    Every node is complete as it is added: what the block does not say is filled in by the registry's conventions.

    Attributes:
        name: of the block's operation, for the origin of attributes.
        inputs: ids of the `input` nodes, one for each input of the block.
    """

    def __init__(self, name: str, inputs: Sequence[Shape]) -> None:
        self.name = name
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []
        self._shapes: dict[str, tuple[Shape, ...]] = {}
        names = ["input"] if len(inputs) == 1 else [f"input_{place + 1}" for place in range(len(inputs))]
        self.inputs = tuple(
            self._put(name, "input", (), {"shape": shape}) for name, shape in zip(names, inputs, strict=True)
        )

    def shape(self, node_id: str) -> Shape:
        """The shape of a node's first output."""
        return self._shapes[node_id][0]

    def width(self, node_id: str) -> int:
        """The channels of a node's first output. Raises ShapeError where they are a letter."""
        shape = self.shape(node_id)
        if not shape or not isinstance(shape[-1], int):
            raise ShapeError("the number of channels is not known")
        return shape[-1]

    def add(self, op: str, *sources: str | tuple[str, int], name: str = "", **attributes: Value) -> str:
        """Add a primitive fed by nodes, or by (node, output port); returns its id."""
        base = name or op
        node_id, number = base, 1
        while node_id in self._nodes:
            number += 1
            node_id = f"{base}_{number}"
        return self._put(node_id, op, sources, attributes)

    def _put(
        self, node_id: str, op: str, sources: Sequence[str | tuple[str, int]], attributes: Mapping[str, Value]
    ) -> str:
        if len(self._nodes) >= MOST_PARTS:
            raise ShapeError(f"the block would have more than {MOST_PARTS} parts")
        operation = PRIMITIVES.get(op)
        if operation is None:
            raise ShapeError(f"{op!r} is no operation that a block can be made of")
        origin = f"part of {self.name}"
        edges = [
            Edge(source, node_id) if isinstance(source, str) else Edge(source[0], node_id, source[1])
            for source in sources
        ]
        inputs = [self._shapes[edge.source][edge.port] for edge in edges]
        unknown = set(attributes) - set(operation.attributes)
        if unknown:
            raise KeyError(f"{op} has no attribute {sorted(unknown)}")
        node = Node(
            node_id,
            op,
            attributes=FrozenMap(
                {name: Attribute(value, "inferred", 1.0, None, origin) for name, value in attributes.items()}
            ),
            printed=False,
        )
        for name, spec in operation.attributes.items():
            value = setting(node, spec, inputs) if name not in attributes else None
            if value is not None and value != "":
                node = node.with_attribute(name, Attribute(value, "inferred", 1.0, None, origin))
        self._shapes[node_id] = positive(operation.shape(node, inputs))
        self._nodes[node_id] = node
        self._edges += edges
        return node_id

    def finish(self, *outputs: str) -> Graph:
        """The block's graph, with an `output` node for each of these nodes."""
        for place, node_id in enumerate(outputs):
            self._put("output" if len(outputs) == 1 else f"output_{place + 1}", "output", (node_id,), {})
        return Graph(self.name, tuple(self._nodes.values()), tuple(self._edges))


Writer = Callable[[Body, Node], str]
"""Writes a block's inside into a Body and returns the id of the node whose output is the block's."""


@lru_cache(maxsize=4096)
def _expanded(
    name: str, write: Writer, settings: tuple[tuple[str, Value], ...], inputs: tuple[Shape, ...]
) -> Graph:
    body = Body(name, inputs)
    node = Node(name, name, attributes=FrozenMap({key: Attribute(value) for key, value in settings}))
    return body.finish(write(body, node))


def composite(
    name: str,
    summary: str,
    source: str,
    specs: Sequence[AttributeSpec],
    write: Writer,
    inputs: tuple[int, int | None] = (1, 1),
) -> Operation:
    """A composite operation whose shape, parameters and expansion all come from one Writer."""
    known = {spec.name: spec for spec in specs}

    def expand(node: Node, shapes: Sequence[Shape]) -> Graph:
        settings = {
            spec_name: node.value(spec_name)
            for spec_name in known
            if node.attributes.get(spec_name) is not None and node.value(spec_name) is not None
        }
        return _expanded(name, write, tuple(settings.items()), tuple(shapes))

    def inside(graph: Graph) -> dict[str, tuple[Shape, ...]]:
        shapes: dict[str, tuple[Shape, ...]] = {}
        for part in graph.nodes:
            shapes[part.id] = PRIMITIVES[part.op].shape(part, feeding(graph, shapes, part.id))
        return shapes

    def feeding(graph: Graph, shapes: Mapping[str, tuple[Shape, ...]], node_id: str) -> list[Shape]:
        return [shapes[edge.source][edge.port] for edge in graph.inputs(node_id)]

    def shape(node: Node, shapes: Sequence[Shape]) -> tuple[Shape, ...]:
        graph = expand(node, shapes)
        found = inside(graph)
        return tuple(found[part.id][0] for part in graph.nodes if part.op == "output")

    def total(rule: str) -> Callable[[Node, Sequence[Shape]], int]:
        def count(node: Node, shapes: Sequence[Shape]) -> int:
            graph = expand(node, shapes)
            found = inside(graph)
            return sum(
                getattr(PRIMITIVES[part.op], rule)(part, feeding(graph, found, part.id))
                for part in graph.nodes
            )

        return count

    return Operation(
        name, "block", summary, source, inputs, known, shape, total("parameters"), total("running"), expand
    )
