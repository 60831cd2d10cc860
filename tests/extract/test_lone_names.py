"""One name at the end of a row of cells, or over a column of them, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure

COLUMNS = (80, 160, 240)


def _row(figure: Figure, *, fills: tuple[tuple[float, float, float], ...]) -> None:
    """Tokens at the foot, a cell over each, and a layer over all of them."""
    figure.box(160, 60, "Self-Attention", width=220)
    for x, token, fill in zip(COLUMNS, ("We", "are", "here"), fills, strict=True):
        figure.box(x, 120, width=40, height=14, fill=fill)
        figure.text(x, 170, token)
        figure.line((x, 162), (x, 127))
        figure.line((x, 113), (x, 68))


GREEN, RED = (0.7, 0.9, 0.7), (0.9, 0.6, 0.6)


@pytest.mark.parametrize("x", [305, 20])
def test_a_lone_name_level_with_a_row_of_cells_names_each_of_them(figure: Figure, x: float) -> None:
    _row(figure, fills=(GREEN,) * 3)
    figure.text(x, 120, "Embedding" if x < 50 else "Embedding Layer")
    (graph,) = figure.read()
    ops = [node.op for node in graph.nodes]
    assert ops.count("embedding") == 3
    assert ops.count("input") == 3
    assert len(graph.edges) == 6


def test_it_does_not_name_cells_of_another_colour_further_on(figure: Figure) -> None:
    _row(figure, fills=(RED, GREEN, GREEN))
    figure.text(305, 120, "Embedding Layer")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes].count("embedding") == 2


def test_it_does_not_name_cells_behind_a_box_with_a_name_of_its_own(figure: Figure) -> None:
    _row(figure, fills=(GREEN,) * 3)
    figure.text(240, 120, "Conv")
    figure.text(305, 120, "Embedding Layer")
    (graph,) = figure.read()
    assert "embedding" not in [node.op for node in graph.nodes]


def test_a_word_that_ends_in_no_layer_names_no_row(figure: Figure) -> None:
    _row(figure, fills=(GREEN,) * 3)
    figure.text(305, 120, "frozen")
    (graph,) = figure.read()
    assert "frozen" not in [node.label for node in graph.nodes]


def test_a_name_over_a_column_of_cells_names_each_of_them(figure: Figure) -> None:
    figure.text(140, 40, "Embedding Layer")
    for y, letter in ((80, "a"), (130, "b"), (180, "c")):
        figure.box(40, y, f"w{letter}", width=30)
        figure.box(140, y, width=50, height=14)
        figure.line((55, y), (115, y))
        figure.line((165, y), (225, y))
    figure.box(260, 130, "MLP", height=130)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes].count("embedding") == 3


def test_a_name_over_a_chain_of_cells_names_none_of_them(figure: Figure) -> None:
    figure.text(140, 30, "Embedding Layer")
    for y in (80, 130, 180):
        figure.box(140, y, width=50, height=14)
    figure.line((140, 123), (140, 87))
    figure.line((140, 173), (140, 137))
    figure.box(140, 230, "Conv")
    figure.line((140, 222), (140, 187))
    assert "embedding" not in [node.op for graph in figure.read() for node in graph.nodes]


def test_dots_among_the_cells_of_a_box_are_no_name_of_it(figure: Figure) -> None:
    figure.box(140, 60, "Softmax", width=200)
    figure.box(140, 130, width=200, height=20, fill=GREEN)
    for x in (60, 72, 84, 200, 212, 224):
        figure.page.draw_circle((x, 130), 5, color=(0, 0, 0), fill=RED)
    figure.text(140, 130, ". . .")
    figure.line((140, 120), (140, 68))
    figure.text(280, 130, "Embedding Layer")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["embedding", "softmax"]


def test_an_operation_at_the_margin_names_steps_of_kinds_whose_colours_come_again(figure: Figure) -> None:
    figure.box(180, 60, "Transformer", width=260)
    for i, x in enumerate((80, 140, 200, 260)):
        figure.box(x, 120, width=36, height=12, fill=(GREEN, RED)[i % 2])
        figure.text(x, 170, ("r", "s")[i % 2] + str(i // 2))
        figure.line((x, 162), (x, 127))
        figure.line((x, 113), (x, 68))
    figure.text(30, 120, "emb. + pos. enc.", size=7)
    (graph,) = figure.read()
    ops = [node.op for node in graph.nodes]
    assert ops.count("embedding") == ops.count("positional_encoding") == 4


def test_an_operation_in_the_midst_of_shapes_names_none_of_them(figure: Figure) -> None:
    for x in (60, 100, 240, 280):
        figure.box(x, 120, width=24, height=24)
    figure.line((72, 120), (88, 120))
    figure.line((112, 120), (228, 120))
    figure.line((252, 120), (268, 120))
    figure.text(170, 112, "Conv")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes].count("conv2d") == 1


def _grid(
    figure: Figure, x: float, y: float, columns: int, rows: int, fill: tuple[float, float, float]
) -> None:
    """A grid of cells around a middle."""
    for i in range(columns):
        for k in range(rows):
            left, top = x + 8 * (i - columns / 2), y + 8 * (k - rows / 2)
            figure.page.draw_rect((left, top, left + 8, top + 8), color=(0, 0, 0), fill=fill)


def test_grids_of_several_widths_and_colours_share_the_name_far_beside_them(figure: Figure) -> None:
    figure.box(140, 60, "Softmax", width=200)
    _grid(figure, 140, 190, 6, 4, (0.9, 0.9, 0.9))
    for x, columns, fill in ((70, 4, GREEN), (140, 3, RED), (210, 2, (0.6, 0.8, 0.9))):
        _grid(figure, x, 120, columns, 2, fill)
        figure.line((140, 174), (x, 129))
        figure.line((x, 111), (x, 69))
    figure.page.insert_text((260, 123), "convolution layer", fontsize=8)
    figure.page.insert_text((172, 182), "concatenation of", fontsize=8)
    figure.page.insert_text((172, 191), "character embeddings", fontsize=8)
    (graph,) = figure.read()
    ops = sorted(node.op for node in graph.nodes)
    assert ops == ["concat", "conv2d", "conv2d", "conv2d", "softmax"]
    assert len(graph.edges) == 6
