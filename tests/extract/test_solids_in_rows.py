"""Volumes against each other, as programs that draw networks set the layers of a stage, drawn by us."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.scene.build import build_scene
from tests.extract.drawing import Figure, opened
from tests.extract.test_names_over_volumes import volume


def fronts(folder: Path, figure: Figure) -> list[tuple[int, ...]]:
    page = opened(folder, figure.document)
    shapes = build_scene(page, page.bbox).shapes
    return [tuple(round(v) for v in shape.front) for shape in shapes if shape.front is not None]


def row(figure: Figure, x: float, widths: tuple[float, ...], height: float, depth: float = 20) -> float:
    """Volumes of one height from x on, each against the one before; returns where the last ends."""
    for width in widths:
        volume(figure, x, 120, width, height, depth)
        x += width
    return x


def test_layers_of_a_stage_are_volumes_of_their_own(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    row(figure, 50, (12, 12), 80)
    assert fronts(tmp_path, figure) == [(50, 120, 62, 200), (62, 120, 74, 200)]


@pytest.mark.parametrize(("widths", "height"), [((12, 12, 12), 12), ((6,) * 7, 60)])
def test_cells_of_a_vector_and_slices_of_a_volume_are_one(
    tmp_path: Path, widths: tuple[float, ...], height: float
) -> None:
    figure = Figure(tmp_path)
    row(figure, 50, widths, height, 8)
    assert len(fronts(tmp_path, figure)) == 1


def test_a_smaller_volume_against_the_side_follows_and_is_no_window(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    end = row(figure, 50, (14, 14), 80)
    volume(figure, end, 128, 5, 60, 15)
    last = row(figure, 180, (20, 20), 50)
    figure.line((end + 12, 150), (180, 150))
    for x, number in ((57, "64"), (71, "64"), (190, "128"), (210, "128")):
        figure.text(x, 206 if x < 100 else 176, number, size=5)
    figure.text((180 + last) / 2, 190, "conv2", size=6)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == [
        "input",
        "feature_map",
        "feature_map",
        "feature_map",
        "output",
    ]
    assert [node.output_shape for node in graph.nodes] == [(64,), (64,), None, (128,), (128,)]
    assert len(graph.edges) == 4
