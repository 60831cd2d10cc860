"""What the shape and parameter rules of all operations share."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Dim, Node, Shape, Value
from graph.operations.spec import AttributeSpec

__all__ = [
    "ShapeError",
    "broadcast",
    "channels",
    "channels_of_input",
    "expect_rank",
    "first_input",
    "flag",
    "inputs_text",
    "integer",
    "known",
    "number",
    "per_axis",
    "positive",
    "setting",
    "word",
]

LARGEST = 10**9
"""Greatest number that a size or count may have."""


def first_input(_: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    """Shape rule of operations that keep the shape of their first input."""
    return (inputs[0],)


def setting(node: Node, spec: AttributeSpec, inputs: Sequence[Shape] = ()) -> Value:
    """A node's value of an attribute, or the one that convention gives it."""
    found = node.attributes.get(spec.name)
    if found is not None and found.value is not None:
        return found.value
    derived = spec.derive(node, inputs) if spec.derive is not None else None
    return spec.default if derived is None else derived


def known(value: Value, what: str) -> int:
    """The value as an integer. Raises ShapeError where it is missing or still a letter."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ShapeError(f"{what} is not known" if value is None else f"{what} {value!r} has no number")
    if value != value or abs(value) > LARGEST:
        raise ShapeError(f"{what} {value} is beyond any network")
    return int(value)


def integer(node: Node, spec: AttributeSpec, inputs: Sequence[Shape] = ()) -> int:
    """An integer attribute. Raises ShapeError where it is missing, a letter, or below zero."""
    value = setting(node, spec, inputs)
    if isinstance(value, tuple) and len(set(value)) == 1:
        value = value[0]
    result = known(value, spec.name)
    if result < 0:
        raise ShapeError(f"{spec.name} {result} is below zero")
    return result


def number(node: Node, spec: AttributeSpec, inputs: Sequence[Shape] = ()) -> float:
    """A real attribute. Raises ShapeError where it is missing or a letter."""
    value = setting(node, spec, inputs)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ShapeError(f"{spec.name} has no number")
    return float(value)


def flag(node: Node, spec: AttributeSpec, inputs: Sequence[Shape] = ()) -> bool:
    """A truth value."""
    return bool(setting(node, spec, inputs))


def word(node: Node, spec: AttributeSpec, inputs: Sequence[Shape] = ()) -> str:
    """A text attribute; "" where it has none."""
    value = setting(node, spec, inputs)
    return value if isinstance(value, str) else ""


def per_axis(node: Node, spec: AttributeSpec, rank: int, inputs: Sequence[Shape] = ()) -> tuple[int, ...]:
    """An attribute with one positive integer for each of `rank` spatial axes; one number stands for all.

    Raises ShapeError where it is missing, holds a letter, or has another length.
    """
    value = setting(node, spec, inputs)
    if not isinstance(value, tuple):
        value = (value,)
    if len(value) == 1:
        value = value * rank
    if len(value) != rank:
        raise ShapeError(f"{spec.name} has {len(value)} numbers where the input has {rank} spatial axes")
    result = tuple(known(item, spec.name) for item in value)
    if any(item < 1 for item in result):
        raise ShapeError(f"{spec.name} {result} is below one")
    return result


def channels(shape: Shape, what: str = "the number of input channels") -> int:
    """The last dimension as an integer. Raises ShapeError where it is a letter or there is none."""
    if not shape:
        raise ShapeError(f"{what} is not known: the input is a scalar")
    return known(shape[-1], what)


def positive(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """The same shapes. Raises ShapeError where a dimension is below one, or beyond any network."""
    for shape in shapes:
        for dim in shape:
            if isinstance(dim, int) and not 1 <= dim <= LARGEST:
                raise ShapeError(f"{shape_text(shape)} comes out, which is no shape")
    return shapes


def channels_of_input(_: Node, inputs: Sequence[Shape]) -> Value:
    """Convention "width kept": as many channels out as in."""
    return inputs[0][-1] if inputs and inputs[0] else None


def expect_rank(shape: Shape, rank: int, axes: str) -> None:
    """Raise ShapeError unless a shape has `rank` dimensions, named by `axes` for the message."""
    if len(shape) != rank:
        raise ShapeError(f"an input of shape ({axes}) is needed, and {shape_text(shape)} comes in")


def shape_text(shape: Shape) -> str:
    """A shape for a person: "224×224×3"."""
    return "×".join(str(dim) for dim in shape) or "a scalar"


def _joined(left: Dim, right: Dim) -> Dim | None:
    if left == right or right == 1:
        return left
    return right if left == 1 else None


def broadcast(inputs: Sequence[Shape]) -> Shape:
    """The shape of an elementwise operation on channels-last shapes, aligned at the channels.

    A dimension of one, or one that is missing on the left, repeats: (C,) joins (H, W, C). Raises ShapeError
    where two dimensions differ.
    """
    result: Shape = ()
    for shape in inputs:
        rank = max(len(result), len(shape))
        left = (1,) * (rank - len(result)) + result
        right = (1,) * (rank - len(shape)) + shape
        joined = []
        for one, other in zip(left, right, strict=True):
            dim = _joined(one, other)
            if dim is None:
                listed = " and ".join(shape_text(item) for item in inputs)
                raise ShapeError(f"inputs of shapes {listed} do not fit each other")
            joined.append(dim)
        result = tuple(joined)
    return result


def inputs_text(least: int, most: int | None) -> str:
    """How many inputs an operation takes, for a person."""
    if least == most:
        return str(least)
    return f"at least {least}" if most is None else f"{least} to {most}"
