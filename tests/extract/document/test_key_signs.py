"""Formulas whose signs a PDF names by the symbols of a keyboard's keys."""

from __future__ import annotations

import pytest

from extract.document.key_signs import without_keys


@pytest.mark.parametrize(
    ("named", "font", "printed"),
    [
        ("⇥", "CMSY10", "×"),
        ("⇤", "CMSY7", "∗"),
        ("⌦", "CMSY9", "⊗"),
        ("!", "CMSY10", "→"),
        ("2", "CMSY10", "∈"),
        ("X", "CMSY10", "X"),
        ("|", "CMSY10", "|"),
        ("✓", "CMMI10", "θ"),
        ("↵", "CMMI8", "α"),
        ("⌧", "CMMI7", "τ"),
        ("2", "CMMI7", "2"),
        ("⌃", "CMR10", "Σ"),
        ("di↵erence", "CMR10", "difference"),
        ("⇣⌘", "CMEX7", "()"),
        ("✓", "MSAM10", "✓"),
        ("⇥", "LucidaGrande", "⇥"),
    ],
)
def test_symbols_of_keys_are_what_the_font_prints_at_their_codes(named: str, font: str, printed: str) -> None:
    chars = without_keys([{"c": sign} for sign in named], font)
    assert "".join(char["c"] for char in chars) == printed
