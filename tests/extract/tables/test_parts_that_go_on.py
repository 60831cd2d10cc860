"""Tables in parts: one part goes on where another ends, shorter ones begin at the height of longer ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

HEADS = ["Layer", "Filters", "Size", "Stride"]


@pytest.mark.parametrize(
    ("caption", "names"),
    [
        ("Table 1: Architecture of the network.", ("Conv1", "Conv2")),
        ("Table 1: Architecture. The right half continues the left.", ("Conv", "Conv")),
    ],
)
def test_the_right_half_goes_on_where_the_left_one_ends(
    tmp_path: Path, caption: str, names: tuple[str, str]
) -> None:
    rows = [
        [*HEADS, *HEADS],
        [names[0], "16", "3×3", "1", names[1], "32", "3×3", "1"],
        ["Max pool", "–", "2×2", "2", "Max pool", "–", "2×2", "2"],
    ]
    (graph,) = read(Table(caption, rows, ruled="grid"), tmp_path).graphs
    pool = "max_pool kernel=2x2 stride=2x2"
    first, second = (f"conv2d filters={width} kernel=3x3 stride=1x1" for width in (16, 32))
    assert printed(graph) == [first, pool, second, pool]


def test_halves_with_like_rows_are_two_networks(tmp_path: Path) -> None:
    rows = [
        [Over("Encoder", 4), Over("Decoder", 4)],
        [*HEADS, *HEADS],
        ["Conv", "16", "3×3", "1", "Deconv", "32", "3×3", "2"],
        ["Conv", "32", "3×3", "2", "Deconv", "16", "3×3", "1"],
    ]
    read_ = read(Table("Table 1: Architecture of the network.", rows, header=2, ruled="grid"), tmp_path)
    assert [len(graph.nodes) for graph in read_.graphs] == [2, 2]


def test_heads_of_all_networks_may_stand_before_those_of_each(tmp_path: Path) -> None:
    own = ["Type", "Size", "Output"]
    rows = [
        [None, Over("Baseline", 3), Over("Ours", 3)],
        ["Layer", *own, *own],
        ["1", "input", "–", "24×113", "input", "–", "24×113"],
        ["2", "convolutional", "5×1, 64", "20×113×64", "convolutional", "5×1, 64", "20×113×64"],
        ["3", "dense", "128", "128", "LSTM", "128", "20×128"],
    ]
    table = Table("Table 1: Layers of the two models.", rows, header=2, part_ruled=[(0, 1, 4), (0, 4, 7)])
    first = ["input @24x113", "conv2d filters=64 kernel=5x1 @20x113x64"]
    assert [printed(graph) for graph in read(table, tmp_path).graphs] == [
        [*first, "dense units=128 @128"],
        [*first, "lstm units=128 @20x128"],
    ]


def test_a_network_along_the_table_is_told_by_its_kinds_of_layers(tmp_path: Path) -> None:
    rows = [
        ["Part", "Feature extraction", "Mapping", "Deconvolution"],
        ["Type", "conv", "conv", "deconv"],
        ["Filter size", "5×5", "3×3", "9×9"],
        ["# filters", "56", "12", "1"],
        ["# layers", "1", "4", "1"],
        ["Activation", "PReLU", "PReLU", "–"],
    ]
    (graph,) = read(Table("Table 1: The network.", rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=56 kernel=5x5",
        "prelu",
        "conv2d filters=12 kernel=3x3 x4",
        "prelu x4",
        "conv_transpose2d filters=1 kernel=9x9",
    ]


def test_a_shorter_table_begins_at_the_height_of_the_longer_ones(tmp_path: Path) -> None:
    heads = ["Type", "Kernel", "Stride", "Outputs"]
    conv = [["conv.", "5×5", "2×2", str(width)] for width in (64, 128, 256, 512, 512)]
    short = Table("", [heads, ["concat.", "-", "-", "2048"], ["FC", "-", "-", "1"]])
    long = Table(
        "Table 1: Architectures of the discriminators.",
        [heads, *conv, ["FC", "-", "-", "1024"]],
        beside=short,
    )
    graphs = read(long, tmp_path).graphs
    assert [len(graph.nodes) for graph in graphs] == [6, 2]
    assert printed(graphs[0])[-2:] == ["conv2d filters=512 kernel=5x5 stride=2x2", "dense units=1024"]
