"""Residual blocks and their kin."""

from __future__ import annotations

from graph.model import Node
from graph.operations.composites import parts
from graph.operations.composites.body import Body, composite
from graph.operations.composites.parts import ACTIVATION, FILTERS, KERNEL, RATIO, STRIDE, pair, text, whole
from graph.operations.spec import AttributeSpec, Operation

INNER = AttributeSpec("filters", "int", "channels of the inner convolutions", 64, "inner width of 64")
EXPANSION = AttributeSpec(
    "expansion", "int", "output channels over inner channels", 4, "four times as wide outside"
)
CARDINALITY = AttributeSpec("groups", "int", "groups of the inner 3×3 convolution", 1, "one group")
CARDINALITY_32 = AttributeSpec(
    "groups", "int", "groups of the inner 3×3 convolution", 32, "cardinality of 32"
)


def _basic(body: Body, node: Node) -> str:
    (x,) = body.inputs
    filters, stride = whole(body, node, FILTERS), pair(body, node, STRIDE)
    here = parts.conv(body, x, filters, pair(body, node, KERNEL), stride, activation=text(node, ACTIVATION))
    here = parts.conv(body, here, filters, pair(body, node, KERNEL), activation="")
    total = body.add("add", here, parts.shortcut(body, x, filters, stride))
    return parts.act(body, total, text(node, ACTIVATION))


def _inside_bottleneck(body: Body, node: Node, groups: int) -> str:
    (x,) = body.inputs
    inner, stride = whole(body, node, INNER), pair(body, node, STRIDE)
    activation = text(node, ACTIVATION)
    here = parts.conv(body, x, inner, 1, activation=activation)
    here = parts.conv(
        body, here, inner, pair(body, node, KERNEL), stride, activation=activation, groups=groups
    )
    return parts.conv(body, here, inner * whole(body, node, EXPANSION), 1, activation="")


def _bottleneck(body: Body, node: Node) -> str:
    here = _inside_bottleneck(body, node, whole(body, node, CARDINALITY))
    skip = parts.shortcut(body, body.inputs[0], body.width(here), pair(body, node, STRIDE))
    return parts.act(body, body.add("add", here, skip), text(node, ACTIVATION))


def _resnext(body: Body, node: Node) -> str:
    here = _inside_bottleneck(body, node, whole(body, node, CARDINALITY_32))
    skip = parts.shortcut(body, body.inputs[0], body.width(here), pair(body, node, STRIDE))
    return parts.act(body, body.add("add", here, skip), text(node, ACTIVATION))


def _se_bottleneck(body: Body, node: Node) -> str:
    here = _inside_bottleneck(body, node, whole(body, node, CARDINALITY))
    width = body.width(here)
    here = parts.squeeze_excite(body, here, parts.reduced(body, node, RATIO, width))
    skip = parts.shortcut(body, body.inputs[0], width, pair(body, node, STRIDE))
    return parts.act(body, body.add("add", here, skip), text(node, ACTIVATION))


def _preactivation(body: Body, node: Node) -> str:
    (x,) = body.inputs
    filters, stride, activation = whole(body, node, FILTERS), pair(body, node, STRIDE), text(node, ACTIVATION)
    kernel = pair(body, node, KERNEL)
    fresh = parts.act(body, body.add("batch_norm", x, name="norm"), activation)
    kept = stride == (1, 1) and body.width(x) == filters
    skip = (
        x
        if kept
        else body.add("conv2d", fresh, name="conv", filters=filters, kernel=(1, 1), stride=stride, bias=False)
    )
    here = body.add("conv2d", fresh, name="conv", filters=filters, kernel=kernel, stride=stride, bias=False)
    here = parts.act(body, body.add("batch_norm", here, name="norm"), activation)
    here = body.add("conv2d", here, name="conv", filters=filters, kernel=kernel, bias=False)
    return body.add("add", here, skip)


def _darknet(body: Body, node: Node) -> str:
    (x,) = body.inputs
    width = body.width(x)
    here = parts.conv(body, x, max(width // 2, 1), 1, activation="")
    here = body.add("leaky_relu", here, slope=0.1)
    here = parts.conv(body, here, width, 3, activation="")
    return body.add("add", body.add("leaky_relu", here, slope=0.1), x)


def _xception(body: Body, node: Node) -> str:
    (x,) = body.inputs
    filters, stride, here = whole(body, node, FILTERS), pair(body, node, STRIDE), x
    for _ in range(2):
        here = body.add("relu", here)
        here = body.add(
            "separable_conv2d", here, name="separable", filters=filters, kernel=(3, 3), bias=False
        )
        here = body.add("batch_norm", here, name="norm")
    if stride != (1, 1):
        here = body.add("max_pool", here, kernel=(3, 3), stride=stride, padding="same")
    return body.add("add", here, parts.shortcut(body, x, filters, stride))


SPECS = (FILTERS, KERNEL, STRIDE, ACTIVATION)
BOTTLENECK = (INNER, EXPANSION, KERNEL, STRIDE, CARDINALITY, ACTIVATION)

OPERATIONS: tuple[Operation, ...] = (
    composite(
        "residual_block",
        "conv-BN-act, conv-BN, plus the input or its 1×1 projection, act; the first conv has the stride",
        "1512.03385",
        SPECS,
        _basic,
    ),
    composite(
        "bottleneck_block",
        "1×1, 3×3 and 1×1 conv with BN, plus the input or its 1×1 projection, act; the 3×3 conv has the stride",
        "1512.03385",
        BOTTLENECK,
        _bottleneck,
    ),
    composite(
        "resnext_block",
        "a bottleneck block whose 3×3 conv has 32 groups",
        "1611.05431",
        (INNER, EXPANSION, KERNEL, STRIDE, CARDINALITY_32, ACTIVATION),
        _resnext,
    ),
    composite(
        "se_bottleneck_block",
        "a bottleneck block with squeeze-and-excitation before the sum",
        "1709.01507",
        (*BOTTLENECK, RATIO),
        _se_bottleneck,
    ),
    composite(
        "preactivation_block",
        "BN-act-conv twice plus the input, or a 1×1 conv of its first BN-act where the shape changes",
        "1603.05027",
        SPECS,
        _preactivation,
    ),
    composite(
        "darknet_block",
        "1×1 conv to half the channels and 3×3 conv back, each with BN and leaky ReLU of 0.1, plus the input",
        "1804.02767",
        (),
        _darknet,
    ),
    composite(
        "xception_block",
        "ReLU, 3×3 separable conv, BN twice, 3×3 max pooling where there is a stride, plus the input or its projection",
        "1610.02357",
        (FILTERS, STRIDE),
        _xception,
    ),
)
