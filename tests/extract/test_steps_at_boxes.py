"""What is printed beside boxes and ends, away from lines: steps that follow, sizes, and lines that are no flow."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows


def test_a_norm_right_beside_a_box_follows_it(figure: Figure) -> None:
    for y, text in ((50, "1x1 conv"), (100, "3x3 conv"), (150, "Concat")):
        figure.box(150, y, text, width=60)
    figure.line((150, 58), (150, 92))
    figure.line((150, 108), (150, 142))
    figure.line((60, 50), (60, 150), (120, 150))
    figure.page.insert_text((183, 53), "BN ReLU", fontsize=8)
    figure.page.insert_text((183, 103), "BN", fontsize=8)
    figure.page.insert_text((183, 153), "ReLU", fontsize=8)
    assert flows(figure.read()) >= {
        ("conv2d", "batch_norm"),
        ("batch_norm", "relu"),
        ("relu", "conv2d"),
        ("batch_norm", "concat"),
        ("concat", "relu"),
    }


def test_an_activation_by_an_arrow_stays_on_it(figure: Figure) -> None:
    figure.box(60, 100, "conv", width=40)
    figure.box(200, 100, "pool", width=40)
    figure.line((80, 100), (180, 100))
    figure.text(95, 94, "ReLU", 7)
    assert flows(figure.read()) == {("conv2d", "relu"), ("relu", "pool")}


def test_a_size_under_the_name_of_an_end_is_that_ones(figure: Figure) -> None:
    figure.text(40, 100, "input points")
    figure.text(40, 113, "n×3", 5)
    figure.box(150, 100, "MLP", width=50)
    figure.text(270, 100, "output scores")
    figure.text(270, 113, "k", 5)
    figure.line((70, 100), (125, 100))
    figure.line((175, 100), (240, 100))
    (graph,) = figure.read()
    shapes = {node.op: node.output_shape for node in graph.nodes}
    assert shapes["input"] == ("n", 3) and shapes["output"] == ("k",)


def test_an_end_with_a_letter_for_the_caption_is_a_node(figure: Figure) -> None:
    figure.text(50, 100, "(a) Input image")
    figure.box(150, 100, "Encoder", width=50)
    figure.box(250, 100, "Decoder", width=50)
    figure.line((84, 100), (125, 100))
    figure.line((175, 100), (225, 100))
    figure.text(200, 130, "(b) Our network")
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes] == [
        ("input", "(a) Input image"),
        ("block", "Encoder"),
        ("block", "Decoder"),
    ]


def test_a_line_of_gradients_is_no_edge(figure: Figure) -> None:
    figure.box(100, 100, "Encoder", width=50)
    figure.box(250, 100, "Decoder", width=50)
    figure.line((125, 100), (225, 100))
    figure.line((250, 108), (250, 140), (100, 140), (100, 108))
    figure.text(175, 147, "gradients", 7)
    (graph,) = figure.read()
    assert len(graph.edges) == 1 and len(graph.nodes) == 2


def test_a_count_under_a_size_is_a_text_of_its_own(figure: Figure) -> None:
    figure.page.draw_rect((110, 70, 190, 130), color=(0, 0, 0))
    figure.box(150, 90, "conv", width=40)
    figure.text(150, 106, "H×W×256", 7)
    figure.text(150, 114, "x4", 7)
    figure.box(270, 90, "Regression", width=60)
    figure.line((40, 90), (130, 90))
    figure.line((170, 90), (240, 90))
    (graph,) = figure.read()
    (conv,) = [node for node in graph.nodes if node.op == "conv2d"]
    assert (conv.repeat, conv.output_shape) == (4, ("H", "W", 256))
