"""Texts that count a stack without a frame: none of them names an input or output of it."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows


def test_the_title_of_a_column_counts_its_layers(figure: Figure) -> None:
    figure.text(200, 330, "Teacher Layer (N×)")
    figure.line((200, 318), (200, 298))
    figure.box(200, 290, "MHA")
    figure.line((200, 282), (200, 258))
    figure.box(200, 250, "FFN")
    figure.line((200, 242), (200, 218))
    figure.text(200, 208, "Hidden states")
    (graph,) = figure.read()
    assert {node.op: node.repeat for node in graph.nodes} == {
        "multi_head_attention": "N",
        "feed_forward": "N",
        "output": None,
    }


def test_a_count_at_the_end_of_an_arrow_is_no_output(figure: Figure) -> None:
    figure.page.draw_rect((140, 90, 260, 260), color=(0, 0, 0), dashes="[3 3]")
    figure.text(200, 330, "Input")
    figure.line((200, 320), (200, 238))
    figure.box(200, 230, "Dilated Conv")
    figure.line((200, 222), (200, 158))
    figure.box(200, 150, "tanh")
    figure.line((200, 142), (200, 76))
    figure.text(222, 78, "k Layers")
    (graph,) = figure.read()
    assert flows([graph]) == {("input", "conv2d"), ("conv2d", "tanh")}
    assert {node.repeat for node in graph.nodes if node.op != "input"} == {"k"}
