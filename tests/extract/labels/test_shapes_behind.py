"""Sizes of what comes out that labels print behind a name, in brackets or as a length."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


@pytest.mark.parametrize(
    ("label", "shape"),
    [
        ("Text features (B, T, 512)", ("B", "T", 512)),
        ("Mask signs (B, T) int", ("B", "T")),
        ("Global Average Pooling (Batch × 64)", ("Batch", 64)),
        ("Histogram (Batch × 1 × 50)", ("Batch", 1, 50)),
        ("Goal code 16-d", (16,)),
        ("Spectrogram (1, 96, 120)", (96, 120, 1)),
        ("Frame 3×240×320", (240, 320, 3)),
    ],
)
def test_what_comes_out_is_behind_the_name(label: str, shape: tuple[int | str, ...]) -> None:
    (found,) = parse_label(label).operations
    assert (found.output_shape, found.repeat) == (shape, None)


@pytest.mark.parametrize("label", ["Linear (D, 4D)", "MatMul (Q, K)", "2-D FFT", "PReLU/Dice (200)"])
def test_settings_and_arguments_are_no_shape(label: str) -> None:
    assert all(found.output_shape is None for found in parse_label(label).operations)


def test_tokens_of_one_picture_are_no_picture() -> None:
    (found,) = parse_label("Input (1, 77, 768)").operations
    assert found.output_shape == (1, 77, 768)


def test_a_feed_forward_network_has_all_its_widths() -> None:
    (found,) = parse_label("Feed-forward 256 → 1,024 → 256 GELU").operations
    assert (found.op, found.attrs["units"]) == ("feed_forward", (256, 1024, 256))


@pytest.mark.parametrize("label", ["Graph Conv, C=32", "GraphConv (d=32)"])
def test_features_of_nodes_are_filters_of_their_convolution(label: str) -> None:
    (found,) = parse_label(label).operations
    assert (found.op, found.attrs["filters"]) == ("graph_conv", 32)
