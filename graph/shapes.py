"""Shapes forward: from the inputs through every node, by the registry's rules.

Needs: known operations, unique ids, edges between nodes of the graph.
Ensures: a shape for each output of each node whose inputs are known; a Problem for each node that does not
fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import Problem, ShapeError
from graph.model import Graph, Node, Shape
from graph.operations import REGISTRY
from graph.operations.dims import product
from graph.operations.rules import positive
from graph.traverse import topological


@dataclass(frozen=True, slots=True)
class Shapes:
    """What shape inference found.

    Attributes:
        shapes: the shape of each output port by node id; nodes whose inputs are not known are left out.
        problems: shape-mismatch for inputs that do not fit, contradiction for a printed shape that is not the
            computed one, unknown-port for an edge from an output that there is not.
    """

    shapes: Mapping[str, tuple[Shape, ...]]
    problems: tuple[Problem, ...]


def agrees(stated: Shape, shape: Shape) -> bool:
    """Whether a printed shape may be this one.

    Letters agree with anything. (height, width) agrees whatever the channels, (1, 1, C) with a vector of C,
    and one number with the channels or with all values together.
    """
    if len(stated) == len(shape):
        return all(
            isinstance(a, str) or isinstance(b, str) or a == b for a, b in zip(stated, shape, strict=True)
        )
    if len(stated) == len(shape) - 1 and len(stated) > 1:
        return agrees(stated, shape[:-1])
    squeezed, other = _squeezed(stated), _squeezed(shape)
    if len(squeezed) == len(other) and (len(squeezed), len(other)) != (len(stated), len(shape)):
        return agrees(squeezed, other)
    if not squeezed:
        return all(isinstance(dim, str) or dim == 1 for dim in shape[:-1])
    if len(stated) == 1 and shape:
        return (
            isinstance(stated[0], str)
            or isinstance(shape[-1], str)
            or stated[0] in (shape[-1], product(shape))
        )
    # A lettered or unusual form cannot be held against the graph.
    return len(stated) == 0 or any(isinstance(dim, str) for dim in (*stated, *shape))


def _squeezed(shape: Shape) -> Shape:
    return tuple(dim for dim in shape if dim != 1)


def infer_shapes(graph: Graph) -> Shapes:
    """Shapes of all tensors of a graph, and what does not fit. Never raises."""
    by_id = graph.by_id()
    order, _ = topological(by_id, graph.edges)
    incoming: dict[str, list[tuple[str, int]]] = {node_id: [] for node_id in by_id}
    for edge in graph.edges:
        if edge.target in incoming:
            incoming[edge.target].append((edge.source, edge.port))
    shapes: dict[str, tuple[Shape, ...]] = {}
    problems: list[Problem] = []
    for node_id in order:
        sources = incoming[node_id]
        if any(source not in shapes for source, _ in sources):
            continue
        missing = [(source, port) for source, port in sources if port >= len(shapes[source])]
        if missing:
            source, port = missing[0]
            message = f"node {node_id!r}: node {source!r} has no output {port}"
            problems.append(Problem("unknown-port", message, (source, node_id)))
            continue
        node, found = by_id[node_id], tuple(shapes[source][port] for source, port in sources)
        try:
            shapes[node_id] = positive(REGISTRY[node.op].shape(node, found))
        except ShapeError as error:
            problems.append(mismatch(node, str(error), tuple(source for source, _ in sources)))
            continue
        problem = contradiction(node, shapes[node_id][0])
        if problem is not None:
            problems.append(problem)
    return Shapes(shapes, tuple(problems))


def mismatch(node: Node, reason: str, sources: tuple[str, ...] = ()) -> Problem:
    """A Problem for a node whose inputs do not fit it."""
    named = f"node {node.id!r} ({node.op})"
    return Problem("shape-mismatch", f"{named}: {reason}", (node.id, *dict.fromkeys(sources)))


def contradiction(node: Node, shape: Shape) -> Problem | None:
    """A Problem where a node's printed shape is not the one its inputs and attributes give."""
    if node.output_shape is None or agrees(node.output_shape, shape):
        return None
    stated, computed = ("×".join(str(dim) for dim in dims) for dims in (node.output_shape, shape))
    message = f"node {node.id!r} ({node.op}): {stated} is printed, and {computed} comes out"
    return Problem("contradiction", message, (node.id,))
