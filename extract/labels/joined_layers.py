"""A convolution by a name of its own, joined by hyphens to what follows it: "GhostConv-BN-ReLU" is a chain of layers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.labels.draft import Draft
from extract.labels.families import family
from extract.labels.items import Item, Named, Other, Separator

_LAYERS = ("convolution", "dense")

_CONVOLUTION = re.compile(r"[A-Za-z]\w*[cC]onv(?:[123][dD])?$")
"""A word that ends as convolutions' names do."""


def parted(items: Sequence[Item]) -> list[Item]:
    """Items with an arrow for the hyphen between a convolution's own name and a norm or an activation.

    Joined to other names a hyphen makes one name of both: "C-ReLU" is no ReLU.
    """
    out = list(items)
    for at in range(len(out) - 2):
        first, dash, second = out[at : at + 3]
        if not (isinstance(first, Other) and isinstance(dash, Separator) and isinstance(second, Named)):
            continue
        follows = family(second.meaning.op) in ("norm", "activation")
        if dash.kind == "dash" and follows and _CONVOLUTION.fullmatch(first.text):
            out[at + 1] = replace(dash, kind="then")
            out[at + 2] = replace(second, prefix="")
    return out


def counts_joined(drafts: Sequence[Draft]) -> bool:
    """Whether a count before a layer is also that of the norms and activations behind it: "2 × Conv1D + GELU"."""
    if len(drafts) < 2 or drafts[0].repeat is None or family(drafts[0].op) not in _LAYERS:
        return False
    keep = all(family(draft.op) in ("norm", "activation", "dropout") for draft in drafts[1:])
    return keep and all(draft.repeat is None for draft in drafts[1:])
