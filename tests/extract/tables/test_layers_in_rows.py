"""Tables that print one layer a row, in the forms of well-known papers, drawn by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Bracket, Table, read, read_turned
from tests.extract.tables.told import printed

ROWS = {
    "inception modules with their widths": (
        Table(
            "Table 1: Incarnation of the Inception architecture.",
            [
                [
                    "type",
                    "patch size/\nstride",
                    "output\nsize",
                    "depth",
                    "#1×1",
                    "#3×3\nreduce",
                    "pool\nproj",
                    "params",
                ],
                ["convolution", "7×7/2", "112×112×64", "1", "", "", "", "2.7K"],
                ["max pool", "3×3/2", "56×56×64", "0", "", "", "", ""],
                ["inception (3a)", "", "28×28×256", "2", "64", "96", "32", "159K"],
                ["dropout (40%)", "", "1×1×1024", "0", "", "", "", ""],
                ["softmax", "", "1×1×1000", "0", "", "", "", ""],
            ],
            ruled="rows",
        ),
        [
            "conv2d kernel=7x7 stride=2x2 @112x112x64",
            "max_pool kernel=3x3 stride=2x2 @56x56x64",
            "block #1×1=64 #3×3 reduce=96 name=inception pool proj=32 @28x28x256",
            "dropout rate=0.4 @1x1x1024",
            "softmax @1x1x1000",
        ],
    ),
    "columns named by letters": (
        Table(
            "Table 2: Each line describes a sequence of identical layers, repeated n times.",
            [
                ["Input", "Operator", "t", "c", "n", "s"],
                ["224×224×3", "conv2d", "-", "32", "1", "2"],
                ["112×112×32", "bottleneck", "1", "16", "1", "1"],
                ["112×112×16", "bottleneck", "6", "24", "2", "2"],
                ["7×7×320", "conv2d 1x1", "-", "1280", "1", "1"],
                ["7×7×1280", "avgpool 7x7", "-", "-", "1", "-"],
                ["1×1×1280", "conv2d 1x1", "-", "k", "-", ""],
            ],
            ruled="columns",
        ),
        [
            "conv2d filters=32 stride=2x2",
            "block c=16 name=bottleneck s=1 t=1",
            "block c=24 name=bottleneck s=2 t=6 x2",
            "conv2d filters=1280 kernel=1x1 stride=1x1",
            "avg_pool kernel=7x7",
            "conv2d filters=k kernel=1x1",
        ],
    ),
    "a tick and an activation among a block's columns": (
        Table(
            "Table 3. Specification of the network. SE denotes a squeeze in that block.",
            [
                ["Input", "Operator", "exp size", "#out", "SE", "NL", "s"],
                ["224×224×3", "conv2d", "-", "16", "-", "HS", "2"],
                ["112×112×16", "bneck, 3x3", "64", "24", "-", "RE", "2"],
                ["56×56×24", "bneck, 5x5", "72", "40", "✓", "RE", "2"],
                ["7×7×960", "pool, 7x7", "-", "-", "-", "-", "1"],
            ],
            ruled="columns",
        ),
        [
            "conv2d filters=16 stride=2x2",
            "hard_swish",
            "block #out=24 NL=RE exp size=64 kernel=3x3 name=bneck s=2",
            "block #out=40 NL=RE SE=True exp size=72 kernel=5x5 name=bneck s=2",
            "pool kernel=7x7 stride=1x1",
        ],
    ),
    "stages with their number of layers": (
        Table(
            "Table 4. Network architecture.",
            [
                ["Stage", "Operator", "Stride", "#Channels", "#Layers"],
                ["0", "Conv3x3", "2", "24", "1"],
                ["1", "Fused-MBConv1, k3x3", "1", "24", "2"],
                ["7", "Conv1x1 & Pooling & FC", "-", "1280", "1"],
            ],
            ruled="columns",
        ),
        [
            "conv2d filters=24 kernel=3x3 stride=2x2",
            "block filters=24 kernel=3x3 name=Fused-MBConv1 stride=1x1 x2",
            "conv2d filters=1280 kernel=1x1",
            "pool",
            "dense",
        ],
    ),
    "widths that grow with a letter": (
        Table(
            "Table 5: Structure of wide residual networks, with width determined by factor k.",
            [
                ["group name", "output size", "block type"],
                ["conv1", "32×32", "[3×3, 16]"],
                ["conv2", "32×32", Bracket(("3×3, 16×k", "3×3, 16×k"), "×N")],
                ["avg-pool", "1×1", "[8×8]"],
            ],
            ruled="rows",
        ),
        [
            "conv2d filters=16 kernel=3x3 @32x32",
            "conv2d filters=16×k kernel=3x3 xN @32x32",
            "conv2d filters=16×k kernel=3x3 xN @32x32",
            "avg_pool kernel=8x8 @1x1",
        ],
    ),
    "normalisation and activation in columns of their own": (
        Table(
            "Table 6: Generator architecture.",
            [
                ["Layer", "Kernel", "Stride", "Output Shape", "Normalization", "Activation"],
                ["Input z", "-", "-", "100", "-", "-"],
                ["Linear", "-", "-", "4 × 4 × 512", "BN", "ReLU"],
                ["Deconv", "4 × 4", "2", "8 × 8 × 256", "BN", "LeakyReLU"],
                ["Conv", "3 × 3", "1", "8 × 8 × 3", "-", "Tanh"],
            ],
        ),
        [
            "input @100",
            "dense @4x4x512",
            "batch_norm @4x4x512",
            "relu @4x4x512",
            "conv_transpose2d kernel=4x4 stride=2x2 @8x8x256",
            "batch_norm @8x8x256",
            "leaky_relu @8x8x256",
            "conv2d kernel=3x3 stride=1x1 @8x8x3",
            "tanh @8x8x3",
        ],
    ),
    "layers described in words": (
        Table(
            "Table 7: The convolutional network architecture used in the experiments.",
            [
                ["NAME", "DESCRIPTION"],
                ["input", "32 × 32 RGB image"],
                ["noise", "Additive Gaussian noise σ = 0.15"],
                ["conv1a", "128 filters, 3 × 3, pad = 'same', LReLU (α = 0.1)"],
                ["pool1", "Maxpool 2 × 2 pixels"],
                ["drop1", "Dropout, p = 0.5"],
                ["dense", "Fully connected 128 → 10"],
                ["output", "Softmax"],
            ],
            centred=False,
        ),
        [
            "input @32x32",
            "block name=Additive Gaussian noise sigma=0.15",
            "conv2d filters=128 kernel=3x3 padding=same",
            "leaky_relu alpha=0.1",
            "max_pool kernel=2x2",
            "dropout rate=0.5",
            "dense units=10",
            "softmax",
        ],
    ),
    "a summary as frameworks print it": (
        Table(
            "Table 8: Summary of the model's layers.",
            [
                ["Layer (type)", "Output Shape", "Param #"],
                ["conv2d_1 (Conv2D)", "(None, 26, 26, 32)", "320"],
                ["max_pooling2d_1 (MaxPooling2D)", "(None, 13, 13, 32)", "0"],
                ["flatten_1 (Flatten)", "(None, 5408)", "0"],
                ["dense_1 (Dense)", "(None, 10)", "54090"],
            ],
        ),
        ["conv2d @26x26x32", "max_pool @13x13x32", "flatten @5408", "dense @10"],
    ),
    "repeats of several rows and a column of sizes": (
        Table(
            "Table 9. Backbone architecture.",
            [
                ["", "Type", "Filters", "Size", "Output"],
                ["", "Convolutional", "64", "3 × 3 / 2", "128 × 128"],
                [
                    "2×",
                    "Convolutional\nConvolutional\nResidual",
                    "32\n64\n",
                    "1 × 1\n3 × 3\n",
                    "\n\n128 × 128",
                ],
                ["", "Avgpool", "", "Global", ""],
                ["", "Connected", "", "1000", ""],
            ],
            ruled="rows",
        ),
        [
            "conv2d filters=64 kernel=3x3 stride=2x2 @128x128",
            "conv2d filters=32 kernel=1x1 x2 @128x128",
            "conv2d filters=64 kernel=3x3 x2 @128x128",
            "block name=Residual x2 @128x128",
            "global_avg_pool",
            "dense units=1000",
        ],
    ),
    "kernels that name the channels going in": (
        Table(
            "Table 10. Structure of the model.",
            [
                ["layer", "size-in", "size-out", "kernel", "param", "FLPS"],
                ["conv1", "220×220×3", "110×110×64", "7×7×3, 2", "9K", "115M"],
                ["pool1", "110×110×64", "55×55×64", "3×3×64, 2", "0", ""],
                ["conv2a", "55×55×64", "55×55×64", "1×1×64, 1", "4K", "13M"],
                ["total", "", "", "", "140M", "1.6B"],
            ],
            ruled="columns",
        ),
        [
            "conv2d kernel=7x7 stride=2x2 @110x110x64",
            "pool kernel=3x3 stride=2x2 @55x55x64",
            "conv2d filters=64 kernel=1x1 stride=1x1 @55x55x64",
        ],
    ),
    "bare parameters": (
        Table(
            "Table 11: CNN architecture.",
            [
                ["Layer", "Parameters"],
                ["Convolution + ReLU", "5×5×32"],
                ["Max Pooling", "2×2"],
                ["Fully Connected + ReLU", "1024"],
                ["Dropout", "0.5"],
                ["Softmax", ""],
            ],
        ),
        [
            "conv2d filters=32 kernel=5x5",
            "relu",
            "max_pool kernel=2x2",
            "dense units=1024",
            "relu",
            "dropout rate=0.5",
            "softmax",
        ],
    ),
    "one column of layers": (
        Table(
            "Table 12: Discriminator architecture.",
            [
                ["RGB image x of size 32 × 32 × 3"],
                ["3×3, stride=1 conv 64 lReLU"],
                ["4×4, stride=2 conv 64 lReLU"],
                ["dense → 1"],
            ],
            header=0,
            ruled="rows",
        ),
        [
            "input @32x32x3",
            "conv2d filters=64 kernel=3x3 stride=1x1",
            "leaky_relu",
            "conv2d filters=64 kernel=4x4 stride=2x2",
            "leaky_relu",
            "dense units=1",
        ],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_one_layer_a_row(name: str, tmp_path: Path) -> None:
    table, expected = ROWS[name]
    reading = read(table, tmp_path)
    assert reading.figure_type == "table-row-major", reading.reason
    assert [printed(graph) for graph in reading.graphs] == [expected]


def test_a_table_with_the_top_layer_first_runs_from_its_input(tmp_path: Path) -> None:
    table = Table(
        "Table 2: Network configuration. The first row is the top layer.",
        [
            ["Type", "Configurations"],
            ["Bidirectional-LSTM", "#hidden units:256"],
            ["MaxPooling", "Window:2 × 2, s:2"],
            ["Convolution", "#maps:64, k:3 × 3, s:1, p:1"],
            ["Input", "W × 32 gray-scale image"],
        ],
        ruled="rows",
    )
    graph = read(table, tmp_path).graphs[0]
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "max_pool", "lstm"]
    assert [(e.source, e.target) for e in graph.edges] == [("n1", "n2"), ("n2", "n3"), ("n3", "n4")]


def test_the_input_that_a_column_implies_is_not_printed(tmp_path: Path) -> None:
    graph = read(ROWS["columns named by letters"][0], tmp_path).graphs[0]
    first = graph.nodes[0]
    assert (first.op, first.printed, first.output_shape) == ("input", False, (224, 224, 3))


def test_rows_under_one_repeat_mark_are_repeated_together(tmp_path: Path) -> None:
    table, _ = ROWS["repeats of several rows and a column of sizes"]
    graph = read(table, tmp_path).graphs[0]
    unit = next(group for group in graph.groups if group.repeat == 2)
    assert [graph.node(node_id).op for node_id in unit.nodes] == ["conv2d", "conv2d", "block"]


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_turned_table_reads_as_if_level(degrees: int, tmp_path: Path) -> None:
    table, expected = ROWS["normalisation and activation in columns of their own"]
    reading = read_turned(table, tmp_path, degrees)
    assert [printed(graph) for graph in reading.graphs] == [expected]
    first = reading.graphs[0].nodes[-1].evidence
    assert first is not None and first.bbox is not None
    assert 0 <= first.bbox[0] < first.bbox[2] <= 792 and 0 <= first.bbox[1] < first.bbox[3] <= 612
    assert first.bbox[3] - first.bbox[1] > first.bbox[2] - first.bbox[0]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["Conv2d-1", "BatchNorm2d-2", "ReLU-3", "MaxPool2d-4", "Linear-5"],
            ["conv2d", "batch_norm", "relu", "max_pool", "dense"],
        ),
        (
            ["Conv 1", "Max Pool 2", "Residual 3", "Dense 4"],
            ["conv2d", "max_pool", "block name=Residual 3", "dense"],
        ),
        (["FC-512", "FC-256", "FC-10"], ["dense units=512", "dense units=256", "dense units=10"]),
    ],
)
def test_numbers_of_the_rows_are_no_settings(names: list[str], expected: list[str], tmp_path: Path) -> None:
    rows = [["Layer (type)", "Output shape"], *([name, "[64, 32, 32]"] for name in names)]
    (graph,) = read(Table("Table 1: Architecture of the network.", rows), tmp_path).graphs
    assert [told.rpartition(" @")[0] for told in printed(graph)] == expected


@pytest.mark.parametrize(
    ("caption", "strides"),
    [
        ("Table 1: Architecture of the network.", [(2, 2), (2, 2)]),
        ("Table 1: Architecture; s is the stride of the first layer in a block.", [(2, 2), None]),
    ],
)
def test_a_stride_beside_a_bracket_is_of_its_layers(
    caption: str, strides: list[tuple[int, int] | None], tmp_path: Path
) -> None:
    rows = [
        ["Layer name", "Filters", "Output"],
        ["conv1", "3×3, 32, stride 1", "32×100"],
        ["conv2", Bracket(("1×1, 32", "3×3, 32"), "×3, s 2×2"), "16×50"],
        ["fc", "FC, 512", "512"],
    ]
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert [
        n.attributes["stride"].value if "stride" in n.attributes else None for n in graph.nodes[1:3]
    ] == strides
