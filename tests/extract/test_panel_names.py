"""Names under drawings side by side, and letters over stages that lines join, in figures that the tests draw."""

from __future__ import annotations

from tests.extract.drawing import Figure, ops


def panel(figure: Figure, x: float, first: str, name: str, size: float) -> None:
    """Three layers upward, with a text under the line that enters them."""
    figure.text(x, 268, name, size)
    figure.line((x, 256), (x, 238))
    for i, layer in enumerate((first, "BN", "ReLU")):
        figure.box(x, 230 - 40 * i, layer)
        figure.line((x, 222 - 40 * i), (x, 198 - 40 * i))


def test_larger_names_of_drawings_on_one_level_are_headings(figure: Figure) -> None:
    panel(figure, 100, "Conv 3x3", "Train", 10)
    panel(figure, 280, "Conv 1x1", "Gated MLP", 10)
    graphs = figure.read()
    assert ops(graphs) == ["batch_norm", "batch_norm", "conv2d", "conv2d", "relu", "relu"]


def test_names_in_the_type_of_the_boxes_go_in(figure: Figure) -> None:
    panel(figure, 100, "Conv 3x3", "Premise", 8)
    panel(figure, 280, "Conv 1x1", "Hypothesis", 8)
    assert ops(figure.read()).count("input") == 2


def test_capitals_with_numbers_over_stages_go_into_none(figure: Figure) -> None:
    for i in range(4):
        x = 60 + 90 * i
        figure.box(x, 200, "MaxViT Block", width=60)
        figure.text(x, 185, f"S{i + 1}")
        if i:
            figure.line((x - 60, 200), (x - 30, 200))
    (graph,) = figure.read()
    assert not any(node.label.startswith("S") for node in graph.nodes)


def test_letters_at_lines_between_a_picture_and_steps_name_what_flows(figure: Figure) -> None:
    for x, name in ((120, "x1"), (280, "x2")):
        figure.box(x, 150, "encoder f", width=80)
        figure.line((200 + (x - 200) / 4, 192), (x, 158))
        figure.text(x - (x - 200) / 6, 166, name)
    figure.box(200, 200, "image x")
    (graph,) = figure.read()
    assert sorted(node.label for node in graph.nodes) == ["encoder f", "encoder f", "image x"]


def test_stopped_gradients_are_a_step_on_their_line(figure: Figure) -> None:
    figure.box(100, 250, "encoder f")
    figure.line((100, 242), (100, 158))
    figure.text(128, 200, "stop-grad")
    figure.box(100, 150, "similarity")
    (graph,) = figure.read()
    assert [node.label for node in graph.nodes] == ["encoder f", "stop-grad", "similarity"]


def test_an_l_with_any_index_where_all_ends_is_a_loss(figure: Figure) -> None:
    figure.box(100, 250, "Conv 3x3")
    figure.line((100, 242), (100, 208))
    figure.box(100, 200, "Linear")
    figure.line((100, 192), (100, 158))
    figure.box(100, 150, "L_dur")
    assert ops(figure.read()) == ["conv2d", "dense", "loss"]
