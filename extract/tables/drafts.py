"""A node in the making, what a table says of it, and the families of operations that settings are given by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extract.tables.headers import Role
from graph import Box, Dim, Shape, Value

CONVOLUTIONS = frozenset(
    [
        "conv1d",
        "conv2d",
        "conv3d",
        "conv_transpose2d",
        "conv_transpose3d",
        "depthwise_conv2d",
        "separable_conv2d",
        "deformable_conv2d",
    ]
)
POOLS = frozenset(("max_pool", "avg_pool", "pool", "global_avg_pool", "global_max_pool"))
RECURRENT = frozenset(("rnn", "lstm", "gru", "conv_lstm"))
MAIN = (
    CONVOLUTIONS
    | RECURRENT
    | frozenset(("dense", "block", "embedding", "multi_head_attention", "mlp", "graph_conv", "upsample"))
)
ACTIVATIONS = frozenset(
    [
        "relu",
        "relu6",
        "leaky_relu",
        "prelu",
        "elu",
        "selu",
        "gelu",
        "silu",
        "hard_swish",
        "sigmoid",
        "hard_sigmoid",
        "tanh",
        "softmax",
        "softplus",
        "activation",
    ]
)
FOLLOWING = ACTIVATIONS | frozenset(("dropout", "batch_norm", "layer_norm", "norm"))
"""What may follow a layer in its cell."""
JOINS = frozenset(("concat", "add", "multiply", "matmul", "mean", "subtract"))
TENSORS = frozenset(("input", "output", "feature_map", "block", "loss"))
SETTINGS: frozenset[Role] = frozenset(
    (
        "kernel",
        "stride",
        "padding",
        "dilation",
        "groups",
        "filters",
        "units",
        "in_out",
        "pool_kernel",
        "pool_stride",
    )
)


@dataclass(slots=True)
class Draft:
    """A node in the making."""

    op: str
    label: str = ""
    attrs: dict[str, Value] = field(default_factory=dict)
    repeat: Dim | None = None
    shape: Shape | None = None
    bbox: Box | None = None
    text: str = ""
    confidence: float = 0.9
    group: int | None = None
    stage: str = ""
    row: int = 0
    printed: bool = True
    shared: bool = False
    turned: bool = False


Parse = Callable[[str], list[Draft]]
"""Reads a text of a cell as any label."""


@dataclass(slots=True)
class Facts:
    """What a record says of one layer: its texts and its values by role, others by their printed head.

    `single`, `deep`, `counted` and `flat` are those of the whole table's layout.
    `depth` are the channels before and behind, `widths` the numbers that go in and come out.
    `shape` is what comes out, where a column of settings says so.
    `described` is the head and the text of its column of settings, for blocks that no known setting is read of.
    `sides` are those of a kernel that has a column for each, headed by a letter.
    """

    label: str
    text: str
    context: str = ""
    config: list[str] = field(default_factory=list)
    values: dict[Role, str] = field(default_factory=dict)
    heads: dict[Role, str] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)
    bbox: Box | None = None
    depth: tuple[Dim, Dim] | None = None
    widths: tuple[Dim, Dim] | None = None
    single: bool = False
    deep: bool = False
    counted: bool = False
    flat: bool = False
    described: tuple[str, str] | None = None
    shape: Shape | None = None
    sides: tuple[str, str] | None = None


def pair(sizes: Sequence[Value], op: str) -> Value:
    """A setting of an operation: one number for a square is written twice, but along one dimension."""
    if len(sizes) == 1 and op not in ("conv1d",):
        return (sizes[0], sizes[0])
    return tuple(sizes)
