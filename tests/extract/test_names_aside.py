"""Names to the left or right of shapes without text, drawn by us and read."""

from __future__ import annotations

import pymupdf

from tests.extract.drawing import BLACK, Figure


def blank_box(figure: Figure, name: str, gap: float = 6) -> None:
    """A row of two named boxes and one between them that has its name to the right, below the line that leaves it."""
    figure.box(80, 200, "Encoder")
    figure.box(200, 200, width=40, height=60)
    figure.box(330, 200, "Decoder")
    figure.line((115, 200), (179, 200))
    figure.line((220, 200), (294, 200))
    figure.text(220 + gap + pymupdf.get_text_length(name, fontsize=8) / 2, 222, name)


def read(figure: Figure) -> list[tuple[str, str]]:
    return [(node.op, node.label) for graph in figure.read() for node in graph.nodes]


def test_names_left_of_sheets(figure: Figure) -> None:
    for i, name in enumerate(("image", "conv layers", "RoI pooling")):
        y = 330 - 80 * i
        corners = [(140, y + 15), (170, y - 15), (260, y - 15), (230, y + 15), (140, y + 15)]
        figure.page.draw_polyline(corners, color=BLACK, fill=(0.8, 0.8, 0.9))
        figure.text(136 - pymupdf.get_text_length(name, fontsize=8) / 2, y + 4, name)
        if i:
            figure.line((200, y + 64), (200, y + 16))
    assert [op for op, _ in read(figure)] == ["input", "conv2d", "roi_pool"]


def test_a_name_beside_a_box_in_the_flow(figure: Figure) -> None:
    blank_box(figure, "Sampler")
    assert ("block", "Sampler") in read(figure)


def test_a_name_far_off_is_none(figure: Figure) -> None:
    blank_box(figure, "Sampler", gap=16)
    assert "Sampler" not in {label for _, label in read(figure)}


def test_a_measure_is_no_name(figure: Figure) -> None:
    blank_box(figure, "/255")
    assert "/255" not in {label for _, label in read(figure)}


def test_one_of_two_texts_is_no_name(figure: Figure) -> None:
    blank_box(figure, "Sampler")
    figure.text(243, 178, "Context")
    assert not {"Sampler", "Context"} & {label for _, label in read(figure)}


def test_what_a_box_holds_is_its_name(figure: Figure) -> None:
    blank_box(figure, "feature")
    assert ("feature_map", "feature") in read(figure)
