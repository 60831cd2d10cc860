"""The exchange form of the annotation guide: plain nodes with `attrs`, edges as pairs.

Attributes that were not read stand in the node's `inferred` list; nodes that are not printed have
`"inferred": true`. Confidence and boxes are kept under `confidence` and `bbox`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.errors import UnknownForm
from graph.frozen import FrozenMap
from graph.model import Attribute, Dim, Edge, Evidence, Graph, Node, Value

_DEEPEST = 16
_LARGEST = 1e9


def _value(raw: Any, depth: int = 0) -> Value:
    if isinstance(raw, (list, tuple)):
        if depth > _DEEPEST:
            raise UnknownForm(f"an attribute holds lists nested more than {_DEEPEST} deep")
        return tuple(_value(item, depth + 1) for item in raw)
    if raw is None or isinstance(raw, (bool, int, float, str)):
        return raw
    raise UnknownForm(f"an attribute holds {type(raw).__name__}; a number, text or list was expected")


def _dimension(raw: Any, where: str) -> Dim:
    if isinstance(raw, bool) or not isinstance(raw, (int, str, float)):
        raise UnknownForm(f"{where}: {raw!r} is neither a number nor a letter")
    if isinstance(raw, float):
        if not raw.is_integer() or abs(raw) > _LARGEST:
            raise UnknownForm(f"{where}: {raw!r} is no whole number")
        return int(raw)
    return raw


def _number(raw: Any, where: str) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise UnknownForm(f"{where}: {raw!r} is no number")
    return float(raw)


def _evidence(raw: Mapping[str, Any], where: str) -> Evidence | None:
    box = raw.get("bbox")
    if not box:
        return None
    if not isinstance(box, (list, tuple)) or len(box) != 4:
        raise UnknownForm(f"{where}: a bbox is four numbers")
    left, top, right, bottom = (_number(side, where) for side in box)
    return Evidence(bbox=(left, top, right, bottom), text=str(raw.get("label") or ""))


def plain_value(value: Value) -> Any:
    """A value as JSON has it: tuples become lists."""
    return [plain_value(item) for item in value] if isinstance(value, tuple) else value


def node_to_guide(node: Node) -> dict[str, Any]:
    """A node in the guide's form."""
    out: dict[str, Any] = {"id": node.id, "op": node.op, "label": node.label}
    if node.attributes:
        out["attrs"] = {name: plain_value(a.value) for name, a in node.attributes.items()}
    if node.repeat is not None:
        out["repeat"] = node.repeat
    if node.output_shape is not None:
        out["output_shape"] = list(node.output_shape)
    guessed = [name for name, attribute in node.attributes.items() if attribute.origin != "read"]
    if not node.printed:
        out["inferred"] = True
    elif guessed:
        out["inferred"] = guessed
    if node.evidence is not None and node.evidence.bbox is not None:
        out["bbox"] = [round(v, 2) for v in node.evidence.bbox]
    out["confidence"] = round(node.confidence, 4)
    return out


def graph_to_guide(graph: Graph) -> dict[str, Any]:
    """A graph in the guide's form."""
    return {
        "name": graph.name,
        "nodes": [node_to_guide(node) for node in graph.nodes],
        "edges": [[edge.source, edge.target] for edge in graph.edges],
    }


def node_from_guide(raw: Mapping[str, Any]) -> Node:
    """A node from the guide's form. Raises UnknownForm, naming the node, where a field has the wrong type."""
    where = f"node {raw.get('id')!r}" if isinstance(raw, Mapping) else "a node"
    if not isinstance(raw, Mapping) or "id" not in raw:
        raise UnknownForm(f"{where}: a node is an object with an id")
    attrs = raw.get("attrs") or {}
    if not isinstance(attrs, Mapping):
        raise UnknownForm(f"{where}: attrs is not an object")
    marked = raw.get("inferred")
    guessed = set(marked) if isinstance(marked, list) else set()
    shape = raw.get("output_shape")
    if shape is not None and not isinstance(shape, (list, tuple)):
        shape = [shape]
    shape = None if shape is None else tuple(_dimension(dim, where) for dim in shape)
    repeat = raw.get("repeat")
    return Node(
        id=str(raw["id"]),
        op=str(raw.get("op") or "block"),
        label=str(raw.get("label") or ""),
        attributes=FrozenMap(
            {
                str(k): Attribute(_value(v), "inferred" if k in guessed else "read")
                for k, v in attrs.items()
                if v is not None
            }
        ),
        repeat=None if repeat is None else _dimension(repeat, where),
        output_shape=shape,
        printed=marked is not True,
        confidence=_number(raw.get("confidence", 1.0), where),
        evidence=_evidence(raw, where),
    )


def graph_from_guide(raw: Mapping[str, Any]) -> Graph:
    """A graph from the guide's form. Raises UnknownForm where nodes or edges have the wrong type."""
    nodes = raw.get("nodes") if isinstance(raw, Mapping) else None
    edges = raw.get("edges", []) if isinstance(raw, Mapping) else None
    if not isinstance(nodes, Sequence) or not isinstance(edges, Sequence):
        raise UnknownForm("a graph in the guide's form has lists `nodes` and `edges`")
    pairs = []
    for edge in edges:
        if not isinstance(edge, Sequence) or isinstance(edge, str) or len(edge) < 2:
            raise UnknownForm(f"edge {edge!r}: a pair of node ids was expected")
        pairs.append(Edge(str(edge[0]), str(edge[1])))
    return Graph(
        name=str(raw.get("name") or ""),
        nodes=tuple(node_from_guide(node) for node in nodes),
        edges=tuple(pairs),
        confidence=_number(raw.get("confidence", 1.0), "the graph"),
    )
