"""Blocks that see several scales, and the levels of encoders and decoders over maps."""

from __future__ import annotations

from graph.errors import ShapeError
from graph.model import Node
from graph.operations.composites import parts
from graph.operations.composites.body import Body, composite
from graph.operations.composites.parts import ACTIVATION, FILTERS, KERNEL, STRIDE, pair, text, whole
from graph.operations.rules import flag, known, setting
from graph.operations.spec import AttributeSpec, Operation

RATES = AttributeSpec("rates", "ints", "dilations of the 3×3 convs", (6, 12, 18), "rates of 6, 12 and 18")
WIDTH_256 = AttributeSpec("filters", "int", "channels of each branch and of the result", 256, "256 channels")
BINS = AttributeSpec(
    "bins", "ints", "bins along a side, one number a level", (1, 2, 3, 6), "bins of 1, 2, 3 and 6"
)
NORM = AttributeSpec("norm", "bool", "whether each conv is batch-normalised", True, "batch normalisation")
UP_FILTERS = AttributeSpec(
    "filters",
    "int",
    "output channels",
    None,
    "half of the input's channels",
    derive=lambda node, inputs: (
        max(inputs[0][-1] // 2, 1) if inputs and isinstance(inputs[0][-1], int) else None
    ),
)


def _numbers(node: Node, spec: AttributeSpec) -> tuple[int, ...]:
    value = setting(node, spec)
    return tuple(known(item, spec.name) for item in (value if isinstance(value, tuple) else (value,)))


def _size(body: Body, node_id: str) -> tuple[int, int]:
    high, wide = body.shape(node_id)[:2]
    return known(high, "the height"), known(wide, "the width")


def _conv_block(body: Body, node: Node) -> str:
    return parts.conv(
        body,
        body.inputs[0],
        whole(body, node, FILTERS),
        pair(body, node, KERNEL),
        pair(body, node, STRIDE),
        activation=text(node, ACTIVATION),
    )


def _double(body: Body, node: Node) -> str:
    filters, norm, here = whole(body, node, FILTERS), flag(node, NORM), body.inputs[0]
    for _ in range(2):
        here = parts.conv(body, here, filters, 3, norm=norm)
    return here


def _up(body: Body, node: Node) -> str:
    x, skip = body.inputs
    filters, norm = whole(body, node, UP_FILTERS), flag(node, NORM)
    grown = body.add(
        "conv_transpose2d", x, name="up", filters=filters, kernel=(2, 2), stride=(2, 2), padding="valid"
    )
    if body.shape(grown)[:2] != body.shape(skip)[:2]:
        skip = body.add("crop", skip, size=_size(body, grown))
    here = body.add("concat", skip, grown)
    for _ in range(2):
        here = parts.conv(body, here, filters, 3, norm=norm)
    return here


def _aspp(body: Body, node: Node) -> str:
    (x,), filters = body.inputs, whole(body, node, WIDTH_256)
    branches = [parts.conv(body, x, filters, 1)]
    branches += [parts.conv(body, x, filters, 3, dilation=rate) for rate in _numbers(node, RATES)]
    pooled = parts.conv(body, body.add("global_avg_pool", x, keep_dims=True), filters, 1)
    branches.append(body.add("resize", pooled, size=_size(body, x), mode="bilinear"))
    return parts.conv(body, body.add("concat", *branches), filters, 1)


def _pyramid_pooling(body: Body, node: Node) -> str:
    (x,), bins = body.inputs, _numbers(node, BINS)
    if not bins:
        raise ShapeError("a pyramid without a level pools nothing")
    filters = max(body.width(x) // len(bins), 1)
    levels = [x]
    for count in bins:
        pooled = parts.conv(body, body.add("adaptive_pool", x, size=(count, count), kind="avg"), filters, 1)
        levels.append(body.add("resize", pooled, size=_size(body, x), mode="bilinear"))
    return body.add("concat", *levels)


def _fpn(body: Body, node: Node) -> str:
    lateral, top = body.inputs
    filters = whole(body, node, WIDTH_256)
    side = body.add("conv2d", lateral, name="lateral", filters=filters, kernel=(1, 1))
    if body.width(top) != filters:
        raise ShapeError(f"the level above has {body.width(top)} channels, and {filters} are summed")
    grown = body.add("resize", top, size=_size(body, side), mode="nearest")
    return body.add("conv2d", body.add("add", side, grown), name="smooth", filters=filters, kernel=(3, 3))


def _sppf(body: Body, node: Node) -> str:
    (x,), filters = body.inputs, whole(body, node, FILTERS)
    here = parts.conv(body, x, max(body.width(x) // 2, 1), 1, activation="silu")
    pooled = [here]
    for _ in range(3):
        pooled.append(body.add("max_pool", pooled[-1], kernel=(5, 5), stride=(1, 1), padding=(2, 2)))
    return parts.conv(body, body.add("concat", *pooled), filters, 1, activation="silu")


def _focus(body: Body, node: Node) -> str:
    cells = body.add("space_to_depth", body.inputs[0], scale=2)
    return parts.conv(body, cells, whole(body, node, FILTERS), 3, activation="silu")


def _upsample_conv(body: Body, node: Node) -> str:
    grown = body.add("upsample", body.inputs[0], scale=(2, 2), mode="nearest")
    return parts.conv(body, grown, whole(body, node, FILTERS), 3, activation=text(node, ACTIVATION))


def _subpixel(body: Body, node: Node) -> str:
    filters = whole(body, node, FILTERS)
    wide = body.add("conv2d", body.inputs[0], filters=4 * filters, kernel=(3, 3))
    return body.add("pixel_shuffle", wide, scale=2)


OPERATIONS: tuple[Operation, ...] = (
    composite(
        "conv_block",
        "convolution without bias, batch normalisation, activation",
        "1502.03167",
        (FILTERS, KERNEL, STRIDE, ACTIVATION),
        _conv_block,
    ),
    composite("double_conv", "3×3 conv (BN) ReLU twice", "1505.04597", (FILTERS, NORM), _double),
    composite(
        "up_block",
        "2×2 transposed conv with stride two, joined behind the second input (cropped to its size), 3×3 conv (BN) ReLU "
        "twice",
        "1505.04597",
        (UP_FILTERS, NORM),
        _up,
        (2, 2),
    ),
    composite(
        "aspp",
        "1×1 conv, 3×3 convs of several dilations and the resized 1×1 conv of the global mean, joined, 1×1 conv; all "
        "with BN and ReLU",
        "1706.05587",
        (WIDTH_256, RATES),
        _aspp,
    ),
    composite(
        "pyramid_pooling",
        "the input joined with its averages over b×b bins, each 1×1 conv-BN-ReLU to a share of the channels and "
        "resized",
        "1612.01105",
        (BINS,),
        _pyramid_pooling,
    ),
    composite(
        "fpn_level",
        "1×1 conv of the first input plus the second resized to it (nearest), 3×3 conv",
        "1612.03144",
        (WIDTH_256,),
        _fpn,
        (2, 2),
    ),
    composite(
        "sppf",
        "1×1 conv to half, three 5×5 max poolings in a row, all joined, 1×1 conv; convs with BN and SiLU",
        "https://docs.ultralytics.com/reference/nn/modules/block/",
        (FILTERS,),
        _sppf,
    ),
    composite(
        "focus",
        "2×2 cells to channels, 3×3 conv-BN-SiLU",
        "https://docs.ultralytics.com/reference/nn/modules/conv/",
        (FILTERS,),
        _focus,
    ),
    composite(
        "upsample_conv",
        "nearest doubling, 3×3 conv-BN-act",
        "https://distill.pub/2016/deconv-checkerboard/",
        (FILTERS, ACTIVATION),
        _upsample_conv,
    ),
    composite(
        "subpixel_conv",
        "3×3 conv to four times the filters, pixel shuffle",
        "1609.05158",
        (FILTERS,),
        _subpixel,
    ),
)
