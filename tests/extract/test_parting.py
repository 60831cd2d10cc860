"""A thick arrow beside a gap leads from one drawing to the next, and nothing flows over the gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import Figure, flows


def _thick_arrow(figure: Figure, x: float, y: float) -> None:
    """A thick arrow downwards, 16 points long, around a middle."""
    corners = [(-4, -8), (4, -8), (4, 1), (8, 1), (0, 8), (-8, 1), (-4, 1)]
    figure.page.draw_polyline(
        [(x + dx, y + dy) for dx, dy in corners], color=(0.2, 0.3, 0.8), fill=(0.2, 0.3, 0.8), closePath=True
    )


@pytest.mark.parametrize("parted", [False, True])
def test_what_a_thick_arrow_runs_past_is_another_drawing(tmp_path: Path, parted: bool) -> None:
    figure = Figure(tmp_path)
    figure.box(150, 60, "Conv 3x3")
    figure.line((150, 68), (150, 92))
    figure.box(150, 100, "ReLU")
    figure.line((150, 108), (150, 118))
    figure.line((150, 123), (150, 142))
    figure.box(150, 150, "Max Pooling")
    figure.line((150, 158), (150, 182))
    figure.box(150, 190, "Softmax")
    if parted:
        _thick_arrow(figure, 203, 120)
    found = {("conv2d", "relu"), ("max_pool", "softmax")}
    assert flows(figure.read()) == (found if parted else found | {("relu", "max_pool")})


def test_a_thick_arrow_that_joins_things_parts_nothing(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x, above, below in ((150, "Conv 3x3", "Max Pooling"), (250, "ReLU", "Dropout")):
        figure.box(x, 100, above)
        figure.box(x, 136, below)
    figure.line((150, 113), (150, 128))
    _thick_arrow(figure, 250, 117)
    assert flows(figure.read()) == {("conv2d", "max_pool"), ("relu", "dropout")}
