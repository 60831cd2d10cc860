"""Frames of cells with dots between them, rows of 0 and 1, and plain boxes at the end, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, named_flows, ops


def fields(figure: Figure) -> None:
    """Two named rows of 0 and 1 that lead to a frame of cells, which is named left of it and leads to a network."""
    for at, digits in enumerate(("0100", "0001")):
        x = 110 + 150 * at
        for i, digit in enumerate(digits):
            figure.box(x - 24 + 16 * i, 300, digit, width=16, height=16)
            figure.box(x - 24 + 16 * i, 240, width=16, height=16, fill=(1, 0.9, 0.6))
        figure.text(x, 318, f"field {at + 1}")
        figure.line((x, 291), (x, 259))
    figure.page.draw_rect((70, 222, 305, 258), color=(0, 0, 0), dashes="[3 2]")
    figure.text(185, 240, ". . .")
    figure.text(44, 240, "Embedding")
    figure.line((185, 221), (185, 189))
    figure.box(185, 180, "Encoder")


def test_a_frame_of_cells_and_rows_of_digits_are_what_they_are_named(figure: Figure) -> None:
    fields(figure)
    graphs = figure.read()
    assert ops(graphs) == ["block", "embedding", "input", "input"]
    assert named_flows(graphs) == {
        ("field 1", "Embedding"),
        ("field 2", "Embedding"),
        ("Embedding", "Encoder"),
    }


def test_a_plain_box_that_the_flow_ends_with_is_what_comes_out(figure: Figure) -> None:
    figure.box(60, 200, width=30, height=30)
    figure.box(160, 200, "Encoder")
    figure.box(260, 200, width=30, height=30)
    figure.line((75, 200), (124, 200))
    figure.line((195, 200), (244, 200))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "block", "output"]
