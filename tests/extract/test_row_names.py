"""Columns of names beside rows of shapes, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure

NAMES = ("Softmax", "Forward LSTM", "Embedding", "Characters")


def rows(figure: Figure, names: tuple[str, ...], side: float = 60, *, bracket: bool = False) -> None:
    """Rows of cells over each other, each led to from the one below, with a name beside each."""
    for row, name in enumerate(names):
        y = 80 + 70 * row
        for i in range(4):
            figure.box(140 + 34 * i, y, width=16, height=18)
        figure.text(side, y, name)
        if row:
            figure.line((191, y - 12), (191, y - 57))
    if bracket:
        figure.line((95, 60), (92, 60), (92, 300), (95, 300), head=False)


def labels(figure: Figure) -> list[str]:
    return sorted(node.label for graph in figure.read() for node in graph.nodes)


def test_names_left_of_rows(figure: Figure) -> None:
    rows(figure, NAMES)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "embedding", "lstm", "softmax"]
    assert len(graph.edges) == 3


def test_names_right_of_rows(figure: Figure) -> None:
    rows(figure, NAMES, side=320)
    assert labels(figure) == sorted(NAMES)


def test_two_names_are_no_column(figure: Figure) -> None:
    rows(figure, ("Output", "Words"))
    assert "Words" not in labels(figure)


def test_names_behind_a_bracket_are_those_of_parts(figure: Figure) -> None:
    rows(figure, ("Part one", "Part two", "Part three"), bracket=True)
    assert not set(labels(figure)) & {"Part one", "Part two", "Part three"}


def test_hidden_layers_that_see_windows_are_maps(figure: Figure) -> None:
    for row, name in enumerate(("Input", "Hidden layer", "Hidden layer", "Output")):
        y = 320 - 70 * row
        figure.text(340, y, name)
        for i in range(7):
            figure.page.draw_circle((60 + 36 * i, y), 6, color=(0, 0, 0))
            for j in (i - 1, i) if row else ():
                if j >= 0:
                    figure.line((60 + 36 * j, y + 64), (60 + 36 * i, y + 6))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "feature_map", "feature_map", "output"]


def test_a_name_may_say_again_what_boxes_level_with_it_say(figure: Figure) -> None:
    for row, name in enumerate(("CRF layer", "Backward LSTM", "Forward LSTM", "Embedding")):
        y = 80 + 60 * row
        figure.text(50, y, name)
        for x in (140, 230, 320):
            figure.box(x, y, "LSTM" if "LSTM" in name else "", width=50, height=18)
            if row:
                figure.line((x, y - 9), (x, y - 51))
    assert {node.op for graph in figure.read() for node in graph.nodes} == {"block", "lstm", "embedding"}


def test_bold_names_count_and_one_in_the_plural_is_that_of_the_rows_between_two_others(
    figure: Figure,
) -> None:
    for row in range(5):
        y = 80 + 50 * row
        figure.box(180, y, width=90, height=16)
        if row:
            figure.line((180, y - 8), (180, y - 41))
    for y, name in (
        (80, "Output Layer"),
        (155, "Hidden Layers"),
        (230, "Fusion Layer"),
        (280, "Embedding Layer"),
    ):
        figure.page.insert_text((300, y + 3), name, fontsize=8, fontname="hebo")
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes] == [
        ("embedding", "Embedding Layer"),
        ("block", "Fusion Layer"),
        ("dense", "Hidden Layers"),
        ("dense", "Hidden Layers"),
        ("output", "Output Layer"),
    ]
