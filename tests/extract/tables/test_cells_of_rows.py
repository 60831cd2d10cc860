"""What single cells of a layer's row may print: lists in brackets, terms of letters, "same as above", options."""

from __future__ import annotations

from pathlib import Path

from tests.extract.tables.drawn import Bracket, Table, read
from tests.extract.tables.told import printed


def test_sizes_in_brackets_hold_letters_and_products(tmp_path: Path) -> None:
    rows = [
        ["Operation", "Kernel Size", "Output Shape"],
        ["Input x", None, "(n, 1024, c)"],
        ["Conv1D (Stride=4)", "(25, c, d)", "(n, 256, d)"],
        ["Conv1D (Stride=4)", "(25, d, 2d)", "(n, 64, 2d)"],
        ["Reshape", None, "(n, 128d)"],
        ["Dense", "(128d, 1)", "(n, 1)"],
    ]
    (graph,) = read(Table("Table 4: Discriminator architecture.", rows), tmp_path).graphs
    assert printed(graph) == [
        "input @nx1024xc",
        "conv1d filters=d kernel=25 stride=4 @nx256xd",
        "conv1d filters=2d kernel=25 stride=4 @nx64x2d",
        "reshape @nx128d",
        "dense units=1 @nx1",
    ]


def test_shapes_that_begin_with_the_filters_are_turned(tmp_path: Path) -> None:
    rows = [
        ["Layer", "# filters", "size", "Output", "Activation", "Options"],
        ["Input", None, None, "(1, C, T)", None, None],
        ["Conv2D", "F", "(1, 64)", "(F, C, T)", "Linear", "mode = same"],
        ["DepthwiseConv2D", "D*F", "(C, 1)", "(D*F, 1, T)", None, "mode = valid, max norm = 1"],
        ["Activation", None, None, "(D*F, 1, T)", "ELU", None],
        ["AveragePool2D", None, "(1, 4)", "(D*F, 1, T // 4)", None, None],
    ]
    (graph,) = read(Table("Table 2: The architecture.", rows), tmp_path).graphs
    assert printed(graph) == [
        "input @CxTx1",
        "conv2d filters=F kernel=1x64 padding=same @CxTxF",
        "depthwise_conv2d filters=D*F kernel=Cx1 padding=valid @1xTxD*F",
        "elu @1xTxD*F",
        "avg_pool kernel=1x4 @1xT // 4xD*F",
    ]


def test_a_cell_may_say_what_stands_above_it(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Output shape"],
        ["Conv 3×3, 64", "32×32×64"],
        ["BatchNorm", "same as above"],
        ["ReLU", "same as above"],
        ["MaxPool 2×2", "16×16×64"],
    ]
    (graph,) = read(Table("Table 1: Architecture of the encoder.", rows), tmp_path).graphs
    shapes = [node.output_shape for node in graph.nodes]
    assert shapes == [(32, 32, 64)] * 3 + [(16, 16, 64)]


def test_a_caption_gives_all_convolutions_their_kernel(tmp_path: Path) -> None:
    rows = [["Output size", "Layer"], ["64×64×32", "Conv, ReLU"], ["32×32×64", "Conv stride 2, ReLU"]]
    caption = "Table 1: The network. All convolutions are 3×3 with stride 1."
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert [told for told in printed(graph) if "conv" in told] == [
        "conv2d kernel=3x3 stride=1x1 @64x64x32",
        "conv2d kernel=3x3 stride=2x2 @32x32x64",
    ]


def test_a_column_of_filters_may_hold_whole_layers(tmp_path: Path) -> None:
    rows = [
        ["stage", "filters", "output sizes"],
        ["conv1", "1×7×7, 64", "8×112×112"],
        ["res2", Bracket(("1×1×1, 64", "3×3×3, 64", "1×1×1, 256"), "×3"), "8×56×56"],
        ["res3", Bracket(("1×1×1, 128", "3×3×3, 128", "1×1×1, 512"), "×4"), "8×28×28"],
    ]
    (graph,) = read(Table("Table 1: The network architecture.", rows), tmp_path).graphs
    assert printed(graph)[1:4] == [
        "conv3d filters=64 kernel=1x1x1 x3 @8x56x56",
        "conv3d filters=64 kernel=3x3x3 x3 @8x56x56",
        "conv3d filters=256 kernel=1x1x1 x3 @8x56x56",
    ]


def test_numbers_that_count_layers_are_no_widths(tmp_path: Path) -> None:
    rows = [["Layer", "Size out", "Activation"], ["Linear 1", "256", "ReLU"], ["Linear 2", "64", "ReLU"]]
    (graph,) = read(Table("Table 4: Policy network architecture.", rows), tmp_path).graphs
    assert printed(graph) == ["dense @256", "relu @256", "dense @64", "relu @64"]


def test_kinds_without_numbers_are_no_names_for_what_is_described_beside(tmp_path: Path) -> None:
    rows = [
        ["#", "Layer", "Description"],
        ["1", "Conv", "64 3×3 filters with stride 1"],
        ["2", "Max-pool", "2×2 window, stride 2"],
        ["3", "Conv", "128 filters of size 3×3"],
        ["4", "FC", "1024 neurons, dropout 0.5"],
        ["5", "FC + softmax", "10 classes"],
    ]
    (graph,) = read(Table("Table 1: Layers of the network.", rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=64 kernel=3x3 stride=1x1",
        "max_pool kernel=2x2 stride=2x2",
        "conv2d filters=128 kernel=3x3",
        "dense units=1024",
        "dropout rate=0.5",
        "dense units=10",
        "softmax",
    ]


def test_filters_may_stand_in_brackets_behind_the_stride(tmp_path: Path) -> None:
    rows = [
        ["layer", "filter size / stride", "output size"],
        ["conv1", "7×7/2 (×96)", "111×111×96"],
        ["maxpool1", "3×3/2", "55×55×96"],
        ["conv10", "1×1/1 (×1000)", "13×13×1000"],
    ]
    (graph,) = read(Table("Table 1: Architectural dimensions.", rows), tmp_path).graphs
    assert [node.value("filters") for node in graph.nodes if node.op == "conv2d"] == [96, 1000]
