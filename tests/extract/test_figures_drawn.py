"""Graphs of figures that the tests draw themselves."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows, ops

RED, GREEN = (0.9, 0.5, 0.5), (0.5, 0.9, 0.5)


def test_boxes_in_a_chain(figure: Figure) -> None:
    for y, text in ((50, "Input"), (100, "3x3 conv, 64"), (150, "ReLU"), (200, "Softmax")):
        figure.box(200, y, text)
        if y < 200:
            figure.line((200, y + 8), (200, y + 42))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "relu", "softmax"]
    assert graph.nodes[1].value("kernel") == (3, 3) and graph.nodes[1].value("filters") == 64
    assert len(graph.edges) == 3


def test_a_skip_from_a_line_to_a_sign(figure: Figure) -> None:
    figure.text(200, 30, "x")
    figure.line((200, 38), (200, 92))
    figure.box(200, 100, "conv")
    figure.line((200, 108), (200, 144))
    figure.plus(200, 150)
    figure.line((200, 60), (280, 60), (280, 150), (206, 150))
    (graph,) = figure.read()
    assert flows([graph]) == {("input", "conv2d"), ("conv2d", "add"), ("input", "add")}


def test_an_operation_beside_an_arrow_stands_on_it(figure: Figure) -> None:
    figure.box(200, 50, "1x1 conv")
    figure.line((200, 58), (200, 112))
    figure.text(220, 85, "ReLU")
    figure.box(200, 120, "3x3 conv")
    assert flows(figure.read()) == {("conv2d", "relu"), ("relu", "conv2d")}


def test_boxes_that_touch_follow_each_other(figure: Figure) -> None:
    for y, text in ((50, "conv"), (66, "BN"), (82, "ReLU")):
        figure.box(200, y, text)
    assert flows(figure.read()) == {("conv2d", "batch_norm"), ("batch_norm", "relu")}


def test_a_line_without_head_follows_the_others(figure: Figure) -> None:
    figure.box(200, 200, "conv")
    figure.line((200, 192), (200, 158))
    figure.box(200, 150, "BN")
    figure.line((200, 142), (200, 108), head=False)
    figure.box(200, 100, "ReLU")
    assert flows(figure.read()) == {("conv2d", "batch_norm"), ("batch_norm", "relu")}


def test_a_line_from_the_open_that_forks_is_an_input(figure: Figure) -> None:
    figure.line((200, 20), (200, 92))
    figure.box(200, 100, "conv")
    figure.line((200, 50), (300, 50), (300, 92))
    figure.box(300, 100, "max pool")
    assert flows(figure.read()) == {("input", "conv2d"), ("input", "max_pool")}


def test_branches_that_join_a_plain_line(figure: Figure) -> None:
    for x in (120, 200, 280):
        figure.box(x, 50, "conv", width=50)
        figure.line((x, 58), (x, 80), head=False)
    figure.line((120, 80), (280, 80), head=False)
    figure.line((200, 80), (200, 112))
    figure.box(200, 120, "concat")
    (graph,) = figure.read()
    assert len(graph.edges) == 3 and flows([graph]) == {("conv2d", "concat")}


def test_a_legend_names_boxes_by_colour_and_is_no_node(figure: Figure) -> None:
    figure.box(100, 50, fill=RED, width=30)
    figure.line((100, 58), (100, 92))
    figure.box(100, 100, fill=GREEN, width=30)
    for y, color, name in ((200, RED, "Convolution"), (220, GREEN, "Pooling")):
        figure.box(250, y, fill=color, width=20, height=8)
        figure.page.insert_text((268, y + 3), name, fontsize=8)
    graphs = figure.read()
    assert ops(graphs) == ["conv2d", "pool"] and flows(graphs) == {("conv2d", "pool")}


def test_a_row_of_like_shapes_is_one_node(figure: Figure) -> None:
    for x in (160, 180, 200, 220, 240):
        figure.page.draw_circle((x, 50), 6, color=BLACK)
    figure.line((200, 57), (200, 92))
    figure.box(200, 100, "Softmax")
    (graph,) = figure.read()
    assert len(graph.nodes) == 2 and len(graph.edges) == 1


def test_a_repeat_beside_a_group_holds_for_its_members(figure: Figure) -> None:
    figure.page.draw_rect((140, 30, 260, 130), color=BLACK, dashes="[3 2] 0")
    figure.box(200, 50, "Self-Attention")
    figure.line((200, 58), (200, 92))
    figure.box(200, 100, "Feed Forward")
    figure.page.insert_text((266, 82), "x6", fontsize=8)
    (graph,) = figure.read()
    assert {node.repeat for node in graph.nodes} == {6}


def test_a_shape_beside_a_box_is_its_output(figure: Figure) -> None:
    figure.box(200, 50, "Conv")
    figure.line((200, 58), (200, 92))
    figure.box(200, 100, "Global pooling")
    figure.page.insert_text((240, 103), "1x1xC", fontsize=8)
    (graph,) = figure.read()
    assert graph.nodes[1].output_shape == (1, 1, "C")


def test_dots_are_passed_over(figure: Figure) -> None:
    figure.box(60, 50, "LSTM")
    figure.line((95, 50), (140, 50))
    figure.text(150, 50, "...")
    figure.line((160, 50), (205, 50))
    figure.box(240, 50, "LSTM")
    (graph,) = figure.read()
    assert flows([graph]) == {("lstm", "lstm")} and len(graph.nodes) == 2


def test_separate_networks_are_separate_graphs(figure: Figure) -> None:
    for x in (100, 300):
        figure.box(x, 50, "conv")
        figure.line((x, 58), (x, 92))
        figure.box(x, 100, "ReLU")
    assert len(figure.read()) == 2


def test_a_drawing_without_boxes_gives_no_graph(figure: Figure) -> None:
    figure.line((50, 50), (50, 200), head=False)
    figure.line((50, 200), (250, 200), head=False)
    figure.text(150, 215, "epochs")
    assert figure.read() == ()


def test_a_letter_in_the_midst_of_the_flow_is_a_state(figure: Figure) -> None:
    for y, text in ((50, "x"), (100, "h"), (150, "y")):
        figure.box(200, y, text)
        if y < 150:
            figure.line((200, y + 8), (200, y + 42))
    (graph,) = figure.read()
    assert [(node.op, node.value("name")) for node in graph.nodes] == [
        ("input", None),
        ("block", "h"),
        ("output", None),
    ]


def test_boxes_in_a_column_on_branches_of_their_own_are_no_row(figure: Figure) -> None:
    figure.box(60, 70, "conv", width=50)
    figure.line((85, 70), (100, 70), head=False)
    figure.line((100, 48), (100, 92), head=False)
    for y in (48, 70, 92):
        figure.line((100, y), (138, y))
        figure.box(160, y, width=40)
        figure.line((180, y), (228, y))
        figure.box(260, y, "pool", width=60)
    (graph,) = figure.read()
    assert sorted(node.op for node in graph.nodes) == ["conv2d", *["feature_map"] * 3, *["pool"] * 3]
    assert len(graph.edges) == 6


def test_a_name_in_the_corner_of_a_frame_is_no_end_of_the_arrow_that_leaves_it(figure: Figure) -> None:
    figure.page.draw_rect((150, 100, 230, 260), color=BLACK, dashes="[3 2] 0")
    figure.text(172, 107, "Permutator", size=7)
    figure.box(195, 170, "LayerNorm", width=56)
    figure.box(195, 138, "Channel-MLP", width=56)
    figure.line((195, 245), (195, 178))
    figure.line((195, 162), (195, 146))
    figure.line((195, 130), (195, 108))
    (graph,) = figure.read()
    assert "Permutator" not in {node.label for node in graph.nodes}
    assert flows((graph,)) == {("layer_norm", "mlp")}


def test_a_label_at_the_rim_of_a_group_names_no_box_in_it(figure: Figure) -> None:
    figure.page.draw_rect((120, 60, 280, 120), color=BLACK, dashes="[3 2] 0")
    figure.text(200, 66, "Encoder")
    figure.box(50, 90, "Input", width=40)
    figure.line((70, 90), (138, 90))
    for x in (155, 200, 245):
        figure.box(x, 90, width=26, height=34)
        figure.line((x + 13, 90), (x + 30, 90) if x < 245 else (330, 90))
    figure.box(355, 90, "Softmax", width=50)
    assert "block" not in ops(figure.read())


def test_a_bold_name_that_a_line_leaves_is_no_heading(figure: Figure) -> None:
    figure.page.insert_text((40, 103), "Query", fontname="hebo", fontsize=8)
    figure.line((64, 100), (138, 100))
    for x, text in ((180, "conv"), (300, "softmax")):
        figure.box(x, 100, text)
    figure.line((216, 100), (262, 100))
    assert flows(figure.read()) == {("input", "conv2d"), ("conv2d", "softmax")}


def test_a_name_beside_an_arrow_between_sizes_stands_on_it(figure: Figure) -> None:
    for y, text in ((200, "35x35x320"), (140, "17x17x320")):
        figure.box(200, y, text)
    figure.line((200, 192), (200, 150))
    figure.page.insert_text((210, 174), "Inception", fontsize=8)
    assert flows(figure.read()) == {("feature_map", "block"), ("block", "feature_map")}


def test_a_number_with_a_raised_digit_beside_an_arrow_is_no_number(figure: Figure) -> None:
    # "2²".isdigit() holds, but it is no number that can be counted with.
    figure.box(200, 50, "conv")
    figure.line((200, 58), (200, 112))
    figure.text(220, 85, "2\u00b2")
    figure.box(200, 120, "ReLU")
    assert flows(figure.read()) == {("conv2d", "relu")}
