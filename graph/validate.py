"""Checks of a graph as it stands. Nothing is guessed and nothing is changed.

Codes of problems: unknown-operation, duplicate-id, edge-to-nowhere, cycle, wrong-inputs, attribute-type,
unknown-port, bad-repeat, and of shapes (graph.shapes) shape-mismatch, missing-attribute and contradiction.
"""

from __future__ import annotations

from collections import Counter

from graph.errors import Problem
from graph.model import Graph, Node, Value
from graph.operations import REGISTRY
from graph.operations.rules import inputs_text
from graph.operations.spec import AttributeSpec
from graph.shapes import infer_shapes
from graph.traverse import cycles

RECURRENT = frozenset({"rnn", "lstm", "gru", "conv_lstm"})
"""Operations that hold a loop inside; a cycle through one is its recurrence."""


def title(node: Node) -> str:
    """A node for a person: its id, operation and printed label."""
    label = node.label if len(node.label) <= 60 else node.label[:57] + "..."
    return f"node {node.id!r} ({node.op}{f' “{label}”' if label else ''})"


def has_kind(value: Value, spec: AttributeSpec) -> bool:
    """Whether a value has an attribute's type; letters stand for integers, one number for several."""
    if value is None or spec.kind == "any":
        return True
    if spec.kind == "bool":
        return isinstance(value, bool)
    if spec.kind in ("text", "texts"):
        items = value if spec.kind == "texts" and isinstance(value, tuple) else (value,)
        return all(isinstance(item, str) for item in items) and (not spec.choices or value in spec.choices)
    if spec.kind == "float":
        return isinstance(value, (int, float, str)) and not isinstance(value, bool)
    items = value if isinstance(value, tuple) else (value,)
    if spec.kind == "int" and len(items) != 1:
        return False
    return all(
        (isinstance(item, (int, str)) and not isinstance(item, bool))
        or (isinstance(item, float) and item.is_integer())
        for item in items
    )


def _identity_problems(graph: Graph) -> list[Problem]:
    counts = Counter(node.id for node in graph.nodes)
    found = [
        Problem("duplicate-id", f"{count} nodes have the id {node_id!r}", (node_id,))
        for node_id, count in counts.items()
        if count > 1
    ]
    for node in graph.nodes:
        if node.op not in REGISTRY:
            found.append(
                Problem("unknown-operation", f"{title(node)}: there is no operation {node.op!r}", (node.id,))
            )
        repeat = node.repeat
        if repeat is not None and (isinstance(repeat, bool) or (isinstance(repeat, int) and repeat < 1)):
            found.append(Problem("bad-repeat", f"{title(node)}: it cannot stand {repeat} times", (node.id,)))
    for edge in graph.edges:
        for end in (edge.source, edge.target):
            if end not in counts:
                message = f"edge {edge.source!r} to {edge.target!r}: there is no node {end!r}"
                found.append(Problem("edge-to-nowhere", message, (edge.source, edge.target)))
    for group in graph.groups:
        for node_id in group.nodes:
            if node_id not in counts:
                message = f"group {group.id!r}: there is no node {node_id!r}"
                found.append(Problem("edge-to-nowhere", message, (node_id,)))
    return found


def _cycle_problems(graph: Graph) -> list[Problem]:
    by_id = graph.by_id()
    return [
        Problem("cycle", f"nodes {', '.join(members)} feed each other and none of them is recurrent", members)
        for members in cycles(graph)
        if not any(by_id[node_id].op in RECURRENT for node_id in members)
    ]


def attribute_problems(node: Node) -> list[Problem]:
    """Attributes of a node that have not the type their operation gives them."""
    operation = REGISTRY.get(node.op)
    if operation is None:
        return []
    found = []
    for name, attribute in node.attributes.items():
        spec = operation.attributes.get(name)
        if spec is not None and not has_kind(attribute.value, spec):
            wanted = f"one of {', '.join(spec.choices)}" if spec.choices else f"of type {spec.kind}"
            message = f"{title(node)}: {name} is {attribute.value!r}, and {wanted} was expected"
            found.append(Problem("attribute-type", message, (node.id,)))
    return found


def _input_problems(graph: Graph) -> list[Problem]:
    found = []
    counts = Counter(edge.target for edge in graph.edges)
    for node in graph.nodes:
        operation = REGISTRY.get(node.op)
        if operation is None:
            continue
        least, most = operation.inputs
        count = counts[node.id]
        if count < least or (most is not None and count > most):
            message = f"{title(node)}: {count} inputs come in, and it takes {inputs_text(least, most)}"
            found.append(Problem("wrong-inputs", message, (node.id,)))
    return found


def structure_problems(graph: Graph) -> tuple[Problem, ...]:
    """What makes a graph no graph: unknown operations, ids twice, edges to nowhere, cycles without
    recurrence.
    """
    found = _identity_problems(graph)
    return tuple(found) if found else tuple(_cycle_problems(graph))


def validate(graph: Graph) -> tuple[Problem, ...]:
    """Every rule that a graph breaks as it stands; empty for a graph that can be built as it is.

    Shapes are checked once nothing else is wrong, since they would only repeat it.
    """
    structure = structure_problems(graph)
    if structure:
        return structure
    found = [problem for node in graph.nodes for problem in attribute_problems(node)]
    found += _input_problems(graph)
    return tuple(found) or infer_shapes(graph).problems
