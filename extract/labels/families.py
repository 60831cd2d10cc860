"""What the settings of an operation are: which values belong to a convolution, a pooling, a dense layer."""

from __future__ import annotations

from typing import Literal

from graph import Value

Family = Literal[
    "convolution", "pool", "dense", "mlp", "recurrent", "embedding", "attention", "upsample", "dropout",
    "norm", "activation", "tensor", "arithmetic", "block", "other",
]  # fmt: skip

_MEMBERS: dict[Family, str] = {
    "convolution": "conv1d conv2d conv3d conv_transpose2d conv_transpose3d depthwise_conv2d separable_conv2d "
    "deformable_conv2d",
    "pool": "max_pool avg_pool global_avg_pool global_max_pool pool roi_pool",
    "dense": "dense graph_conv",
    "mlp": "mlp feed_forward",
    "recurrent": "rnn lstm gru conv_lstm",
    "embedding": "embedding positional_encoding",
    "attention": "attention self_attention multi_head_attention cross_attention",
    "upsample": "upsample resize pixel_shuffle",
    "dropout": "dropout",
    "norm": "batch_norm layer_norm group_norm instance_norm lrn norm",
    "activation": "relu relu6 leaky_relu prelu elu selu gelu silu hard_swish sigmoid hard_sigmoid "
    "tanh softmax softplus activation",
    "tensor": "input output feature_map loss",
    "arithmetic": "add subtract multiply divide concat matmul mean scale mask",
    "block": "block",
}
_FAMILY: dict[str, Family] = {op: family for family, ops in _MEMBERS.items() for op in ops.split()}

RANK = {"conv1d": 1, "conv3d": 3, "conv_transpose3d": 3}
"""Spatial dimensions of a convolution; two where it is not listed."""


def family(op: str) -> Family:
    """The family of an operation; "other" where its values need no reading of their own."""
    return _FAMILY.get(op, "other")


def rank(op: str) -> int:
    """Spatial dimensions that an operation works on."""
    return RANK.get(op, 2)


def spread(op: str, value: Value) -> Value:
    """A kernel or stride as a tuple of as many numbers as the operation has dimensions."""
    if isinstance(value, tuple):
        return value * rank(op) if len(value) == 1 else value
    return (value,) * rank(op)


KEEPING = frozenset(
    (
        *("relu", "relu6", "leaky_relu", "prelu", "elu", "selu", "gelu", "silu", "hard_swish", "sigmoid"),
        *("hard_sigmoid", "tanh", "softmax", "softplus", "activation", "batch_norm", "layer_norm"),
        *("group_norm", "instance_norm", "lrn", "norm", "dropout"),
    )
)
"""Operations that leave a shape as it is."""
