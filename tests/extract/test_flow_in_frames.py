"""Frames with a flow in them, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows


def test_what_forks_at_a_rim_begins_at_what_leads_to_the_frame(figure: Figure) -> None:
    figure.page.draw_rect((100, 60, 300, 220), color=BLACK, dashes="[4 3] 0")
    figure.box(210, 180, "Self-Attention", width=90)
    figure.box(210, 120, "Add & Norm", width=90)
    figure.line((210, 218), (210, 188))
    figure.line((210, 205), (120, 205), (120, 120), (165, 120))
    figure.line((210, 172), (210, 128))
    figure.line((210, 112), (210, 30))
    figure.text(210, 22, "Output")
    for x in (140, 270):
        figure.box(x, 270, "Embedding", width=60)
        figure.line((x, 262), (x, 222))
    assert flows(figure.read()) >= {
        ("embedding", "self_attention"),
        ("embedding", "add"),
        ("self_attention", "add"),
        ("norm", "output"),
    }


def test_a_frame_with_names_under_what_arrows_join_is_no_box(figure: Figure) -> None:
    figure.page.draw_rect((60, 60, 340, 200), color=BLACK, dashes="[4 3] 0")
    for x, name in ((100, "W×H ×16"), (200, "W×H ×32"), (300, "W×H ×KA")):
        corners = [(x - 18, 140), (x - 6, 100), (x + 18, 100), (x + 6, 140)]
        figure.page.draw_polyline(corners, color=BLACK, fill=(1, 0.8, 0.6), closePath=True)
        figure.text(x, 150, name, 6)
    figure.line((116, 120), (186, 120))
    figure.line((216, 120), (286, 120))
    figure.text(200, 158, "(c) head of the network", 7)
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes] == [("W", "H", 16), ("W", "H", 32), ("W", "H", "KA")]
    assert len(graph.edges) == 2


def test_boxes_stacked_in_a_frame_follow_each_other_past_a_skip(figure: Figure) -> None:
    figure.page.draw_rect((120, 80, 280, 150), color=BLACK)
    for y, name in ((95, "Linear"), (114, "BatchNorm"), (133, "ReLU")):
        figure.box(190, y, name, width=80)
    figure.line((230, 95), (262, 95), (262, 133), (231, 133))
    figure.box(30, 40, "Input", width=40)
    figure.line((50, 40), (200, 40), (200, 79))
    figure.line((200, 150), (200, 180), (320, 180))
    figure.box(345, 180, "Softmax", width=48)
    assert flows(figure.read()) >= {
        ("dense", "batch_norm"),
        ("batch_norm", "relu"),
        ("dense", "relu"),
        ("relu", "softmax"),
    }


def test_a_remark_in_brackets_names_nothing_and_ends_no_line(figure: Figure) -> None:
    for x in (100, 250):
        figure.box(x, 60, "Embedding")
        figure.line((x, 68), (x, 92))
        figure.text(x, 79, "(frozen)", 6)
        figure.box(x, 100, "z")
        figure.line((x, 108), (x, 132))
        figure.box(x, 140, "LSTM")
    for graph in figure.read():
        assert [node.op for node in graph.nodes] == ["embedding", "feature_map", "lstm"]


def test_lines_that_begin_at_one_place_of_a_rim_fork_what_comes_in(figure: Figure) -> None:
    figure.page.draw_rect((60, 40, 340, 220), color=BLACK, dashes="[4 3] 0")
    for y, name in ((80, "Conv 3x3"), (180, "Max Pool")):
        figure.box(160, y, name)
        figure.line((60, 130), (80, 130), (80, y), (125, y))
        figure.line((195, y), (245, y))
    figure.box(280, 80, "Sigmoid")
    figure.box(280, 180, "Softmax")
    assert flows(figure.read()) == {
        ("input", "conv2d"),
        ("input", "max_pool"),
        ("conv2d", "sigmoid"),
        ("max_pool", "softmax"),
    }
