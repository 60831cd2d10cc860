"""Layers by codes that all understand, by letters with values, by short ends of their names, and beside titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.tables.values import shape
from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Architecture of the networks."


def test_lists_of_codes_may_be_broken_behind_a_hyphen(tmp_path: Path) -> None:
    rows = [
        ["G", "C3s1-8-IN-ReLU, C3s2-16-IN-ReLU, R32,\nR32, Dc3s2-8-IN-\nReLU, C3s1-3-Tanh"],
        ["D", "C4s2-8-LReLU, C4s2-16-IN-LReLU, FC"],
    ]
    first, second = (
        printed(graph) for graph in read(Table(CAPTION, rows, header=0, ruled="grid"), tmp_path).graphs
    )
    norm = ["instance_norm", "relu"]
    assert first == [
        "conv2d filters=8 kernel=3x3 stride=1x1",
        *norm,
        "conv2d filters=16 kernel=3x3 stride=2x2",
        *norm,
        *["block filters=32 name=R32"] * 2,
        "conv_transpose2d filters=8 kernel=3x3 stride=2x2",
        *norm,
        "conv2d filters=3 kernel=3x3 stride=1x1",
        "tanh",
    ]
    assert [layer.split()[0] for layer in second] == [
        "conv2d",
        "leaky_relu",
        "conv2d",
        "instance_norm",
        "leaky_relu",
        "dense",
    ]


def test_channels_and_strides_may_be_told_by_letters(tmp_path: Path) -> None:
    rows = [
        ["Encoder", "Decoder"],
        ["Conv: 5×5 cN s2", "Deconv: 5×5 cN s2"],
        ["ReLU", "ReLU"],
        ["Conv: 5×5 cM s2", "Deconv: 5×5 c3 s2"],
    ]
    graphs = {graph.name: printed(graph) for graph in read(Table(CAPTION, rows), tmp_path).graphs}
    assert graphs == {
        "Encoder": [
            "conv2d filters=N kernel=5x5 stride=2x2",
            "relu",
            "conv2d filters=M kernel=5x5 stride=2x2",
        ],
        "Decoder": [
            "conv_transpose2d filters=N kernel=5x5 stride=2x2",
            "relu",
            "conv_transpose2d filters=3 kernel=5x5 stride=2x2",
        ],
    }


def test_what_follows_may_be_written_at_the_end_of_a_layers_name(tmp_path: Path) -> None:
    caption = "Table 1: The network. We use BR to abbreviate the batch normalization and the Relu layers."
    rows = [
        ["Name", "Layer", "Output Size"],
        ["2D_0", "ConvBR,K=3x3,S=1,F=8", "H×W×8"],
        ["3D_0", "DeconvBR,K=3x3x3,S=2,F=16", "D×H×W×16"],
        ["P", "Conv,K=3x3x3,S=1,F=1", "D×H×W×1"],
    ]
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert [node.op for node in graph.nodes if node.printed] == [
        "conv2d",
        "batch_norm",
        "relu",
        "conv_transpose3d",
        "batch_norm",
        "relu",
        "conv3d",
    ]


def test_parameters_may_be_letters_with_values_and_titles_name_kinds_of_layers(tmp_path: Path) -> None:
    heads = ["Layer", "Params", "Details"]
    rows = [
        [Over("Convolutional layers", 3)],
        heads,
        ["Conv1D", "f = 8", "k = 3, L2=0.005, pad=same"],
        ["ReLU+BN+Pool", "p = 2", "-"],
        [Over("Dense layers", 3)],
        heads,
        ["Dense", "u = 48", "L2=0.005, ReLU"],
        ["Dropout", "r = 0.5", "-"],
    ]
    graphs = read(Table(CAPTION, rows, header=2, ruled="grid"), tmp_path).graphs
    assert [layer for graph in graphs for layer in printed(graph)] == [
        "conv1d filters=8 kernel=3 padding=same",
        "relu",
        "batch_norm",
        "pool kernel=2x2",
        "dense units=48",
        "relu",
        "dropout rate=0.5",
    ]


def test_networks_may_be_named_by_what_they_are_made_of_and_their_size(tmp_path: Path) -> None:
    rows = [
        ["Conv-Small on SVHN", "Conv-Large"],
        ["3×3 conv. 64 lReLU", "3×3 conv. 128 lReLU"],
        [Over("global average pool, 6×6 → 1×1", 2)],
        ["dense 64 → 10", "dense 128 → 10"],
    ]
    graphs = {
        graph.name: printed(graph) for graph in read(Table(CAPTION, rows, ruled="grid"), tmp_path).graphs
    }
    assert graphs == {
        name: [
            f"conv2d filters={width} kernel=3x3",
            "leaky_relu",
            "global_avg_pool @1x1",
            "dense units=10",
        ]
        for name, width in (("Conv-Small on SVHN", 64), ("Conv-Large", 128))
    }


def test_a_column_of_words_that_only_set_layers_is_no_network(tmp_path: Path) -> None:
    rows = [
        ["1.", "Convolution layer", "320 kernels. Window size: 8. Step size: 2."],
        ["2.", "Pooling layer", "Window size: 4. Step size: 4."],
        ["3.", "Fully connected layer", "925 neurons."],
    ]
    (graph,) = read(Table(CAPTION, rows, header=0), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=320 kernel=8x8 stride=2x2",
        "pool kernel=4x4 stride=4x4",
        "dense units=925",
    ]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("64×12×12 / 64×32×32", (64, 12, 12)),
        ("(1, 1, 24,000)", (1, 1, 24000)),
        ("(h/2, w/2,128)", ("h/2", "w/2", 128)),
        ("(4096,)", (4096,)),
        ("1/16", ("1/16",)),
    ],
)
def test_sizes_of_the_first_data_with_thousands_and_as_parts(text: str, sizes: tuple[object, ...]) -> None:
    assert shape(text) == sizes


def test_the_same_size_as_above_and_the_output_for_each(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Output per frame"],
        ["Conv 3×3, 64", "56×56×64"],
        ["Conv 3×3, 64", "same"],
        ["Max pool 2×2", "28×28×64"],
    ]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(graph)[1] == "conv2d filters=64 kernel=3x3 @56x56x64"


@pytest.mark.parametrize(
    ("cell", "layers"),
    [
        (
            "C64-C64-MP-FC512",
            ["conv2d filters=64", "conv2d filters=64", "max_pool", "dense units=512"],
        ),
        (
            "32c3-p2-64c3s2-10",
            [
                "conv2d filters=32 kernel=3x3",
                "pool kernel=2x2",
                "conv2d filters=64 kernel=3x3 stride=2x2",
                "dense units=10",
            ],
        ),
    ],
)
def test_chains_of_codes_led_by_their_kind_or_their_width(
    tmp_path: Path, cell: str, layers: list[str]
) -> None:
    rows = [["Network", "Layers"], ["Small", cell], ["Large", f"{cell}"]]
    first, _ = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(first) == layers


def test_rows_named_by_codes_are_convolutions_where_columns_set_them(tmp_path: Path) -> None:
    rows = [
        ["layer", "F0", "D1", "F1", "U2"],
        ["kernel", "5×5", "3×3", "3×3", "4×4"],
        ["stride", "1×1", "2×2", "1×1", "1/2×1/2"],
        ["outputs", "64", "64", "128", "64"],
    ]
    caption = "Table 1: The network. F: flat, D: down-sampling, U: up-convolution layers."
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=64 kernel=5x5 stride=1x1",
        "conv2d filters=64 kernel=3x3 stride=2x2",
        "conv2d filters=128 kernel=3x3 stride=1x1",
        "conv_transpose2d filters=64 kernel=4x4 stride=1/2x1/2",
    ]
