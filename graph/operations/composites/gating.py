"""Blocks that weigh channels and places: squeeze-and-excitation and its kin."""

from __future__ import annotations

from graph.model import Node
from graph.operations.composites import parts
from graph.operations.composites.body import Body, composite
from graph.operations.composites.parts import RATIO, reduced, whole
from graph.operations.dims import product
from graph.operations.spec import AttributeSpec, Operation

GATE = parts.activation_spec("sigmoid", "sigmoid gate")
INNER = AttributeSpec("kernel", "ints", "window of the spatial attention", (7, 7), "kernel of seven", axes=2)
INTER = AttributeSpec(
    "filters",
    "int",
    "channels of the gate's inside",
    None,
    "half of the input's channels",
    derive=lambda node, inputs: (
        max(inputs[0][-1] // 2, 1) if inputs and isinstance(inputs[0][-1], int) else None
    ),
)


def _squeeze_excitation(body: Body, node: Node) -> str:
    (x,) = body.inputs
    squeezed = reduced(body, node, RATIO, body.width(x))
    return parts.squeeze_excite(body, x, squeezed, gate=parts.text(node, GATE))


def _cbam(body: Body, node: Node) -> str:
    """The two poolings share one pair of dense layers, which is why their sum is taken before the second one."""
    (x,) = body.inputs
    width = body.width(x)
    squeezed = reduced(body, node, RATIO, width)
    mean, most = body.add("global_avg_pool", x), body.add("global_max_pool", x)
    stacked = body.add("concat", *(body.add("reshape", v, shape=(1, width)) for v in (mean, most)), axis=0)
    here = body.add("dense", body.add("relu", body.add("dense", stacked, units=squeezed)), units=width)
    gate = body.add("sigmoid", body.add("reduce_sum", here, axis=0))
    weighed = body.add("multiply", x, gate)
    high, wide = body.shape(x)[0], body.shape(x)[1]
    maps = [
        body.add("reshape", body.add(op, weighed, axis=-1), shape=(high, wide, 1))
        for op in ("reduce_mean", "reduce_max")
    ]
    place = body.add(
        "conv2d", body.add("concat", *maps), filters=1, kernel=parts.pair(body, node, INNER), bias=False
    )
    return body.add("multiply", weighed, body.add("sigmoid", place))


def _non_local(body: Body, node: Node) -> str:
    (x,) = body.inputs
    shape, inner = body.shape(x), whole(body, node, INTER)
    cells = product(shape[:-1])

    def rows(name: str) -> str:
        conv = body.add("conv2d", x, name=name, filters=inner, kernel=(1, 1))
        return body.add("reshape", conv, shape=(cells, inner))

    scores = body.add("matmul", rows("theta"), rows("phi"), transpose_b=True)
    mixed = body.add("matmul", body.add("softmax", scores), rows("g"), transpose_b=False)
    back = body.add("reshape", mixed, shape=(*shape[:-1], inner))
    return body.add("add", x, body.add("conv2d", back, name="out", filters=body.width(x), kernel=(1, 1)))


def _attention_gate(body: Body, node: Node) -> str:
    x, gate = body.inputs
    inner = whole(body, node, INTER)
    here = body.add(
        "add",
        body.add("conv2d", x, name="theta", filters=inner, kernel=(1, 1)),
        body.add("conv2d", gate, name="phi", filters=inner, kernel=(1, 1)),
    )
    score = body.add("conv2d", body.add("relu", here), name="psi", filters=1, kernel=(1, 1))
    return body.add("multiply", x, body.add("sigmoid", score))


def _efficient(body: Body, node: Node) -> str:
    (x,) = body.inputs
    width = body.width(x)
    means = body.add("reshape", body.add("global_avg_pool", x), shape=(width, 1))
    gate = body.add("conv1d", means, filters=1, kernel=(whole(body, node, NEIGHBOURS),), bias=False)
    return body.add("multiply", x, body.add("sigmoid", body.add("reshape", gate, shape=(width,))))


NEIGHBOURS = AttributeSpec(
    "kernel", "int", "neighbouring channels that are weighed together", 3, "kernel of three"
)

OPERATIONS: tuple[Operation, ...] = (
    composite(
        "squeeze_excitation",
        "global average, dense to a share of the channels, ReLU, dense back, gate; times the input",
        "1709.01507",
        (RATIO, GATE),
        _squeeze_excitation,
    ),
    composite(
        "cbam",
        "channel gate: the shared dense-ReLU-dense of the global mean and of the global maximum, summed, sigmoid; then "
        "spatial gate: conv of the channels' mean and maximum, sigmoid",
        "1807.06521",
        (RATIO, INNER),
        _cbam,
    ),
    composite(
        "non_local_block",
        "softmax(θ·φᵀ)·g over all cells with 1×1 convs θ, φ, g and out, plus the input (embedded Gaussian)",
        "1711.07971",
        (INTER,),
        _non_local,
    ),
    composite(
        "attention_gate",
        "first input times the sigmoid of a 1×1 conv of the ReLU of 1×1 convs of both inputs, summed; equal sizes",
        "1804.03999",
        (INTER,),
        _attention_gate,
        (2, 2),
    ),
    composite(
        "efficient_channel_attention",
        "channels times the sigmoid of a 1-d conv over their global means",
        "1910.03151",
        (NEIGHBOURS,),
        _efficient,
    ),
)
