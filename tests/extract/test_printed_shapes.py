"""Names of volumes with their shapes in brackets, behind them or below, drawn by us and read."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from extract.scene.build import build_scene
from graph import Graph
from tests.extract.drawing import Figure, opened
from tests.extract.test_names_over_volumes import volume

SHAPES = ("[64, 64, 1]", "[32, 32, 16]", "[16]", "[64, 64, 1]")


def drawn(folder: Path, names: tuple[str, ...], *, below: bool) -> Graph:
    """Four volumes with arrows between them, the third a small one whose neighbours' names nearly reach its own."""
    figure = Figure(folder)
    spans = []
    for x, high, name, shape in zip((30, 110, 190, 270), (60, 40, 12, 60), names, SHAPES, strict=True):
        volume(figure, x, 150 - high / 2, 12, high, 10)
        spans.append((x, x + 22))
        text = name if below else f"{name} {shape}"
        figure.text(x + 9, 150 + high / 2 + 14, text, size=7)
        if below:
            figure.text(x + 9, 150 + high / 2 + 22, shape, size=6)
    for (_, end), (start, _) in pairwise(spans):
        figure.line((end + 2, 145), (start - 2, 145))
    (graph,) = figure.read()
    return graph


@pytest.mark.parametrize("below", [False, True])
def test_shapes_in_brackets_are_those_of_the_tensors_that_are_named(tmp_path: Path, below: bool) -> None:
    graph = drawn(tmp_path, ("Input", "Upsampling", "Code", "Output"), below=below)
    assert [(node.op, node.label, node.output_shape) for node in graph.nodes] == [
        ("input", "Input", (64, 64, 1)),
        ("feature_map", "Upsampling", (32, 32, 16)),
        ("feature_map", "Code", (16,)),
        ("output", "Output", (64, 64, 1)),
    ]


def test_where_all_names_are_operations_the_shapes_are_what_comes_out(tmp_path: Path) -> None:
    graph = drawn(tmp_path, ("Input", "Conv", "Dense", "Reshape"), below=True)
    assert [(node.op, node.output_shape) for node in graph.nodes[1:]] == [
        ("conv2d", (32, 32, 16)),
        ("dense", None),
        ("reshape", (64, 64, 1)),
    ]


def test_labels_that_run_over_each_other_on_two_levels_are_two(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    labels = ((86, 150, "Compression"), (194, 150, "Expansion"), (140, 145.5, "Compressed representation"))
    for x, y, name in labels:
        figure.text(x, y, name, size=7)
    page = opened(tmp_path, figure.document)
    blocks = build_scene(page, (0, 0, 400, 400)).blocks
    assert sorted(block.text for block in blocks) == ["Compressed representation", "Compression", "Expansion"]
