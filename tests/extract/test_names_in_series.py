"""Names under shapes without words where arrows end at the names, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import Figure, named_flows


def _sheet(figure: Figure, x: float, y: float) -> None:
    for at in range(3):
        top = y + 4 * at
        figure.page.draw_polyline(
            [(x, top + 20), (x + 12, top), (x + 60, top), (x + 48, top + 20)],
            color=(0, 0, 0),
            fill=(0.6, 0.8, 1),
            closePath=True,
        )


def test_a_name_under_a_stack_is_the_stack_s_where_an_arrow_ends_at_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.page.draw_rect((60, 40, 180, 360), color=(0, 0, 0), fill=(0.9, 0.95, 1))
    for y, name in ((60, "LSTM3"), (160, "LSTM2"), (260, "LSTM1")):
        _sheet(figure, 90, y)
        figure.text(120, y + 38, name)
    for y in (154, 254):
        figure.line((120, y), (120, y - 46))
    assert named_flows(figure.read()) == {("LSTM1", "LSTM2"), ("LSTM2", "LSTM3")}
