"""Densely connected blocks and what stands between them."""

from __future__ import annotations

from graph.model import Node
from graph.operations.composites import parts
from graph.operations.composites.body import Body, composite
from graph.operations.composites.parts import whole
from graph.operations.rules import flag, number
from graph.operations.spec import AttributeSpec, Operation

GROWTH = AttributeSpec("growth", "int", "channels that each layer adds", 32, "growth of 32")
LAYERS = AttributeSpec("layers", "int", "layers of the block", 6, "six layers")
BOTTLENECK = AttributeSpec(
    "bottleneck",
    "bool",
    "whether a 1×1 conv to four times the growth comes first",
    True,
    "layers with bottleneck",
)
COMPRESSION = AttributeSpec(
    "compression", "float", "share of channels that is kept", 0.5, "half of the channels kept"
)


def _layer(body: Body, node: Node, x: str) -> str:
    growth, here = whole(body, node, GROWTH), x
    if flag(node, BOTTLENECK):
        here = body.add("relu", body.add("batch_norm", here, name="norm"))
        here = body.add("conv2d", here, name="conv", filters=4 * growth, kernel=(1, 1), bias=False)
    here = body.add("relu", body.add("batch_norm", here, name="norm"))
    here = body.add("conv2d", here, name="conv", filters=growth, kernel=(3, 3), bias=False)
    return body.add("concat", x, here)


def _block(body: Body, node: Node) -> str:
    here = body.inputs[0]
    for _ in range(whole(body, node, LAYERS)):
        here = _layer(body, node, here)
    return here


def _transition(body: Body, node: Node) -> str:
    (x,) = body.inputs
    filters = max(int(body.width(x) * number(node, COMPRESSION)), 1)
    here = body.add("relu", body.add("batch_norm", x, name="norm"))
    here = body.add("conv2d", here, name="conv", filters=filters, kernel=(1, 1), bias=False)
    return body.add("avg_pool", here, kernel=(2, 2), stride=(2, 2), padding="valid")


def _csp(body: Body, node: Node) -> str:
    (x,) = body.inputs
    width = body.width(x)
    half = max(width // 2, 1)
    main = parts.conv(body, x, half, 1, activation="silu")
    for _ in range(whole(body, node, CSP_LAYERS)):
        here = parts.conv(body, main, half, 1, activation="silu")
        main = body.add("add", main, parts.conv(body, here, half, 3, activation="silu"))
    joined = body.add("concat", main, parts.conv(body, x, half, 1, activation="silu"))
    return parts.conv(body, joined, width, 1, activation="silu")


CSP_LAYERS = AttributeSpec("layers", "int", "residual bottlenecks of the main branch", 1, "one bottleneck")

OPERATIONS: tuple[Operation, ...] = (
    composite(
        "dense_layer",
        "BN-ReLU-1×1 conv to four times the growth, BN-ReLU-3×3 conv to the growth, joined to the input",
        "1608.06993",
        (GROWTH, BOTTLENECK),
        lambda body, node: _layer(body, node, body.inputs[0]),
    ),
    composite("dense_block", "dense layers in a row", "1608.06993", (LAYERS, GROWTH, BOTTLENECK), _block),
    composite(
        "transition",
        "BN-ReLU-1×1 conv to a share of the channels, 2×2 average pooling",
        "1608.06993",
        (COMPRESSION,),
        _transition,
    ),
    composite(
        "csp_block",
        "1×1 convs to two halves, residual bottlenecks over one, joined, 1×1 conv; all with BN and SiLU",
        "1911.11929",
        (CSP_LAYERS,),
        _csp,
    ),
)
