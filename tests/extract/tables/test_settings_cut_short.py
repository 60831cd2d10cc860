"""Settings that are cut short, said twice, or stand in brackets behind a width."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

TABLES = {
    "shapes of filters that begin with their number, words with a point": (
        [
            ["Layer", "Configuration"],
            ["Conv1", "f. 64*3*3*3;st.1*1*1;pad. SAME;BN"],
            ["Pool1", "ksize:1*2*2;st.1*2*2;pad. SAME"],
            ["Full2", "4096"],
        ],
        [
            "conv3d filters=64 kernel=3x3x3 padding=same stride=1x1x1",
            "batch_norm",
            "pool kernel=1x2x2 padding=same stride=1x2x2",
            "dense units=4096",
        ],
    ),
    "a width with the size, the depth and the stride of its filters": (
        [
            ["Layer", "Filters"],
            ["Conv. 1", "64 (7×7×12, 2)"],
            ["Conv. 2", "48 (5×5×64, 1)"],
            ["FC 1", "4096"],
        ],
        [
            "conv2d filters=64 kernel=7x7 stride=2x2",
            "conv2d filters=48 kernel=5x5 stride=1x1",
            "dense units=4096",
        ],
    ),
    "parts of a module as code calls them, lists of sizes that go in and come out": (
        [
            ["Layer", "Kernel", "Stride", "In", "Out"],
            ["fe.conv0", "10×10", "5", "[176, 176, 1]", "[35, 35, 512]"],
            ["fe.conv1", "3×3", "2", "[35, 35, 512]", "[17, 17, 512]"],
        ],
        [
            "conv2d kernel=10x10 stride=5x5 @35x35x512",
            "conv2d kernel=3x3 stride=2x2 @17x17x512",
        ],
    ),
    "what a layer is called again, what it counts, and the p of a pooling": (
        [
            ["Layer type", "Parameters"],
            ["Input SAR image 88×88", ""],
            ["Convolution", "#filters: 512, k: 3×3, s: 1"],
            ["MaxPool2d", "2×2 pool"],
            ["Maxpooling", "p: 3×3, s: 1"],
            ["Fully connected", "#neurons: 37"],
            ["Soft-max", "37 classes"],
        ],
        [
            "input @88x88",
            "conv2d filters=512 kernel=3x3 stride=1x1",
            "max_pool kernel=2x2",
            "max_pool kernel=3x3 stride=1x1",
            "dense units=37",
            "softmax units=37",
        ],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_settings_are_those_of_their_layers(name: str, tmp_path: Path) -> None:
    rows, expected = TABLES[name]
    (graph,) = read(Table("Table 1: Architecture of the network.", rows, ruled="rows"), tmp_path).graphs
    assert printed(graph) == expected
