"""Round pictures of points, and bold names of what is done between them, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, named_flows, ops


def _points(figure: Figure, x: float, name: str) -> None:
    """An ellipse full of points with its size below."""
    figure.page.draw_oval((x - 20, 80, x + 20, 110), color=BLACK)
    for dx, dy in ((0, 0), (-9, -5), (8, 4), (-6, 6), (7, -7), (12, -1)):
        figure.page.draw_circle((x + dx, 95 + dy), 1.6, color=BLACK, fill=(0.3, 0.4, 0.8))
    figure.text(x, 117, name, size=6)


def test_points_all_over_a_round_picture_are_no_product(figure: Figure) -> None:
    _points(figure, 80, "(N, d+C)")
    figure.line((100, 95), (140, 95))
    _points(figure, 160, "(N1, K, d+C)")
    figure.line((180, 95), (220, 95))
    figure.box(255, 95, "softmax")
    assert "multiply" not in ops(figure.read())


def test_a_dot_in_the_middle_of_a_circle_is_one(figure: Figure) -> None:
    figure.box(80, 95, "ReLU")
    figure.line((115, 95), (154, 95))
    figure.page.draw_circle((160, 95), 6, color=BLACK)
    figure.page.draw_circle((160, 95), 1.5, color=BLACK, fill=BLACK)
    figure.line((166, 95), (200, 95))
    figure.box(235, 95, "softmax")
    figure.text(160, 60, "g")
    figure.line((160, 66), (160, 89))
    assert "multiply" in ops(figure.read())


def test_bold_type_over_an_arrow_between_pictures_says_what_is_done(figure: Figure) -> None:
    _points(figure, 80, "(N, d+C)")
    figure.line((100, 95), (140, 95))
    figure.page.insert_text((107, 84), "grouping", fontsize=6, fontname="hebo")
    _points(figure, 160, "(N1, K, d+C)")
    assert "grouping" in {b for _, b in named_flows(figure.read())}
