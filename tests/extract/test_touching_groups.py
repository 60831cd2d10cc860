"""Frames that stand against each other without a line between them, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import Figure, flows


def stage(figure: Figure, bottom: float, name: str, lower: tuple[str, ...]) -> None:
    """A frame with one or two boxes below and one above, joined upward."""
    for i, part in enumerate(lower):
        x = 150 if len(lower) == 1 else 110 + 80 * i
        figure.box(x, bottom - 50, part, width=60)
        figure.line((x, bottom - 26), (x, bottom - 42))
    figure.box(150, bottom - 18, name, width=150)
    figure.page.draw_rect((60, bottom - 66, 240, bottom - 4), color=(0, 0, 0))


@pytest.mark.parametrize(("gap", "joined"), [(4, True), (24, False)])
def test_frames_against_each_other_are_joined_from_last_to_first(
    tmp_path: Path, gap: float, joined: bool
) -> None:
    figure = Figure(tmp_path)
    stage(figure, 300, "Self-Attention", ("Conv", "MLP"))
    stage(figure, 238 - gap, "Cross-Attention", ("FFN",))
    figure.text(150, 330, "Words")
    figure.line((150, 324), (150, 296))
    across = {("conv2d", "cross_attention"), ("mlp", "cross_attention")}
    assert (across <= flows(figure.read())) is joined


def test_frames_with_a_way_of_their_own_are_not_joined(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    stage(figure, 300, "Self-Attention", ("Conv",))
    stage(figure, 234, "Cross-Attention", ("FFN",))
    figure.line((180, 250), (290, 250))
    figure.text(310, 250, "Features")
    assert ("conv2d", "cross_attention") not in flows(figure.read())
