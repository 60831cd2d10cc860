"""Slices of one volume with a number each are volumes against each other, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import Figure
from tests.extract.test_volumes_on_sides import middle_arrow, sliced


@pytest.mark.parametrize(("numbers", "count"), [(("16", "32"), 4), (("48",), 3)])
def test_each_slice_with_a_number_of_its_own_is_a_volume(
    tmp_path: Path, numbers: tuple[str, ...], count: int
) -> None:
    figure = Figure(tmp_path)
    for x, widths, names in ((40, (14.0,), ("8",)), (130, (20.0, 24.0), numbers), (250, (20.0,), ("64",))):
        sliced(figure, x, 120, widths, 60, 20)
        whole = sum(widths) / len(names)
        for i, name in enumerate(names):
            at = x + (i + 0.5) * whole if len(names) > 1 else x + sum(widths) / 2
            figure.text(at, 187, name, size=7)
    middle_arrow(figure, 66, 140, 140)
    middle_arrow(figure, 186, 260, 140)
    (graph,) = figure.read()
    assert len(graph.nodes) == count and len(graph.edges) == count - 1
