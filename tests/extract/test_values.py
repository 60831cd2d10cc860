"""Variables that are values wherever they stand."""

from __future__ import annotations

import pytest

from extract.figures.meaning.values import is_value
from extract.labels import parse_label


@pytest.mark.parametrize(
    "label", ["ˆe", "\u0303U", "ŷ", "x̂_t", "˜h", "φ(x)", "g_θ(z)", "φ̂(s_{t+1})", "φ(st+1)"]
)
def test_an_accent_or_an_argument_tells_of_a_value(label: str) -> None:
    assert is_value(label)


@pytest.mark.parametrize("label", ["f", "f_θ", "F_sq(·)", "E", "H0", "α"])
def test_a_bare_letter_may_be_a_function(label: str) -> None:
    assert not is_value(label)


def test_letters_behind_an_accented_one_are_its_index() -> None:
    assert parse_label("ˆqs").kind == "variable"
