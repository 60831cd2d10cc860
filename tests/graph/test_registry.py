"""The registry answers for every operation with types, defaults that fit them, and named conventions."""

from __future__ import annotations

import pytest

from graph.operations import REGISTRY, Operation, get

KINDS = {"int": int, "float": (int, float), "bool": bool, "text": str, "ints": tuple, "texts": tuple}
GUIDE = [
    "input",
    "output",
    "feature_map",
    "loss",
    "conv1d",
    "conv2d",
    "conv3d",
    "conv_transpose2d",
    "depthwise_conv2d",
    "separable_conv2d",
    "deformable_conv2d",
    "conv_transpose3d",
    "dense",
    "embedding",
    "positional_encoding",
    "weight",
    "max_pool",
    "avg_pool",
    "global_avg_pool",
    "global_max_pool",
    "pool",
    "roi_pool",
    "spatial_pyramid_pool",
    "batch_norm",
    "layer_norm",
    "group_norm",
    "instance_norm",
    "lrn",
    "norm",
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
    "dropout",
    "add",
    "subtract",
    "multiply",
    "divide",
    "concat",
    "matmul",
    "mean",
    "scale",
    "mask",
    "flatten",
    "reshape",
    "transpose",
    "split",
    "slice",
    "pad",
    "crop",
    "channel_shuffle",
    "upsample",
    "pixel_shuffle",
    "resize",
    "rnn",
    "lstm",
    "gru",
    "conv_lstm",
    "attention",
    "self_attention",
    "multi_head_attention",
    "cross_attention",
    "feed_forward",
    "graph_conv",
    "mlp",
    "block",
]


@pytest.mark.parametrize("name", GUIDE)
def test_knows_every_operation_of_the_guide(name: str) -> None:
    operation = get(name)
    assert operation is not None and operation.name == name


def test_answers_none_for_what_it_does_not_know() -> None:
    assert get("transmogrify") is None


@pytest.mark.parametrize("operation", REGISTRY.values(), ids=lambda o: o.name)
def test_attributes_are_typed_and_conventions_named(operation: Operation) -> None:
    least, most = operation.inputs
    assert least >= 0 and (most is None or most >= least)
    assert operation.summary and operation.source
    for name, spec in operation.attributes.items():
        assert spec.name == name
        if spec.default is not None and spec.default != "":
            assert spec.convention, f"{operation.name}.{name} has a default without a convention"
            assert isinstance(spec.default, KINDS.get(spec.kind, object))
            assert not spec.choices or spec.default in spec.choices
        if spec.derive is not None:
            assert spec.convention
        if spec.axes and isinstance(spec.default, tuple):
            assert len(spec.default) == spec.axes
