"""A function of two blanks, printed between two lines that end at one thing, takes both."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import Figure
from tests.extract.test_names_over_volumes import volume


@pytest.mark.parametrize("name", ["F_scale(·,·)", "scale"])
def test_a_function_of_two_blanks_takes_both_lines(tmp_path: Path, name: str) -> None:
    figure = Figure(tmp_path)
    for x in (20, 280):
        volume(figure, x, 100, 40, 60)
    figure.box(170, 60, "FC", 40, 14)
    figure.line((70, 100), (148, 64))
    figure.line((190, 64), (278, 124))
    figure.line((72, 132), (278, 132))
    figure.text(240, 124, name, size=7)
    (graph,) = figure.read()
    scale = next(node.id for node in graph.nodes if node.op == "scale")
    assert sum(edge.target == scale for edge in graph.edges) == (2 if "," in name else 1)
