"""The project's own JSON form of a graph, versioned; `graph/schema.json` is its JSON Schema.

Attributes that hold their usual value (confidence 1, origin "read", no evidence) are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NoReturn

import jsonschema

from graph.errors import UnknownForm
from graph.frozen import FrozenMap
from graph.guide_form import plain_value
from graph.model import Attribute, Dim, Edge, Evidence, Graph, Group, Node, Value

FORM = "netatlas-graph"
VERSION = 1


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema of this form."""
    text = resources.files("graph").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def _evidence_out(evidence: Evidence) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if evidence.page:
        out["page"] = evidence.page
    if evidence.exhibit:
        out["exhibit"] = evidence.exhibit
    if evidence.bbox is not None:
        out["bbox"] = list(evidence.bbox)
    if evidence.text:
        out["text"] = evidence.text
    return out


def _with_trust(out: dict[str, Any], confidence: float, evidence: Evidence | None) -> dict[str, Any]:
    if confidence != 1.0:
        out["confidence"] = confidence
    if evidence is not None:
        out["evidence"] = _evidence_out(evidence)
    return out


def _attribute_out(attribute: Attribute) -> dict[str, Any]:
    out: dict[str, Any] = {"value": plain_value(attribute.value)}
    if attribute.origin != "read":
        out["origin"] = attribute.origin
    if attribute.convention:
        out["convention"] = attribute.convention
    return _with_trust(out, attribute.confidence, attribute.evidence)


def _node_out(node: Node) -> dict[str, Any]:
    out: dict[str, Any] = {"id": node.id, "op": node.op}
    if node.label:
        out["label"] = node.label
    if node.attributes:
        out["attributes"] = {name: _attribute_out(a) for name, a in node.attributes.items()}
    if node.repeat is not None:
        out["repeat"] = node.repeat
    if node.output_shape is not None:
        out["output_shape"] = list(node.output_shape)
    if not node.printed:
        out["printed"] = False
    return _with_trust(out, node.confidence, node.evidence)


def _edge_out(edge: Edge) -> dict[str, Any]:
    out: dict[str, Any] = {"source": edge.source, "target": edge.target}
    if edge.port:
        out["port"] = edge.port
    return _with_trust(out, edge.confidence, edge.evidence)


def _group_out(group: Group) -> dict[str, Any]:
    out: dict[str, Any] = {"id": group.id, "nodes": list(group.nodes)}
    if group.name:
        out["name"] = group.name
    if group.repeat is not None:
        out["repeat"] = group.repeat
    return out


def graph_to_plain(graph: Graph) -> dict[str, Any]:
    """A graph as JSON objects of this form."""
    out: dict[str, Any] = {"form": FORM, "version": VERSION, "name": graph.name}
    out["nodes"] = [_node_out(node) for node in graph.nodes]
    out["edges"] = [_edge_out(edge) for edge in graph.edges]
    if graph.groups:
        out["groups"] = [_group_out(group) for group in graph.groups]
    return _with_trust(out, graph.confidence, None)


def to_json(graph: Graph, *, indent: int | None = 2) -> str:
    """A graph as text of this form; equal graphs give equal text."""
    return json.dumps(graph_to_plain(graph), ensure_ascii=False, indent=indent, allow_nan=False)


def _value_in(raw: Any) -> Value:
    return tuple(_value_in(item) for item in raw) if isinstance(raw, list) else raw


def _evidence_in(raw: Mapping[str, Any] | None) -> Evidence | None:
    if raw is None:
        return None
    box = raw.get("bbox")
    return Evidence(
        raw.get("page", 0),
        raw.get("exhibit", ""),
        None if box is None else (float(box[0]), float(box[1]), float(box[2]), float(box[3])),
        raw.get("text", ""),
    )


def _attribute_in(raw: Mapping[str, Any]) -> Attribute:
    return Attribute(
        _value_in(raw["value"]),
        raw.get("origin", "read"),
        float(raw.get("confidence", 1.0)),
        _evidence_in(raw.get("evidence")),
        raw.get("convention", ""),
    )


def _dim_in(raw: Dim | float | None) -> Dim | None:
    """A dimension or repeat; JSON has no way to tell 3 from 3.0."""
    return int(raw) if isinstance(raw, float) else raw


def _node_in(raw: Mapping[str, Any]) -> Node:
    shape = raw.get("output_shape")
    return Node(
        raw["id"],
        raw["op"],
        raw.get("label", ""),
        FrozenMap({name: _attribute_in(a) for name, a in raw.get("attributes", {}).items()}),
        _dim_in(raw.get("repeat")),
        None if shape is None else tuple(int(dim) if isinstance(dim, float) else dim for dim in shape),
        raw.get("printed", True),
        float(raw.get("confidence", 1.0)),
        _evidence_in(raw.get("evidence")),
    )


def graph_from_plain(raw: Any) -> Graph:
    """A graph from JSON objects of this form. Raises UnknownForm where they break the schema, naming the
    place.
    """
    if isinstance(raw, Mapping) and raw.get("form") == FORM and raw.get("version") != VERSION:
        raise UnknownForm(f"version {raw.get('version')!r} of the graph form is not known; {VERSION} is")
    validator = jsonschema.Draft202012Validator(dict(schema()))
    try:
        error = next(validator.iter_errors(raw), None)
    except RecursionError:
        raise UnknownForm("a value is nested too deeply") from None
    if error is not None:
        place = "/".join(str(part) for part in error.absolute_path) or "the whole text"
        raise UnknownForm(f"{place}: {error.message[:300]}")
    return Graph(
        raw.get("name", ""),
        tuple(_node_in(node) for node in raw["nodes"]),
        tuple(
            Edge(
                edge["source"],
                edge["target"],
                edge.get("port", 0),
                float(edge.get("confidence", 1.0)),
                _evidence_in(edge.get("evidence")),
            )
            for edge in raw["edges"]
        ),
        tuple(
            Group(group["id"], tuple(group["nodes"]), group.get("name", ""), _dim_in(group.get("repeat")))
            for group in raw.get("groups", ())
        ),
        float(raw.get("confidence", 1.0)),
    )


def from_json(text: str) -> Graph:
    """A graph from text of this form. Raises UnknownForm where the text is something else."""
    return graph_from_plain(parse(text))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def parse(text: str) -> Any:
    """JSON text as objects. Raises UnknownForm where it is no JSON, or nested beyond reading."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except ValueError as error:
        raise UnknownForm(f"the text is not JSON: {error}") from None
    except RecursionError:
        raise UnknownForm("the text is nested too deeply") from None
