"""Words at a line for what the sign at its end does, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, ops


def test_words_for_the_sum_that_a_line_leads_to_are_no_second_one(figure: Figure) -> None:
    for y, name in ((60, "Encoder"), (140, "Context")):
        figure.box(60, y, name)
        figure.line((95, y), (100, y), (214, 100), head=True)
    figure.plus(220, 100)
    figure.text(185, 62, "addition")
    figure.line((226, 100), (270, 100))
    figure.box(305, 100, "Decoder")
    assert ops(figure.read()).count("add") == 1
