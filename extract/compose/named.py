"""Blocks written out by their name: what a table or figure names, another figure draws."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.compose.draft import Draft
from extract.compose.residual import write_template
from extract.compose.templates import Template
from extract.labels.families import family
from graph import Attribute, FrozenMap, Group, Node
from graph.passes.marks import solved

PLACED = "a block's layers are as wide as the place where it is named says"
STRIDED = "a block's stride is that of its first layer"
_REFERENCE = re.compile(r"\bfig(?:ure|\.)?\s*(?P<number>\d+)", re.IGNORECASE)
_KINDS = frozenset(
    ["block", "blocks", "module", "modules", "unit", "units", "layer", "layers", "cell", "cells", "stage"]
)
_LEAST_LETTERS = 4


def write_named_blocks(draft: Draft, found: Sequence[Template]) -> None:
    """Writes out every block that another figure draws, with the width, stride and repeat of its place.

    A block whose branches are joined stays a block where the drawing leaves their widths open.
    """
    for node_id in draft.order():
        node = draft.nodes[node_id]
        if node.op != "block" or len(draft.before(node_id)) != 1:
            continue
        template = _drawn(node, found)
        if template is None:
            continue
        if _joins_open_widths(template):
            draft.missing.append(f"the widths inside {node.value('name') or node.label!r}")
            continue
        pairs = _placed(draft, node, template)
        group = Group(f"{node_id}_block", (node_id,), str(node.value("name") or ""), node.repeat)
        draft.groups = [other for other in draft.groups if set(other.nodes) != {node_id}]
        write_template(draft, group, template, pairs)


def _joins_open_widths(template: Template) -> bool:
    """Whether branches of unknown width are joined: their widths add up to that of the block, and none is told."""
    by_id = template.graph.by_id()
    layers = [by_id[node_id] for node_id in template.layers]
    joined = any(node.op == "concat" for node in template.graph.nodes)
    return joined and any(family(n.op) == "convolution" and "filters" not in n.attributes for n in layers)


def _drawn(node: Node, found: Sequence[Template]) -> Template | None:
    """The drawing of a block: the figure that its label refers to, or the one that bears its name."""
    label = f"{node.label} {node.value('name') or ''}"
    reference = _REFERENCE.search(label)
    if reference is not None:
        number = reference.group("number")
        named = [template for template in found if template.exhibit.split()[-1] == number]
        return named[0] if len(named) == 1 else None
    words = _words(str(node.value("name") or node.label))
    if not words:
        return None
    named = [template for template in found if words <= _words(template.name)]
    return named[0] if len(named) == 1 else None


def _words(name: str) -> set[str]:
    """The words that tell a block from others: "bottleneck2.1" is a bottleneck."""
    found = set(re.findall(r"[a-z]+", name.lower())) - _KINDS
    return {word for word in found if len(word) >= _LEAST_LETTERS}


def _placed(draft: Draft, node: Node, template: Template) -> dict[str, Node]:
    """The drawn layers with what the place says: width where none is drawn, the stride on the first."""
    by_id = template.graph.by_id()
    width = node.value("filters")
    if not isinstance(width, int) and node.output_shape is not None and len(node.output_shape) == 3:
        width = node.output_shape[-1]
    layers = [by_id[node_id] for node_id in template.layers]
    open_widths = [
        layer for layer in layers if family(layer.op) == "convolution" and "filters" not in layer.attributes
    ]
    if len(open_widths) > 2 or (open_widths and not isinstance(width, int)):
        draft.missing.append(f"the widths inside {node.value('name') or node.label!r}")
    pairs: dict[str, Node] = {}
    for layer in layers:
        attributes: dict[str, Attribute] = dict(layer.attributes)
        if (
            layer in open_widths
            and isinstance(width, int)
            and (len(open_widths) <= 2 or layer is open_widths[-1])
        ):
            attributes["filters"] = solved(width, PLACED)
        pairs[layer.id] = replace(
            layer,
            id=f"{node.id}_{layer.id}",
            attributes=FrozenMap(attributes),
            output_shape=None,
            repeat=None,
        )
    first = layers[0]
    stride = node.attributes.get("stride")
    if stride is not None and "stride" not in first.attributes and family(first.op) == "convolution":
        pairs[first.id] = pairs[first.id].with_attribute("stride", replace(stride, convention=STRIDED))
    return pairs
