"""Tables whose rows name what they take in, and print channels in and out in one cell."""

from __future__ import annotations

from pathlib import Path

from graph import Graph
from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed, told

CAPTION = "Table 2: Architecture, + is a concatenation and * is a 2× upsampling of the layer."
HEADS = ["layer", "k", "s", "chns", "input"]
DOWN = [
    ["conv1", "7", "2", "3/32", "left"],
    ["conv1b", "3", "1", "32/32", "conv1"],
    ["conv2", "3", "2", "32/64", "conv1b"],
    ["conv2b", "3", "1", "64/64", "conv2"],
]
UP = [
    ["upconv2", "3", "2", "64/32", "conv2b"],
    ["iconv2", "3", "1", "64/32", "upconv2+conv1b"],
    ["disp2", "3", "1", "32/2", "iconv2"],
    ["upconv1", "3", "2", "32/16", "iconv2"],
    ["iconv1", "3", "1", "18/16", "upconv1+disp2*"],
]


def edges(graph: Graph) -> set[tuple[str, str]]:
    labels = {node.id: node.label for node in graph.nodes}
    return {(labels[edge.source], labels[edge.target]) for edge in graph.edges}


def check(graph: Graph) -> None:
    by_label = {node.label: told(node) for node in graph.nodes}
    assert by_label["left"] == "input"
    assert by_label["conv2"] == "conv2d filters=64 kernel=3x3 stride=2x2"
    assert by_label["iconv2"] == "conv2d filters=32 kernel=3x3 stride=1x1"
    assert by_label["disp2"] == "conv2d filters=2 kernel=3x3 stride=1x1"
    assert by_label["upconv2+conv1b"] == by_label["upconv1+disp2*"] == "concat"
    assert by_label["disp2*"] == "upsample scale=2"
    assert edges(graph) == {
        ("left", "conv1"),
        ("conv1", "conv1b"),
        ("conv1b", "conv2"),
        ("conv2", "conv2b"),
        ("conv2b", "upconv2"),
        ("upconv2", "upconv2+conv1b"),
        ("conv1b", "upconv2+conv1b"),
        ("upconv2+conv1b", "iconv2"),
        ("iconv2", "disp2"),
        ("iconv2", "upconv1"),
        ("upconv1", "upconv1+disp2*"),
        ("disp2", "disp2*"),
        ("disp2*", "upconv1+disp2*"),
        ("upconv1+disp2*", "iconv1"),
    }


def test_rows_are_joined_as_the_caption_says(tmp_path: Path) -> None:
    rows = [[*row[:4], scale, scale, row[4]] for row, scale in zip([*DOWN, *UP], "124842211", strict=True)]
    heads = [*HEADS[:4], "in", "out", "input"]
    (graph,) = read(Table(CAPTION, [heads, *rows]), tmp_path).graphs
    check(graph)


def test_capital_heads_and_scales_beside_channels(tmp_path: Path) -> None:
    heads = ["Layer", "K", "S", "Channels", "I/O", "Input Channels"]
    scales = ("1/2", "2/2", "2/4", "4/4", "4/2", "2/2", "2/2", "2/1", "1/1")
    rows = [[*row[:4], scale, row[4]] for row, scale in zip([*DOWN, *UP], scales, strict=True)]
    (graph,) = read(Table(CAPTION, [heads, *rows]), tmp_path).graphs
    check(graph)


def test_rows_that_go_on_beside_are_the_same_network(tmp_path: Path) -> None:
    rows = [a + b for a, b in zip([*DOWN, [None] * 5], UP, strict=True)]
    table = Table(CAPTION, [[Over("Encoder", 5), Over("Decoder", 5)], HEADS * 2, *rows], header=2)
    (graph,) = read(table, tmp_path).graphs
    check(graph)


def test_rows_that_go_on_in_a_table_beside_are_the_same_network(tmp_path: Path) -> None:
    caption = CAPTION.replace("Architecture", "Encoder (left) and decoder (right)")
    table = Table(caption, [HEADS, *DOWN], beside=Table("", [HEADS, *UP]))
    (graph,) = read(table, tmp_path).graphs
    check(graph)


def test_sections_that_name_each_other_are_one_network(tmp_path: Path) -> None:
    table = Table(CAPTION, [HEADS, [Over("Encoder", 5)], *DOWN, [Over("Decoder", 5)], *UP], rules_after=(5,))
    (graph,) = read(table, tmp_path).graphs
    check(graph)


def test_channels_say_whether_inputs_are_added(tmp_path: Path) -> None:
    heads = ["Name", "Kernel", "Str.", "Ch I/O", "InpRes", "OutRes", "Input"]
    rows = [
        ["conv1", "3×3", "2", "3/32", "64×64", "32×32", "image"],
        ["conv2", "3×3", "1", "32/32", "32×32", "32×32", "conv1"],
        ["conv3", "3×3", "1", "32/32", "32×32", "32×32", "conv1 + conv2"],
        ["pr+loss", "3×3", "1", "64/2", "32×32", "32×32", "conv2 + conv3"],
    ]
    (graph,) = read(Table("Table 1: Specification of the network.", [heads, *rows]), tmp_path).graphs
    assert printed(graph) == [
        "input",
        "conv2d filters=32 kernel=3x3 stride=2x2 @32x32",
        "conv2d filters=32 kernel=3x3 stride=1x1 @32x32",
        "add",
        "conv2d filters=32 kernel=3x3 stride=1x1 @32x32",
        "concat",
        "conv2d filters=2 kernel=3x3 stride=1x1 @32x32",
        "loss @32x32",
    ]


def test_short_names_are_what_the_caption_says(tmp_path: Path) -> None:
    heads = ["Layer", "k", "s", "chns", "input"]
    rows = [
        ["CBR_0", "3", "1", "3/8", "I"],
        ["CBR_1", "5", "2", "8/16", "CBR_0"],
        ["CTB_0", "3", "2", "16/8", "CBR_1"],
        ["LR_0", "-", "-", "8/256", "CTB_0 + CBR_0"],
        ["LR_1", "-", "-", "256/64", "LR_0"],
    ]
    caption = (
        "Table 4: Architecture. We denote CBR/CTB/LR to be ConvBnReLU3D, ConvTransposeBn3D and LinearRelu layers "
        "respectively, + is an element-wise sum."
    )
    (graph,) = read(Table(caption, [heads, *rows]), tmp_path).graphs
    assert [told(node).split(" ")[0] for node in graph.nodes] == [
        "input",
        *("conv3d", "batch_norm", "relu") * 2,
        *("conv_transpose3d", "batch_norm", "add"),
        *("dense", "relu") * 2,
    ]
    assert [node.value("units") for node in graph.nodes if node.op == "dense"] == [256, 64]


def test_a_block_keeps_a_pair_as_printed(tmp_path: Path) -> None:
    heads = ["Layer", "Context", "Input x output"]
    rows = [["frame1", "5", "120x512"], ["frame2", "9", "1536x512"], ["fc", "1", "512x64"]]
    (graph,) = read(Table("Table 1: The network architecture.", [heads, *rows]), tmp_path).graphs
    assert graph.nodes[0].value("Input x output") == "120x512"
    assert graph.nodes[-1].op == "dense" and graph.nodes[-1].value("units") == 64


def test_rows_may_be_named_by_what_they_put_out(tmp_path: Path) -> None:
    rows = [
        ["Input", "Layer", "Output", "Output Size"],
        ["I", "ConvGR, K=3×3, S=1, F=8", "2D0_0", "H×W×8"],
        ["2D0_0", "ConvGR, K=3×3, S=2, F=16", "2D1_0", "½H×½W×16"],
        ["2D1_0", "Deconv, K=3×3, S=2, F=8", "2D2_0", "H×W×8"],
        ["2D2_0, 2D0_0", "Concat", "2D2_1", "H×W×16"],
        ["2D2_1", "Conv, K=3×3, S=1, F=1", "P", "H×W×1"],
    ]
    caption = "Table 5: Architecture. ConvGR denotes convolution, group normalization and ReLU."
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert printed(graph) == [
        "input",
        "conv2d filters=8 kernel=3x3 stride=1x1 @HxWx8",
        *("group_norm @HxWx8", "relu @HxWx8"),
        "conv2d filters=16 kernel=3x3 stride=2x2 @1/2Hx1/2Wx16",
        *("group_norm @1/2Hx1/2Wx16", "relu @1/2Hx1/2Wx16"),
        "conv_transpose2d filters=8 kernel=3x3 stride=2x2 @HxWx8",
        "concat @HxWx16",
        "conv2d filters=1 kernel=3x3 stride=1x1 @HxWx1",
    ]
    ids = [node.id for node in graph.nodes]
    assert {(ids[7], ids[8]), (ids[3], ids[8]), (ids[8], ids[9])} <= {
        (e.source, e.target) for e in graph.edges
    }


def test_a_prediction_with_channels_in_and_out_is_a_convolution(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Kernel size", "Stride", "Channels (in/out)"],
        ["conv1", "7", "2", "9/16"],
        ["conv2", "5", "2", "16/32"],
        ["pred", "1", "1", "32/12"],
    ]
    (graph,) = read(Table("Table 2: Pose network.", rows), tmp_path).graphs
    assert printed(graph)[-1] == "conv2d filters=12 kernel=1x1 stride=1x1"


def test_rows_named_as_code_names_them(tmp_path: Path) -> None:
    rows = [
        HEADS,
        ["r_conv0", "3", "1", "3/32", "left"],
        ["r_conv1", "3", "2", "32/64", "r_conv0"],
        ["c_conv1", "3", "1", "64/16", "r_conv1"],
        ["r_uconv0", "4", "2", "16/32", "c_conv1"],
        ["r_res0", "3", "1", "32/1", "r_uconv0"],
    ]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(graph)[1:] == [
        "conv2d filters=32 kernel=3x3 stride=1x1",
        "conv2d filters=64 kernel=3x3 stride=2x2",
        "conv2d filters=16 kernel=3x3 stride=1x1",
        "conv_transpose2d filters=32 kernel=4x4 stride=2x2",
        "conv2d filters=1 kernel=3x3 stride=1x1",
    ]


def test_a_row_called_like_a_measure_is_a_layer_where_it_prints_one(tmp_path: Path) -> None:
    rows = [
        ["Name", "Input", "Operation", "Output"],
        ["rgb1", "RGB", "conv 7×7, s2", "H/2, 64"],
        ["rgb2", "rgb1", "conv 3×3, s2", "H/4, 128"],
        ["score", "rgb2", "conv 1×1", "H/4, 37"],
        ["up", "score", "bilinear ×4", "H, 37"],
    ]
    (graph,) = read(Table("Table 1: Layers of the network.", rows), tmp_path).graphs
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "conv2d", "conv2d", "upsample"]
