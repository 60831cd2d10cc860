"""Icons in named boxes, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import BLACK, Figure, named_flows


def test_a_line_that_ends_near_an_icon_leads_to_its_box(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(80, 100, "Text Encoder", width=80, height=30)
    figure.page.draw_rect((110, 101, 118, 108), color=BLACK, fill=(0.8, 0.6, 0))
    figure.box(220, 100, "Decoder", width=80, height=30)
    figure.line((119.5, 104), (180, 104))
    assert named_flows(figure.read()) == {("Text Encoder", "Decoder")}


def test_a_frame_with_a_box_that_lines_reach_stays_a_frame(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(80, 100, width=80, height=60)
    figure.text(80, 78, "Stage")
    figure.box(80, 110, "Conv 3x3", width=50)
    figure.box(220, 110, "Decoder", width=80)
    figure.line((105, 110), (180, 110))
    assert named_flows(figure.read()) == {("Conv 3x3", "Decoder")}
