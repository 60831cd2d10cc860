"""Networks in rows with a layer a column, and what columns say that are headed in few words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Architecture of the networks."


@pytest.mark.parametrize("lines", [1, 3])
def test_networks_in_rows_have_a_layer_a_column(tmp_path: Path, lines: int) -> None:
    heads = ["Arch.", "conv1", "conv2", "conv3", "full4", "full5"]
    first = [["64x11x11", "256x5x5", "256x3x3", "4096", "1000"]]
    second = [["96x7x7", "256x5x5", "512x3x3", "4096", "1000"]]
    if lines == 3:
        first += [
            ["st. 4, pad 0", "st. 1, pad 2", "st. 1, pad 1", "drop-", "soft-"],
            ["x2 pool", "LRN", "-", "out", "max"],
        ]
        second += [
            ["st. 2, pad 0", "st. 2, pad 1", "st. 1, pad 1", "drop-", "soft-"],
            ["x2 pool", "LRN", "-", "out", "max"],
        ]
    at = lines // 2
    rows = [heads]
    for name, network in (("CNN-F", first), ("CNN-M", second)):
        rows += [[name if number == at else "", *line] for number, line in enumerate(network)]
    graphs = {
        graph.name: [node.op for node in graph.nodes] for graph in read(Table(CAPTION, rows), tmp_path).graphs
    }
    convs, dense = ["conv2d"] * 3, ["dense"] * 2
    several = ["conv2d", "pool", "conv2d", "lrn", "conv2d", "dense", "dropout", "dense", "softmax"]
    assert graphs == dict.fromkeys(("CNN-F", "CNN-M"), several if lines == 3 else [*convs, *dense])


def test_results_of_layers_are_no_networks(tmp_path: Path) -> None:
    rows = [
        ["Method", "conv1", "conv2", "conv3", "fc4"],
        ["Ours", "71.2", "73.5", "70.1", "68.8"],
        ["Theirs", "70.2", "72.5", "70.0", "68.1"],
    ]
    assert not read(Table("Table 1: Accuracy by layer.", rows), tmp_path).graphs


SET = {
    "a size of whichever layer the row has": (
        [
            ["Layer", "N Filters/Units", "Pool/Kernel Size"],
            ["Conv2D", "32", "5×5"],
            ["MaxPooling2D", "-", "2×2"],
            ["Dense", "13", "-"],
        ],
        ["conv2d filters=32 kernel=5x5", "max_pool kernel=2x2", "dense units=13"],
    ),
    "channels before a kernel, and a stride by its name": (
        [
            ["Layer", "Kernel/Units"],
            ["Conv2d", "3 → 32, 3×3"],
            ["MaxPool2d", "2×2, stride=2"],
            ["Linear", "4,096 → 128"],
        ],
        ["conv2d filters=32 kernel=3x3", "max_pool kernel=2x2 stride=2x2", "dense units=128"],
    ),
    "a number of filters": (
        [
            ["Type", "Num", "Filter f × f", "Pad"],
            ["Conv", "16", "5×5", "0"],
            ["Conv", "1", "6×6", "0"],
        ],
        ["conv2d filters=16 kernel=5x5 padding=0", "conv2d filters=1 kernel=6x6 padding=0"],
    ),
    "units of a network of dense layers": (
        [
            ["Layer", "Units", "Activation"],
            ["Input", "624", "–"],
            ["Encoder Dense 1", "128", "ReLU"],
            ["Bottleneck", "64", "ReLU"],
            ["Decoder Dense 1", "128", "ReLU"],
            ["Output", "624", "Linear"],
        ],
        [
            "input @624",
            "dense units=128",
            "relu",
            "dense units=64",
            "relu",
            "dense units=128",
            "relu",
            "dense units=624",
        ],
    ),
    "an activation before a convolution's channels and side": (
        [
            ["Layer", "Output"],
            ["relu conv 32×4, stride 2", "31×31×32"],
            ["sigmoid deconv 3×6, stride 2", "64×64×3"],
        ],
        [
            "conv2d filters=32 kernel=4x4 stride=2x2 @31x31x32",
            "relu @31x31x32",
            "conv_transpose2d filters=3 kernel=6x6 stride=2x2 @64x64x3",
            "sigmoid @64x64x3",
        ],
    ),
}


@pytest.mark.parametrize("name", SET)
def test_columns_that_are_headed_in_few_words(tmp_path: Path, name: str) -> None:
    rows, expected = SET[name]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(graph) == expected


def test_channels_and_size_of_what_comes_out(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Operation", "Kernel", Over("Output", 2)],
        [None, None, None, "Channels", "Size"],
        ["Input", "–", "–", "1", "28×28"],
        ["Conv1", "Convolution + ReLU", "9×9", "256", "20×20"],
        ["FC1", "Fully connected + ReLU", "–", "512", "–"],
    ]
    table = Table(CAPTION, rows, header=2, part_ruled=[(0, 3, 5)])
    (graph,) = read(table, tmp_path).graphs
    assert printed(graph)[:2] == ["input @28x28x1", "conv2d filters=256 kernel=9x9 @20x20x256"]
    assert "dense units=512" in printed(graph)
