"""A bias that is written behind its layer is part of it: "Conv 3×3 + bias" is one convolution."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels.draft import Draft
from extract.labels.families import family

_BIAS = re.compile(r"^bias(?:es)?$", re.IGNORECASE)

_BIASED = ("convolution", "dense")
"""Families of the layers that have a bias."""


def without_biases(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a label without blocks that are no more than the bias of the layer before."""
    found: list[Draft] = []
    for draft in drafts:
        bias = draft.op == "block" and _BIAS.match(draft.name.strip()) is not None
        if not (bias and found and family(found[-1].op) in _BIASED):
            found.append(draft)
    return found
