"""Settings in the many orders and signs that labels print them in."""

from __future__ import annotations

import pytest

from extract.labels import parse_label
from graph import Value

SAME: dict[str, Value] = {"kernel": (3, 3), "filters": 32, "padding": "same"}


def read(text: str) -> list[tuple[str, dict[str, Value]]]:
    """Operations of a label with their settings, without names of blocks."""
    return [(o.op, {k: v for k, v in o.attrs.items() if k != "name"}) for o in parse_label(text).operations]


@pytest.mark.parametrize(
    ("text", "op", "attrs"),
    [
        (
            "Conv3D 3×3×3, 32, stride 1,2,2",
            "conv3d",
            {"kernel": (3, 3, 3), "filters": 32, "stride": (1, 2, 2)},
        ),
        ("3D Conv, k=3,3,3, s=1,2,2", "conv3d", {"kernel": (3, 3, 3), "stride": (1, 2, 2)}),
        ("3×7×7 conv, 64 / 1,2,2", "conv3d", {"kernel": (3, 7, 7), "filters": 64, "stride": (1, 2, 2)}),
        ("5×7², 64, stride 1, 2²", "conv3d", {"kernel": (5, 7, 7), "filters": 64, "stride": (1, 2, 2)}),
        ("MaxPool (1,2,2)", "max_pool", {"kernel": (1, 2, 2)}),
        ("Conv 3×3, stride 2, 64", "conv2d", {"kernel": (3, 3), "stride": (2, 2), "filters": 64}),
        ("Dilated 3D conv", "conv3d", {}),
        ("3×3×3 conv, 16, dilated by 2", "conv3d", {"kernel": (3, 3, 3), "filters": 16, "dilation": 2}),
    ],
)
def test_three_dimensions_have_three_numbers(text: str, op: str, attrs: dict[str, Value]) -> None:
    assert read(text) == [(op, attrs)]


@pytest.mark.parametrize(
    ("text", "op", "attrs"),
    [
        ("Conv (1, 25), 40", "conv2d", {"kernel": (1, 25), "filters": 40}),
        ("Conv2D (1, 64), F1 filters", "conv2d", {"kernel": (1, 64), "filters": "F1"}),
        ("Conv2D(F1, (1, 64))", "conv2d", {"kernel": (1, 64), "filters": "F1"}),
        ("DepthwiseConv2D (C, 1)", "depthwise_conv2d", {"kernel": ("C", 1)}),
        ("Conv2D (64, 3)", "conv2d", {"kernel": (3, 3), "filters": 64}),
        ("AvgPool (1, 75), stride (1, 15)", "avg_pool", {"kernel": (1, 75), "stride": (1, 15)}),
        ("Mean Pool (75×1, stride 15×1)", "avg_pool", {"kernel": (75, 1), "stride": (15, 1)}),
        ("Depthwise Conv 31×31", "depthwise_conv2d", {"kernel": (31, 31)}),
        ("Conv(3×3, 64, 2)", "conv2d", {"kernel": (3, 3), "filters": 64, "stride": (2, 2)}),
        ("conv(4,1,0)-36", "conv2d", {"kernel": (4, 4), "filters": 36, "stride": (1, 1), "padding": 0}),
        ("Conv1D(5, 2) – 64", "conv1d", {"kernel": (5,), "filters": 64, "stride": (2,)}),
        ("conv N×5×5 / 2", "conv2d", {"kernel": (5, 5), "filters": "N", "stride": (2, 2)}),
        ("8 max-pool, /8", "max_pool", {"kernel": (8, 8), "stride": (8, 8)}),
        ("16 conv 8×8, stride 4", "conv2d", {"kernel": (8, 8), "filters": 16, "stride": (4, 4)}),
        ("strided 3×3", "conv2d", {"kernel": (3, 3)}),
        ("dilated 3×3, r=2", "conv2d", {"kernel": (3, 3), "dilation": 2}),
        ("RoIAlign 7×7, 256", "roi_pool", {"kernel": (7, 7)}),
    ],
)
def test_windows_are_told_from_widths_and_shapes(text: str, op: str, attrs: dict[str, Value]) -> None:
    assert read(text) == [(op, attrs)]
    assert parse_label(text).operations[0].output_shape is None


@pytest.mark.parametrize(
    ("text", "op", "attrs"),
    [
        ("Linear (4d)", "dense", {"units": "4d"}),
        ("Linear(d_model, 4d_model)", "dense", {"units": "4d_model"}),
        ("FC (128-d)", "dense", {"units": 128}),
        ("Conv 1×1, 2C_in", "conv2d", {"kernel": (1, 1), "filters": "2C_in"}),
        ("1×1 conv (C → C/r)", "conv2d", {"kernel": (1, 1), "filters": "C/r"}),
        ("1×1 conv, #classes", "conv2d", {"kernel": (1, 1), "filters": "#classes"}),
        ("Conv 3×3×(4×(Classes+4))", "conv2d", {"kernel": (3, 3), "filters": "4×(Classes+4)"}),
        ("Dilated Conv1d 3, rate 2^l", "conv1d", {"kernel": (3,), "dilation": "2^l"}),
    ],
)
def test_widths_may_be_letters(text: str, op: str, attrs: dict[str, Value]) -> None:
    assert read(text) == [(op, attrs)]


@pytest.mark.parametrize(
    ("text", "attrs"),
    [
        ("3×3 conv; 64; /1", {"kernel": (3, 3), "filters": 64, "stride": (1, 1)}),
        ("conv; 3×3; 64", {"kernel": (3, 3), "filters": 64}),
        ("Conv2D(64, (3,3), padding='same')", {"kernel": (3, 3), "padding": "same", "filters": 64}),
        ("Conv 3×3 + stride 2", {"kernel": (3, 3), "stride": (2, 2)}),
        ("Conv 3×3 → 64 ch", {"kernel": (3, 3), "filters": 64}),
        ("Conv 3×3, dil. 2", {"kernel": (3, 3), "dilation": 2}),
        ("Conv 3×3, 256, 2× dilation", {"kernel": (3, 3), "filters": 256, "dilation": 2}),
        ("Conv, 4×4, 2↓, 64", {"kernel": (4, 4), "stride": (2, 2), "filters": 64}),
        ("Conv 3×3 s/2", {"kernel": (3, 3), "stride": (2, 2)}),
        ("conv/3×3/s2", {"kernel": (3, 3), "stride": (2, 2)}),
        ("Conv k3-s1-c64", {"kernel": (3, 3), "stride": (1, 1), "filters": 64}),
        ("conv3_64", {"kernel": (3, 3), "filters": 64}),
        ("conv5_3", {}),
        ("conv3-512-2", {"kernel": (3, 3), "filters": 512}),
        ("Conv-64-3", {"kernel": (3, 3), "filters": 64}),
        ("Conv 7×7+2(S)", {"kernel": (7, 7), "stride": (2, 2)}),
        ("1×1 Conv (896 Linear)", {"kernel": (1, 1), "filters": 896}),
    ],
)
def test_signs_between_settings(text: str, attrs: dict[str, Value]) -> None:
    assert read(text) == [("conv2d", attrs)]


@pytest.mark.parametrize(
    ("text", "first", "width"),
    [
        ("5×5 conv + ReLU, 32", "conv2d", {"kernel": (5, 5), "filters": 32}),
        ("5×5 Conv, 32, ReLU, /2", "conv2d", {"kernel": (5, 5), "filters": 32, "stride": (2, 2)}),
        ("conv+bn+relu /2", "conv2d", {"stride": (2, 2)}),
        ("FC + ReLU, 1024", "dense", {"units": 1024}),
        ("Linear-ReLU, 512 units", "dense", {"units": 512}),
        ("Conv2D(32, 3, activation='relu', padding='same')", "conv2d", SAME),
    ],
)
def test_what_an_activation_cannot_have_is_the_layers(text: str, first: str, width: dict[str, Value]) -> None:
    found = read(text)
    assert found[0] == (first, width)
    assert all(not attrs for _, attrs in found[1:])


def test_a_width_before_a_norm_is_its_own_convolutions() -> None:
    found = read("1×1, 96, BN → DW 3×3, BN → 1×1, 24, BN")
    assert [attrs.get("filters") for op, attrs in found if "conv" in op] == [96, None, 24]


@pytest.mark.parametrize(
    ("text", "attrs"),
    [
        ("GCN (64)", {"filters": 64}),
        ("GraphConv, 128", {"filters": 128}),
        ("ConvLSTM 3×3, 64", {"kernel": (3, 3), "filters": 64}),
        ("ConvLSTM (128 filters)", {"filters": 128}),
        ("ChebConv K=3, 64", {"kernel": (3, 3), "filters": 64}),
        ("LSTM 2×512", {"units": 512}),
        ("3D-LSTM", {}),
        ("Bi-LSTM (H=256)", {"bidirectional": True, "units": 256}),
        ("Embed 32K → 512", {"dim": 512}),
        ("Residual Block 256, /2", {"filters": 256, "stride": (2, 2)}),
        ("ResNet 101", {}),
        ("keep prob 0.6", {"rate": 0.4}),
    ],
)
def test_widths_of_other_layers(text: str, attrs: dict[str, Value]) -> None:
    assert read(text)[0][1] == attrs


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("2 × Conv1D + GELU", [2, 2]),
        ("3× Conv-BN-ReLU", [3, 3, 3]),
        ("2× Conv, MaxPool", [2, None]),
        ("Evoformer (48 blocks)", [48]),
        ("ViT Encoder 12 blocks", [12]),
        ("Transformer layers (N=6)", [6]),
        ("Two 3×3 Conv", [2]),
        ("LSTM 2×512", [2]),
    ],
)
def test_what_is_counted(text: str, repeats: list[int | None]) -> None:
    assert [operation.repeat for operation in parse_label(text).operations] == repeats


def test_a_count_in_brackets_beside_a_frame() -> None:
    assert parse_label("(48 blocks)", role="text").repeat == 48
