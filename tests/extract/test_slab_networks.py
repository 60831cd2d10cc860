"""Networks drawn as slabs with wedges between, bare signs behind what they join, letters of tensors, heads of frames."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.extract.drawing import Figure, flows, ops
from tests.extract.test_names_over_volumes import volume

SLABS = ((150, 100, 40), (176, 110, 20), (202, 100, 40))


def network(figure: Figure, name: str) -> None:
    """Three slabs, the middle one the smallest, with plain lines from corner to corner."""
    for x, y, high in SLABS:
        volume(figure, x, y, 6, high, 4)
    for (x, y, high), (other, top, low) in pairwise(SLABS):
        figure.line((x + 4, y - 4), (other + 4, top - 4), head=False)
        figure.line((x + 6, y + high), (other, top + low), head=False)
    figure.text(181, 149, name, size=7)


def test_slabs_with_one_name_are_one_network(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    volume(figure, 40, 90, 40, 60)
    network(figure, "Shared MLP")
    volume(figure, 270, 100, 40, 30)
    figure.line((92, 118), (148, 118))
    figure.line((216, 118), (268, 118))
    assert flows(figure.read()) == {("input", "mlp"), ("mlp", "output")}


def test_slabs_without_a_name_are_volumes_of_their_own(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    network(figure, "")
    assert len(figure.read()[0].nodes) == 3


def test_bare_signs_follow_what_ends_before_them(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 150, "Conv", 60)
    for y in (130, 170):
        volume(figure, 130, y - 4, 30, 8, 4)
        figure.line((92, 150), (128, y))
    figure.plus(176, 150)
    figure.page.draw_circle((193, 150), 6, color=(0, 0, 0))
    figure.text(193, 150, "σ", size=8)
    figure.line((200, 150), (240, 150))
    figure.box(275, 150, "FC", 66)
    graphs = figure.read()
    assert {("feature_map", "add"), ("conv2d", "feature_map")} <= flows(graphs)
    assert sum(graph.node(edge.target).op == "add" for graph in graphs for edge in graph.edges) == 2


@pytest.mark.parametrize(("letter", "op"), [("M", "output"), ("loops", "block")])
def test_a_letter_under_the_name_of_a_volume_makes_it_a_tensor(tmp_path: Path, letter: str, op: str) -> None:
    figure = Figure(tmp_path)
    figure.box(80, 118, "Conv", 60)
    volume(figure, 200, 100, 40, 30)
    volume(figure, 20, 300, 20, 20)
    figure.line((112, 118), (198, 118))
    figure.text(224, 138, "Channel Attention", size=7)
    figure.text(224, 147, letter, size=7)
    graphs = figure.read()
    assert op in ops(graphs)


def test_the_head_of_a_frame_names_nothing_in_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.page.draw_rect((20, 60, 380, 200), color=(0.5, 0.2, 0.6))
    figure.text(200, 74, "Spatial Attention Module", size=10)
    for x, name in ((50, "in"), (180, ""), (310, "")):
        volume(figure, x, 94, 20, 50)
        if name:
            figure.text(x + 14, 156, name)
    figure.text(190, 160, "map")
    for x in (80, 210):
        figure.line((x, 118), (x + 98, 118))
    assert "block" not in ops(figure.read())
