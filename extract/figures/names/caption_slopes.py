"""What a leaky rectifier lets through, where a caption or another cell says it of all: "Leaky ReLU slope: 0.2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.names.caption_settings import with_settings
from graph import Graph

_LEAKY = r"(?:leaky[ -]?relu|l-?relu)\w*"
_NAME = r"(?:slope|leak(?:age|iness)?|parameter|coefficient|factor|alpha|α|\ba\b)s?"
_SLOPE = r"(?<!\d)(?P<slope>0?\.\d+)"
_FORMS = (
    re.compile(rf"\b{_LEAKY}[^.;\d]{{0,40}}?{_NAME}[^.;\d]{{0,24}}{_SLOPE}", re.IGNORECASE),
    re.compile(rf"\b{_NAME} (?:of|for|in) [^.;\d]{{0,40}}?{_LEAKY}[^.;\d]{{0,32}}{_SLOPE}", re.IGNORECASE),
    re.compile(rf"\b{_LEAKY}\s?(?:[(=]|with|of)\s?{_SLOPE}", re.IGNORECASE),
)
_NAMES = frozenset(("alpha", "leak", "negative_slope"))


def with_caption_slopes(graphs: Sequence[Graph], text: str) -> tuple[Graph, ...]:
    """The graphs with the slope that a text gives to leaky rectifiers that print none; as they are where it gives two.

    Args:
        graphs: as drawn or set.
        text: a caption, or the cells of a table one after the other.
    """
    plain = " ".join(text.split())
    found = {float(match["slope"]) for form in _FORMS for match in form.finditer(plain)}
    if len(found) != 1:
        return tuple(graphs)
    (slope,) = found
    return tuple(
        replace(
            graph,
            nodes=tuple(
                with_settings(node, {"alpha": slope})
                if node.op == "leaky_relu" and not _NAMES & set(node.attributes)
                else node
                for node in graph.nodes
            ),
        )
        for graph in graphs
    )
