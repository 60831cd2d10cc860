"""Which way lines flow, what lies on their way, and settings beside boxes, in figures that the tests draw."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows, ops


def test_settings_beside_a_box_are_its_own(figure: Figure) -> None:
    figure.box(200, 50, "3x3 conv")
    figure.text(253, 50, "stride=2")
    figure.line((200, 58), (200, 92))
    figure.box(200, 100, "ReLU")
    (graph,) = figure.read()
    assert flows([graph]) == {("conv2d", "relu")}
    assert graph.nodes[0].value("stride") == (2, 2) and graph.nodes[0].value("kernel") == (3, 3)


def test_a_count_of_channels_beside_a_convolution_is_its_filters(figure: Figure) -> None:
    for y, text in ((50, "Conv 8 × 8"), (100, "ReLU"), (150, "Conv 3 × 3")):
        figure.box(200, y, text)
    figure.text(251, 50, "16 ch.")
    figure.text(265, 150, "[16, 32, 32] ch.")
    figure.line((200, 58), (200, 92))
    figure.line((200, 108), (200, 142))
    (graph,) = figure.read()
    assert [node.value("filters") for node in graph.nodes] == [16, None, (16, 32, 32)]


def test_several_dilations_below_convolutions_are_theirs_and_one_alone_is_none(figure: Figure) -> None:
    for x, text in ((60, "d=1"), (160, "d=2"), (260, "d=4")):
        figure.box(x, 50, "1-D Conv")
        figure.text(x, 64, text)
    figure.line((95, 50), (125, 50))
    figure.line((195, 50), (225, 50))
    figure.box(60, 150, "1-D Conv")
    figure.text(60, 164, "n=64")
    (graph,) = figure.read()[:1]
    assert [node.value("dilation") for node in graph.nodes] == [1, 2, 4]


def test_a_list_of_what_leads_to_it_is_a_concatenation(figure: Figure) -> None:
    for x, name in ((100, "u"), (200, "v")):
        figure.box(x, 150, "BERT", 50)
        figure.line((x, 142), (x, 118))
        figure.box(x, 110, name, 20)
        figure.line((x, 102), (150 + (x - 150) / 5, 78))
    figure.box(150, 70, "(u, v, |u-v|)")
    figure.line((150, 62), (150, 48))
    figure.box(150, 40, "Softmax")
    (graph,) = figure.read()
    assert ("feature_map", "concat") in flows([graph]) and ("concat", "softmax") in flows([graph])


def test_what_stands_outside_of_a_frame_is_done_on_no_line_within_it(figure: Figure) -> None:
    figure.page.draw_rect((120, 20, 220, 180), color=BLACK, dashes="[3 3] 0")
    figure.box(175, 150, "MLP")
    figure.line((175, 190), (175, 158))
    figure.line((175, 142), (175, 108))
    figure.box(175, 100, "Add & Norm")
    figure.line((175, 172), (128, 172), (128, 100), (140, 100))
    figure.text(85, 130, "Positional Encoding", size=7)
    graphs = figure.read()
    assert "positional_encoding" not in ops(graphs)
    assert ("input", "add") in flows(graphs)


def test_filled_bars_in_a_row_are_a_dashed_line(figure: Figure) -> None:
    """A skip whose dashes are one path of small filled bars, with a head of its own path."""
    figure.box(200, 50, "conv")
    figure.line((200, 58), (200, 142))
    figure.box(200, 150, "pool")
    figure.line((200, 158), (200, 194))
    figure.plus(200, 200)
    shape = figure.page.new_shape()
    for i in range(30):
        shape.draw_rect((236 + 2.2 * i, 49.6, 237.4 + 2.2 * i, 50.4))
    for i in range(68):
        shape.draw_rect((301.6, 51 + 2.2 * i, 302.4, 52.4 + 2.2 * i))
    for i in range(40):
        shape.draw_rect((300.4 - 2.2 * i, 199.6, 301.8 - 2.2 * i, 200.4))
    shape.finish(fill=BLACK, color=None)
    shape.commit()
    figure.page.draw_polyline(
        [(206, 200), (211, 197.5), (211, 202.5)], color=None, fill=BLACK, closePath=True
    )
    assert ("conv2d", "add") in flows(figure.read())


def test_lines_upon_each_other_are_one(figure: Figure) -> None:
    """A trunk drawn in two lines that overlap below a branch feeds boxes and branch alike."""
    figure.line((200, 20), (200, 110), head=False)
    figure.box(200, 60, "3x3 conv", fill=(0.9, 0.9, 1))
    figure.line((200, 95), (200, 192))
    figure.line((200, 85), (280, 85), (280, 112))
    figure.box(200, 150, "ReLU", fill=(0.9, 0.9, 1))
    figure.box(280, 120, "1x1 conv")
    figure.box(200, 200, "pool")
    found = flows(figure.read())
    assert ("conv2d", "relu") in found and ("relu", "pool") in found and ("relu", "conv2d") not in found


def test_a_line_without_head_runs_into_a_box_that_nothing_else_feeds(figure: Figure) -> None:
    figure.line((200, 20), (200, 142))
    figure.box(200, 150, "max pool")
    figure.line((200, 40), (300, 40), (300, 62), head=False)
    figure.box(300, 70, "1x1 conv")
    figure.line((300, 78), (300, 102))
    figure.box(300, 110, "ReLU")
    assert flows(figure.read()) == {("input", "max_pool"), ("input", "conv2d"), ("conv2d", "relu")}


def test_an_arrow_onto_a_line_that_nothing_else_feeds_reaches_all_branches(figure: Figure) -> None:
    figure.line((200, 20), (200, 50))
    for x, text in ((100, "1x1 conv"), (170, "dense"), (240, "max pool"), (310, "dropout")):
        figure.box(x, 100, text, width=50)
    figure.line((240, 50), (240, 92))
    figure.line((170, 50), (170, 92))
    figure.line((310, 50), (310, 92))
    figure.line((310, 50), (100, 50), (100, 92))
    assert flows(figure.read()) == {
        ("input", "conv2d"),
        ("input", "dense"),
        ("input", "max_pool"),
        ("input", "dropout"),
    }


def test_an_operation_on_the_way_from_an_open_fork_is_on_its_branch_only(figure: Figure) -> None:
    figure.line((200, 20), (200, 92))
    figure.text(215, 75, "LN")
    figure.box(200, 100, "1x1 conv, 64")
    figure.line((200, 108), (200, 144))
    figure.plus(200, 150)
    figure.line((200, 40), (120, 40), (120, 150), (194, 150))
    assert flows(figure.read()) == {
        ("input", "layer_norm"),
        ("layer_norm", "conv2d"),
        ("conv2d", "add"),
        ("input", "add"),
    }


def test_a_line_above_a_box_does_not_run_through_it(figure: Figure) -> None:
    figure.line((100, 50), (320, 50), (320, 92))
    figure.line((200, 50), (200, 62))
    figure.box(200, 70, "conv", fill=(0.9, 0.9, 1))
    figure.line((200, 78), (200, 112))
    figure.box(200, 120, "ReLU", fill=(0.9, 0.9, 1))
    figure.box(320, 100, "max pool", fill=(0.9, 0.9, 1))
    assert ("conv2d", "max_pool") not in flows(figure.read())


def test_shapes_line_by_line_belong_to_what_stands_beside_them(figure: Figure) -> None:
    figure.box(200, 50, "dense")
    figure.line((200, 58), (200, 64), head=False)
    figure.box(200, 72, "ReLU")
    figure.page.insert_text((245, 54), "1 × 1 × 16", fontsize=8, fontname="helv")
    figure.page.insert_text((245, 64), "1 × 1 × 32", fontsize=8, fontname="helv")
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes] == [(1, 1, 16), (1, 1, 32)]


def test_the_name_of_a_group_names_no_box_in_it(figure: Figure) -> None:
    figure.page.draw_rect((140, 40, 260, 160), color=BLACK, dashes="[3 2] 0")
    figure.text(200, 34, "repeated block")
    figure.page.draw_circle((200, 55), 8, color=BLACK, fill=(0.9, 0.5, 0.5))
    figure.line((200, 63), (200, 92))
    figure.page.draw_circle((200, 100), 8, color=BLACK, fill=(0.5, 0.9, 0.5))
    figure.line((200, 108), (200, 137))
    figure.page.draw_circle((200, 145), 8, color=BLACK, fill=(0.5, 0.5, 0.9))
    assert "block" not in ops(figure.read())


def test_an_arrow_that_stops_short_points_at_what_lies_ahead(figure: Figure) -> None:
    figure.box(200, 50, "conv")
    figure.line((200, 62), (200, 86))
    figure.box(200, 110, "ReLU")
    assert flows(figure.read()) == {("conv2d", "relu")}


def test_an_arrow_hands_on_to_lines_that_begin_near_its_tip(figure: Figure) -> None:
    figure.box(200, 50, "dense")
    figure.line((200, 58), (200, 92))
    for x, text in ((100, "conv"), (300, "pool")):
        figure.line((206 if x > 200 else 194, 95), (x, 95))
        figure.line((x, 101), (x, 132))
        figure.box(x, 140, text)
    assert flows(figure.read()) == {("dense", "conv2d"), ("dense", "pool")}


def test_a_dot_at_the_end_of_a_line_is_no_shape(figure: Figure) -> None:
    figure.box(200, 50, "conv")
    figure.line((200, 58), (200, 92), head=False)
    figure.page.draw_circle((200, 92), 1.5, color=BLACK, fill=BLACK)
    figure.box(200, 100, "ReLU")
    assert flows(figure.read()) == {("conv2d", "relu")}


def test_an_input_drawn_and_named_is_one(figure: Figure) -> None:
    """One line begins at the box, one at its name."""
    figure.box(200, 300, fill=(1, 0.6, 0))
    figure.text(200, 316, "inputs")
    figure.line((200, 292), (200, 258))
    figure.box(200, 250, "conv")
    figure.line((200, 242), (200, 206))
    figure.plus(200, 200)
    figure.line((188, 316), (80, 316), (80, 200), (194, 200))
    (graph,) = figure.read()
    assert flows([graph]) == {("input", "conv2d"), ("conv2d", "add"), ("input", "add")}
    assert len(graph.nodes) == 3


def test_texts_in_a_row_of_arrows_are_no_legend(figure: Figure) -> None:
    figure.box(60, 100, "conv", width=40)
    figure.line((83, 100), (103, 100))
    figure.text(122, 100, "max pool")
    figure.line((141, 100), (161, 100))
    figure.text(176, 100, "dense")
    figure.line((192, 100), (212, 100))
    figure.text(234, 100, "softmax")
    assert flows(figure.read()) == {("conv2d", "max_pool"), ("max_pool", "dense"), ("dense", "softmax")}


def test_names_beside_arrows_from_row_to_row_are_no_legend(figure: Figure) -> None:
    for y in (300, 220, 140):
        for i in range(6):
            figure.box(60 + 30 * i, y, width=18, height=20)
    for y, name in ((286, "Conv1D"), (206, "Mean pooling")):
        figure.line((135, y), (135, y - 52))
        figure.text(165, y - 26, name)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv1d", "feature_map", "avg_pool", "output"]
