"""Transformer layers and their successors over (length, features)."""

from __future__ import annotations

from collections.abc import Callable

from graph.errors import ShapeError
from graph.model import Node
from graph.operations.composites import parts
from graph.operations.composites.body import Body, composite
from graph.operations.composites.parts import whole
from graph.operations.dims import product
from graph.operations.rules import flag
from graph.operations.spec import AttributeSpec, Operation

HEADS = AttributeSpec("heads", "int", "heads", 8, "eight heads")
HIDDEN = AttributeSpec(
    "units",
    "int",
    "features of the hidden layer",
    None,
    "hidden layer four times as wide",
    derive=lambda node, inputs: 4 * inputs[0][-1] if inputs and isinstance(inputs[0][-1], int) else None,
)
PRE_NORM = AttributeSpec(
    "pre_norm", "bool", "whether normalisation stands before each part", False, "norm behind the sum"
)
CAUSAL = AttributeSpec(
    "causal", "bool", "whether later positions are hidden", False, "every position is seen"
)
RELU = parts.activation_spec("relu", "ReLU hidden layer")
PATCH = AttributeSpec("patch", "int", "side of a patch", 16, "patches of 16")
DIM = AttributeSpec("dim", "int", "features of a patch", 768, "768 features")
TOKENS = AttributeSpec("tokens", "int", "hidden features of the mixing over steps", 256, "256 hidden")
CHANNELS = AttributeSpec(
    "units",
    "int",
    "hidden features of the mixing over channels",
    None,
    HIDDEN.convention,
    derive=HIDDEN.derive,
)


def _residual(body: Body, x: str, pre_norm: bool, inner: Callable[[str], str]) -> str:
    if pre_norm:
        return body.add("add", x, inner(body.add("layer_norm", x, name="norm")))
    return body.add("layer_norm", body.add("add", x, inner(x)), name="norm")


def _feed(body: Body, node: Node, activation: str) -> Callable[[str], str]:
    units = whole(body, node, HIDDEN)
    return lambda x: body.add("feed_forward", x, units=units, activation=activation)


def _encoder(body: Body, node: Node) -> str:
    (x,), pre, heads = body.inputs, flag(node, PRE_NORM), whole(body, node, HEADS)
    causal = flag(node, CAUSAL)
    x = _residual(
        body,
        x,
        pre,
        lambda y: body.add("multi_head_attention", y, name="attention", heads=heads, causal=causal),
    )
    return _residual(body, x, pre, _feed(body, node, parts.text(node, RELU)))


def _decoder(body: Body, node: Node) -> str:
    x, memory = body.inputs
    pre, heads = flag(node, PRE_NORM), whole(body, node, HEADS)
    x = _residual(
        body, x, pre, lambda y: body.add("multi_head_attention", y, name="self", heads=heads, causal=True)
    )
    x = _residual(body, x, pre, lambda y: body.add("cross_attention", y, memory, name="cross", heads=heads))
    return _residual(body, x, pre, _feed(body, node, parts.text(node, RELU)))


def _patches(body: Body, node: Node) -> str:
    (x,), patch, dim = body.inputs, whole(body, node, PATCH), whole(body, node, DIM)
    shape = body.shape(x)
    if len(shape) != 3:
        raise ShapeError("patches are cut from (height, width, channels)")
    cut = body.add(
        "conv2d",
        x,
        name="project",
        filters=dim,
        kernel=(patch, patch),
        stride=(patch, patch),
        padding="valid",
    )
    return body.add("reshape", cut, shape=(product(body.shape(cut)[:2]), dim))


def _merging(body: Body, node: Node) -> str:
    cells = body.add("space_to_depth", body.inputs[0], scale=2)
    normed = body.add("layer_norm", cells, name="norm")
    return body.add("dense", normed, name="reduce", units=2 * body.width(body.inputs[0]), bias=False)


def _mixer(body: Body, node: Node) -> str:
    (x,) = body.inputs
    length, tokens = body.shape(x)[0], whole(body, node, TOKENS)
    if not isinstance(length, int):
        raise ShapeError("the number of steps that are mixed is not known")
    across = body.add("transpose", body.add("layer_norm", x, name="norm"), axes=(1, 0))
    across = body.add("dense", body.add("gelu", body.add("dense", across, units=tokens)), units=length)
    x = body.add("add", x, body.add("transpose", across, axes=(1, 0)))
    inner = body.add("layer_norm", x, name="norm")
    return body.add(
        "add", x, body.add("feed_forward", inner, units=whole(body, node, CHANNELS), activation="gelu")
    )


def _spatial_gate(body: Body, x: str | tuple[str, int], gate: str | tuple[str, int]) -> str:
    normed = body.add("layer_norm", gate, name="norm")
    length = body.shape(normed)[0]
    if not isinstance(length, int):
        raise ShapeError("the number of steps that are projected is not known")
    across = body.add("dense", body.add("transpose", normed, axes=(1, 0)), name="spatial", units=length)
    return body.add("multiply", x, body.add("transpose", across, axes=(1, 0)))


def _gating_unit(body: Body, _: Node) -> str:
    halves = body.add("split", body.inputs[0], parts=2)
    return _spatial_gate(body, (halves, 0), (halves, 1))


def _gmlp(body: Body, node: Node) -> str:
    (x,) = body.inputs
    here = body.add("dense", body.add("layer_norm", x, name="norm"), units=whole(body, node, CHANNELS))
    halves = body.add("split", body.add("gelu", here), parts=2)
    here = _spatial_gate(body, (halves, 0), (halves, 1))
    return body.add("add", x, body.add("dense", here, units=body.width(x)))


def _gated_feed_forward(body: Body, node: Node) -> str:
    (x,), units = body.inputs, whole(body, node, HIDDEN)
    gate = parts.act(body, body.add("dense", x, name="gate", units=units, bias=False), parts.text(node, SILU))
    value = body.add("dense", x, name="value", units=units, bias=False)
    return body.add("dense", body.add("multiply", gate, value), name="out", units=body.width(x), bias=False)


SILU = parts.activation_spec("silu", "SiLU gate")


def _conformer(body: Body, node: Node) -> str:
    (x,), heads, kernel = body.inputs, whole(body, node, HEADS), whole(body, node, WINDOW)
    units, width = whole(body, node, HIDDEN), body.width(body.inputs[0])

    def half(y: str) -> str:
        inner = body.add(
            "feed_forward", body.add("layer_norm", y, name="norm"), units=units, activation="silu"
        )
        return body.add("add", y, body.add("scale", inner, factor=0.5))

    x = half(x)
    normed = body.add("layer_norm", x, name="norm")
    x = body.add("add", x, body.add("multi_head_attention", normed, name="attention", heads=heads))
    here = body.add(
        "conv1d", body.add("layer_norm", x, name="norm"), name="expand", filters=2 * width, kernel=(1,)
    )
    here = body.add("depthwise_conv1d", body.add("glu", here), name="depthwise", kernel=(kernel,), bias=False)
    here = body.add("silu", body.add("batch_norm", here, name="norm"))
    x = body.add("add", x, body.add("conv1d", here, name="out", filters=width, kernel=(1,)))
    return body.add("layer_norm", half(x), name="norm")


WINDOW = AttributeSpec("kernel", "int", "steps of the depthwise convolution", 31, "kernel of 31")


def _convnext(body: Body, node: Node) -> str:
    (x,), width = body.inputs, body.width(body.inputs[0])
    here = body.add("depthwise_conv2d", x, name="depthwise", kernel=(7, 7))
    here = body.add("layer_norm", here, name="norm", epsilon=1e-6)
    here = body.add("dense", here, name="expand", units=whole(body, node, HIDDEN))
    here = body.add("dense", body.add("gelu", here), name="project", units=width)
    return body.add("add", x, body.add("layer_scale", here))


LAYER = (HEADS, HIDDEN, PRE_NORM)

OPERATIONS: tuple[Operation, ...] = (
    composite(
        "transformer_encoder_layer",
        "multi-head self-attention and feed-forward, each with a residual sum and layer normalisation",
        "1706.03762",
        (*LAYER, CAUSAL, RELU),
        _encoder,
    ),
    composite(
        "transformer_decoder_layer",
        "causal self-attention, attention to the second input, feed-forward, each with a residual sum and layer norm",
        "1706.03762",
        (*LAYER, RELU),
        _decoder,
        (2, 2),
    ),
    composite(
        "patch_embedding",
        "convolution with window and stride of a patch; its cells, rows first, are the steps",
        "2010.11929",
        (PATCH, DIM),
        _patches,
    ),
    composite(
        "patch_merging",
        "2×2 cells to channels (as space_to_depth), layer norm, dense to twice the input's channels without bias",
        "2103.14030",
        (),
        _merging,
    ),
    composite(
        "mixer_block",
        "layer norm, dense-GELU-dense over the steps, sum; layer norm, dense-GELU-dense over the features, sum",
        "2105.01601",
        (TOKENS, CHANNELS),
        _mixer,
    ),
    composite(
        "spatial_gating_unit",
        "first half of the features times a dense layer over the steps of the layer-normed second half",
        "2105.08050",
        (),
        _gating_unit,
    ),
    composite(
        "gmlp_block",
        "layer norm, dense, GELU, spatial gating unit, dense back, plus the input",
        "2105.08050",
        (CHANNELS,),
        _gmlp,
    ),
    composite(
        "gated_feed_forward",
        "(act(x·G) · x·V)·W without biases: SwiGLU with SiLU, GEGLU with GELU",
        "2002.05202",
        (HIDDEN, SILU),
        _gated_feed_forward,
    ),
    composite(
        "conformer_block",
        "half a feed-forward, self-attention, conv module (1-wide conv, GLU, depthwise conv, BN, SiLU, 1-wide "
        "conv), half "
        "a feed-forward, each normed before and summed; layer norm; absolute positions",
        "2005.08100",
        (HEADS, HIDDEN, WINDOW),
        _conformer,
    ),
    composite(
        "convnext_block",
        "7×7 depthwise conv, layer norm over channels, dense, GELU, dense, layer scale, plus the input",
        "2201.03545",
        (HIDDEN,),
        _convnext,
    ),
)
