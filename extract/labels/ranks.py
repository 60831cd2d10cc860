"""Spatial dimensions that stand apart from their convolution: "2D 32, 41×11", "1D or 2D invariant
convolution"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.labels.draft import Draft
from extract.labels.families import family
from extract.labels.give import give
from extract.labels.items import Item, Setting, is_value


def ranked_by(draft: Draft, pending: list[Item]) -> Draft:
    """The draft of "1D or 2D invariant convolution" and "3D dilated conv": its dimensions stand apart from
    it."""
    ranks = [rank for item in pending if (rank := _rank(item))]
    if family(draft.op) == "convolution" and ranks:
        pending[:] = [item for item in pending if not _rank(item)]
        if draft.op == "conv_transpose2d" and ranks[0] == 3:
            return replace(draft, op="conv_transpose3d")
        return replace(draft, op=_RANKED[ranks[0]]) if draft.op == "conv2d" else draft
    return draft


def _rank(item: Item) -> int:
    """The spatial dimensions that "2D" states; 0 for anything else."""
    if isinstance(item, Setting) and item.key == "dim" and isinstance(item.value, int):
        return item.value if item.value in _RANKED else 0
    return 0


_RANKED = {1: "conv1d", 2: "conv2d", 3: "conv3d"}


def ranked(items: Sequence[Item]) -> list[Draft]:
    """ "1D 512, 5, 2": a convolution of so many dimensions with filters, kernel, stride; empty for all
    else."""
    rank = _rank(items[0])
    if not rank or len(items) < 3:
        return []
    draft = Draft(_RANKED[rank], start=items[0].start, end=items[0].end)
    for item in items[1:]:
        if is_value(item):
            give(draft, item)
    return [draft]
