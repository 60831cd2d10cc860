"""Families of operations: what shares a colour in a drawing and stands together in its legend."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """A family of operations.

    Attributes:
        key: the end of its style class (`f-conv`).
        name: for the legend.
        operations: names of the registry.
    """

    key: str
    name: str
    operations: tuple[str, ...]


FAMILIES: tuple[Family, ...] = (
    Family("io", "Input, output", ("input", "output", "loss")),
    Family("map", "Feature map", ("feature_map",)),
    Family(
        "conv",
        "Convolution",
        (
            "conv1d", "conv2d", "conv3d", "conv_transpose2d", "conv_transpose3d", "depthwise_conv2d",
            "separable_conv2d", "deformable_conv2d", "graph_conv",
        ),
    ),
    Family("dense", "Dense, embedding", ("dense", "embedding", "positional_encoding", "weight", "mlp", "feed_forward")),
    Family(
        "pool",
        "Pooling",
        (
            "max_pool", "avg_pool", "global_avg_pool", "global_max_pool", "pool", "roi_pool",
            "spatial_pyramid_pool",
        ),
    ),
    Family("norm", "Normalisation", ("batch_norm", "layer_norm", "group_norm", "instance_norm", "lrn", "norm")),
    Family(
        "act",
        "Activation",
        (
            "relu", "relu6", "leaky_relu", "prelu", "elu", "selu", "gelu", "silu", "hard_swish", "sigmoid",
            "hard_sigmoid", "tanh", "softmax", "softplus", "activation",
        ),
    ),
    Family("drop", "Regularisation", ("dropout",)),
    Family(
        "math",
        "Arithmetic",
        ("add", "subtract", "multiply", "divide", "concat", "matmul", "mean", "scale", "mask"),
    ),
    Family(
        "shape",
        "Shape",
        (
            "flatten", "reshape", "transpose", "split", "slice", "pad", "crop", "channel_shuffle", "upsample",
            "pixel_shuffle", "resize",
        ),
    ),
    Family("rec", "Recurrent", ("rnn", "lstm", "gru", "conv_lstm")),
    Family(
        "att", "Attention", ("attention", "self_attention", "multi_head_attention", "cross_attention")
    ),
    Family("block", "Block", ("block",)),
)  # fmt: skip

_BY_OPERATION = {op: family for family in FAMILIES for op in family.operations}


def family_of(op: str) -> Family:
    """The family of an operation; an unknown one counts as a block."""
    return _BY_OPERATION.get(op, FAMILIES[-1])
