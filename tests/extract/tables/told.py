"""Nodes in short, as the tests of tables compare them."""

from __future__ import annotations

from graph import Graph, Node


def told(node: Node) -> str:
    """A node in short: "conv2d kernel=3x3 filters=64 x2 @56x56"."""

    def short(value: object) -> str:
        return "x".join(map(str, value)) if isinstance(value, tuple) else str(value)

    parts = [node.op, *sorted(f"{name}={short(a.value)}" for name, a in node.attributes.items())]
    parts += [f"x{node.repeat}"] if node.repeat is not None else []
    parts += [f"@{short(node.output_shape)}"] if node.output_shape is not None else []
    return " ".join(parts)


def printed(graph: Graph) -> list[str]:
    return [told(node) for node in graph.nodes if node.printed]
