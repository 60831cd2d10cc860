"""U-shaped networks without extents: numbers of channels alone; drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.labels import parse_label
from graph import Graph
from tests.extract.test_flat_maps import BLUE, GREEN, GREY, MAROON, NAVY, WHITE, Drawing


def drawn(folder: Path, channels: tuple[str, ...]) -> Graph:
    """Two levels of maps, a white copy against the last but one; the numbers in the arrows' way."""
    drawing = Drawing()
    numbers = iter(channels)
    for x, y, high in ((40, 40, 70), (70, 40, 70), (66, 140, 36), (96, 140, 36)):
        drawing.sheet(x, y, 10, high, next(numbers), "")
    drawing.sheet(206, 40, 10, 70, "", "", WHITE)
    drawing.sheet(216, 40, 10, 70, "", "", BLUE)
    drawing.page.insert_text((214, 38), next(numbers), fontsize=6)
    for x in (250, 280):
        drawing.sheet(x, 40, 10, 70, next(numbers), "")
    for start, end, color in (
        ((50, 75), (69, 75), NAVY),
        ((75, 110), (71, 138), MAROON),
        ((76, 158), (95, 158), NAVY),
        ((82, 75), (200, 75), GREY),
        ((106, 150), (222, 111), GREEN),
        ((226, 75), (249, 75), NAVY),
        ((260, 75), (279, 75), NAVY),
    ):
        drawing.arrow(start, end, color)
    drawing.legend()
    (graph,) = drawing.read(folder)
    return graph


def test_channels_over_maps_are_their_sizes_where_all_maps_have_them(tmp_path: Path) -> None:
    graph = drawn(tmp_path, ("3", "32", "32", "64", "64", "32", "2"))
    shapes = [n.output_shape for n in graph.nodes if n.op in ("input", "feature_map", "output")]
    assert sorted(shape[0] for shape in shapes if shape is not None) == [2, 3, 32, 32, 32, 64, 64]


@pytest.mark.parametrize("name", ["copy and concat", "Copy and concatenate", "skip and concat"])
def test_what_is_copied_and_concatenated_is_one_operation(name: str) -> None:
    assert [operation.op for operation in parse_label(name, role="arrow").operations] == ["concat"]
