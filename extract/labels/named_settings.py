"""Giving named settings to operations: what "c=64", "p=0.5" or "256-d" is for a layer of each kind."""

from __future__ import annotations

import re

from extract.labels.attach import counts_filters
from extract.labels.draft import Draft
from extract.labels.families import family, spread
from extract.labels.items import Setting
from extract.labels.shapes import as_shape
from graph import Value

MOST_HEADS = 128
"""No attention has more."""

_PLURAL = re.compile(r"(?:layers|blocks|modules|stages|units)$", re.IGNORECASE)
"""Last words of names of several parts, which a number counts."""


def give_setting(draft: Draft, item: Setting) -> bool:
    """Fills a named setting; letters mean what the operation makes of them. False where it has none of that
    name."""
    kind, key, value = family(draft.op), item.key, item.value
    single = value[0] if isinstance(value, tuple) and len(value) == 1 else value
    if key == "kernel" and kind == "dense" and isinstance(value, tuple):
        draft.attrs["units"] = value[-1]
    elif key == "in":
        return True
    elif key in ("kernel", "stride", "padding") and kind in ("norm", "activation", "dropout"):
        return False
    elif key in ("kernel", "stride"):
        draft.attrs[key] = spread(draft.op, value)
    elif key == "dim" and kind == "activation" and isinstance(single, int) and single < 4:
        # The axis that a softmax runs along.
        return True
    elif counts_filters(draft) and key in ("c", "d", "dim", "filters", "units"):
        # Features of each node are the channels of its convolution.
        draft.attrs["filters"] = single
    elif key == "dim" and kind in ("recurrent", "embedding", "attention") and single in (1, 2, 3):
        # Along how many axes a "3D-LSTM" runs; nothing is so narrow.
        return True
    elif key in ("filters", "c", "dim", "units"):
        return _width(draft, key, single)
    elif key == "p":
        if kind == "dropout" and isinstance(single, (int, float)):
            draft.attrs["rate"] = single
        elif kind == "pool" and not draft.has_kernel and (isinstance(single, tuple) or _is_size(single)):
            # "MaxPool, p = 2", "p: 3×3": without a window of its own it is the pool's size.
            draft.attrs["kernel"] = spread(draft.op, single)
        elif kind in ("convolution", "pool") or (kind == "block" and "kernel" in draft.attrs):
            draft.attrs["padding"] = value
        else:
            return False
    elif key == "window" and kind in ("convolution", "pool") and not draft.has_kernel:
        draft.attrs["kernel"] = spread(draft.op, single)
    elif key == "heads" and kind != "recurrent" and isinstance(single, int) and single > MOST_HEADS:
        # The H of a hidden size.
        draft.attrs["dim"] = single
    elif key == "count":
        if kind == "block" and _PLURAL.search(draft.name):
            draft.repeat = single if isinstance(single, (int, str)) else None
        elif kind in ("block", "tensor") and isinstance(single, (int, str)):
            draft.shape = (single,)
        elif kind == "convolution":
            draft.attrs["filters"] = single
    elif key == "r" and kind == "dropout" and isinstance(single, float):
        draft.attrs["rate"] = single
    elif key == "r" and kind == "upsample":
        draft.attrs["scale"] = single
    elif key == "heads" and kind == "recurrent":
        draft.attrs["units"] = single
    elif key == "d" and kind in ("norm", "activation"):
        return False
    elif key in ("d", "dilation", "r"):
        if (
            kind == "convolution"
            or key == "dilation"
            or (kind == "block" and key == "d" and "kernel" in draft.attrs)
        ):
            draft.attrs["dilation"] = single
        elif key == "d":
            draft.attrs["units" if kind in ("dense", "recurrent", "mlp") else "dim"] = single
        else:
            return False
    elif key == "keep" and isinstance(single, (int, float)):
        draft.attrs["rate"] = round(1 - (single / 100 if single > 1 else single), 6)
    elif key == "rate":
        if kind == "convolution":
            draft.attrs["dilation"] = single
        elif kind == "dropout" and isinstance(single, (int, float)):
            draft.attrs["rate"] = single / 100 if single > 1 else single
        elif draft.op == "leaky_relu":
            # As Keras calls it, where the label gives no name of its own ("leak 0.1", "negative_slope=0.2").
            draft.attrs["alpha"] = single
        else:
            return False
    elif key == "layers":
        if isinstance(single, (int, str)) and single != 1:
            draft.repeat = single
    elif key == "shape":
        dims = value if isinstance(value, tuple) else (value,)
        draft.shape = as_shape(tuple(dim for dim in dims if isinstance(dim, (int, str))))
    elif key in ("window", "bits", "experts", "sigma") and kind != "block":
        return True
    else:
        draft.attrs[key] = value if key == "padding" else single
    return True


def _is_size(value: Value) -> bool:
    return isinstance(value, int) and value > 1


def _width(draft: Draft, key: str, value: Value) -> bool:
    """How many channels or units come out."""
    kind = family(draft.op)
    if kind in ("convolution", "block"):
        if key == "c" and "filters" in draft.attrs:
            draft.attrs["groups"] = value
        else:
            draft.attrs["filters"] = value[-1] if isinstance(value, tuple) else value
    elif kind in ("dense", "recurrent", "activation", "mlp"):
        draft.attrs["units"] = value[-1] if isinstance(value, tuple) and kind == "dense" else value
    elif kind in ("embedding", "attention"):
        draft.attrs["dim"] = value
    elif isinstance(value, (int, str)) and (kind == "tensor" or draft.op in ("concat", "add")):
        draft.shape = (*(draft.shape or ()), value)
    else:
        return False
    return True
