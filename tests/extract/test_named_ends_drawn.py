"""Names in a row at a box without lines, in figures that the tests draw."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows


def test_variables_in_a_row_under_a_box_go_into_it(figure: Figure) -> None:
    figure.box(200, 200, "Embedding", width=140)
    for i, name in enumerate(("x1", "x2", "x3")):
        figure.text(150 + 50 * i, 217, name)
    figure.line((200, 192), (200, 158))
    figure.box(200, 150, "LSTM", width=140)
    figure.line((200, 142), (200, 108))
    figure.box(200, 100, "softmax", width=140)
    assert flows(figure.read()) == {("input", "embedding"), ("embedding", "lstm"), ("lstm", "softmax")}


def test_variables_beside_the_way_into_a_box_stay_out(figure: Figure) -> None:
    figure.box(200, 250, "Embedding", width=140)
    figure.line((200, 242), (200, 208))
    for x, name in ((150, "x1"), (250, "x2")):
        figure.text(x, 217, name)
    figure.box(200, 200, "LSTM", width=140)
    figure.line((200, 192), (200, 158))
    figure.box(200, 150, "softmax", width=140)
    assert flows(figure.read()) == {("embedding", "lstm"), ("lstm", "softmax")}


def test_one_variable_under_a_box_is_no_row(figure: Figure) -> None:
    figure.box(200, 200, "dense", width=140)
    figure.text(200, 217, "x1")
    figure.line((200, 192), (200, 158))
    figure.box(200, 150, "softmax", width=140)
    assert flows(figure.read()) == {("dense", "softmax")}


def test_what_leads_to_dots_besides_its_output_has_no_other_end(figure: Figure) -> None:
    """The steps that dots stand for are like those drawn; the flow as a whole ends where its outputs are."""
    for x, name in ((80, "1"), (180, "2")):
        figure.box(x, 200, "LSTM", width=50)
        figure.text(x, 250, f"x{name}")
        figure.line((x, 242), (x, 208))
        figure.line((x, 192), (x, 158))
        figure.text(x, 150, f"y{name}")
    figure.line((105, 200), (155, 200))
    figure.line((205, 200), (245, 200))
    figure.text(256, 200, "...")
    (graph,) = figure.read()
    assert sorted(node.op for node in graph.nodes) == ["input", "input", "lstm", "lstm", "output", "output"]


def test_the_bar_of_a_formula_under_the_drawing_is_no_line(figure: Figure) -> None:
    figure.box(100, 100, "Conv 3x3")
    figure.box(100, 160, "ReLU")
    figure.line((100, 108), (100, 152))
    figure.text(150, 220, "Softmax(Q K) = softmax( Q K / d ) V in R")
    figure.line((150, 221), (190, 221), head=False)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", "relu"]


def test_a_name_in_larger_type_that_arrows_stop_short_of_is_an_end(figure: Figure) -> None:
    for y, label in ((60, "Conv 3x3"), (140, "Conv 5x5")):
        figure.box(100, y, label)
    figure.text(230, 100, "Answer", size=13)
    figure.line((135, 60), (227, 60), (227, 83))
    figure.line((135, 140), (227, 140), (227, 117))
    assert flows(figure.read()) == {("conv2d", "output")}


def test_a_name_in_larger_type_over_the_first_box_stays_a_heading(figure: Figure) -> None:
    figure.text(100, 40, "Answering", size=13)
    for y, label in ((70, "Conv 3x3"), (140, "Softmax")):
        figure.box(100, y, label)
    figure.line((100, 78), (100, 132))
    assert flows(figure.read()) == {("conv2d", "softmax")}
