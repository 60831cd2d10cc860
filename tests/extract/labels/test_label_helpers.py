"""The narrower questions about a text (shape, repeat mark, sign, comment), and laws of the grammar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.labels import (
    comment_likelihood,
    one_line,
    parse_label,
    parse_shape,
    repeat_mark,
    symbol_legend,
    symbol_operation,
)
from graph import FrozenMap


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("56×56×256", (56, 56, 256)),
        ("3x32x32", (32, 32, 3)),
        ("64@28×28", (28, 28, 64)),
        ("224 224 3", (224, 224, 3)),
        ("H/4 × W/4 × C", ("H/4", "W/4", "C")),
        ("(32, 32, 3)", (32, 32, 3)),
        ("[T, C + D]", ("T", "C + D")),
        ("[98,304, 768]", (98304, 768)),
        ("14 x 14", (14, 14)),
        ("28×28×64 feature", (28, 28, 64)),
        ("conv 3×3", None),
        ("64", None),
        ("", None),
    ],
)
def test_shapes_are_told_from_other_text(text: str, shape: tuple[object, ...] | None) -> None:
    assert parse_shape(text) == shape


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("×6", 6),
        ("N×", "N"),
        ("Nx", "N"),
        ("(×3)", 3),
        ("× L", "L"),
        ("repeat 3 times", 3),
        ("Ne x", "Ne"),
        ("x Nd", "Nd"),
        ("× |k_u|", "|k_u|"),
        ("apply ×K (shared θ)", "K"),
        ("Lex", None),
        ("6", None),
        ("x1", None),
    ],
)
def test_repeat_marks_are_told_from_numbers_and_variables(text: str, count: object) -> None:
    assert repeat_mark(text) == count


def test_a_letter_is_a_sign_only_in_a_circle() -> None:
    assert symbol_operation("C", "symbol") == "concat"
    assert symbol_operation("C", "box") is None
    assert symbol_operation("⊕", "box") == "add"


@pytest.mark.parametrize(
    "text",
    [
        "(a) The residual block",
        "Figure 3: overview",
        "where x denotes the input of the block and y is its output.",
    ],
)
def test_free_text_that_explains_is_a_comment(text: str) -> None:
    assert parse_label(text, role="text").kind == "comment"


@pytest.mark.parametrize("text", ["ReLU", "3×3 conv, 64", "Residual Block", "Multi-Head Attention"])
def test_free_labels_of_layers_are_no_comments(text: str) -> None:
    assert comment_likelihood(text, "text") < 0.5
    assert parse_label(text, role="text").operations


def test_ligatures_dashes_and_signs_are_made_even() -> None:
    assert one_line("ﬁlter 3 ✕ 3\nconv –  s2") == "filter 3 × 3 conv - s2"


def test_a_word_broken_at_a_line_end_is_joined() -> None:
    assert one_line("convo-\nlution 3×3") == "convolution 3×3"


@given(st.text(max_size=60), st.sampled_from(["box", "symbol", "text", "volume", "cell", "arrow"]))
def test_any_text_gives_an_answer(text: str, role: str) -> None:
    parsed = parse_label(text, role=role)  # type: ignore[arg-type]
    assert 0.0 <= parsed.confidence <= 1.0
    assert all(operation.op and isinstance(operation.attrs, FrozenMap) for operation in parsed.operations)


@given(
    st.integers(1, 11),
    st.integers(16, 2048),
    st.integers(1, 4),
    st.sampled_from(
        ["{k}×{k} conv, {f}, /{s}", "Conv {k}x{k}, {f}, stride {s}", "conv({k}×{k}, {f}, s={s})"]
    ),
)
def test_a_convolution_keeps_its_numbers(kernel: int, filters: int, stride: int, form: str) -> None:
    (found,) = parse_label(form.format(k=kernel, f=filters, s=stride)).operations
    assert found.op == "conv2d"
    assert found.attrs["kernel"] == (kernel, kernel)
    assert found.attrs["filters"] == filters
    assert found.attrs["stride"] == (stride, stride)


@given(st.text(max_size=40))
def test_blanks_around_a_label_change_nothing(text: str) -> None:
    bare, padded = parse_label(text), parse_label(f"  {text}\n ")
    assert bare.operations == padded.operations


@pytest.mark.parametrize(
    ("caption", "legend"),
    [
        (
            "The block. ⊕ denotes concatenation and ⊗ denotes element-wise product.",
            {"⊕": "concat", "⊗": "multiply"},
        ),
        ("LN is layer normalization. H is the height.", {"LN": "layer_norm"}),
        ("C is the number of channels.", {}),
        ("The block. For σ we use the SiLU / Swish activation.", {"σ": "silu"}),
        ("We use GELU as φ and a residual.", {"φ": "gelu"}),
        (
            "Here σ denotes the sigmoid function and ⊙ denotes element-wise product.",
            {"σ": "sigmoid", "⊙": "multiply"},
        ),
        ("Here σ denotes the noise level.", {}),
        ("", {}),
    ],
)
def test_captions_explain_signs(caption: str, legend: dict[str, str]) -> None:
    assert symbol_legend(caption) == legend


def test_an_explained_sign_overrules_its_usual_meaning() -> None:
    (found,) = parse_label("⊕", legend=symbol_legend("Here ⊕ denotes concatenation.")).operations
    assert found.op == "concat"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("ℝ^{N×d}", ("N", "d")),
        ("R^{H×W×3}", ("H", "W", 3)),
        ("ℝ𝑁×1×ℎ", ("N", 1, "h")),
        ("ℝ(𝑁𝑀× )×1×ℎ", None),
    ],
)
def test_a_space_is_a_shape_and_no_repeat(text: str, shape: tuple[object, ...] | None) -> None:
    for role, op in (("box", "block"), ("text", "feature_map")):
        parsed = parse_label(text, role=role)
        assert [(each.op, each.repeat, each.output_shape) for each in parsed.operations] == [
            (op, None, shape)
        ]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("X ∈ ℝ^{T×64}", ("T", 64)),
        ("h ∈ R512", (512,)),
        ("Shared feature: h ∈ RN×d", ("N", "d")),
    ],
)
def test_what_is_in_a_space_is_a_tensor(text: str, shape: tuple[object, ...]) -> None:
    for role in ("box", "text"):
        parsed = parse_label(text, role=role)
        assert [(each.op, each.output_shape) for each in parsed.operations] == [("feature_map", shape)]


@pytest.mark.parametrize(("text", "count"), [("ResNet × 3", 3), ("Residual × N", "N")])
def test_a_capital_without_a_power_is_no_space(text: str, count: object) -> None:
    assert [each.repeat for each in parse_label(text).operations] == [count]


def test_two_signs_are_explained_in_their_order() -> None:
    said = "⊕and ⊗represent element wise sum and matrix multiplication respectively, while 1 × 1 represents a conv."
    assert symbol_legend(said) == {"⊕": "add", "⊗": "matmul"}
