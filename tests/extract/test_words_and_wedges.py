"""Words in columns beside arrows, wedges apart, and unnamed ends, drawn by us."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows, named_flows, ops


def test_short_words_of_a_column_reach_the_arrows_that_line_up_beside_them(figure: Figure) -> None:
    for y, word in ((60, "a"), (90, "table"), (120, "the")):
        figure.text(60, y, word)
        figure.line((82, y), (110, y))
        figure.text(132, y, "[MASK]" if word == "a" else word)
        figure.line((154, y), (180, y))
    figure.box(215, 90, "Generator", 70, 90)
    graphs = figure.read()
    assert {("a", "[MASK]"), ("the", "the"), ("the", "Generator"), ("[MASK]", "Generator")} <= named_flows(
        graphs
    )
    assert ops(graphs).count("input") == ops(graphs).count("feature_map") == 3


def test_wedges_that_face_each_other_follow_each_other(figure: Figure) -> None:
    page = figure.page
    figure.text(50, 90, "x")
    figure.line((56, 90), (80, 90))
    page.draw_polyline([(80, 60), (140, 75), (140, 105), (80, 120)], color=BLACK, closePath=True)
    figure.text(110, 90, "Encoder")
    page.draw_polyline([(149, 75), (209, 60), (209, 120), (149, 105)], color=BLACK, closePath=True)
    figure.text(179, 90, "Decoder")
    figure.line((209, 90), (240, 90))
    figure.text(246, 90, "y")
    assert ("Encoder", "Decoder") in named_flows(figure.read())


def test_a_box_without_a_name_that_the_flow_ends_with_is_an_output(figure: Figure) -> None:
    figure.box(80, 90, "Encoder")
    figure.line((115, 90), (150, 90))
    figure.box(185, 90, "Softmax")
    figure.line((220, 90), (250, 90))
    figure.box(262, 90, "", 24)
    assert ("softmax", "output") in flows(figure.read())
