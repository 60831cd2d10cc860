"""Brackets, frames and loops along steps, with a name, size or count beside them, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import BLACK, GREY, Figure, flows


def _row(figure: Figure, labels: tuple[str, str]) -> None:
    for at, name in enumerate(("Encoder", "LSTM", "Linear", "Softmax")):
        figure.box(60 + 90 * at, 100, name, width=60)
        if at:
            figure.line((0 + 90 * at, 100), (30 + 90 * at, 100))
    for at, label in enumerate(labels):
        left = 30 + 180 * at
        ends = [(left, 116), (left, 121), (left + 150, 121), (left + 150, 116)]
        figure.line(*ends, head=False)
        figure.text(left + 75, 129, label)


@pytest.mark.parametrize(
    ("labels", "shapes", "repeats"),
    [
        (("Encoding", "Decoding"), [None] * 4, [None] * 4),
        (("32 × 32", "1 × 1"), [(32, 32), (32, 32), (1, 1), (1, 1)], [None] * 4),
        (("×6", "×2"), [None] * 4, [6, 6, 2, 2]),
    ],
)
def test_what_is_printed_behind_a_bracket_holds_for_its_steps(
    tmp_path: Path, labels: tuple[str, str], shapes: list[object], repeats: list[object]
) -> None:
    figure = Figure(tmp_path)
    _row(figure, labels)
    (graph,) = figure.read()
    assert flows([graph]) == {("block", "lstm"), ("lstm", "dense"), ("dense", "softmax")}
    assert [node.output_shape for node in graph.nodes] == shapes
    assert [node.repeat for node in graph.nodes] == repeats


def test_a_count_behind_a_brace_holds_for_its_steps_over_a_line_of_print(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, name in enumerate(("Encoder", "LSTM", "Linear", "Softmax")):
        figure.box(60 + 90 * at, 100, name, width=60)
        if at:
            figure.line((0 + 90 * at, 100), (30 + 90 * at, 100))
    figure.text(195, 120, "recurrent part")
    brace = [(120, 134), (122, 138), (126, 139), (190, 139), (194, 140), (195, 144)]
    figure.line(*brace, *((390 - x, y) for x, y in reversed(brace[:-1])), head=False)
    figure.text(195, 152, "Repeat R times")
    (graph,) = figure.read()
    assert [node.repeat for node in graph.nodes] == [None, "R", "R", None]


def test_a_count_beside_a_line_that_leads_back_holds_for_its_loop(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, name in enumerate(("Encoder", "LSTM", "Linear", "Softmax")):
        figure.box(200, 60 + 50 * at, name, width=60)
        if at:
            figure.line((200, 20 + 50 * at), (200, 50 + 50 * at))
    figure.line((230, 160), (260, 160), (260, 110), (230, 110))
    figure.text(300, 125, "apply ×K (shared θ)")
    (graph,) = figure.read()
    assert ("dense", "lstm") in flows([graph])
    assert [node.repeat for node in graph.nodes] == [None, "K", "K", None]


def test_a_count_within_a_counted_frame_is_that_of_the_box_beside_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.page.draw_rect((120, 40, 280, 190), color=GREY, fill=(0.95, 0.95, 0.95))
    for at, name in enumerate(("Encoder", "LSTM", "Linear", "Softmax")):
        figure.box(220, 60 + 50 * at, name, width=60)
        if at:
            figure.line((220, 18 + 50 * at), (220, 52 + 50 * at))
    figure.text(175, 110, "×K")
    figure.text(100, 110, "× (L - 1)")
    (graph,) = figure.read()
    assert [node.repeat for node in graph.nodes] == ["L - 1", "K", "L - 1", None]


@pytest.mark.parametrize(("other", "repeat"), [("", 4), ("x2", None)])
def test_a_small_x_with_a_number_counts_where_nothing_else_is_called_x(
    tmp_path: Path, other: str, repeat: object
) -> None:
    figure = Figure(tmp_path)
    for at, name in enumerate(("Encoder", "LSTM", "Linear")):
        figure.box(80 + 90 * at, 100, name, width=60)
        if at:
            figure.line((20 + 90 * at, 100), (50 + 90 * at, 100))
    figure.text(170, 84, "x4")
    figure.text(170, 300, other)
    (graph,) = figure.read()
    assert [node.repeat for node in graph.nodes] == [None, repeat, None]


def test_a_line_from_box_to_box_is_no_bracket(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, name in enumerate(("Encoder", "LSTM", "Softmax")):
        figure.box(60 + 90 * at, 100, name, width=60)
        if at:
            figure.line((0 + 90 * at, 100), (30 + 90 * at, 100))
    figure.line((60, 108), (60, 116), (240, 116), (240, 108), head=False)
    figure.text(150, 124, "identity")
    assert ("block", "softmax") in flows(figure.read())


def test_a_bracket_as_long_as_a_frame_holds_for_all_in_it(figure: Figure) -> None:
    figure.page.draw_rect((60, 90, 340, 190), color=BLACK)
    for y, names in ((120, ("Row attention", "Transition")), (165, ("Conv 3x3", "Linear"))):
        figure.box(130, y, names[0])
        figure.line((165, y), (225, y))
        figure.box(260, y, names[1])
    figure.line((60, 196), (60, 200), (340, 200), (340, 196), head=False)
    figure.text(200, 207, "48 blocks (no shared weights)", 6)
    assert {node.repeat for graph in figure.read() for node in graph.nodes} == {48}
