from __future__ import annotations

import ast
import builtins
import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.source.literals import literal, printable
from codegen.source.naming import RESERVED, Names, class_identifier, identifier

HOSTILE = [
    "class", "print", "__import__('os')", "x\ny", 'quote " and \' both', "\\", "\u202eevil", "ｃｌａｓｓ", "раypal",
    "3×3 conv", "", "   ", "𝐬𝐞𝐥𝐟", "a" * 10_000, "None", "match", "\x00", "{x}", "'''", '"""', "#", "%s", "日本語",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_any_label_becomes_a_harmless_identifier(text: str) -> None:
    for name in (identifier(text, "layer"), class_identifier(text, "Layer")):
        assert name.isascii() and name.isidentifier() and len(name) <= 41
        assert not keyword.iskeyword(name) and not hasattr(builtins, name) and name != "self"


@given(st.text(max_size=200))
def test_identifiers_hold_for_any_text(text: str) -> None:
    name = identifier(text, "layer")
    assert name.isascii() and name.isidentifier() and name not in RESERVED


@given(st.lists(st.text(max_size=8), max_size=30))
def test_a_scope_never_gives_a_name_twice(texts: list[str]) -> None:
    names = Names()
    given_out = [names.claim(identifier(text, "x")) for text in texts]
    assert len(set(given_out)) == len(given_out)
    assert not set(given_out) & RESERVED


def test_a_name_that_is_no_identifier_is_refused() -> None:
    with pytest.raises(ValueError, match="naming authority"):
        Names().claim("import os")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=50),
    lambda inner: st.tuples(inner) | st.tuples(inner, inner),
    max_leaves=5,
)  # fmt: skip


@given(VALUES)
def test_a_literal_reads_back_as_its_value(value: object) -> None:
    text = literal(value)  # type: ignore[arg-type]
    assert text.isascii() and "\n" not in text
    assert ast.literal_eval(text) == value


@given(st.text(max_size=300))
def test_a_comment_stays_one_line_and_closes_no_docstring(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1 and '"' not in shown and "\\" not in shown
    assert len(shown) <= 84
