"""Along how many dimensions convolutions run, by the kernels, strides and data that a table prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.tables import prints_sides
from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Architecture of the network."

ROWS = {
    "kernels with a depth of their own": (
        [
            ["Name", "Kernel", "Stride", "Channels"],
            ["conv1", "5×5×3", "1", "16"],
            ["conv2", "3×3×3", "2", "32"],
            ["conv3", "1×1×1", "1", "4"],
        ],
        [
            "conv3d filters=16 kernel=5x5x3 stride=1x1",
            "conv3d filters=32 kernel=3x3x3 stride=2x2",
            "conv3d filters=4 kernel=1x1x1 stride=1x1",
        ],
    ),
    "kernels with the channels that go in": (
        [["Layer", "Kernel", "Filters"], ["Conv1", "5×5×1", "6"], ["Conv2", "5×5×6", "10"], ["FC", "", "10"]],
        ["conv2d filters=6 kernel=5x5", "conv2d filters=10 kernel=5x5", "dense units=10"],
    ),
    "strides in three dimensions": (
        [
            ["Layer", "#Channel", "Output Size", "Stride"],
            ["Conv1", "16", "16×112×112", "(1,2,2)"],
            ["MaxPool", "16", "16×56×56", "(1,2,2)"],
            ["Conv2", "96", "8×56×56", "(2,1,1)"],
        ],
        [
            "conv3d filters=16 stride=1x2x2 @16x112x112",
            "max_pool stride=1x2x2 @16x56x56",
            "conv3d filters=96 stride=2x1x1 @8x56x56",
        ],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_settings_tell_the_dimensions(name: str, tmp_path: Path) -> None:
    rows, expected = ROWS[name]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(graph) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Small", "Large"], ["input (96×64 log mel)"] * 2, ["conv3-64"] * 2, ["maxpool"] * 2], True),
        ([["Layer", "Filters"], ["conv1", "3×3, 16"], ["conv2", "3×3, 32"]], True),
        ([["Layer", "Filters"], ["conv1", "3×64"], ["conv2", "3×128"]], False),
        ([["Layer", "Output dimensions"], ["Conv", "64×1024"], ["Max Pool", "64×512"]], False),
        ([["Layer"], ["Conv 5, 64 filters"], ["Conv 3, 64 filters"]], False),
    ],
)
def test_data_and_square_kernels_have_two_sides(
    rows: list[list[str]], expected: bool, tmp_path: Path
) -> None:
    assert prints_sides(read(Table(CAPTION, rows), tmp_path).grids) is expected


def test_letters_that_the_caption_lists_name_rows(tmp_path: Path) -> None:
    caption = "Table 1: Architecture. C: convolution, M: max-pooling, FC: fully-connected layer."
    rows = [["Layer", "Kernel", "Channel"], ["C1", "5×5", "64"], ["M1", "2×2", "64"], ["FC1", "–", "150"]]
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert printed(graph) == ["conv2d filters=64 kernel=5x5", "max_pool kernel=2x2", "dense units=150"]


@pytest.mark.parametrize(
    ("caption", "entered"),
    [("Table 1: Layers. Convk-n: k×k×k convolution with n filters.", "64"), (CAPTION, "110×110×110")],
    ids=["as the caption spells it out", "as what goes in"],
)
def test_kernels_of_one_number_have_as_many_sides_as_the_data(
    tmp_path: Path, caption: str, entered: str
) -> None:
    rows = [[f"input, {entered}"], ["conv3-32"], ["conv3-64, stride 2"], ["FC-128"]]
    (graph,) = read(Table(caption, rows, header=0), tmp_path).graphs
    assert printed(graph)[1:] == [
        "conv3d filters=32 kernel=3x3x3",
        "conv3d filters=64 kernel=3x3x3 stride=2x2x2",
        "dense units=128",
    ]


FLAT_TABLES = {
    "as many channels as sides": (CAPTION, "64×64×64", ["conv3-32"], ["conv2d filters=32 kernel=3x3"]),
    "sides of kernels in a cell": (
        "Table 1: Layers of the volume's encoder.",
        "64×64×64",
        ["conv-32", "max pool 2×2"],
        ["conv2d filters=32", "max_pool kernel=2x2"],
    ),
    "frames one behind the other": (CAPTION, "84×84×4", ["conv3-32"], ["conv2d filters=32 kernel=3x3"]),
}
"""By what the table shows: caption, what goes in, layers, what is read of these."""

DEEP_TABLES = {
    "words of a volume": ("Table 1: Layers for voxel grids.", "32×32×32"),
    "channels besides": (CAPTION, "64×64×64×1"),
    "channels first": (CAPTION, "1×64×64×64"),
}


@pytest.mark.parametrize("name", FLAT_TABLES)
def test_three_equal_sides_may_be_a_map_with_its_channels(name: str, tmp_path: Path) -> None:
    caption, entered, layers, expected = FLAT_TABLES[name]
    rows = [[f"input, {entered}"], *([layer] for layer in layers), ["FC-128"]]
    (graph,) = read(Table(caption, rows, header=0), tmp_path).graphs
    assert printed(graph)[1:-1] == expected


@pytest.mark.parametrize("name", DEEP_TABLES)
def test_three_equal_sides_of_a_volume(name: str, tmp_path: Path) -> None:
    caption, entered = DEEP_TABLES[name]
    rows = [[f"input, {entered}"], ["conv3-32"], ["FC-128"]]
    (graph,) = read(Table(caption, rows, header=0), tmp_path).graphs
    assert printed(graph)[1:-1] == ["conv3d filters=32 kernel=3x3x3"]
