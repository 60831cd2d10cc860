"""What a caption says of all layers of a kind: "a series of four fractionally-strided convolutions", "the step size in
convolution and pooling is 1 and 2, respectively"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.figures.names.caption_settings import with_settings
from extract.labels import parse_label
from extract.prose.phrases import count
from graph import Graph, Node, Value

_COUNTED = re.compile(
    r"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+"
    r"(?P<kind>(?:[a-z]+[- ]){0,3}?(?:de|up-?)?conv(?:olution)?(?:al)?(?:\s+layers?|s))\b",
    re.IGNORECASE,
)
"""Several convolutions and of which kind they are."""

_KINDS = frozenset({"conv_transpose2d", "depthwise_conv2d", "separable_conv2d", "deformable_conv2d"})
"""Kinds of convolutions that drawings often print as plain ones."""

_VALUE = r"\d{1,2}(?:\s?[×x]\s?\d{1,2})?"
_IN_PAIRS = re.compile(
    r"\b(?P<setting>strides?|step\s+sizes?|(?:kernel|filter|window)\s+sizes?)\s+(?:used\s+)?(?:in|of|for)\s+(?:the\s+)?"
    r"(?P<one>[a-z-]+)\s+and\s+(?:the\s+)?(?P<other>[a-z-]+)(?:\s+(?:layers?|operations?))?\s+(?:is|are)\s+(?:(?:set|fixed)\s+to\s+)?"
    rf"(?P<first>{_VALUE})\s+and\s+(?P<second>{_VALUE}),?\s+respectively",
    re.IGNORECASE,
)
"""A setting of the layers of two kinds."""

_FAMILIES = {
    "conv2d": frozenset({"conv1d", "conv2d", "conv3d"}),
    "pool": frozenset({"pool", "max_pool", "avg_pool"}),
    "max_pool": frozenset({"max_pool"}),
    "avg_pool": frozenset({"avg_pool"}),
}
"""Of which operations the word for each speaks."""


def with_caption_kinds(graphs: Sequence[Graph], caption: str) -> tuple[Graph, ...]:
    """The graphs with the kind of all their convolutions, where as many are told, and the settings of kinds in pairs.

    What is printed in the drawing stays.

    Args:
        graphs: as drawn.
        caption: the figure's.
    """
    text = " ".join(caption.split())
    kind, settings = _kind(graphs, text), _settings(text)
    if kind is None and not settings:
        return tuple(graphs)
    return tuple(
        replace(graph, nodes=tuple(_told(node, kind, settings) for node in graph.nodes)) for graph in graphs
    )


def _told(node: Node, kind: str | None, settings: Mapping[str, Mapping[str, Value]]) -> Node:
    for op, said in settings.items():
        if node.op in _FAMILIES[op]:
            node = with_settings(node, said)
    return replace(node, op=kind) if kind is not None and node.op == "conv2d" else node


def _kind(graphs: Sequence[Graph], text: str) -> str | None:
    """Of which kind the plain convolutions are; None where the caption tells of none, or of another number of them."""
    plain = sum(node.op == "conv2d" for graph in graphs for node in graph.nodes)
    for found in _COUNTED.finditer(text):
        told = [operation.op for operation in parse_label(found["kind"]).operations]
        if count(found["count"]) == plain > 1 and len(told) == 1 and told[0] in _KINDS:
            drawn = any(node.op == told[0] for graph in graphs for node in graph.nodes)
            return None if drawn else told[0]
    return None


def _settings(text: str) -> dict[str, dict[str, Value]]:
    """What the caption says in pairs, by the operation whose word it says it of."""
    found: dict[str, dict[str, Value]] = {}
    for said in _IN_PAIRS.finditer(text):
        key = "stride" if said["setting"].lower().startswith("st") else "kernel"
        for word, value in ((said["one"], said["first"]), (said["other"], said["second"])):
            named = [operation.op for operation in parse_label(word).operations]
            if len(named) == 1 and named[0] in _FAMILIES:
                sides = [int(side) for side in re.findall(r"\d+", value)]
                found.setdefault(named[0], {})[key] = (sides[0], sides[-1])
    return found
