"""Kernels, strides and kinds that a caption gives to all layers of a kind, in drawn figures."""

from __future__ import annotations

import pytest

from graph import Graph
from tests.extract.drawing import Figure

LABELS = ["conv1", "conv2 1x1", "pool1", "conv3", "pool2", "fc"]


def _read(figure: Figure, caption: str) -> dict[str, tuple[str, object, object]]:
    for at, label in enumerate(LABELS):
        figure.box(200, 60 + 40 * at, label)
        if at:
            figure.line((200, 28 + 40 * at), (200, 52 + 40 * at))
    (graph,) = figure.read(caption)
    return _layers(graph)


def _layers(graph: Graph) -> dict[str, tuple[str, object, object]]:
    return {node.label: (node.op, node.value("kernel"), node.value("stride")) for node in graph.nodes}


def test_all_layers_of_a_kind_take_what_the_caption_says_and_print_stays(figure: Figure) -> None:
    found = _read(
        figure,
        "Figure 1: The network. All convolution kernels are 3×3 with stride 1. "
        "All pooling kernels are 2×2, except for pool1, which is 3×3. It ends in a dense layer.",
    )
    assert found["conv1"] == found["conv3"] == ("conv2d", (3, 3), (1, 1))
    assert found["conv2 1x1"][:2] == ("conv2d", (1, 1))
    assert found["pool2"] == ("pool", (2, 2), None) and found["pool1"] == ("pool", None, None)


def test_a_stride_may_stand_some_words_behind_the_kernel(figure: Figure) -> None:
    found = _read(figure, "Figure 1: All convolutions are 4×4 spatial filters applied with stride 2.")
    assert found["conv1"] == ("conv2d", (4, 4), (2, 2))


def test_kernels_of_three_sides_are_those_of_volumes(figure: Figure) -> None:
    found = _read(figure, "Figure 1: The network. Each 3D convolution has a kernel of size 3 × 3 × 3.")
    assert found["conv1"] == ("conv3d", (3, 3, 3), None)


@pytest.mark.parametrize(
    ("words", "op"),
    [
        ("five max-pooling layers", "max_pool"),
        ("max pooling and average pooling", "pool"),
        ("pooling", "pool"),
    ],
)
def test_the_only_kind_of_pooling_that_a_caption_names_is_meant(figure: Figure, words: str, op: str) -> None:
    assert _read(figure, f"Figure 1: The network with {words}.")["pool1"][0] == op


@pytest.mark.parametrize(
    ("caption", "label", "wanted"),
    [
        ("Convolutions use 5×5 kernels with stride 1.", "conv3", ("conv2d", (5, 5), (1, 1))),
        ("All poolings have stride 2.", "pool1", ("pool", None, (2, 2))),
        ("The strides of convolution and pooling operators are 1.", "conv3", ("conv2d", None, (1, 1))),
        ("The strides of convolution and pooling operators are 1.", "pool2", ("pool", None, (1, 1))),
        (
            "All convs are 3×3, except conv1, poolings are 2×2 with stride 2.",
            "pool2",
            ("pool", (2, 2), (2, 2)),
        ),
        ("All convs are 3×3; “conv3” is a 5×5 layer with stride 2.", "conv3", ("conv2d", (5, 5), (2, 2))),
        ("All poolings are 2×2, except for pool1 is 1×2.", "pool1", ("pool", (1, 2), None)),
        ("We use conv3 layers, i.e., 1×1 convolutions.", "conv3", ("conv2d", (1, 1), None)),
        ("The convolution is 3×3 wide, others are not.", "conv3", ("conv2d", None, None)),
        ("All kernels are 3×3.", "conv3", ("conv2d", (3, 3), None)),
        ("All layers use kernels of size 4×4.", "conv3", ("conv2d", (4, 4), None)),
        ("All filters have size 5×5 with Padding=2 and Stride=1.", "conv1", ("conv2d", (5, 5), (1, 1))),
        ("For all conv and pooling layers, we use the kernel size 3.", "conv3", ("conv2d", (3, 3), None)),
        ("For all conv and pooling layers, we use the kernel size 3.", "pool2", ("pool", (3, 3), None)),
        ("For all ResBlock and FC blocks, we use the kernel size 3.", "conv3", ("conv2d", None, None)),
    ],
)
def test_kinds_and_names_with_their_settings(
    figure: Figure, caption: str, label: str, wanted: tuple[str, object, object]
) -> None:
    assert _read(figure, f"Figure 1: The network. {caption}")[label] == wanted
