"""Compounds that only say how something is done: "label-aware", "row-wise", "image-to-text" name nothing themselves."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels.items import Item, Named, Number, Other, Separator

_ENDS = frozenset(
    (
        *(
            "agnostic",
            "augmented",
            "aware",
            "based",
            "conditional",
            "conditioned",
            "dependent",
            "driven",
            "enhanced",
        ),
        *(
            "equivariant",
            "free",
            "gated",
            "guided",
            "invariant",
            "level",
            "oriented",
            "preserving",
            "sparse",
            "specific",
            "wise",
        ),
    )
)
"""Last words of compounds that describe."""


_SIGNS = frozenset(["element", "elem", "elementwise"])
"""Words that say of a sum, product or maximum between which numbers it is formed; alone they name no operation."""


def with_adjectives(items: Sequence[Item], text: str) -> list[Item]:
    """Items with such a compound as one word that describes what follows.

    The words in it are then no inputs or operations: the query of "Query-aware Attention" does not go in there.
    Behind the compound something has to follow.

    Args:
        items: of a label.
        text: that they were found in.
    """
    out: list[Item] = []
    at = 0
    while at < len(items):
        end = _end(items, at)
        if end is not None and end < len(items) and isinstance(items[end], (Named, Other)):
            first, last = items[at], items[end - 1]
            out.append(Other(text[first.start : last.end], "modifier", first.start, last.end))
            at = end
            continue
        out.append(items[at])
        at += 1
    return out


def _end(items: Sequence[Item], at: int) -> int | None:
    """Where a compound ends that begins at a position; None where none does."""
    first = items[at]
    if not isinstance(first, (Named, Other)) or first.text.lower() in _SIGNS:
        return None
    if at + 2 >= len(items) or not _dashed(items, at):
        return None
    second = items[at + 2]
    if isinstance(second, Other) and second.text.lower() in _ENDS:
        return at + 3
    turns = isinstance(second, Other) and second.text.lower() == "to"
    if turns and at + 4 < len(items) and _dashed(items, at + 2) and isinstance(items[at + 4], (Named, Other)):
        return at + 5
    return None


def _dashed(items: Sequence[Item], at: int) -> bool:
    """Whether a hyphen without blanks joins an item to the next but one."""
    first, dash, second = items[at : at + 3]
    joined = isinstance(dash, Separator) and dash.text == "-" and not isinstance(second, Number)
    return joined and first.end == dash.start and dash.end == second.start
