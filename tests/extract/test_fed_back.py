"""Inputs and outputs of steps that feed each other, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure


def steps(figure: Figure, boxes: bool) -> None:
    """Three steps of a decoder; what comes out of one goes into the next."""
    for i in range(3):
        x = 80 + 110 * i
        if boxes:
            figure.box(x, 280, width=14, height=24)
        else:
            figure.text(x, 280, ("<go>", "le", "chat")[i])
        figure.line((x, 266), (x, 220))
        figure.box(x, 210, "LSTM", width=50)
        figure.line((x, 202), (x, 150))
        figure.text(x, 142, ("le", "chat", "dort")[i])
        if i:
            figure.line((x - 85, 210), (x - 25, 210))
            figure.line((x - 98, 142), (x - 55, 142), (x - 55, 280), (x - 10, 280))


def read(figure: Figure) -> dict[str, list[str]]:
    (graph,) = figure.read("The decoder.")
    found: dict[str, list[str]] = {}
    for node in graph.nodes:
        found.setdefault(node.op, []).append(node.label)
    assert len(graph.edges) == 3 + 3 + 2 + 2
    return {op: sorted(labels) for op, labels in found.items()}


def test_words_that_go_from_step_to_step_stay_inputs_and_outputs(figure: Figure) -> None:
    steps(figure, boxes=False)
    assert read(figure) == {
        "input": ["<go>", "chat", "le"],
        "lstm": ["LSTM"] * 3,
        "output": ["chat", "dort", "le"],
    }


def test_frames_that_are_fed_are_inputs_as_the_first_is(figure: Figure) -> None:
    steps(figure, boxes=True)
    assert read(figure) == {"input": [""] * 3, "lstm": ["LSTM"] * 3, "output": ["chat", "dort", "le"]}


def test_maps_in_a_row_that_follow_each_other_are_no_inputs(figure: Figure) -> None:
    for i in range(3):
        x = 80 + 110 * i
        figure.box(x, 280, width=40, height=30)
        figure.line((x, 265), (x, 220))
        figure.box(x, 210, "Head", width=50)
        if i:
            figure.line((x - 90, 280), (x - 20, 280))
    (graph,) = figure.read("Maps.")
    assert sorted(node.op for node in graph.nodes if not node.label) == [
        "feature_map",
        "feature_map",
        "input",
    ]


def test_estimates_in_circles_that_go_to_the_next_state_stay_outputs(figure: Figure) -> None:
    for i in range(3):
        x = 80 + 110 * i
        figure.box(x, 210, f"h_{i + 1}", width=40)
        figure.line((x, 202), (x, 154))
        figure.page.draw_circle((x, 142), 12, color=(0, 0, 0))
        figure.text(x, 142, f"y_{i + 1}")
        if i:
            figure.line((x - 90, 210), (x - 20, 210))
            figure.line((x - 98, 142), (x - 55, 142), (x - 55, 240), (x, 240), (x, 218))
    (graph,) = figure.read("The decoder.")
    assert [node.op for node in graph.nodes if node.label.startswith("y")] == ["output"] * 3


def test_what_a_loop_is_given_and_gives_are_its_input_and_output(figure: Figure) -> None:
    figure.text(180, 360, "state S(t)")
    figure.line((180, 352), (180, 308))
    figure.box(180, 300, "Conv 3x3")
    figure.line((180, 292), (180, 248))
    figure.text(180, 240, "S(t+1)")
    figure.line((200, 240), (260, 240), (260, 360), (204, 360))
    (graph,) = figure.read("The recurrent block.")
    assert {node.label: node.op for node in graph.nodes} == {
        "state S(t)": "input",
        "Conv 3x3": "conv2d",
        "S(t+1)": "output",
    }
    assert len(graph.edges) == 3
