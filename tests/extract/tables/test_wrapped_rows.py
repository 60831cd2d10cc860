"""Lines that go on a row or open it, where no rulings part the rows."""

from __future__ import annotations

from pathlib import Path

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

ROWS = [
    ["Layer type", "Parameters", "Output shape"],
    ["Dense", None, "(1, 4096)"],
    ["Conv 1D", "Filters, kernel, stride\n(256, 5, 1)", "(16, 256)"],
    ["Batch normaliza-", "Momentum", "(16, 256)"],
    ["tion", None, None],
    ["ReLU", None, "(16, 256)"],
    ["Dropout,", "Pool size = 2", "(8, 256)"],
    ["max pooling", None, None],
    ["Flatten", None, "(1, 2048)"],
]


def test_rows_are_put_together_by_hyphens_and_distances(tmp_path: Path) -> None:
    table = Table("Table 1: Parameters of the network.", ROWS, low=True)
    (graph,) = read(table, tmp_path).graphs
    assert [node.op for node in graph.nodes if node.printed] == [
        "dense",
        "conv1d",
        "batch_norm",
        "relu",
        "dropout",
        "max_pool",
        "flatten",
    ]
    assert printed(graph)[1] == "conv1d filters=256 kernel=5 stride=1 @16x256"


def test_words_behind_the_names_go_on_below(tmp_path: Path) -> None:
    table = Table(
        "Table 2: The recurrent network.",
        [
            ["Layer", "Type", "Units", "Purpose"],
            ["LSTM 1", "LSTM", "128", "Learn long-term patterns of the"],
            [None, None, None, "series as a whole"],
            ["Dropout 1", "Dropout", "-", "Prevent overfitting"],
            [None, None, None, "(20%)"],
            ["Dense", "Dense", "1", "Price"],
        ],
    )
    (graph,) = read(table, tmp_path).graphs
    assert printed(graph) == ["lstm units=128", "dropout rate=0.2", "dense units=1"]


def test_words_that_are_broken_in_a_column_beside_broken_names(tmp_path: Path) -> None:
    rows = [
        ["Part", "Operation", "Output"],
        ["Spatial encoder", "Conv, 128 filters of\nsize 11×11, stride 4", "10×55×55×128"],
        ["Temporal", "ConvLSTM2D, 64 fil-", "10×26×26×64"],
        ["encoder", "ters of size 3×3", None],
        ["Decoder", "Deconv, 1 filter of size\n11×11, stride 4", "10×227×227×1"],
    ]
    (graph,) = read(Table("Table 1: Layers of the network.", rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=128 kernel=11x11 stride=4x4 @10x55x55x128",
        "conv_lstm filters=64 kernel=3x3 @10x26x26x64",
        "conv_transpose2d filters=1 kernel=11x11 stride=4x4 @10x227x227x1",
    ]
