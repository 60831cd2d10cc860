"""Networks side by side in one grid, whose rows and heads differ, and stages that print settings by name."""

from __future__ import annotations

from pathlib import Path

from tests.extract.tables.drawn import Bracket, Over, Table, read
from tests.extract.tables.told import printed

BRANCHES = Table(
    "Table 1: Both branches of the network.",
    [
        ["Stage", Over("Detail branch", 5), Over("Context branch", 6), "Output size"],
        [None, "opr", "k", "c", "s", "r", "opr", "k", "c", "e", "s", "r", None],
        ["Input", None, None, None, None, None, None, None, None, None, None, None, "512×1024"],
        ["S1", "Conv2d", "3", "64", "2", "1", "Stem", "3", "16", "-", "4", "1", "256×512"],
        [
            "S2",
            "Conv2d\nConv2d",
            "3\n3",
            "64\n64",
            "2\n1",
            "1\n2",
            "GE\nCE",
            "3\n3",
            "16\n32",
            "6\n-",
            "2\n1",
            "1\n3",
            "128×256\n64×128",
        ],
        ["S3", "Conv2d", "3", "128", "1", "1", "GE", "3", "64", "6", "1", "1", "64×128"],
        ["S4", "Conv2d", "3", "128", "1", "1", "GE", "3", "64", "6", "1", "1", "64×128"],
    ],
    header=2,
    ruled="rows",
)


def test_networks_side_by_side_may_have_heads_of_their_own(tmp_path: Path) -> None:
    reading = read(BRANCHES, tmp_path)
    assert [graph.name for graph in reading.graphs] == ["Detail branch", "Context branch"]
    detail, context = map(printed, reading.graphs)
    assert detail[:4] == [
        "input @512x1024",
        "conv2d filters=64 kernel=3x3 stride=2x2 @256x512",
        "conv2d filters=64 kernel=3x3 stride=2x2 @128x256",
        "conv2d filters=64 kernel=3x3 stride=1x1 x2 @64x128",
    ]
    assert context[2:4] == [
        "block c=16 e=6 k=3x3 name=GE s=2 @128x256",
        "block c=32 k=3x3 name=CE s=1 x3 @64x128",
    ]


def test_settings_by_name_are_those_of_the_stage(tmp_path: Path) -> None:
    rows = [
        ["Stage", "Output size", "Layer name", "Tiny", "Small"],
        ["Stage 1", "56×56", "Patch embedding", Over("P = 4; C = 64", 2)],
        [
            None,
            "56×56",
            "Encoder",
            Bracket(("win. sz. 7×7,", "dim 96, head 3"), "× 2"),
            Bracket(("R = 8, N = 16,", "dim = 128"), "× 3"),
        ],
    ]
    reading = read(Table("Table 1: Detailed settings of the series.", rows), tmp_path)
    tiny, small = map(printed, reading.graphs)
    assert tiny == [
        "block C=64 P=4 name=Patch embedding @56x56",
        "block dim=96 head=3 name=Encoder win. sz.=7x7 x2 @56x56",
    ]
    assert small[1] == "block N=16 R=8 dim=128 name=Encoder x3 @56x56"


def test_layers_in_columns_may_stand_under_the_names_of_their_stacks(tmp_path: Path) -> None:
    rows = [
        ["Layer", Over("Coarse", 2), Over("Fine", 2)],
        [None, "1", "2", "1", "2"],
        ["Type", "conv", "full", "conv", "conv"],
        ["Size", "37×27", "1×1", "74×55", "74×55"],
        ["#chan", "96", "4096", "63", "1"],
        ["ker. size", "11×11", "-", "9×9", "5×5"],
        ["Stride", "4", "-", "2", "1"],
    ]
    table = Table("Table 1: Layers of both stacks.", rows, header=2, part_ruled=[(0, 1, 3), (0, 3, 5)])
    reading = read(table, tmp_path)
    assert reading.figure_type == "table-column-major", reading.reason
    assert printed(reading.graphs[0])[:2] == [
        "conv2d filters=96 kernel=11x11 stride=4x4 @37x27",
        "dense units=4096 @1x1",
    ]


def test_heads_that_begin_again_below_titles_are_networks_of_their_own(tmp_path: Path) -> None:
    rows = [
        [Over("Generator network", 2), Over("Discriminator network", 2)],
        ["Layer", "Spec.", "Layer", "Spec."],
        ["conv, norm", "k7n64s1", "conv", "k3n32s1"],
        ["conv", "k3n128s2", "conv, norm", "k3n64s2"],
        ["conv", "k7n3s1", None, None],
    ]
    table = Table("Table 1: Architecture of both networks.", rows, header=2)
    first, second = map(printed, read(table, tmp_path).graphs)
    assert first == [
        "conv2d filters=64 kernel=7x7 stride=1x1",
        "norm",
        "conv2d filters=128 kernel=3x3 stride=2x2",
        "conv2d filters=3 kernel=7x7 stride=1x1",
    ]
    assert second == [
        "conv2d filters=32 kernel=3x3 stride=1x1",
        "conv2d filters=64 kernel=3x3 stride=2x2",
        "norm",
    ]


def test_inputs_and_outputs_under_titles_are_heads_where_they_begin_again(tmp_path: Path) -> None:
    rows = [
        [Over("Encoder", 3), Over("Decoder", 3)],
        ["Layer", "Input", "Output", "Layer", "Input", "Output"],
        ["Convolution", "5023 × 3", "5023 × 16", "Fully Connected", "8", "20 × 32"],
        ["Max pooling", "5023 × 16", "1256 × 16", "Convolution", "20 × 32", "20 × 16"],
        ["Fully Connected", "1256 × 16", "8", "Convolution", "20 × 16", "20 × 3"],
    ]
    table = Table("Table 1: Encoder and decoder architectures.", rows, header=2)
    first, second = map(printed, read(table, tmp_path).graphs)
    assert first[-3:] == ["conv2d @5023x16", "max_pool @1256x16", "dense @8"]
    assert second == ["dense @20x32", "conv2d @20x16", "conv2d @20x3"]
