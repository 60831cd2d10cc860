"""One spelling for what papers write in several ways.

Needs: known operations. Ensures: attribute names and types are the registry's, where they can be told; values
of another type are left out with an error. One number for a kernel, stride or dilation becomes one for each
axis.
"""

from __future__ import annotations

from dataclasses import replace

from graph.errors import Problem
from graph.frozen import FrozenMap
from graph.model import Attribute, Graph, Node, Value
from graph.operations import REGISTRY
from graph.operations.spec import AttributeSpec
from graph.validate import attribute_problems, has_kind

ALIASES = {
    "leak": "slope",
    "negative_slope": "slope",
    "alpha": "slope",
    "strides": "stride",
    "kernel_size": "kernel",
    "pool_size": "kernel",
    "window": "kernel",
    "out_channels": "filters",
    "output_channels": "filters",
    "channels": "filters",
    "num_heads": "heads",
    "dilation_rate": "dilation",
    "output_dim": "dim",
    "hidden": "units",
    "hidden_units": "units",
    "pad": "padding",
    "p": "rate",
    "factor": "scale",
    "filters": "units",
    "units": "filters",
}
"""Names of attributes in other forms, by the registry's; used where the operation knows only the latter."""


def _spelled(name: str, node: Node) -> str:
    known = REGISTRY[node.op].attributes
    alias = ALIASES.get(name, name)
    return alias if name not in known and alias in known and alias not in node.attributes else name


def _value(value: Value, spec: AttributeSpec) -> Value:
    if isinstance(value, float) and value.is_integer() and spec.kind in ("int", "ints"):
        value = int(value)
    if spec.kind == "ints" and not isinstance(value, tuple) and value is not None:
        value = (value,)
    if isinstance(value, tuple) and spec.kind == "ints":
        value = tuple(int(i) if isinstance(i, float) and i.is_integer() else i for i in value)
        if spec.axes and len(value) == 1:
            value = value * spec.axes
    if spec.kind == "int" and isinstance(value, tuple) and len(set(value)) == 1:
        value = value[0]
    if spec.kind in ("text", "any") and isinstance(value, str):
        lowered = value.strip().lower()
        value = lowered if lowered in (*spec.choices, "same", "valid", "causal") else value
    return value


def _spell(node: Node, problems: list[Problem]) -> Node:
    known = REGISTRY[node.op].attributes
    kept: dict[str, Attribute] = {}
    for name, attribute in node.attributes.items():
        spelled = _spelled(name, node)
        spec = known.get(spelled)
        kept[spelled] = attribute if spec is None else replace(attribute, value=_value(attribute.value, spec))
    spelled_node = replace(node, attributes=FrozenMap(kept))
    problems += attribute_problems(spelled_node)
    fitting = {
        name: attribute
        for name, attribute in kept.items()
        if name not in known or (attribute.value is not None and has_kind(attribute.value, known[name]))
    }
    return replace(spelled_node, attributes=FrozenMap(fitting))


def spell(graph: Graph) -> tuple[Graph, tuple[Problem, ...]]:
    """The graph in the registry's spelling, and a Problem for each attribute of another type."""
    problems: list[Problem] = []
    nodes = tuple(_spell(node, problems) for node in graph.nodes)
    return replace(graph, nodes=nodes), tuple(problems)
