"""Tables that set layers by letters: a value for each under a network's name, the sides of a kernel in two columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

RULES = [(0, 2, 4), (0, 4, 6)]
"""Rulings below the names of the networks."""


def test_letters_with_values_under_the_names_of_networks(tmp_path: Path) -> None:
    caption = (
        "Table 1: L is the number of blocks. For all Conv and MBConv blocks, we always use the kernel size 3."
    )
    rows = [
        ["Stages", "Size", Over("Network-0 (base)", 2), Over("Network-1 (large)", 2)],
        ["S0-Conv", "1/2", "L=2", "D=64", "L=2", "D=128"],
        ["S1-MBConv", "1/4", "L=3", "D=96", "L=6", "D=192"],
        ["S2-Transformer", "1/8", "L=5", "D=384", "L=14", "D=768"],
    ]
    graphs = {
        graph.name: printed(graph) for graph in read(Table(caption, rows, part_ruled=RULES), tmp_path).graphs
    }
    assert graphs == {
        "Network-0 (base)": [
            "conv2d filters=64 kernel=3x3 x2 @1/2",
            "block D=96 kernel=3x3 name=S1-MBConv x3 @1/4",
            "block D=384 name=S2-Transformer x5 @1/8",
        ],
        "Network-1 (large)": [
            "conv2d filters=128 kernel=3x3 x2 @1/2",
            "block D=192 kernel=3x3 name=S1-MBConv x6 @1/4",
            "block D=768 name=S2-Transformer x14 @1/8",
        ],
    }


@pytest.mark.parametrize(
    ("heads", "caption"),
    [
        ("mrn", "Table 1: Parameters of the network."),
        ("abn", "Table 1: A convolution has filters of size a×b (time × frequency) and n feature maps."),
    ],
)
def test_sides_of_a_kernel_may_have_a_column_each(tmp_path: Path, heads: str, caption: str) -> None:
    rows = [
        ["type", *heads],
        ["conv", "20", "8", "64"],
        ["conv", "10", "4", "64"],
        ["res", "3", "3", "32"],
        ["avg-pool", "4", "3", "-"],
        ["softmax", "-", "-", "12"],
    ]
    if heads != "mrn":
        del rows[3]
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    found = printed(graph)
    assert found[:2] == ["conv2d filters=64 kernel=20x8", "conv2d filters=64 kernel=10x4"]
    assert found[-2:] == ["avg_pool kernel=4x3", "softmax units=12"]
    assert heads != "mrn" or found[2] == "block m=3 n=32 name=res r=3"
