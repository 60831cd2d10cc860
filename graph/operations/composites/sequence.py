"""Blocks over (length, features): highways, gates, dilated convolutions, CBHG."""

from __future__ import annotations

from graph.errors import ShapeError
from graph.model import Node, Value
from graph.operations.composites import parts
from graph.operations.composites.body import Body, composite
from graph.operations.composites.parts import whole
from graph.operations.rules import channels_of_input, known, setting
from graph.operations.spec import AttributeSpec, Operation

FILTERS = AttributeSpec("filters", "int", "output channels", None, "width kept", derive=channels_of_input)
KERNEL = AttributeSpec("kernel", "int", "steps of the window", 3, "kernel of three")
TWO = AttributeSpec("kernel", "int", "steps of the window", 2, "kernel of two")
DILATION = AttributeSpec("dilation", "int", "distance of the taps", 1, "no dilation")
ACTIVATION = parts.activation_spec("relu", "ReLU")
BANKS = AttributeSpec("banks", "int", "widest window of the bank", 16, "bank of 16")
BANK_FILTERS = AttributeSpec(
    "filters", "int", "channels of each bank and of the highway", 128, "128 channels"
)
HIGHWAYS = AttributeSpec("highways", "int", "highway layers", 4, "four highway layers")


def _highway_on(body: Body, x: str, activation: str) -> str:
    """T·H(x) + (1 - T)·x, written x + T·(H(x) - x)."""
    width = body.width(x)
    gate = body.add("sigmoid", body.add("dense", x, name="gate", units=width))
    value = parts.act(body, body.add("dense", x, name="transform", units=width), activation)
    return body.add("add", x, body.add("multiply", gate, body.add("subtract", value, x)))


def _highway(body: Body, node: Node) -> str:
    return _highway_on(body, body.inputs[0], parts.text(node, ACTIVATION))


def _gated(body: Body, node: Node) -> str:
    filters = whole(body, node, FILTERS)
    both = body.add(
        "conv1d", body.inputs[0], filters=2 * filters, kernel=(whole(body, node, KERNEL),), padding="same"
    )
    return body.add("glu", both)


def _gated_dense(body: Body, node: Node) -> str:
    both = body.add("dense", body.inputs[0], units=2 * whole(body, node, UNITS))
    return body.add("glu", both)


UNITS = AttributeSpec("units", "int", "features out", None, "width kept", derive=channels_of_input)


def _wavenet(body: Body, node: Node) -> str:
    (x,), width = body.inputs, body.width(body.inputs[0])
    settings: dict[str, Value] = {
        "kernel": (whole(body, node, TWO),),
        "dilation": (whole(body, node, DILATION),),
        "padding": "causal",
    }
    value = body.add("tanh", body.add("conv1d", x, name="filter", filters=width, **settings))
    gate = body.add("sigmoid", body.add("conv1d", x, name="gate", filters=width, **settings))
    out = body.add("conv1d", body.add("multiply", value, gate), name="out", filters=width, kernel=(1,))
    return body.add("add", x, out)


def _tcn(body: Body, node: Node) -> str:
    (x,), filters = body.inputs, whole(body, node, FILTERS)
    here = x
    for _ in range(2):
        here = body.add(
            "conv1d",
            here,
            name="conv",
            filters=filters,
            kernel=(whole(body, node, KERNEL),),
            dilation=(whole(body, node, DILATION),),
            padding="causal",
        )
        here = body.add("relu", here)
    skip = x if body.width(x) == filters else body.add("conv1d", x, name="skip", filters=filters, kernel=(1,))
    return body.add("relu", body.add("add", here, skip))


def _cbhg(body: Body, node: Node) -> str:
    (x,), filters = body.inputs, whole(body, node, BANK_FILTERS)
    if whole(body, node, BANKS) < 1:
        raise ShapeError("a bank needs at least one window")
    banks = []
    for size in range(1, whole(body, node, BANKS) + 1):
        bank = body.add("conv1d", x, name="bank", filters=filters, kernel=(size,), padding="same", bias=False)
        banks.append(body.add("relu", body.add("batch_norm", bank, name="norm")))
    here = body.add("max_pool1d", body.add("concat", *banks), kernel=(2,), stride=(1,), padding="same")
    here = body.add("conv1d", here, name="project", filters=filters, kernel=(3,), padding="same", bias=False)
    here = body.add("relu", body.add("batch_norm", here, name="norm"))
    here = body.add(
        "conv1d", here, name="project", filters=body.width(x), kernel=(3,), padding="same", bias=False
    )
    here = body.add("add", x, body.add("batch_norm", here, name="norm"))
    if body.width(here) != filters:
        here = body.add("dense", here, name="to_highway", units=filters)
    for _ in range(whole(body, node, HIGHWAYS)):
        here = _highway_on(body, here, "relu")
    return body.add("gru", here, units=filters, bidirectional=True, sequences=True)


def _prenet(body: Body, node: Node) -> str:
    value = setting(node, PRENET)
    here = body.inputs[0]
    for units in value if isinstance(value, tuple) else (value,):
        here = body.add("relu", body.add("dense", here, units=known(units, "units")))
        here = body.add("dropout", here, rate=0.5)
    return here


PRENET = AttributeSpec("units", "ints", "features of each layer", (256, 128), "layers of 256 and 128")

OPERATIONS: tuple[Operation, ...] = (
    composite(
        "highway",
        "T·H(x) + (1 - T)·x with dense H and its activation and dense T and its sigmoid, as wide as the input",
        "1505.00387",
        (ACTIVATION,),
        _highway,
    ),
    composite(
        "gated_conv1d",
        "convolution to twice the filters (same padding), GLU",
        "1612.08083",
        (FILTERS, KERNEL),
        _gated,
    ),
    composite(
        "prenet", "dense, ReLU and dropout of one half, one run a layer", "1703.10135", (PRENET,), _prenet
    ),
    composite("gated_dense", "dense layer to twice the units, GLU", "1612.08083", (UNITS,), _gated_dense),
    composite(
        "wavenet_block",
        "tanh and sigmoid of causal dilated convs, multiplied, 1-wide conv, plus the input",
        "1609.03499",
        (TWO, DILATION),
        _wavenet,
    ),
    composite(
        "tcn_block",
        "causal dilated conv and ReLU twice, plus the input or its 1-wide conv, ReLU",
        "1803.01271",
        (FILTERS, KERNEL, DILATION),
        _tcn,
    ),
    composite(
        "cbhg",
        "bank of convs 1 to K wide with BN and ReLU, joined; max pooling 2 wide; two 3-wide convs with BN, plus the "
        "input; dense where the width differs; highway layers; bidirectional GRU",
        "1703.10135",
        (BANKS, BANK_FILTERS, HIGHWAYS),
        _cbhg,
    ),
)
