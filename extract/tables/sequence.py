"""What the whole of a network says about its single layers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.layers import Draft


def settle(drafts: Sequence[Draft]) -> list[Draft]:
    """Convolutions over embedded symbols run along one dimension: their one-number kernels are those of `conv1d`."""
    out = list(drafts)
    if not out or out[0].op != "embedding":
        return out
    for draft in out:
        kernel = draft.attrs.get("kernel")
        if (
            draft.op == "conv2d"
            and isinstance(kernel, tuple)
            and not re.search(r"\d\s*[×x]\s*\d", draft.label)
        ):
            if len(set(kernel)) == 1:
                draft.op = "conv1d"
                draft.attrs["kernel"] = kernel[:1]
            stride = draft.attrs.get("stride")
            if isinstance(stride, tuple):
                draft.attrs["stride"] = stride[:1]
    return out
