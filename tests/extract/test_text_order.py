"""Texts of one shape in the order in which they are read."""

from __future__ import annotations

from extract.figures.things.text_order import in_reading_order
from extract.scene.model import TextBlock


def text(words: str, x: float, top: float, bottom: float) -> TextBlock:
    return TextBlock(0, (words,), (x, top, x + 20, bottom), bottom - top)


def test_a_term_with_an_exponent_stays_behind_its_line() -> None:
    blocks = [text("R512", 60, 96.5, 106), text("Feature: h", 0, 98.2, 106), text("∈", 40, 98.2, 106)]
    assert [block.text for block in in_reading_order(blocks)] == ["Feature: h", "∈", "R512"]


def test_lines_follow_each_other_wherever_they_begin() -> None:
    blocks = [text("below", 0, 110, 118), text("above", 40, 100, 108)]
    assert [block.text for block in in_reading_order(blocks)] == ["above", "below"]
