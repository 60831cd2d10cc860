"""Geometry of sliding windows: convolutions, transposed convolutions and pooling.

Padding is one of
* "same": as TensorFlow: ceil(n / stride) long, the odd cell of padding at the end;
* "valid": none;
* "causal": all of it in front (one spatial axis only);
* one integer for each axis (or one for all): that much on both sides;
* two integers for each axis, all fronts and then all ends, as ONNX writes `pads`.
Emitters ask `pads` for the cells in front and behind; it resolves every spelling.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Dim, Shape, Value
from graph.operations import dims
from graph.operations.rules import known

Pads = tuple[tuple[int, int], ...]


def reach(kernel: int, dilation: int) -> int:
    """Cells that a dilated kernel spans."""
    return dilation * (kernel - 1) + 1


def same_pads(length: int, kernel: int, stride: int, dilation: int = 1) -> tuple[int, int]:
    """TensorFlow's SAME padding of one axis: (in front, behind)."""
    need = max((-(-length // stride) - 1) * stride + reach(kernel, dilation) - length, 0)
    return need // 2, need - need // 2


def flat_pads(sides: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Padding as an attribute's value: one number an axis, or all fronts then all ends where they differ."""
    if all(front == behind for front, behind in sides):
        return tuple(front for front, _ in sides)
    return (*(front for front, _ in sides), *(behind for _, behind in sides))


def half_padding(kernel: Sequence[int], stride: Sequence[int], dilation: Sequence[int]) -> tuple[int, ...]:
    """Convention "half padding": a window reaching r cells gets (r - 1) // 2 on both sides.

    An even window with stride one gets one more behind, so that the size is kept.
    """
    sides = []
    for k, s, d in zip(kernel, stride, dilation, strict=True):
        front = (reach(k, d) - 1) // 2
        sides.append((front, reach(k, d) - 1 - front if s == 1 else front))
    return flat_pads(sides)


def _numbers(value: Value, axes: int) -> Pads:
    items = value if isinstance(value, tuple) else (value,)
    cells = tuple(known(item, "padding") for item in items)
    if any(cell < 0 for cell in cells):
        raise ShapeError(f"padding {cells} is below zero")
    if len(cells) == 1:
        return ((cells[0], cells[0]),) * axes
    if len(cells) == axes:
        return tuple((cell, cell) for cell in cells)
    if len(cells) == 2 * axes:
        return tuple(zip(cells[:axes], cells[axes:], strict=True))
    raise ShapeError(f"padding has {len(cells)} numbers where the input has {axes} spatial axes")


def pads(
    value: Value,
    lengths: Sequence[Dim],
    kernel: Sequence[int],
    stride: Sequence[int],
    dilation: Sequence[int],
) -> Pads:
    """Cells of padding (in front, behind) of each axis.

    Raises ShapeError for a spelling that is none of those above, and for "same" with a stride over a letter.
    """
    axes = len(lengths)
    if value == "valid":
        return ((0, 0),) * axes
    if value == "causal":
        if axes != 1:
            raise ShapeError("causal padding needs one spatial axis")
        return ((reach(kernel[0], dilation[0]) - 1, 0),)
    if value == "same":
        found = []
        for n, k, s, d in zip(lengths, kernel, stride, dilation, strict=True):
            # With stride one the padding does not depend on the length, so that a letter will do.
            length = 1 if s == 1 and not isinstance(n, int) else known(n, "the length that padding needs")
            found.append(same_pads(length, k, s, d))
        return tuple(found)
    if isinstance(value, str) or value is None:
        raise ShapeError(f"padding {value!r} is not known: same, valid, causal or numbers are")
    return _numbers(value, axes)


def window_length(
    length: Dim, kernel: int, stride: int, dilation: int, pad: tuple[int, int], *, ceil: bool = False
) -> Dim:
    """Number of positions of a window along one axis.

    With `ceil` a last window may hang over the end, provided it starts within the input or the front padding
    (PyTorch's, Caffe's and ONNX's rule). Raises ShapeError where not even one window fits.
    """
    change = pad[0] + pad[1] - reach(kernel, dilation)
    if not isinstance(length, int):
        if stride == 1:
            return dims.plus(length, change + 1)
        if change + stride == 0:
            return (dims.ceil_div if ceil else dims.floor_div)(length, stride)
        if change + 1 == 0 and not ceil:
            return dims.ceil_div(length, stride)
        return dims.plus((dims.ceil_div if ceil else dims.floor_div)(dims.plus(length, change), stride), 1)
    spare = length + change
    count = (-(-spare // stride) if ceil else spare // stride) + 1
    if count < 1 or (spare < 0 and not ceil):
        raise ShapeError(
            f"a window of {reach(kernel, dilation)} does not fit {length} cells with padding {pad}"
        )
    if ceil and (count - 1) * stride >= length + pad[0]:
        count -= 1
    return count


def transposed_length(
    length: Dim, kernel: int, stride: int, dilation: int, pad: tuple[int, int], extra: int
) -> Dim:
    """Length of one axis after a transposed convolution that crops `pad` and adds `extra` cells behind."""
    grown = dims.times(length, stride)
    result = dims.plus(grown, reach(kernel, dilation) - stride - pad[0] - pad[1] + extra)
    if isinstance(result, int) and result < 1:
        raise ShapeError(f"padding {pad} leaves nothing of a transposed convolution over {length} cells")
    return result


def spatial(shape: Shape, axes: int) -> Shape:
    """The spatial part of a channels-last shape. Raises ShapeError where it has not `axes` spatial axes."""
    if len(shape) != axes + 1:
        names = {1: "length, channels", 2: "height, width, channels", 3: "depth, height, width, channels"}[
            axes
        ]
        text = "×".join(str(dim) for dim in shape)
        raise ShapeError(f"an input of shape ({names}) is needed, and {text or 'a scalar'} comes in")
    return shape[:-1]
