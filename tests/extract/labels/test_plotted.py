"""Layers as frameworks plot them: class, and the shapes that go in and come out."""

from __future__ import annotations

import pytest

from extract.labels import parse_label
from graph import Shape


@pytest.mark.parametrize(
    ("label", "op", "name", "shape"),
    [
        (
            "conv2d_1: Conv2D input: (None, 28, 28, 1) output: (None, 26, 26, 32)",
            "conv2d",
            "conv2d_1: Conv2D",
            (26, 26, 32),
        ),
        ("input_1: InputLayer input: [(?, 784)] output: [(?, 784)]", "input", "input_1: InputLayer", (784,)),
        (
            "max_pooling1d_2 (MaxPooling1D) Input shape: (None, 40, 8) Output shape: (None, 20, 8)",
            "max_pool",
            "max_pooling1d_2 (MaxPooling1D)",
            (20, 8),
        ),
        (
            "add_1: Add input: [(None, 7, 7, 64), (None, 7, 7, 64)] output: (None, 7, 7, 64)",
            "add",
            "add_1: Add",
            (7, 7, 64),
        ),
        (
            "bidirectional_1(lstm_1): Bidirectional(LSTM) input: (None, 9, 50) output: (None, 256)",
            "lstm",
            "bidirectional_1(lstm_1): Bidirectional(LSTM)",
            (256,),
        ),
        ("x: InputLayer input: (None, None, 16) output: (None, None, 16)", "input", "x: InputLayer", None),
        ("lambda_1: Lambda input: (None, 3) output: (None, 4)", "block", "lambda_1: Lambda", (4,)),
        ("Conv2d depth:3 input: (1, 3, 14, 15) output: (1, 64, 7, 8)", "conv2d", "Conv2d", (7, 8, 64)),
        ("ReLU depth:1 input: (1, 64, 7, 8) output: (1, 64, 7, 8)", "relu", "ReLU", (7, 8, 64)),
        ("input-tensor depth:0 output: (1, 3, 32, 32)", "input", "input-tensor", (32, 32, 3)),
    ],
)
def test_a_plotted_layer_is_what_its_class_says(label: str, op: str, name: str, shape: Shape | None) -> None:
    (found,) = parse_label(label).operations
    assert (found.op, found.label, found.output_shape) == (op, name, shape)


@pytest.mark.parametrize(
    ("kind", "width"), [("Conv2D", {"filters": 32}), ("Dense", {"units": 32}), ("MaxPooling2D", {})]
)
def test_the_last_number_that_comes_out_counts_filters_or_units(kind: str, width: dict[str, int]) -> None:
    (found,) = parse_label(f"layer_1: {kind} input: (None, 8, 8, 3) output: (None, 8, 8, 32)").operations
    assert found.attrs == width


def test_the_function_behind_a_plotted_layer_is_one_of_its_own() -> None:
    label = "dense_1: Dense activation: softmax input: (None, 64) output: (None, 10)"
    found = parse_label(label).operations
    assert [(each.op, each.output_shape) for each in found] == [("dense", (10,)), ("softmax", (10,))]
    (alone,) = parse_label(label.replace("softmax", "linear")).operations
    assert alone.op == "dense"


@pytest.mark.parametrize("label", ["Encoder output: latent code", "input: image", "output: (probabilities)"])
def test_other_labels_with_ends_are_none(label: str) -> None:
    assert all(operation.output_shape is None for operation in parse_label(label).operations)


@pytest.mark.parametrize("label", ["Activation: ReLU", "activation function ReLU", "Activation (relu)"])
def test_the_word_for_an_activation_says_no_more_than_its_name(label: str) -> None:
    assert [operation.op for operation in parse_label(label).operations] == ["relu"]


@pytest.mark.parametrize(
    ("label", "op", "attrs"),
    [
        ("Conv W ⟨32×1×3×3⟩ B ⟨32⟩", "conv2d", {"filters": 32, "kernel": (3, 3)}),
        ("ConvTranspose W ⟨64×32×2×2⟩", "conv_transpose2d", {"filters": 32, "kernel": (2, 2)}),
        ("Gemm B ⟨10×5408⟩ C ⟨10⟩", "dense", {"units": 10}),
        ("BatchNormalization scale ⟨64⟩ B ⟨64⟩ mean ⟨64⟩ var ⟨64⟩", "batch_norm", {}),
    ],
)
def test_stored_weights_tell_filters_kernel_and_units(label: str, op: str, attrs: dict[str, object]) -> None:
    (found,) = parse_label(label).operations
    assert (found.op, found.attrs) == (op, attrs)


@pytest.mark.parametrize(
    ("label", "op", "attrs"),
    [
        (
            "Conv W⟨64×64×3×3⟩ kernel_shape = 3, 3 pads = 1, 1, 1, 1 strides = 2, 2",
            "conv2d",
            {"filters": 64, "kernel": (3, 3), "stride": (2, 2)},
        ),
        ("MaxPool kernel_shape = 3, 3 strides = 2, 2", "max_pool", {"kernel": (3, 3), "stride": (2, 2)}),
    ],
)
def test_settings_may_stand_behind_stored_weights(label: str, op: str, attrs: dict[str, object]) -> None:
    (found,) = parse_label(label).operations
    assert (found.op, found.attrs) == (op, attrs)


@pytest.mark.parametrize(
    ("label", "op"),
    [
        ("ConvolutionBackward0", "conv2d"),
        ("NativeBatchNormBackward0", "batch_norm"),
        ("AddmmBackward0", "dense"),
        ("MaxPool2DWithIndicesBackward0", "max_pool"),
        ("TBackward0", "transpose"),
        ("ReluBackward0", "relu"),
        ("conv1.weight\n(64, 3, 7, 7)", "weight"),
        ("layer1.0.bn1.bias (64)", "weight"),
        ("Conv (op#0)\ninput0 data\ninput1 conv1.weight\noutput0 12", "conv2d"),
        ("cat/Concat (op#12)\ninput0 a\ninput1 b\noutput0 y", "concat"),
        ("ip1 (InnerProduct)", "dense"),
        ("AccumulateGrad", "block"),
    ],
)
def test_steps_and_parameters_of_exported_graphs(label: str, op: str) -> None:
    assert [operation.op for operation in parse_label(label).operations] == [op]


@pytest.mark.parametrize("label", ["Pooling\nmax, 3x3/2x2", "max pool 3x3/2"])
def test_a_stride_along_both_sides_may_stand_behind_a_kernel(label: str) -> None:
    (found,) = parse_label(label).operations
    assert (found.op, found.attrs) == ("max_pool", {"kernel": (3, 3), "stride": (2, 2)})
