"""Settings that a caption, or a row of a table, gives to all layers of a kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

ROWS = [["Layer", "Output"], ["conv, LReLU", "32×32×16"], ["conv, stride 1, LReLU", "32×32×32"]]

SLOPES = {
    "behind the layer's name": "Table 1: Layers. Leaky ReLU parameter a = 0.2.",
    "before it": "Table 1: Layers. The slope of all lReLU functions is set to 0.2.",
    "beside it": "Table 1: Layers, with LeakyReLU (0.2).",
}


@pytest.mark.parametrize("name", SLOPES)
def test_slope_of_leaky_rectifiers(name: str, tmp_path: Path) -> None:
    (graph,) = read(Table(SLOPES[name], ROWS), tmp_path).graphs
    assert [told for told in printed(graph) if told.startswith("leaky")] == [
        "leaky_relu alpha=0.2 @32x32x16",
        "leaky_relu alpha=0.2 @32x32x32",
    ]


def test_a_slope_in_brackets_stays_with_its_layer(tmp_path: Path) -> None:
    caption = "Table 1: Layers. Leaky ReLU slopes are 0.1 in G; lrelu (0.3) in D."
    rows = [["Layer", "Output"], ["conv, LReLU(0.2)", "32×32×16"], ["conv, LReLU", "32×32×32"]]
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert [told for told in printed(graph) if told.startswith("leaky")] == [
        "leaky_relu alpha=0.2 @32x32x16",
        "leaky_relu @32x32x32",
    ]


STEPS = {
    "without a verb": ("All kernels 5×5, strides 2.", "kernel=5x5 ", "kernel=5x5 "),
    "where not given": ("Strides are 2 where not given.", "", ""),
    "of everything": ("Kinds of layer, all with stride 2.", "", ""),
}


@pytest.mark.parametrize("name", STEPS)
def test_kernels_and_strides_of_all(name: str, tmp_path: Path) -> None:
    said, first, second = STEPS[name]
    (graph,) = read(Table(f"Table 1: Layers. {said}", ROWS), tmp_path).graphs
    assert [told for told in printed(graph) if told.startswith("conv")] == [
        f"conv2d {first}stride=2x2 @32x32x16",
        f"conv2d {second}stride=1x1 @32x32x32",
    ]


def test_a_row_named_by_its_first_and_last_layer_stands_for_all(tmp_path: Path) -> None:
    rows = [
        ["Item", "Value"],
        ["Conv. 1–4", "16 kernels, 3×3, tanh"],
        ["Conv. 5", "32 kernels, 3×3"],
        ["Dense", "10"],
    ]
    (graph,) = read(Table("Table 1: Architecture of the network.", rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=16 kernel=3x3 x4",
        "tanh x4",
        "conv2d filters=32 kernel=3x3",
        "dense units=10",
    ]
