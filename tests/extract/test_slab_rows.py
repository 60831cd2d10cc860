"""Slabs joined from corner to corner by plain lines, drawn by us and read: each is a layer, and the next one follows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.extract.drawing import Figure, flows, named_flows, ops

HIGH = (120, 80, 40, 80, 120)


def bars(figure: Figure, heights: tuple[int, ...], *, aside: float = 0.0) -> None:
    """Bars of given heights around one level, lines from the corners of each to those of the next."""
    for i, high in enumerate(heights):
        figure.page.draw_rect(
            (40 + 70 * i, 150 - high / 2, 56 + 70 * i, 150 + high / 2), color=(0, 0, 0), fill=(0.6, 0.8, 1)
        )
    for i, (high, low) in enumerate(pairwise(heights)):
        for side in (-0.5, 0.5):
            figure.line(
                (56 + 70 * i + aside, 150 + side * high), (110 + 70 * i - aside, 150 + side * low), head=False
            )


def test_bars_with_some_names_below_follow_each_other(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    bars(figure, HIGH)
    for x, y, name in ((48, 222, "Input"), (188, 182, "Latent code"), (328, 222, "Reconstruction")):
        figure.text(x, y, name)
    figure.text(90, 75, "Encoder")
    figure.text(270, 75, "Decoder")
    assert named_flows(figure.read()) == {
        ("Input", ""),
        ("", "Latent code"),
        ("Latent code", ""),
        ("", "Reconstruction"),
    }


def test_lines_may_end_a_little_before_the_corners(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    bars(figure, (120, 80, 40), aside=2.5)
    assert flows(figure.read()) == {("input", "feature_map"), ("feature_map", "output")}


def test_operations_over_the_gaps_lie_between_bars(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    bars(figure, (120, 80, 40))
    figure.text(83, 70, "Conv 3x3")
    figure.text(153, 70, "Max pool")
    assert flows(figure.read()) == {
        ("input", "conv2d"),
        ("conv2d", "feature_map"),
        ("feature_map", "max_pool"),
        ("max_pool", "output"),
    }


def test_an_ellipsis_among_bars_is_passed_over(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x, high in ((40, 120), (110, 80), (250, 40)):
        figure.page.draw_rect(
            (x, 150 - high / 2, x + 16, 150 + high / 2), color=(0, 0, 0), fill=(1, 0.8, 0.6)
        )
    figure.text(188, 150, ". . .")
    for side in (-1, 1):
        figure.line((56, 150 + 60 * side), (110, 150 + 40 * side), head=False)
        figure.line((126, 150 + 40 * side), (178, 150 + 4 * side), head=False)
        figure.line((198, 150 + 4 * side), (250, 150 + 20 * side), head=False)
    assert flows(figure.read()) == {("input", "feature_map"), ("feature_map", "output")}


def test_one_enlargement_is_no_row_of_layers(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    bars(figure, (60, 120))
    assert "output" not in ops(figure.read())
