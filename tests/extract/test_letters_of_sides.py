"""Volumes with the letters of their sides around them, and their name on the front: drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, faces


def _volume(figure: Figure, x: float, letters: dict[str, tuple[float, float]], name: str) -> None:
    for ring in faces(x, 100, 36, 52, 14):
        figure.page.draw_polyline(ring, color=(0, 0, 0), fill=(0.85, 0.85, 1), closePath=True, width=0.5)
    figure.text(x + 18, 126, name)
    for letter, (dx, dy) in letters.items():
        figure.text(x + dx, 100 + dy, letter)


@pytest.mark.parametrize(
    "letters",
    [
        {"C": (14, -20), "W": (50, 50), "H": (18, 58)},
        {"H": (-6, 26), "W": (50, 50), "C": (18, 58)},
    ],
)
def test_sides_are_told_by_their_letters_and_a_letter_on_the_front_is_the_name(
    figure: Figure, letters: dict[str, tuple[float, float]]
) -> None:
    _volume(figure, 60, letters, "X")
    _volume(figure, 200, letters, "Y")
    figure.line((112, 120), (198, 120))
    (graph,) = figure.read("Figure 1: The module.")
    assert [node.output_shape for node in graph.nodes] == [("H", "W", "C"), ("H", "W", "C")]
