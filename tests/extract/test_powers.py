"""Powers of extents, 32³ and 3², in type that PDFs set as a small raised digit."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from tests.extract.drawing import opened


def words(
    folder: Path, base: str, power: str, turn: float, rise: float = 2.5, size: float = 5.5
) -> list[str]:
    """The words of a page with a number, and a digit set after it."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=200, height=200)
    at = pymupdf.Point(100, 100)
    end = 100 + pymupdf.get_text_length(base, fontsize=8)
    turned = (at, pymupdf.Matrix(turn))
    page.insert_text(at, base, fontsize=8, morph=turned)
    page.insert_text((end, 100 - rise), power, fontsize=size, morph=turned)
    return [word.text for word in opened(folder, pdf).words]


@pytest.mark.parametrize("turn", [0, 45, 90])
def test_a_small_raised_digit_is_a_power(tmp_path: Path, turn: float) -> None:
    assert words(tmp_path, "32", "3", turn) == ["32³"]


@pytest.mark.parametrize(
    ("base", "power", "rise", "size"), [("32", "3", -1.5, 5.5), ("32", "3", 0, 8), ("10", "2", 2.5, 5.5)]
)
def test_indices_level_digits_and_powers_of_ten_are_none(
    tmp_path: Path, base: str, power: str, rise: float, size: float
) -> None:
    assert words(tmp_path, base, power, 0, rise, size) == [base + power]
