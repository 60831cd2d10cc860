"""What a caption says of all layers of a kind: "all convolution kernels are 3×3×3 with stride 1", "max pooling"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.names.caption_settings import with_settings
from graph import Graph, Node, Value

_ALL = re.compile(
    r"\b(?:all|each|every)(?: of)?(?: the)?(?: other)?(?: [23]D)? (?P<what>conv|pool)(?:olution(?:al|s)?|ing|s)?"
    r"(?: layers?| kernels?| filters?| operations?)? (?:are|is|use|uses|have|has|with|of)\b(?: a| an)?"
    r"(?: (?:kernels?|filters?|windows?|size))*(?: sizes?)?(?: of)?(?: size)? ?"
    r"(?P<kernel>\d{1,2}(?: ?[×x] ?\d{1,2}){1,2})(?P<rest>[^.;]*)",
    re.IGNORECASE,
)
_STRIDE = re.compile(r"^[^,]{0,24}\bstrides? (?:of )?(?P<stride>\d)\b(?! ?[×x])")
_EXCEPT = re.compile(r"\b(?:except|unless|other than|apart from|but)\b(?P<others>.*)$", re.IGNORECASE)
_MAX_POOL = re.compile(r"\bmax(?:imum)?[- ]?pool", re.IGNORECASE)
_OTHER_POOLS = re.compile(
    r"\b(?:average|avg|mean|sum|global|adaptive|attention|attentive|stochastic|statistics)[- ]?pool",
    re.IGNORECASE,
)
_OPS = {
    "conv": frozenset({"conv2d", "conv3d"}),
    "pool": frozenset({"pool", "max_pool", "avg_pool"}),
}


def with_caption_kernels(graphs: Sequence[Graph], caption: str) -> tuple[Graph, ...]:
    """The graphs with kernel, stride and kind that a caption gives to all convolutions or poolings alike.

    What is printed in the drawing stays, and so does a layer that the caption excepts by name.

    Args:
        graphs: as drawn.
        caption: the figure's.
    """
    text = " ".join(caption.replace(" × ", "×").split())
    only_max = _MAX_POOL.search(text) is not None and _OTHER_POOLS.search(text) is None
    said = list(_ALL.finditer(text))
    if not said and not only_max:
        return tuple(graphs)
    found = []
    for graph in graphs:
        nodes = [replace(n, op="max_pool") if only_max and n.op == "pool" else n for n in graph.nodes]
        for each in said:
            nodes = [_given(node, each) for node in nodes]
        found.append(replace(graph, nodes=tuple(nodes)))
    return tuple(found)


def _given(node: Node, said: re.Match[str]) -> Node:
    kernel = tuple(int(side) for side in re.findall(r"\d+", said["kernel"]))
    excepted = _EXCEPT.search(said["rest"])
    named = {word.lower() for word in re.findall(r"\w+", excepted["others"])} if excepted else set()
    words = [word.lower() for word in re.findall(r"\w+", node.label)]
    if node.op not in _OPS[said["what"].lower()] or named & set(words):
        return node
    if node.op in _OPS["conv"]:
        node = replace(node, op="conv3d" if len(kernel) == 3 else "conv2d")
    settings: dict[str, Value] = {"kernel": kernel}
    if stride := _STRIDE.match(said["rest"]):
        settings["stride"] = (int(stride["stride"]),) * len(kernel)
    return with_settings(node, settings)
