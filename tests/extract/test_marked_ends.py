"""Lines that begin behind the mark ×N of a box, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import Figure, named_flows


def test_a_line_behind_the_mark_of_a_box_comes_from_the_box(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for y, size in ((100, 64), (150, 32)):
        figure.box(80, y, f"Encoder {size}", height=20)
        figure.text(123, y - 5, "×3")
        figure.box(240, y, f"Decoder {size}", height=20)
        figure.line((130, y + 3), (205, y + 3))
    assert named_flows(figure.read()) == {("Encoder 64", "Decoder 64"), ("Encoder 32", "Decoder 32")}
