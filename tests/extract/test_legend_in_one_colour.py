"""Legends whose lines have one colour and differ otherwise, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import Figure, flows


def styled(figure: Figure, start: tuple[float, float], end: tuple[float, float], style: str) -> None:
    """A black arrow that is plain, thick or dashed."""
    (x0, y0), (x, y) = start, end
    length = ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
    dx, dy = (x - x0) / length, (y - y0) / length
    base = (x - 5 * dx, y - 5 * dy)
    figure.page.draw_line(
        start,
        base,
        color=(0, 0, 0),
        width=2.2 if style == "thick" else 0.8,
        dashes="[3 2] 0" if style == "dashed" else None,
    )
    wings = [(base[0] - 3 * s * dy, base[1] + 3 * s * dx) for s in (1, -1)]
    figure.page.draw_polyline([end, *wings], color=None, fill=(0, 0, 0), closePath=True)


@pytest.mark.parametrize("other", ["thick", "dashed"])
def test_lines_of_one_colour_are_told_apart_by_thickness_or_dashes(tmp_path: Path, other: str) -> None:
    figure = Figure(tmp_path)
    for x, name in ((60, "Block A"), (180, "Block B"), (300, "Block C")):
        figure.box(x, 100, name, 60)
    styled(figure, (90, 100), (150, 100), "plain")
    styled(figure, (210, 100), (270, 100), other)
    for y, name, style in ((200, "max pool 2x2", "plain"), (216, "up-conv 2x2", other)):
        styled(figure, (60, y), (84, y), style)
        figure.page.insert_text((90, y + 3), name, fontsize=8)
    assert flows(figure.read()) == {
        ("block", "max_pool"),
        ("max_pool", "block"),
        ("block", "conv_transpose2d"),
        ("conv_transpose2d", "block"),
    }


def test_lines_of_one_colour_are_told_apart_by_where_they_point(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x, y, name in (
        (60, 60, "Block A"),
        (60, 130, "Block B"),
        (180, 130, "Block C"),
        (180, 60, "Block D"),
    ):
        figure.box(x, y, name, 60)
    figure.line((60, 68), (60, 122))
    figure.line((90, 130), (150, 130))
    figure.line((180, 122), (180, 68))
    for y, start, end, name in (
        (230, (70, 222), (70, 238), "max pool"),
        (254, (62, 254), (78, 254), "conv 3x3"),
        (278, (70, 286), (70, 270), "deconv"),
    ):
        figure.line(start, end)
        figure.page.insert_text((86, y + 3), name, fontsize=8)
    assert {pair for pair in flows(figure.read()) if pair[0] == "block"} == {
        ("block", "max_pool"),
        ("block", "conv2d"),
        ("block", "conv_transpose2d"),
    }


@pytest.mark.parametrize("remark", ["condition (also feeds the attention)", "skip · t goes into every block"])
def test_a_remark_on_lines_is_done_on_none(tmp_path: Path, remark: str) -> None:
    figure = Figure(tmp_path)
    for x, name in ((60, "Block A"), (180, "Block B"), (300, "Block C")):
        figure.box(x, 100, name, 60)
    styled(figure, (90, 100), (150, 100), "plain")
    styled(figure, (210, 100), (270, 100), "dashed")
    for y, name, style in ((200, "data flow", "plain"), (216, remark, "dashed")):
        styled(figure, (60, y), (84, y), style)
        figure.page.insert_text((90, y + 3), name, fontsize=8)
    assert flows(figure.read()) == {("block", "block")}
