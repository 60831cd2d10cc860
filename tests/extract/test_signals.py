"""Signals drawn as curves, and cells beside what is printed along arrows, drawn by us and read."""

from __future__ import annotations

from math import sin
from pathlib import Path

from tests.extract.drawing import Figure, flows


def _signal(figure: Figure, x: float, y: float) -> None:
    figure.page.draw_polyline(
        [(x + 2 * i, y + (2 + 4 * sin(i / 9)) * sin(1.9 * i)) for i in range(40)], color=(0, 0, 0.6)
    )


def test_signals_are_what_goes_in_and_comes_out(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for y in (40, 54):
        _signal(figure, 100, y)
    figure.line((140, 92), (140, 66))
    figure.box(140, 100, "Decoder")
    figure.line((140, 142), (140, 108))
    figure.box(140, 150, "Encoder")
    figure.line((140, 192), (140, 158))
    _signal(figure, 100, 202)
    assert flows(figure.read()) == {("input", "block"), ("block", "block"), ("block", "output")}


def test_what_is_printed_along_an_arrow_is_no_legend_of_the_cells_beside_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(50, 100, "Encoder", width=60)
    for x in (110, 190, 270):
        for at in range(4):
            shade = (0.9, 0.9, 0.9) if at % 2 else (0.8, 0.2, 0.2)
            figure.page.draw_rect((x, 80 + 10 * at, x + 10, 90 + 10 * at), color=(0, 0, 0), fill=shade)
    figure.line((80, 100), (106, 100))
    for x, name in ((124, "softmax"), (204, "dropout")):
        figure.line((x, 101), (x + 62, 101))
        figure.text(x + 16, 95, name, 7)
    found = flows(figure.read())
    assert ("softmax", "softmax") not in found
    assert any("softmax" in pair for pair in found)
