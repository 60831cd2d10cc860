"""Short names and codes that a caption says are several layers, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, ops

_CODES = (
    "Let c5s1-k denote a 5×5 Convolution-InstanceNorm-ReLU layer with k filters and stride 1. dk denotes a 3×3 "
    "Convolution-BatchNorm layer with k filters and stride 2. Rk denotes a residual block."
)


@pytest.mark.parametrize(
    ("name", "caption", "wanted"),
    [
        ("CBM", "A stage. CBM = Conv + BN + Mish.", ["activation", "batch_norm", "conv2d"]),
        ("CBL", "CBL: Conv-BN-LeakyReLU; RB: residual block.", ["batch_norm", "conv2d", "leaky_relu"]),
        (
            "LBR",
            "LBR: a linear layer, a batch normalization (BN) layer, and a rectified linear unit (ReLU) layer.",
            ["batch_norm", "dense", "relu"],
        ),
        ("CBS", "CBS is the combination of Conv, BN and SiLU.", ["batch_norm", "conv2d", "silu"]),
        (
            "CBR 64",
            "CBR(k): a sequence of 3×3 Conv, BN, ReLU with k channels",
            ["batch_norm", "conv2d", "relu"],
        ),
        ("c5s1-16", _CODES, ["conv2d", "instance_norm", "relu"]),
        ("d128", _CODES, ["batch_norm", "conv2d"]),
        ("R256", _CODES, ["block"]),
        ("LBR", "LBR denotes a learned branch, which ends with BN and ReLU.", ["block"]),
    ],
)
def test_a_name_stands_for_the_layers_that_the_caption_lists(
    figure: Figure, name: str, caption: str, wanted: list[str]
) -> None:
    figure.box(60, 100, "Encoder")
    figure.line((95, 100), (125, 100))
    figure.box(160, 100, name)
    figure.line((195, 100), (225, 100))
    figure.box(260, 100, "Softmax")
    assert ops(figure.read(caption)) == sorted([*wanted, "block", "softmax"])


def test_settings_of_a_code_and_behind_a_name_are_those_of_the_first_layer(figure: Figure) -> None:
    figure.box(60, 100, "Encoder")
    figure.line((95, 100), (125, 100))
    figure.box(160, 100, "d128")
    figure.line((195, 100), (225, 100))
    figure.box(260, 100, "CBR 3×3, /2")
    (graph,) = figure.read(_CODES + " CBR means convolution followed by BN and ReLU.")
    first, second = (node for node in graph.nodes if node.op == "conv2d")
    assert (first.value("kernel"), first.value("filters"), first.value("stride")) == ((3, 3), 128, (2, 2))
    assert (second.value("kernel"), second.value("stride")) == ((3, 3), (2, 2))
