"""Blocks of small networks: depthwise, inverted, shuffled, squeezed."""

from __future__ import annotations

from graph.errors import ShapeError
from graph.model import Node
from graph.operations.composites import parts
from graph.operations.composites.body import Body, composite
from graph.operations.composites.parts import ACTIVATION, FILTERS, KERNEL, STRIDE, pair, text, whole
from graph.operations.spec import AttributeSpec, Operation

EXPANSION = AttributeSpec(
    "expansion", "int", "inner channels over input channels", 6, "six times as wide inside"
)
RELU6 = parts.activation_spec("relu6", "ReLU6")
SILU = parts.activation_spec("silu", "SiLU")
SQUEEZE = AttributeSpec(
    "ratio",
    "int",
    "input channels over squeezed channels of the excitation",
    4,
    "squeezed to a quarter of the input",
)
SQUEEZED = AttributeSpec("squeeze", "int", "channels of the squeezing 1×1 conv", 16, "squeezed to 16")
EXPANDED = AttributeSpec("expand", "int", "channels of each expanding conv", 64, "expanded to 64 and 64")
GROUPS = AttributeSpec("groups", "int", "groups of the 1×1 convs", 3, "three groups")
GHOST = AttributeSpec(
    "ratio", "int", "output channels over primary channels", 2, "half of the channels are ghosts"
)


def _separable(body: Body, node: Node) -> str:
    here = parts.depthwise(
        body, body.inputs[0], pair(body, node, KERNEL), pair(body, node, STRIDE), text(node, ACTIVATION)
    )
    return parts.conv(body, here, whole(body, node, FILTERS), 1, activation=text(node, ACTIVATION))


def _inverted(body: Body, node: Node, activation: str, excite: bool, fused: bool = False) -> str:
    (x,) = body.inputs
    width, filters = body.width(x), whole(body, node, FILTERS)
    inner, stride, kernel = (
        width * whole(body, node, EXPANSION),
        pair(body, node, STRIDE),
        pair(body, node, KERNEL),
    )
    if fused:
        here = parts.conv(body, x, inner, kernel, stride, activation=activation)
    else:
        here = x if inner == width else parts.conv(body, x, inner, 1, activation=activation)
        here = parts.depthwise(body, here, kernel, stride, activation)
    if excite:
        here = parts.squeeze_excite(body, here, parts.reduced(body, node, SQUEEZE, width), inner=activation)
    here = parts.conv(body, here, filters, 1, activation="")
    return body.add("add", here, x) if stride == (1, 1) and filters == width else here


def _shuffle(body: Body, node: Node) -> str:
    (x,) = body.inputs
    width, stride, groups = body.width(x), pair(body, node, STRIDE), whole(body, node, GROUPS)
    filters = whole(body, node, FILTERS)
    outer = filters - width if stride != (1, 1) else filters
    inner = max(filters // 4, groups)
    if stride == (1, 1) and filters != width:
        raise ShapeError(f"without a stride the unit keeps its {width} channels, and {filters} are asked for")
    if outer < 1:
        raise ShapeError(
            f"with a stride more than the {width} channels that come in are needed, and {filters} are asked for"
        )
    here = parts.conv(body, x, inner, 1, groups=groups)
    here = body.add("channel_shuffle", here, groups=groups)
    here = parts.depthwise(body, here, 3, stride, "")
    here = parts.conv(body, here, outer, 1, activation="", groups=groups)
    if stride == (1, 1):
        return body.add("relu", body.add("add", here, x))
    pooled = body.add("avg_pool", x, kernel=(3, 3), stride=stride, padding=(1, 1))
    return body.add("relu", body.add("concat", pooled, here))


def _shuffle2(body: Body, node: Node) -> str:
    (x,) = body.inputs
    stride, filters = pair(body, node, STRIDE), whole(body, node, FILTERS)
    half = filters // 2
    if stride == (1, 1):
        if body.width(x) != filters:
            raise ShapeError(f"without a stride the unit keeps its {body.width(x)} channels, not {filters}")
        split = body.add("split", x, parts=2)
        left: str | tuple[str, int] = (split, 0)
        here = body.add("conv2d", (split, 1), name="conv", filters=half, kernel=(1, 1), bias=False)
        here = body.add("relu", body.add("batch_norm", here, name="norm"))
    else:
        left = parts.conv(body, parts.depthwise(body, x, 3, stride, ""), half, 1)
        here = parts.conv(body, x, half, 1)
    here = parts.conv(body, parts.depthwise(body, here, 3, stride, ""), half, 1)
    return body.add("channel_shuffle", body.add("concat", left, here), groups=2)


def _fire(body: Body, node: Node) -> str:
    squeezed = parts.conv(body, body.inputs[0], whole(body, node, SQUEEZED), 1, norm=False)
    expand = whole(body, node, EXPANDED)
    narrow = parts.conv(body, squeezed, expand, 1, norm=False)
    return body.add("concat", narrow, parts.conv(body, squeezed, expand, 3, norm=False))


def _ghost(body: Body, node: Node) -> str:
    filters, ratio = whole(body, node, FILTERS), whole(body, node, GHOST)
    if ratio < 2 or filters % ratio:
        raise ShapeError(f"{filters} channels are no multiple of the ratio {ratio}, or it is below two")
    primary = parts.conv(body, body.inputs[0], filters // ratio, 1)
    cheap = body.add(
        "depthwise_conv2d", primary, name="cheap", kernel=(3, 3), multiplier=ratio - 1, bias=False
    )
    cheap = body.add("relu", body.add("batch_norm", cheap, name="norm"))
    return body.add("concat", primary, cheap)


OPERATIONS: tuple[Operation, ...] = (
    composite(
        "depthwise_separable_block",
        "depthwise conv-BN-act with the stride, 1×1 conv-BN-act",
        "1704.04861",
        (FILTERS, KERNEL, STRIDE, ACTIVATION),
        _separable,
    ),
    composite(
        "inverted_residual",
        "1×1 conv-BN-act to expansion times the channels, depthwise conv-BN-act, 1×1 conv-BN; plus the input where the "
        "shape is kept; no first conv where the expansion is one",
        "1801.04381",
        (FILTERS, EXPANSION, KERNEL, STRIDE, RELU6),
        lambda body, node: _inverted(body, node, text(node, RELU6), excite=False),
    ),
    composite(
        "mbconv",
        "an inverted residual with squeeze-and-excitation behind the depthwise conv, squeezed to a share of the "
        "input's "
        "channels",
        "1905.11946",
        (FILTERS, EXPANSION, KERNEL, STRIDE, SILU, SQUEEZE),
        lambda body, node: _inverted(body, node, text(node, SILU), excite=True),
    ),
    composite(
        "fused_mbconv",
        "conv-BN-act to expansion times the channels, 1×1 conv-BN; plus the input where the shape is kept",
        "2104.00298",
        (FILTERS, EXPANSION, KERNEL, STRIDE, SILU),
        lambda body, node: _inverted(body, node, text(node, SILU), excite=False, fused=True),
    ),
    composite(
        "shuffle_unit",
        "grouped 1×1 conv-BN-ReLU, channel shuffle, depthwise conv-BN, grouped 1×1 conv-BN; added to the input, "
        "or with "
        "a stride joined to its 3×3 average pooling; ReLU",
        "1707.01083",
        (FILTERS, GROUPS, STRIDE),
        _shuffle,
    ),
    composite(
        "shuffle_unit_v2",
        "half of the channels through 1×1, depthwise and 1×1 conv; with a stride both halves are convolved; channel "
        "shuffle of two groups",
        "1807.11164",
        (FILTERS, STRIDE),
        _shuffle2,
    ),
    composite(
        "fire",
        "1×1 conv-ReLU to few channels, then 1×1 and 3×3 conv-ReLU side by side, joined",
        "1602.07360",
        (SQUEEZED, EXPANDED),
        _fire,
    ),
    composite(
        "ghost_module",
        "1×1 conv-BN-ReLU to a share of the channels, the rest by a depthwise 3×3 conv-BN-ReLU of those, joined",
        "1911.11907",
        (FILTERS, GHOST),
        _ghost,
    ),
)
