"""Rows of boxes that lines only lead to, or from, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, named_flows

ROW = ("Encoder", "Projector", "Decoder")


def _row(figure: Figure, names: tuple[str, ...] = ROW) -> None:
    """Boxes on one level, with small gaps."""
    for i, name in enumerate(names):
        figure.box(100 + 72 * i, 100, name, width=60)


def test_boxes_of_a_row_follow_each_other_though_an_arrow_leaves_the_last(figure: Figure) -> None:
    _row(figure)
    figure.line((274, 100), (310, 100))
    figure.text(324, 100, "text")
    assert named_flows(figure.read()) == {
        ("Encoder", "Projector"),
        ("Projector", "Decoder"),
        ("Decoder", "text"),
    }


def test_they_do_not_where_a_line_meets_one_in_their_midst(figure: Figure) -> None:
    _row(figure)
    figure.line((172, 160), (172, 108))
    figure.text(172, 166, "image")
    assert named_flows(figure.read()) == {("image", "Projector")}


def test_two_boxes_make_no_such_row(figure: Figure) -> None:
    _row(figure, ROW[:2])
    figure.line((202, 100), (240, 100))
    figure.text(254, 100, "text")
    assert named_flows(figure.read()) == {("Projector", "text")}
