"""Cells with one letter and its indices, and grids of products, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows, ops


def _row(figure: Figure, names: tuple[str, ...], x: float, y: float) -> None:
    for at, name in enumerate(names):
        figure.box(x + 36 * at, y, name, width=36, height=18)


def test_cells_of_one_letter_are_a_tensor_and_their_products_a_matrix(figure: Figure) -> None:
    figure.box(60, 60, "Text Encoder")
    figure.line((95, 60), (182, 60))
    _row(figure, ("T1", "T2", "T3"), 200, 60)
    for at in range(3):
        figure.line((200 + 36 * at, 69), (200 + 36 * at, 101))
        _row(figure, tuple(f"I{at + 1}·T{i + 1}" for i in range(3)), 200, 110 + 18 * at)
    graphs = figure.read()
    assert "matmul" in ops(graphs)
    assert ("feature_map", "matmul") in flows(graphs)
    assert sum(len(graph.nodes) for graph in graphs) == 3


def test_cells_that_lines_join_stay_apart(figure: Figure) -> None:
    _row(figure, ("h1", "h2", "h3"), 150, 100)
    for at in range(2):
        figure.line((150 + 36 * at, 91), (150 + 36 * at, 70), (186 + 36 * at, 70), (186 + 36 * at, 91))
    assert sum(len(graph.nodes) for graph in figure.read()) == 3


def test_cells_of_several_letters_stay_apart(figure: Figure) -> None:
    for at, name in enumerate(("Q1", "K2", "V3")):
        figure.box(120 + 36 * at, 100, name, width=36, height=18)
        figure.line((120 + 36 * at, 150), (120 + 36 * at, 109))
        figure.box(120 + 36 * at, 158, f"Lin {at}", width=30, height=14)
    assert (
        sum("Q1" in node.label and "K2" in node.label for graph in figure.read() for node in graph.nodes) == 0
    )
