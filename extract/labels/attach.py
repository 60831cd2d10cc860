"""Giving sizes and numbers to operations: which slot of an operation each fills."""

from __future__ import annotations

from extract.labels.arguments import positional
from extract.labels.draft import LARGEST_INDEX, LARGEST_KERNEL, Draft
from extract.labels.families import family, rank, spread
from extract.labels.items import Number, Setting, Size
from extract.labels.shapes import as_shape
from extract.labels.windows import along_one_axis, is_apart_in_time, is_deep_window, is_large_kernel, own_size
from graph import Dim

_ARGUMENTS = frozenset("xzhuas")
"""Letters that an activation is applied to, rather than counts of its units."""


COUNTING_FILTERS = frozenset(["graph_conv", "conv_lstm"])
"""Layers that are a convolution with something else about them: their width is a number of filters."""


def counts_filters(draft: Draft) -> bool:
    """Whether a layer that is no plain convolution has filters; an edge convolution's are the units of its perceptron."""
    return draft.op in COUNTING_FILTERS and "edge" not in draft.name.lower()


_DIRECTIONS = 2
"""Ways that a bidirectional layer goes, each with so many units."""

WIDEST_MAP = 4096
"""Channels from which on a dense layer's size is a window with so many units."""


LONGEST_STRIDE = 32
"""No convolution goes farther at a step: a greater number behind a stroke counts its filters."""

LEAST_PERCENT = 5
"""The least whole number behind a dropout that is a rate in percent."""

FEWEST_WIDE = 16
"""The least number behind an attention's or a concatenation's name that is a width; smaller ones tell them apart."""


def accepts_before(draft: Draft, item: Size | Number | Setting) -> bool:
    """Whether a value printed directly before an operation can be its own."""
    kind = family(draft.op)
    if isinstance(item, Size):
        return kind in ("convolution", "pool", "block", "upsample", "dense")
    if isinstance(item, Number):
        return kind in ("dense", "convolution", "recurrent", "upsample", "mlp") and item.sign != "/"
    if item.key in ("units", "dim"):
        return kind in ("dense", "recurrent", "embedding", "mlp", "activation")
    if item.key == "heads":
        return kind == "attention"
    if item.key in ("layers",):
        return kind in ("recurrent", "mlp", "block", "convolution", "dense")
    if item.key in ("rate", "p"):
        return kind == "dropout"
    if item.key == "dilation":
        return kind == "convolution"
    return item.key in ("kernel", "stride", "filters") and kind == "convolution"


def give_size(draft: Draft, item: Size) -> bool:
    """Fills a kernel, a stride or a shape with a size; False where the operation has no place for it."""
    kind = family(draft.op)
    dims = item.dims
    if kind == "block" and not all(isinstance(dim, int) and dim <= LARGEST_KERNEL for dim in dims):
        draft.shape = draft.shape or as_shape(dims)
        return True
    if (key := own_size(draft, dims)) is not None:
        draft.attrs[key] = dims
        return True
    if kind in ("convolution", "block", "pool") or draft.op == "conv_lstm":
        return _spatial(draft, dims, item.listed)
    if kind == "recurrent" and len(dims) == 2 and is_small(dims[:1]) and not is_small(dims[1:]):
        # So many layers of so many units, or one in each direction.
        draft.attrs["units"] = dims[1]
        if isinstance(dims[0], int) and ("bidirectional" not in draft.attrs or dims[0] > _DIRECTIONS):
            draft.repeat = dims[0]
        return True
    if kind == "recurrent" and len(dims) == 2 and is_small(dims[1:]) and not is_small(dims[:1]):
        # So many units, in so many layers: "GRU 256 × 3".
        draft.attrs["units"] = dims[0]
        if "bidirectional" not in draft.attrs:
            draft.repeat = dims[1]
        return True
    if kind == "dense":
        map_like = (
            len(dims) == 3 and dims[0] == dims[1] and (isinstance(dims[2], str) or dims[2] < WIDEST_MAP)
        )
        if map_like and not item.listed and not draft.has_kernel:
            # A map that its units are put into: "FC, 8×8×512"; "fc 7×7×4096" has a window on a map.
            draft.shape = draft.shape or as_shape(dims)
        elif draft.has_kernel or item.listed or len(dims) != 2 or not is_small(dims):
            draft.attrs["units"] = dims[-1]
        else:
            draft.attrs["kernel"] = dims
        return True
    if kind == "mlp":
        draft.attrs["units"] = dims
        return True
    if kind == "upsample" and (item.listed or all(isinstance(dim, int) and dim <= 8 for dim in dims)):
        draft.attrs["scale"] = dims[0] if len(set(dims)) == 1 else dims
        return True
    if draft.shape is None:
        draft.shape = as_shape(dims)
        return True
    return False


def is_small(dims: tuple[Dim | float, ...]) -> bool:
    """Whether every dimension can be that of a kernel."""
    return all(isinstance(dim, str) or dim <= LARGEST_KERNEL for dim in dims)


def _spatial(draft: Draft, dims: tuple[Dim, ...], listed: bool) -> bool:
    convolution = family(draft.op) == "convolution"
    if listed and rank(draft.op) == 2 and len(dims) != 2 and convolution:
        positional(draft, dims)
        return True
    if not draft.has_kernel:
        taken = _convolution_size(draft, dims) if convolution else _window(draft, dims)
        if taken:
            return True
    elif draft.attrs["kernel"] == dims:
        return True
    elif convolution and listed and "filters" not in draft.attrs and _are_widths(dims):
        draft.attrs["filters"] = dims[-1]
        return True
    elif len(dims) == rank(draft.op) and "stride" not in draft.attrs and _is_stride(dims):
        draft.attrs["stride"] = dims
        return True
    if draft.shape is None:
        draft.shape = as_shape(dims)
        return True
    return False


def _are_widths(dims: tuple[Dim, ...]) -> bool:
    """Whether a pair can be the channels that come in and go out: one is a number that no stride reaches."""
    return len(dims) == 2 and any(isinstance(dim, int) for dim in dims) and not _is_stride(dims)


CUBES = (1, 3, 5)
"""Extents that are a kernel in a block's label where they are printed three times; others are a tensor's."""


def _window(draft: Draft, dims: tuple[Dim, ...]) -> bool:
    """A pooling's or block's kernel, which has no width."""
    if draft.op in ("max_pool", "avg_pool", "pool") and along_one_axis(dims) and set(dims) != {1}:
        draft.attrs["kernel"] = dims
        return True
    cube = len(set(dims)) == 1 and dims[0] in CUBES
    if len(dims) > 3 or not is_small(dims) or (len(dims) == 3 and draft.op == "block" and not cube):
        return False
    draft.attrs["kernel"] = dims
    return True


_IN_SPACE = {"conv1d": "conv3d", "conv2d": "conv3d", "conv_transpose2d": "conv_transpose3d"}
"""What a convolution is whose kernel has three small extents."""


def _convolution_size(draft: Draft, dims: tuple[Dim, ...]) -> bool:
    """A convolution's kernel, with its filters where there are more numbers than dimensions."""
    places = rank(draft.op)
    large = [dim for dim in dims if isinstance(dim, int) and dim > LARGEST_KERNEL]
    small = all(isinstance(dim, int) and dim <= 7 for dim in dims)
    if len(dims) == 3 and draft.op == "conv2d" and is_deep_window(dims):
        draft.attrs["kernel"] = dims[:2]
    elif len(dims) == 3 and draft.op in _IN_SPACE and (small or is_apart_in_time(dims)):
        draft.op, draft.attrs["kernel"] = _IN_SPACE[draft.op], dims
    elif len(dims) == places and (len(large) < 2 or len(set(dims)) > 1 or is_large_kernel(draft.op, dims)):
        draft.attrs["kernel"] = dims
    elif len(dims) == 2 and draft.op == "conv1d" and 1 in dims and "1" not in draft.name:
        # Along time, on a map of channels and time: "Temporal convolution 1×25".
        draft.op, draft.attrs["kernel"] = "conv2d", dims
    elif len(dims) == 2 and places == 1 and dims[0] == dims[1] and not large:
        draft.attrs["kernel"] = dims[:1]
    elif len(dims) == 2 and places == 1 and large == [dims[0]]:
        draft.attrs["kernel"], draft.attrs["filters"] = dims[1:], dims[0]
    elif len(dims) == 2 and places == 1:
        draft.attrs["kernel"], draft.attrs["filters"] = dims[:1], dims[1]
    elif len(dims) == 4 and places == 2 and is_small(dims[:2]):
        # With the width that comes in: "1 × k × 21 × 21".
        draft.attrs["kernel"], draft.attrs["filters"] = dims[:2], dims[-1]
    elif len(dims) == 3 and _leads_with_width(dims, large, places):
        draft.attrs["filters"], draft.attrs["kernel"] = dims[0], dims[1:]
    elif len(dims) > places and not large[:-1]:
        draft.attrs["kernel"] = dims[:places]
        draft.attrs.setdefault("filters", dims[-1])
    else:
        return False
    return True


def _leads_with_width(dims: tuple[Dim, ...], large: list[int], places: int) -> bool:
    """Whether the filters stand before a square kernel: "64×3×3", "N×5×5"."""
    first, *kernel = dims
    if large:
        return large == [first] and kernel[0] == kernel[1]
    square = isinstance(kernel[0], int) and kernel[0] == kernel[1] and 1 < kernel[0] <= LARGEST_KERNEL
    return places == 2 and square and isinstance(first, str) and first in ("N", "M", "C", "F", "K")


def _is_stride(dims: tuple[Dim, ...]) -> bool:
    return all(isinstance(dim, int) and dim <= 4 for dim in dims)


def give_number(draft: Draft, item: Number) -> bool:
    """Fills the slot that a lone number has in an operation; False where it has none."""
    kind, value = family(draft.op), item.value
    if item.sign == "/" and kind == "convolution" and isinstance(value, int) and value > LONGEST_STRIDE:
        # "1×1 / 64"
        draft.attrs.setdefault("filters", value)
        return True
    if item.sign in ("/", "↓") and kind in ("convolution", "pool", "block"):
        draft.attrs.setdefault("stride", spread(draft.op, value))
        return True
    if kind == "convolution":
        return _convolution_number(draft, item)
    if counts_filters(draft):
        if item.sign == "-" and isinstance(value, int) and value <= LARGEST_INDEX:
            # "GCN-1" is the first of several.
            return True
        draft.attrs["filters"] = value
    elif kind == "dense":
        draft.attrs["units"] = value
    elif draft.op == "leaky_relu" and isinstance(value, float):
        draft.attrs.setdefault("alpha", value)
    elif kind in ("activation", "norm") and item.sign == "/":
        # A stride, which the convolution before has.
        return False
    elif kind == "activation" and _is_argument(item):
        return True
    elif kind in ("recurrent", "activation", "mlp"):
        draft.attrs.setdefault("units", value)
    elif kind == "embedding" and item.sign == "→":
        draft.attrs["dim"] = value
    elif kind == "embedding":
        draft.attrs.setdefault("dim", value)
    elif kind == "dropout" and isinstance(value, int) and (value < LEAST_PERCENT or value > 100):
        # "Dropout 1" is the first of several: nothing is dropped so rarely, nor so often.
        return True
    elif kind == "dropout" and isinstance(value, (int, float)):
        draft.attrs.setdefault("rate", value / 100 if value > 1 else value)
    elif kind == "upsample":
        draft.attrs.setdefault("scale", value)
    elif (kind == "attention" or draft.op == "concat") and isinstance(value, int) and value >= FEWEST_WIDE:
        if kind == "attention" and item.sign != "→":
            draft.attrs.setdefault("dim", value)
        else:
            draft.shape = draft.shape or (value,)
    elif draft.op.startswith("global_") and value == 1:
        # The size of what comes out.
        return True
    elif kind == "pool" and item.sign == "→" and not isinstance(value, float):
        draft.shape = (value,)
    elif kind == "pool" and not draft.has_kernel and isinstance(value, int) and value <= LARGEST_KERNEL:
        draft.attrs["kernel"] = (value, value)
    elif kind == "pool" and draft.has_kernel and "stride" not in draft.attrs and _can_stride(value):
        draft.attrs["stride"] = (value, value)
    elif kind == "norm" and draft.op == "group_norm":
        draft.attrs.setdefault("groups", value)
    elif kind == "tensor" and not _is_extent(item):
        return True
    elif draft.op in ("flatten", "reshape") and not isinstance(value, float):
        draft.shape = (value,)
    elif kind == "tensor" and not isinstance(value, float):
        draft.shape = (*(draft.shape or ()), value)
    else:
        return False
    return True


def _is_argument(item: Number) -> bool:
    """Whether what stands by an activation is no count: what it is applied to, its sign, or its own number."""
    value = item.value
    if isinstance(value, str):
        return value in _ARGUMENTS or not value[:1].isascii()
    return item.sign == "-" and isinstance(value, int) and value <= LARGEST_INDEX


def _can_stride(value: Dim | float) -> bool:
    return isinstance(value, int) and value <= LONGEST_STRIDE


def _is_extent(item: Number) -> bool:
    """Whether a number or letter beside a tensor's name is an extent; the letter of "State s_t" only tells it apart."""
    if not isinstance(item.value, str):
        return True
    return item.sign == "" and (item.value[0].isdecimal() or item.value.isupper() or item.value in "nd")


def _convolution_number(draft: Draft, item: Number) -> bool:
    value = item.value
    if isinstance(value, float):
        return False
    if item.sign == "→":
        draft.attrs["filters"] = value
        return True
    if "filters" not in draft.attrs and draft.has_kernel:
        draft.attrs["filters"] = value
        return True
    if (
        "filters" in draft.attrs
        and not draft.has_kernel
        and isinstance(value, int)
        and value <= LARGEST_KERNEL
    ):
        draft.attrs["kernel"] = spread(draft.op, value)
        return True
    if "filters" in draft.attrs and draft.has_kernel:
        if "stride" not in draft.attrs and isinstance(value, int) and value <= 4:
            draft.attrs["stride"] = spread(draft.op, value)
            return True
        return False
    draft.unnamed.append(value)
    return True


def _counts_heads(value: Dim | float) -> bool:
    """Whether a number in brackets behind an attention of several heads is how many they are."""
    return isinstance(value, int) and 1 < value < FEWEST_WIDE


def settle_numbers(draft: Draft) -> None:
    """Decides on a convolution's numbers once all are known: kernel and filters, filters alone, or a layer's
    index."""
    values, draft.unnamed = draft.unnamed, []
    numbers = [value for value in values if not isinstance(value, float)]
    if family(draft.op) != "convolution" or not numbers:
        return
    small = [isinstance(value, int) and value <= LARGEST_KERNEL for value in numbers]
    if len(numbers) > 1 and "filters" not in draft.attrs and not draft.has_kernel:
        if small[0]:
            draft.attrs["kernel"], draft.attrs["filters"] = spread(draft.op, numbers[0]), numbers[1]
        else:
            draft.attrs["filters"] = numbers[0]
            if small[1]:
                draft.attrs["kernel"] = spread(draft.op, numbers[1])
        if len(numbers) > 2 and small[2] and draft.has_kernel:
            draft.attrs["stride"] = spread(draft.op, numbers[2])
        return
    value = numbers[0]
    if "filters" not in draft.attrs and (isinstance(value, str) or value > LARGEST_INDEX):
        draft.attrs["filters"] = value
    elif isinstance(value, int) and "dilation" in draft.attrs and not draft.has_kernel and value > 1:
        # "Dilated Conv1d 3, rate 2"
        draft.attrs["kernel"] = spread(draft.op, value)
    elif isinstance(value, int):
        draft.index = draft.index or str(value)


def _is_letter(value: Dim | float) -> bool:
    return isinstance(value, str) and len(value) < 3


def give_arguments(draft: Draft, values: tuple[Dim | float, ...]) -> None:
    """Fills an operation with the bare numbers of a bracket that follows it: Conv2D (3, 64, 5, 1, 2)."""
    kind = family(draft.op)
    cube = len(values) == 3 == rank(draft.op) and is_small(values)
    if kind == "convolution" and (cube or (len(values) == 2 and values[0] == values[1] and is_small(values))):
        draft.attrs.setdefault("kernel", values)
    elif kind == "convolution" and len(values) > 1 and not draft.has_kernel:
        positional(draft, values)
    elif kind == "convolution" and draft.has_kernel and len(values) == 2 and "filters" not in draft.attrs:
        draft.attrs["filters"] = values[-1]
    elif kind == "mlp" and len(values) > 1:
        draft.attrs["units"] = values
    elif (
        kind == "recurrent" and len(values) == 2 and isinstance(values[1], int) and values[1] > LARGEST_INDEX
    ):
        # What comes in, or how many layers there are, stands before it.
        draft.attrs.setdefault("units", values[1])
    elif kind == "embedding" and len(values) == 2 and not _is_letter(values[-1]):
        draft.attrs.setdefault("dim", values[-1])
    elif kind == "pool" and len(values) == 3 and is_small(values) and not draft.has_kernel:
        draft.attrs["kernel"] = values
    elif kind == "pool" and len(values) == 2 and not draft.has_kernel:
        draft.attrs["kernel"], draft.attrs["stride"] = (values[0],) * 2, (values[1],) * 2
    elif kind in ("arithmetic", "tensor") and 0 in values:
        # "Mask (0 or 1)", "Noise N(0, I)"
        return
    elif kind == "arithmetic" and all(isinstance(value, str) for value in values):
        # What goes in, as in "MatMul (Q, K)".
        return
    elif draft.op in ("transpose", "pad"):
        # The axes that change their places, or how much is added at the rim.
        return
    elif draft.op == "multi_head_attention" and len(values) == 1 and _counts_heads(values[0]):
        draft.attrs.setdefault("heads", values[0])
    elif kind in ("tensor", "other", "arithmetic", "norm") and len(values) > 1:
        draft.shape = draft.shape or as_shape(tuple(v for v in values if not isinstance(v, float)))
    elif kind == "dense" or len(values) == 1:
        give_number(draft, Number(values[-1], 0, 0))
    else:
        draft.unnamed.extend(values)
