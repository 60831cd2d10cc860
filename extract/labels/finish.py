"""The last of reading a label: numbers that are left find their settings, and operations fit their kernels."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.labels.attach import settle_numbers
from extract.labels.draft import LARGEST_INDEX, Draft
from graph import Value

_ON_GRAPHS = re.compile("graph|cheb|gcn|gat", re.IGNORECASE)
"""Names that say graph; "GConv 3×3" is a grouped convolution."""


def finish(draft: Draft) -> Draft:
    """The draft with its numbers settled and its operation made fit for its kernel's dimensions."""
    settle_numbers(draft)
    if draft.op == "upsample" and draft.name.lower() == "up" and not _is_factor(draft.attrs.get("scale", 2)):
        # A stage by its short name, with what it gives: "Up · 64", "Up(128, 64)".
        scale = draft.attrs["scale"]
        width = scale[-1] if isinstance(scale, tuple) else scale
        draft = replace(draft, op="block", attrs={"filters": width})
    kernel = draft.attrs.get("kernel")
    if draft.op in ("attention", "self_attention") and draft.attrs.get("heads", 1) != 1:
        draft = replace(draft, op="multi_head_attention")
    if draft.op == "graph_conv" and isinstance(kernel, tuple) and "edge" in draft.name.lower():
        # The k of an edge convolution is how many neighbours it looks at.
        attrs = {key: value for key, value in draft.attrs.items() if key != "kernel"} | {"k": kernel[0]}
        draft, kernel = replace(draft, attrs=attrs), None
    if draft.op == "embedding" and draft.shape and draft.name.lower().endswith("embeddings"):
        # With its sides it is the tensor, not the table that it is looked up in.
        draft = replace(draft, op="feature_map")
    if draft.op == "graph_conv" and kernel is not None and not _ON_GRAPHS.search(draft.name):
        draft = replace(draft, op="conv2d")
    if draft.op == "dense" and kernel == (1, 1) and "proj" in draft.name.lower():
        draft = replace(draft, op="conv2d", attrs=_as_filters(draft))
    if draft.op == "dense" and "dilation" in draft.attrs:
        # A hidden layer with a dilation is one of a stack of dilated convolutions.
        draft = replace(draft, op="conv1d")
    if draft.op in ("conv2d", "conv_transpose2d") and isinstance(kernel, tuple) and len(kernel) == 3:
        draft = replace(draft, op=f"{draft.op[:-2]}3d")
    return draft


LARGEST_FACTOR = 16
"""The greatest factor by which one step makes maps larger; a greater number counts channels."""


def _is_factor(scale: Value) -> bool:
    """Whether a number can say how much larger what comes out is."""
    factors = scale if isinstance(scale, tuple) else (scale,)
    return all(not isinstance(factor, int) or factor <= LARGEST_FACTOR for factor in factors)


def _as_filters(draft: Draft) -> dict[str, Value]:
    """The settings of a projection with a 1×1 kernel as those of a convolution; a small number only numbers it."""
    attrs = {key: value for key, value in draft.attrs.items() if key != "units"}
    units = draft.attrs.get("units")
    if units is not None and not (isinstance(units, int) and units <= LARGEST_INDEX):
        attrs["filters"] = units
    return attrs
