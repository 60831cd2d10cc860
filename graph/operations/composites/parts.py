"""Attributes and short runs of operations that many composite blocks share."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Node, Shape, Value
from graph.operations.composites.body import Body
from graph.operations.convolution import FILTERS
from graph.operations.rules import integer, setting, word
from graph.operations.spec import AttributeSpec

KERNEL = AttributeSpec(
    "kernel", "ints", "window of the spatial convolutions", (3, 3), "kernel of three", axes=2
)
STRIDE = AttributeSpec("stride", "ints", "stride of the block", (1, 1), "stride of one", axes=2)
ACTIVATION = AttributeSpec("activation", "text", "name of the activation's operation", "relu", "ReLU")
RATIO = AttributeSpec(
    "ratio", "int", "by how much squeezing divides the channels", 16, "squeezed to a sixteenth"
)


__all__ = [
    "ACTIVATION",
    "FILTERS",
    "KERNEL",
    "RATIO",
    "STRIDE",
    "act",
    "activation_spec",
    "conv",
    "depthwise",
    "pair",
    "reduced",
    "shapes",
    "shortcut",
    "squeeze_excite",
    "text",
    "whole",
]


def activation_spec(name: str, convention: str) -> AttributeSpec:
    """The activation attribute with another usual activation."""
    return AttributeSpec("activation", "text", "name of the activation's operation", name, convention)


def shapes(body: Body) -> list[Shape]:
    """Shapes of the block's inputs."""
    return [body.shape(node_id) for node_id in body.inputs]


def whole(body: Body, node: Node, spec: AttributeSpec) -> int:
    """An integer setting of the block."""
    return integer(node, spec, shapes(body))


def reduced(body: Body, node: Node, spec: AttributeSpec, width: int) -> int:
    """The width divided by a setting of the block, one at least. Raises ShapeError where the divisor is below one."""
    by = whole(body, node, spec)
    if by < 1:
        raise ShapeError(f"{spec.name} {by} divides no channels")
    return max(width // by, 1)


def pair(body: Body, node: Node, spec: AttributeSpec) -> tuple[int, int]:
    """A setting of two numbers; one stands for both."""
    value = setting(node, spec, shapes(body))
    items: Sequence[Value] = value if isinstance(value, tuple) else (value,)
    numbers = [item for item in items if isinstance(item, int)]
    return (numbers[0], numbers[-1]) if numbers else (1, 1)


def act(body: Body, source: str, name: str) -> str:
    """An activation by its operation's name; "identity" and "" add none."""
    return source if name in ("", "identity", "linear") else body.add(name, source)


def conv(
    body: Body,
    source: str,
    filters: int,
    kernel: int | tuple[int, ...] = 3,
    stride: int | tuple[int, ...] = 1,
    *,
    activation: str = "relu",
    norm: bool = True,
    groups: int = 1,
    dilation: int = 1,
    padding: Value = None,
) -> str:
    """Convolution without bias, batch normalisation, activation; or convolution with bias and activation.

    The padding is half padding where none is given.
    """
    settings: dict[str, Value] = {
        "filters": filters,
        "kernel": _two(kernel),
        "stride": _two(stride),
        "groups": groups,
        "dilation": _two(dilation),
        "bias": not norm,
    }
    if padding is not None:
        settings["padding"] = padding
    here = body.add("conv2d", source, name="conv", **settings)
    if norm:
        here = body.add("batch_norm", here, name="norm")
    return act(body, here, activation)


def depthwise(
    body: Body,
    source: str,
    kernel: int | tuple[int, ...] = 3,
    stride: int | tuple[int, ...] = 1,
    activation: str = "relu",
    *,
    norm: bool = True,
) -> str:
    """Depthwise convolution, batch normalisation, activation."""
    here = body.add(
        "depthwise_conv2d", source, name="depthwise", kernel=_two(kernel), stride=_two(stride), bias=not norm
    )
    if norm:
        here = body.add("batch_norm", here, name="norm")
    return act(body, here, activation)


def shortcut(body: Body, source: str, filters: int, stride: tuple[int, int], *, norm: bool = True) -> str:
    """The input itself where its shape is kept, else a 1×1 convolution with the block's stride (1512.03385, B)."""
    if stride == (1, 1) and body.width(source) == filters:
        return source
    return conv(body, source, filters, 1, stride, activation="", norm=norm)


def squeeze_excite(body: Body, source: str, squeezed: int, inner: str = "relu", gate: str = "sigmoid") -> str:
    """Channels weighed by two dense layers over their means (1709.01507)."""
    width = body.width(source)
    here = body.add("global_avg_pool", source, name="squeeze")
    here = act(body, body.add("dense", here, name="reduce", units=squeezed), inner)
    here = act(body, body.add("dense", here, name="excite", units=width), gate)
    return body.add("multiply", source, here, name="reweigh")


def text(node: Node, spec: AttributeSpec) -> str:
    """A text setting."""
    return word(node, spec)


def _two(value: int | tuple[int, ...]) -> tuple[int, ...]:
    return (value, value) if isinstance(value, int) else value
