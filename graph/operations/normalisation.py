"""Normalisation. All act on any number of axes before the channels, which are last.

Scale (gamma) and shift (beta) are trainable, one a channel each; batch normalisation keeps besides a running
mean and variance, one a channel each, which are counted by `running` and not by `parameters`. Generated code
is run for inference: batch normalisation uses the running values.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Node, Shape, Value
from graph.operations.rules import channels, first_input, flag, integer
from graph.operations.spec import AttributeSpec, Operation, attributes

KERAS = "https://keras.io/api/layers/normalization_layers/"
EPSILON = AttributeSpec("epsilon", "float", "added to the variance", 1e-5, "epsilon of 1e-5")
SCALE = AttributeSpec("scale", "bool", "whether a trained scale is applied", True, "scaled and shifted")
CENTER = AttributeSpec("center", "bool", "whether a trained shift is added", True, "scaled and shifted")


def _scale_and_shift(node: Node, inputs: Sequence[Shape]) -> int:
    return channels(inputs[0]) * (int(flag(node, SCALE)) + int(flag(node, CENTER)))


def _running(_: Node, inputs: Sequence[Shape]) -> int:
    return 2 * channels(inputs[0])


def _divisor(_: Node, inputs: Sequence[Shape]) -> Value:
    width = inputs[0][-1] if inputs and inputs[0] else None
    if not isinstance(width, int):
        return None
    return next(count for count in range(min(32, width), 0, -1) if width % count == 0)


GROUPS = AttributeSpec(
    "groups",
    "int",
    "groups of channels",
    32,
    "32 groups, or as many below as divide the channels",
    derive=_divisor,
)


def _grouped_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    width, groups = channels(inputs[0]), integer(node, GROUPS, inputs)
    if groups < 1 or width % groups:
        raise ShapeError(f"{groups} groups do not divide {width} channels")
    return (inputs[0],)


def _spatial_shape(_: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    if len(inputs[0]) < 2:
        raise ShapeError("instance normalisation needs an axis before the channels")
    return (inputs[0],)


LRN = attributes(
    AttributeSpec("size", "int", "neighbouring channels summed over", 5, "AlexNet's response normalisation"),
    AttributeSpec(
        "alpha", "float", "factor of the mean of squares", 5e-4, "AlexNet's response normalisation"
    ),
    AttributeSpec("beta", "float", "exponent", 0.75, "AlexNet's response normalisation"),
    AttributeSpec("k", "float", "offset", 2.0, "AlexNet's response normalisation"),
)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "batch_norm",
        "normalisation",
        "(x - running mean) / sqrt(running variance + epsilon) · gamma + beta, a channel each",
        "1502.03167",
        (1, 1),
        attributes(EPSILON, SCALE, CENTER),
        first_input,
        _scale_and_shift,
        _running,
    ),
    Operation(
        "layer_norm",
        "normalisation",
        "mean and variance over the last axis alone, then gamma and beta",
        "1607.06450",
        (1, 1),
        attributes(EPSILON, SCALE, CENTER),
        first_input,
        _scale_and_shift,
    ),
    Operation(
        "group_norm",
        "normalisation",
        "mean and variance over all axes but the channels and over each group of neighbouring "
        "channels, then gamma "
        "and beta a channel",
        "1803.08494",
        (1, 1),
        attributes(GROUPS, EPSILON, SCALE, CENTER),
        _grouped_shape,
        _scale_and_shift,
    ),
    Operation(
        "instance_norm",
        "normalisation",
        "mean and variance over all axes but the channels, a channel each, then gamma and beta",
        "1607.08022",
        (1, 1),
        attributes(EPSILON, SCALE, CENTER),
        _spatial_shape,
        _scale_and_shift,
    ),
    Operation(
        "rms_norm",
        "normalisation",
        "x / sqrt(mean of squares over the last axis + epsilon) · gamma; no shift",
        "1910.07467",
        (1, 1),
        attributes(EPSILON, SCALE),
        first_input,
        lambda node, inputs: channels(inputs[0]) * int(flag(node, SCALE)),
    ),
    Operation(
        "lrn",
        "normalisation",
        "x / (k + alpha/size · sum of squares of the `size` channels around)^beta, as Caffe, PyTorch "
        "and ONNX have it "
        "(TensorFlow's alpha is alpha/size of this)",
        "https://papers.nips.cc/paper/4824",
        (1, 1),
        LRN,
        first_input,
    ),
    Operation(
        "unit_norm",
        "normalisation",
        "divided by the root of the sum of squares over the last axis, at least 1e-12",
        KERAS,
        (1, 1),
        attributes(),
        first_input,
    ),
    Operation(
        "layer_scale",
        "normalisation",
        "multiplied by one trained number for each channel",
        "2103.17239",
        (1, 1),
        attributes(),
        first_input,
        lambda node, inputs: channels(inputs[0]),
    ),
)
