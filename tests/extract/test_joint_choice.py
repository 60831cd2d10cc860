"""Ends and directions of lines that only the whole figure tells, in drawn figures."""

from __future__ import annotations

from extract.figures.joining.joint import fault
from extract.figures.lines.links import Flow, Link
from extract.figures.things.things import Thing
from extract.labels import parse_label
from tests.extract.drawing import Figure, named_flows

CORNERS = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))


def _thing(at: int, text: str, kind: str = "box") -> Thing:
    role = "symbol" if kind == "sign" else "box"
    return Thing(at, kind, CORNERS, (0, 0, 9, 9), text, parsed=parse_label(text, role=role))  # type: ignore[arg-type]


def test_a_sum_without_its_second_input_and_a_loop_are_faults() -> None:
    things = [_thing(0, "conv 3x3"), _thing(1, "conv 1x1"), _thing(2, "+", "sign")]
    whole = Flow([Link(0, 1), Link(1, 2), Link(0, 2)])
    short = Flow([Link(0, 1), Link(1, 2)])
    round_ = Flow([Link(0, 1), Link(1, 2), Link(2, 0)])
    assert fault(whole, things, {}) < fault(short, things, {}) < fault(round_, things, {})


def test_a_line_to_a_group_reaches_what_the_group_holds() -> None:
    things = [_thing(0, "conv 3x3"), _thing(1, "block", "group"), _thing(2, "relu"), _thing(3, "softmax")]
    flow = Flow([Link(0, 1), Link(2, 3)])
    assert fault(flow, things, {1: [2]}) < fault(flow, things, {})


def test_a_column_without_heads_is_read_upward_where_its_sum_has_two_inputs_only_so(figure: Figure) -> None:
    figure.box(200, 300, "conv 3x3")
    figure.line((200, 292), (200, 258), head=False)
    figure.box(200, 250, "conv 1x1")
    figure.line((200, 242), (200, 206), head=False)
    figure.box(280, 250, "max pool")
    figure.line((235, 300), (280, 300), (280, 258), head=False)
    figure.line((280, 242), (280, 200), (206, 200), head=False)
    figure.plus(200, 200)
    figure.line((200, 194), (200, 158), head=False)
    figure.box(200, 150, "relu")
    assert named_flows(figure.read()) == {
        ("conv 3x3", "conv 1x1"),
        ("conv 3x3", "max pool"),
        ("conv 1x1", "+"),
        ("max pool", "+"),
        ("+", "relu"),
    }


def test_a_side_way_that_stops_short_of_the_line_it_leaves_still_leaves_it(figure: Figure) -> None:
    figure.box(200, 60, "conv 7x7")
    figure.line((200, 68), (200, 112))
    figure.box(200, 120, "conv 3x3")
    figure.line((200, 128), (200, 174))
    figure.plus(200, 180)
    # Its start lies 6 points beside the line, more than a touch and less than a line of text.
    figure.line((206, 90), (270, 90), (270, 180), (206, 180))
    figure.line((200, 186), (200, 222))
    figure.box(200, 230, "softmax")
    assert ("conv 7x7", "+") in named_flows(figure.read())


def test_arrows_that_begin_at_one_place_in_the_open_share_an_input(figure: Figure) -> None:
    figure.line((200, 60), (200, 112))
    figure.line((200, 60), (260, 60), (260, 180), (206, 180))
    figure.box(200, 120, "conv 3x3")
    figure.line((200, 128), (200, 174))
    figure.plus(200, 180)
    figure.line((200, 186), (200, 222))
    figure.box(200, 230, "softmax")
    (graph,) = figure.read()
    (start,) = [node.id for node in graph.nodes if node.op == "input"]
    assert {edge.target for edge in graph.edges if edge.source == start} == {
        node.id for node in graph.nodes if node.op in ("conv2d", "add")
    }


def test_lines_of_view_come_in_pairs_of_which_one_may_keep_away_from_its_corners(figure: Figure) -> None:
    figure.box(80, 200, "encoder", width=80, height=60)
    figure.line((80, 290), (80, 230))
    figure.text(80, 296, "image")
    figure.box(300, 200, width=120, height=160)
    figure.line((120, 170), (240, 120), head=False)
    figure.line((120, 230), (239, 276), head=False)
    figure.box(300, 240, "conv 3x3")
    figure.line((300, 232), (300, 178))
    figure.box(300, 170, "relu")
    assert named_flows(figure.read()) == {("image", "encoder"), ("conv 3x3", "relu")}


def test_unnamed_boxes_side_by_side_on_plain_lines_are_stages_of_branches(figure: Figure) -> None:
    figure.box(60, 200, "split", width=40)
    for y in (160, 200, 240):
        for x in (140, 220):
            figure.box(x, y, width=40)
        figure.line((80, 200), (120, y), head=False)
        figure.line((160, y), (200, y), head=False)
        figure.line((240, y), (290, 200), head=False)
    figure.box(310, 200, "concat", width=40)
    (graph,) = figure.read()
    assert len(graph.nodes) == 8
    assert len(graph.edges) == 9
