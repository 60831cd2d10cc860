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
