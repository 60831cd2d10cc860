"""A convolution by a name of its own, joined by hyphens to what follows it: "GhostConv-BN-ReLU" is a chain of layers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.labels.families import family
from extract.labels.items import Item, Named, Other, Separator

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
