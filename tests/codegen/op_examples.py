"""Small graphs of one operation each: every operation of the registry over every shape that it takes.

Settings are the conventions' own and a few drawn ones; whether they fit is asked of the registry's shape rule.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

from graph import Attribute, Edge, FrozenMap, Graph, GraphError, Node, Shape, complete
from graph.model import Value
from graph.operations import REGISTRY
from graph.operations.spec import AttributeSpec

TRIES = 6
"""Draws for each graph with drawn settings; most do not fit the shape."""

ENDS = {"input", "output", "feature_map", "loss", "block", "weight", "pool", "norm", "activation"}
"""Operations that are no layer, or that completion makes another of."""

SINGLE: tuple[Shape, ...] = ((16,), (8, 16), (16, 16, 8), (6, 8, 8, 4))
PAIRS: tuple[tuple[Shape, ...], ...] = (
    ((16,), (16,)),
    ((8, 16), (8, 16)),
    ((6, 8), (6, 6)),
    ((8, 16), (6, 16)),
    ((6, 8), (8, 5)),
    ((8, 8, 4), (8, 8, 4)),
    ((8, 8, 4), (1, 1, 4)),
    ((8, 8, 4), (4,)),
    ((16, 16, 8), (8, 8, 8)),
)


def ops() -> list[str]:
    """Names of the operations that have examples."""
    return [name for name in REGISTRY if name not in ENDS]


def inputs_of(op: str) -> list[tuple[Shape, ...]]:
    """Tuples of input shapes worth trying."""
    least, most = REGISTRY[op].inputs
    found: list[tuple[Shape, ...]] = []
    if least <= 1 and (most is None or most >= 1):
        found += [(shape,) for shape in SINGLE]
    if least <= 2 and (most is None or most >= 2):
        found += PAIRS
    if least == 0:
        found.append(())
    return found


def _value(spec: AttributeSpec, rng: random.Random) -> Value:
    match spec.name:
        case "kernel":
            return tuple(rng.randint(1, 4) for _ in range(spec.axes or 2))
        case "stride":
            return (rng.randint(1, 3),) * (spec.axes or 2)
        case "dilation":
            return (rng.randint(1, 2),) * (spec.axes or 2)
        case "padding":
            paddings: list[Value] = ["same", "valid", 0, 1, (0, 1) * (spec.axes or 2)]
            return rng.choice(paddings)
        case "filters" | "units" | "dim":
            return rng.choice([4, 8, 16]) if spec.kind == "int" else None
        case "groups" | "heads" | "parts" | "pieces":
            return rng.choice([1, 2, 4])
    if spec.kind == "bool":
        return rng.random() < 0.5
    return rng.choice(spec.choices) if spec.choices else None


def examples(op: str, drawn: int = 0) -> Iterator[Graph]:
    """Graphs of an operation that completion accepts: one a shape by convention, and up to `drawn` more a shape."""
    rng = random.Random(op)
    for shapes in inputs_of(op):
        by_convention = _graph(op, shapes, {})
        if by_convention is not None:
            yield by_convention
        fitting = (_graph(op, shapes, _settings(op, rng)) for _ in range(TRIES * drawn))
        yield from islice((graph for graph in fitting if graph is not None), drawn)


def _settings(op: str, rng: random.Random) -> dict[str, Value]:
    drawn = {s.name: _value(s, rng) for s in REGISTRY[op].attributes.values() if rng.random() < 0.6}
    return {name: value for name, value in drawn.items() if value is not None}


def _graph(op: str, shapes: tuple[Shape, ...], settings: dict[str, Value]) -> Graph | None:
    stated = FrozenMap({name: Attribute(value) for name, value in settings.items()})
    node = Node("layer", op, op, stated)
    try:
        REGISTRY[op].shape(node, list(shapes))
        REGISTRY[op].parameters(node, list(shapes))
    except (GraphError, ValueError, TypeError):
        return None
    given = [Node(f"x{n}", "input", "", FrozenMap({"shape": Attribute(s)})) for n, s in enumerate(shapes)]
    if not shapes:
        given = [Node("x0", "input", "", FrozenMap({"shape": Attribute((8, 16))}))]
    edges = [Edge(n.id, "layer") for n in given] if shapes else [Edge("layer", "join"), Edge("x0", "join")]
    tail = [] if shapes else [Node("join", "add")]
    done = complete(Graph(op, (*given, node, *tail), tuple(edges)))
    return done.graph if done.buildable and not done.errors else None
