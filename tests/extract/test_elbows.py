"""Short lines that turn at a right angle, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import Figure, named_flows


def test_short_arms_of_a_fork_are_no_arrowheads(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 90, "Text Encoder")
    figure.box(60, 114, "Time Encoder")
    figure.box(200, 102, "Decoder")
    figure.line((95, 90), (107, 90), (107, 102), head=False)
    figure.line((95, 114), (107, 114), (107, 102), head=False)
    figure.line((107, 102), (165, 102))
    assert named_flows(figure.read()) == {("Text Encoder", "Decoder"), ("Time Encoder", "Decoder")}


def test_a_right_angle_that_a_slanting_line_runs_into_is_its_head(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(160, 100, "Encoder")
    figure.box(60, 208, "Decoder")
    figure.line((145, 108), (53, 200), head=False)
    figure.line((53, 194), (53, 200), (59, 200), head=False)
    assert named_flows(figure.read()) == {("Encoder", "Decoder")}
