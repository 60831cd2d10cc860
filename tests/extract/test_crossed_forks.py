"""Forks with a head at every end, which the arrow through them feeds, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure

COLUMNS = (70, 150, 230)


def _head(figure: Figure, x: float, y: float) -> None:
    figure.page.draw_polyline(
        [(x, y), (x - 2.5, y + 5), (x + 2.5, y + 5)], color=None, fill=BLACK, closePath=True
    )


@pytest.mark.parametrize("whole", [True, False])
def test_a_bar_with_two_heads_over_an_arrow_is_fed_by_it(figure: Figure, whole: bool) -> None:
    figure.box(150, 220, "LayerNorm")
    figure.line((150, 212), (150, 148))
    for x in COLUMNS:
        figure.box(x, 140, "Linear", width=50)
        figure.line((x, 132), (x if x == 150 else 150 + (x - 150) / 4, 88))
    figure.box(150, 80, "Attention")
    if whole:
        figure.line((70, 153), (70, 180), (230, 180), (230, 153), head=False)
    else:
        figure.line((230, 180), (70, 180), (70, 153), head=False)
        figure.line((230, 180), (230, 153), head=False)
    for x in (70, 230):
        _head(figure, x, 148)
    (graph,) = figure.read()
    ops = {node.id: node.op for node in graph.nodes}
    assert sorted(ops.values()) == ["attention", "dense", "dense", "dense", "layer_norm"]
    assert sorted((ops[e.source], ops[e.target]) for e in graph.edges) == sorted(
        [("layer_norm", "dense")] * 3 + [("dense", "attention")] * 3
    )


def test_two_arrows_that_only_cross_stay_two(figure: Figure) -> None:
    figure.box(150, 220, "Conv")
    figure.line((150, 212), (150, 68))
    figure.box(150, 60, "Softmax")
    figure.box(60, 140, "Pool", width=50)
    figure.box(250, 140, "Sigmoid", width=50)
    figure.line((85, 140), (225, 140))
    ops = [(graph, {node.id: node.op for node in graph.nodes}) for graph in figure.read()]
    edges = sorted((own[e.source], own[e.target]) for graph, own in ops for e in graph.edges)
    assert len(edges) == 2
    assert ("conv2d", "sigmoid") not in edges


def test_a_fork_that_begins_right_over_a_box_comes_from_its_stem(figure: Figure) -> None:
    figure.box(150, 60, "Conv")
    figure.line((150, 68), (150, 80), head=False)
    figure.line((220, 80), (80, 80), (80, 152))
    figure.line((220, 80), (220, 87))
    figure.box(220, 95, "Pool")
    figure.line((220, 103), (220, 152))
    figure.box(80, 160, "Sigmoid")
    figure.box(220, 160, "Softmax")
    (graph,) = figure.read()
    ops = {node.id: node.op for node in graph.nodes}
    assert sorted((ops[e.source], ops[e.target]) for e in graph.edges) == [
        ("conv2d", "pool"),
        ("conv2d", "sigmoid"),
        ("pool", "softmax"),
    ]


@pytest.mark.parametrize(("text", "op"), [("2×", "upsample"), ("×2", "upsample"), ("Stack 1", "block")])
def test_a_box_in_the_flow_that_prints_how_many_times_makes_larger(
    figure: Figure, text: str, op: str
) -> None:
    for x, name in ((60, "Conv"), (170, text), (280, "Softmax")):
        figure.box(x, 100, name)
        if x > 60:
            figure.line((x - 75, 100), (x - 35, 100))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", op, "softmax"]


def test_a_name_of_an_operation_in_the_corner_of_a_frame_is_its_heading(figure: Figure) -> None:
    figure.text(150, 30, "Input")
    figure.line((150, 37), (150, 92))
    figure.page.draw_rect((90, 70, 210, 170), color=BLACK, dashes="[2 2]")
    figure.page.insert_text((93, 80), "Split 1", fontsize=8)
    figure.box(150, 100, "Conv")
    figure.line((150, 108), (150, 132))
    figure.box(150, 140, "ReLU")
    figure.line((150, 148), (150, 212))
    figure.box(150, 220, "Softmax")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "relu", "softmax"]
