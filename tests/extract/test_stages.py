"""Stages of volumes that stand against each other, as programs that draw networks set them, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from graph import Graph
from tests.extract.drawing import BLACK, Figure

Face = list[tuple[float, float]]


def volume(
    figure: Figure, x: float, width: float, height: float, share: float = 0.0, depth: float | None = None
) -> tuple[float, float]:
    """A clear volume with the middle of its front's left side at x, 120; a share of its width is a darker band.

    Returns the x of the middle of its right side and how far its depth shifts that.
    """
    d, top = 0.25 * height if depth is None else depth, 120 - height / 2
    low, right = top + height, x + width
    lid = [(x, top), (right, top), (right + d, top - d), (x + d, top - d)]
    side = [(right, top), (right, low), (right + d, low - d), (right + d, top - d)]
    for face in ([(x, top), (right, top), (right, low), (x, low)], lid, side):
        figure.page.draw_polyline(face, color=BLACK, fill=(1, 0.9, 0.6), closePath=True, fill_opacity=0.7)
    if share:
        left = right - share * width
        band: Face = [(left, top), (right, top), (right, low), (left, low)]
        over: Face = [(left, top), (right, top), (right + d, top - d), (left + d, top - d)]
        for face in (band, over):
            figure.page.draw_polyline(face, color=None, fill=(1, 0.7, 0.3), closePath=True, fill_opacity=0.7)
    return right + d / 2, 120 - d / 2


def pool(figure: Figure, x: float, height: float) -> tuple[float, float]:
    """A thin volume against one that ends at x."""
    return volume(figure, x, 3, 0.8 * height)


def edges(graph: Graph) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in graph.edges}


def chain(count: int) -> set[tuple[str, str]]:
    return {(f"n{i}", f"n{i + 1}") for i in range(1, count)}


def test_a_copy_that_is_handed_on_leaves_the_way_along_the_row(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    x, last, tops = 20.0, None, []
    for height in (80, 50, 30, 50, 80):
        end, y = volume(figure, x, 10, height, share=0.3)
        if last is not None:
            figure.line(last, (x + 0.125 * height, 120), head=True)
        tops.append((x + 5 + 0.125 * height, 120 - height / 2 - 0.125 * height))
        if len(tops) < 3:
            end, y = pool(figure, x + 10, height)
        last = (end, y)
        x = end + 34
    for a, b, level in ((0, 4, 40), (1, 3, 55)):
        figure.line(tops[a], (tops[a][0], level), (tops[b][0], level), tops[b])
    (graph,) = figure.read()
    assert edges(graph) == chain(7) | {("n1", "n7"), ("n3", "n6")}


def test_a_line_meets_the_first_of_a_stage_and_leaves_the_last(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    x, last = 20.0, None
    for height in (80, 60, 44):
        for width in (10, 10):
            volume(figure, x, width, height, share=0.3)
            x += width
        end = pool(figure, x, height)
        if last is not None:
            figure.line(last, (x - 20 + 0.125 * height, last[1]), head=False)
        last = end
        x = end[0] + 40
    (graph,) = figure.read()
    assert edges(graph) == chain(9)


def test_a_bar_of_three_faces_is_a_volume_however_slim(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x in (20, 120, 220):
        volume(figure, x, 4, 4, depth=40)
        figure.text(x + 2, 132, "4096", size=6)
    figure.line((46, 102), (140, 102))
    figure.line((146, 102), (240, 102))
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes] == [(4096,)] * 3
    assert edges(graph) == chain(3)


def test_a_thin_slab_turned_to_the_reader_is_a_volume(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x, name in ((40, "X"), (220, "Y")):
        volume(figure, x, 60, 60, depth=2.5)
        figure.text(x + 30, 120, name)
    figure.line((103, 118), (219, 118))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "output"]


def test_each_stage_has_one_name_which_is_no_operation_on_the_way(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    x, last = 20.0, None
    for height, name in ((80, "conv1"), (60, "conv2"), (40, "conv3"), (40, "softmax")):
        start = x
        end = volume(figure, x, 12, height)
        if name != "softmax":
            end = pool(figure, x + 12, height)
        if last is not None:
            figure.line(last, (start, last[1]))
        figure.text(start + 10, 120 + height / 2 + 16, name, size=7)
        last, x = end, end[0] + 40
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", *["feature_map"] * 5, "softmax"]
    assert edges(graph) == chain(7)


def test_a_size_turned_along_the_depth_is_no_number_of_channels(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    last = None
    for x, size, channels in ((40, "64", "16"), (160, "32", "24"), (280, "16", "48")):
        end = volume(figure, x, 16, 60)
        figure.text(x + 8, 156, channels, size=6)
        at = pymupdf.Point(x + 18, 157)
        figure.page.insert_text(at, size, fontsize=6, morph=(at, pymupdf.Matrix(45)))
        if last is not None:
            figure.line(last, (x, 115))
        last = end
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes] == [(64, 16), (32, 24), (16, 48)]


def test_an_arrow_over_a_printed_size_leads_to_the_volume_below_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x, y in ((40, 60), (40, 200), (160, 60), (160, 200)):
        d = 10
        front = [(x, y), (x + 30, y), (x + 30, y + 50), (x, y + 50)]
        lid = [(x, y), (x + 30, y), (x + 30 + d, y - d), (x + d, y - d)]
        side = [(x + 30, y), (x + 30, y + 50), (x + 30 + d, y + 50 - d), (x + 30 + d, y - d)]
        for face in (front, lid, side):
            figure.page.draw_polyline(face, color=BLACK, fill=(0.6, 0.8, 1), closePath=True)
        figure.text(x + 20, y - 15, "64", size=7)
    figure.line((60, 112), (60, 178))
    figure.line((180, 178), (180, 112))
    for y in (80, 220):
        figure.line((82, y), (158, y))
    (graph,) = figure.read()
    assert len(graph.nodes) == 4
    assert len(graph.edges) == 4
