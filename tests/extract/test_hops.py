"""Lines that jump over another one by a small bow, and dots where two lines cross, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import Figure, named_flows


def test_a_line_goes_on_over_a_hop(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 100, "Encoder")
    figure.line((95, 100), (225, 100))
    figure.box(260, 100, "Decoder")
    figure.box(160, 40, "LSTM")
    figure.line((160, 48), (160, 97), head=False)
    figure.page.draw_bezier((160, 97), (164, 97), (164, 103), (160, 103), color=(0, 0, 0))
    figure.line((160, 103), (160, 152))
    figure.box(160, 160, "Softmax")
    assert named_flows(figure.read()) == {("Encoder", "Decoder"), ("LSTM", "Softmax")}


def test_a_dot_where_two_lines_cross_is_no_thing(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 100, "Encoder")
    figure.line((95, 100), (225, 100))
    figure.box(260, 100, "Decoder")
    figure.box(160, 40, "LSTM")
    figure.line((160, 48), (160, 152))
    figure.box(160, 160, "Softmax")
    figure.page.draw_circle((160, 100), 1.5, color=(0, 0, 0), fill=(0, 0, 0))
    assert named_flows(figure.read()) == {("Encoder", "Decoder"), ("LSTM", "Softmax")}
