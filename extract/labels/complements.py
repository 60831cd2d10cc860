"""Words behind an operation that only tell what it works on or how: "max-pool along time", "attention with pair bias"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels.families import family
from extract.labels.items import Item, Named, Other, Separator

_PREPOSITIONS = frozenset(
    (
        *("of", "for", "over", "along", "to", "from", "per", "at", "via", "using", "between", "in", "across"),
        *("within", "on", "by"),
    )
)
"""Words that begin a complement; the scanner takes them for function words."""

_RARE = frozenset(["around", "without", "among", "under", "through", "onto"])
"""Others, which it does not know."""

_ATTENDING = frozenset(["attention", "norm", "recurrent"])
"""Families of operations that stay what they are with whatever is added."""

_ADDED = frozenset(["tensor", "embedding", "block"])
"""Families of what is added to them."""


def begins_complement(items: Sequence[Item], at: int) -> bool:
    """Whether a word is a preposition behind an operation, and what follows names nothing that is done apart."""
    item = items[at]
    assert isinstance(item, Other)
    word = item.text.lower()
    if word == "with":
        return _adds_to_attention(items, at)
    return (item.role == "function" and word in _PREPOSITIONS) or word in _RARE


def _adds_to_attention(items: Sequence[Item], at: int) -> bool:
    """Whether "with" adds a bias or positions to an attention, rather than a layer to another one.

    On a graph, too: "Graph Attention with gating".
    """
    before = [item for item in items[:at] if isinstance(item, Named)]
    behind = [item for item in items[at:] if isinstance(item, Named)]
    parted = any(isinstance(item, Separator) and item.parts for item in items[at:])
    attends = len(before) == 1 and (
        family(before[0].meaning.op) in _ATTENDING or before[0].meaning.op == "graph_conv"
    )
    return attends and not parted and all(family(item.meaning.op) in _ADDED for item in behind)
