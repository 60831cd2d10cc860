"""Shapes backward: from a printed shape to the missing stride, padding, kernel, width, scale or size.

Along each axis the printed length is met by the first of these that fits, the usual before the unusual:
strides that divide the length as printed; half padding (none for windows that do not overlap, as patches do),
then less, then more, then one cell more behind than in front; kernels of three, then other odd ones, then even
ones. Only what is missing is solved; what is printed is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.model import Node, Shape, Value
from graph.operations import REGISTRY
from graph.operations.dims import product
from graph.operations.windows import flat_pads, reach, window_length
from graph.passes.draft import Draft
from graph.passes.marks import solved

WIDEST = 64
"""Widest window whose padding is searched for."""

FROM_SHAPE = "solved from the printed shape"
_Axis = tuple[int, int, tuple[int, int]]
"""Kernel, stride and padding of one axis."""


def _strides(length: int, wanted: int, known: int | None) -> Iterator[int]:
    if known is not None:
        yield known
        return
    seen: set[int] = set()
    for stride in (max(length // wanted, 1), -(-length // wanted), 1, 2):
        if stride not in seen:
            seen.add(stride)
            yield stride


def _kernels(known: int | None, usual: int) -> Iterator[int]:
    if known is not None:
        yield known
        return
    yield usual
    yield from (k for k in (3, 1, 5, 7, 9, 11, 2, 4, 6, 8) if k != usual)


def _paddings(span: int, stride: int, known: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
    if known is not None:
        yield known
        return
    if stride >= span:
        yield (0, 0)
    half = (min(span, WIDEST) - 1) // 2
    yield (half, half)
    yield from ((pad, pad) for pad in range(half - 1, -1, -1))
    yield from ((pad, pad + 1) for pad in range(half + 1))
    yield from ((pad, pad) for pad in range(half + 1, min(span, WIDEST)))


def _axis(
    length: int, wanted: int, kernel: int | None, stride: int | None, pad: tuple[int, int] | None, usual: int
) -> _Axis | None:
    for k in _kernels(kernel, usual):
        for s in _strides(length, wanted, stride):
            for p in _paddings(k, s, pad):
                if length + sum(p) >= k and window_length(length, k, s, 1, p) == wanted:
                    return k, s, p
    return None


def _numbers(node: Node, name: str, axes: int) -> tuple[int | None, ...]:
    value = node.value(name)
    items = value if isinstance(value, tuple) else (value,)
    if len(items) == 1:
        items = items * axes
    if len(items) != axes:
        return (None,) * axes
    return tuple(item if isinstance(item, int) and not isinstance(item, bool) else None for item in items)


def _spatial(stated: Shape, axes: int) -> tuple[int, ...] | None:
    if len(stated) not in (axes, axes + 1):
        return None
    found = tuple(dim for dim in stated[:axes] if isinstance(dim, int) and dim > 0)
    return found if len(found) == axes else None


def solve_window(node: Node, shape: Shape, stated: Shape) -> Node:
    """A convolution or pooling with the missing of kernel, stride and padding solved for a printed shape.

    Unchanged where they cannot be.
    """
    axes = len(shape) - 1
    wanted = _spatial(stated, axes)
    lengths = tuple(dim for dim in shape[:-1] if isinstance(dim, int))
    dilation = node.value("dilation", 1)
    if wanted is None or len(lengths) != axes or set(_flat(dilation)) != {1}:
        return node
    pooling = REGISTRY[node.op].family == "pooling"
    kernel, stride = _numbers(node, "kernel", axes), _numbers(node, "stride", axes)
    fixed = "padding" in node.attributes
    padding = _numbers(node, "padding", axes)
    if fixed and None in padding:
        return node
    found: list[_Axis] = []
    for i in range(axes):
        number = padding[i]
        pad = (number, number) if number is not None else None
        usual = lengths[i] // wanted[i] if pooling and lengths[i] >= 2 * wanted[i] else 3
        axis = _axis(lengths[i], wanted[i], kernel[i], stride[i], pad, usual)
        if axis is None:
            return node
        found.append(axis)
    values: dict[str, Value] = {
        "kernel": tuple(axis[0] for axis in found),
        "stride": tuple(axis[1] for axis in found),
        "padding": flat_pads([axis[2] for axis in found]),
    }
    for name, value in values.items():
        if name not in node.attributes:
            node = node.with_attribute(name, solved(value, FROM_SHAPE))
    return node


def _flat(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _solve_transposed(node: Node, shape: Shape, stated: Shape) -> Node:
    axes = len(shape) - 1
    wanted = _spatial(stated, axes)
    lengths = tuple(dim for dim in shape[:-1] if isinstance(dim, int))
    if wanted is None or len(lengths) != axes:
        return node
    stride, kernel = _numbers(node, "stride", axes), _numbers(node, "kernel", axes)
    strides = tuple(
        known if known is not None else max(round(w / n), 1)
        for n, w, known in zip(lengths, wanted, stride, strict=True)
    )
    if "stride" not in node.attributes:
        node = node.with_attribute("stride", solved(strides, FROM_SHAPE))
    if "padding" in node.attributes:
        return node
    pads, extras = [], []
    for n, w, s, k in zip(lengths, wanted, strides, kernel, strict=True):
        spare = (n - 1) * s + reach(k or 3, 1) - w
        pads.append(max(-(-spare // 2), 0))
        extras.append(2 * pads[-1] - spare)
    if all(0 <= extra < s for extra, s in zip(extras, strides, strict=True)):
        node = node.with_attribute("padding", solved(tuple(pads), FROM_SHAPE))
        node = node.with_attribute("output_padding", solved(tuple(extras), FROM_SHAPE))
    return node


def _solve_scale(node: Node, shape: Shape, stated: Shape) -> Node:
    wanted = _spatial(stated, len(shape) - 1)
    if wanted is None:
        return node
    if node.op == "upsample":
        factors = tuple(
            w // n for n, w in zip(shape, wanted, strict=False) if isinstance(n, int) and w % n == 0
        )
        if len(factors) == len(wanted) and "scale" not in node.attributes:
            return node.with_attribute("scale", solved(factors, FROM_SHAPE))
        return node
    return node if "size" in node.attributes else node.with_attribute("size", solved(wanted, FROM_SHAPE))


def _solve_width(node: Node, shape: Shape, stated: Shape) -> Node:
    known = REGISTRY[node.op].attributes
    name = next((n for n in ("filters", "units", "dim") if n in known), None)
    if name is None or node.op in ("mlp", "additive_attention") or name in node.attributes:
        return node
    alone = len(stated) == 1 and (len(shape) <= 2 or name == "filters")
    whole = len(stated) == len(shape) or alone or _one_cell(stated)
    width = stated[-1] if stated else None
    if not whole or not isinstance(width, int) or width < 1:
        return node
    if node.op in ("rnn", "lstm", "gru") and node.value("bidirectional"):
        width //= 2
    return node.with_attribute(name, solved(width, FROM_SHAPE))


def _one_cell(stated: Shape) -> bool:
    return len(stated) == 3 and stated[0] == 1 and stated[1] == 1


def _solve_reshape(node: Node, shape: Shape, stated: Shape) -> Node:
    cells = product(shape)
    if "shape" in node.attributes or any(isinstance(dim, str) for dim in stated) or product(stated) != cells:
        return node
    return node.with_attribute("shape", solved(stated, FROM_SHAPE))


_SOLVERS: dict[str, Callable[[Node, Shape, Shape], Node]] = {
    "upsample": _solve_scale,
    "resize": _solve_scale,
    "crop": _solve_scale,
    "reshape": _solve_reshape,
}


def solve_backward(draft: Draft, node_id: str) -> None:
    """Fill a node's missing attributes from the printed shape of its output."""
    stated, inputs = draft.stated(node_id), draft.incoming(node_id)
    if not inputs or not inputs[0]:
        return
    node, shape = draft.nodes[node_id], inputs[0]
    wanted = draft.wanted.get(node_id)
    if wanted is not None and len(wanted) == len(shape) - 1:
        draft.put(solve_window(node, shape, wanted))
        node = draft.nodes[node_id]
    if stated is None or node_id in draft.cells:
        return
    node = _solve_width(node, shape, stated)
    if node.op.startswith("conv_transpose"):
        node = _solve_transposed(node, shape, stated)
    elif "kernel" in REGISTRY[node.op].attributes and "padding" in REGISTRY[node.op].attributes:
        node = solve_window(node, shape, stated)
    elif node.op in _SOLVERS:
        node = _SOLVERS[node.op](node, shape, stated)
    draft.put(node)
