"""A switch between two sources, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from tests.extract.drawing import BLACK, Figure, flows


def test_both_sources_go_on_where_the_lever_leads(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(80, 80, "Image")
    figure.box(80, 180, "LSTM")
    figure.box(300, 130, "Softmax")
    for y in (80, 180):
        figure.line((115, y), (197, y))
        figure.page.draw_circle(pymupdf.Point(200, y), 2, color=BLACK, fill=BLACK)
    figure.page.draw_bezier((198, 83), (188, 115), (188, 145), (198, 177), color=BLACK, dashes="[3 2] 0")
    figure.line((193, 120), (265, 130))
    assert flows(figure.read()) == {("input", "softmax"), ("lstm", "softmax")}
