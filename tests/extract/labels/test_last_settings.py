"""Settings printed behind all that a box does, channels in pairs, and orders for what is done."""

from __future__ import annotations

import pytest

from extract.labels import parse_label
from extract.labels.repeats import repeat_mark
from graph import Value


@pytest.mark.parametrize(
    ("text", "op", "attrs"),
    [
        ("Conv1D + ReLU + BN (k=5, d=1)", "conv1d", {"kernel": (5,), "dilation": 1}),
        ("Conv1D-BN-ReLU (k=5, d=2)", "conv1d", {"kernel": (5,), "dilation": 2}),
        ("Conv + BN (s=2)", "conv2d", {"stride": (2, 2)}),
        ("TDNN Block (k=3, d=2)", "block", {"name": "TDNN Block", "kernel": (3, 3), "dilation": 2}),
        ("conv [(7×7), (3, 64), /2]", "conv2d", {"kernel": (7, 7), "filters": 64, "stride": (2, 2)}),
        (
            "deconv [(2×2), (32, N), *2]",
            "conv_transpose2d",
            {"kernel": (2, 2), "filters": "N", "stride": (2, 2)},
        ),
        ("Conv, 1×1 c'/k/r", "conv2d", {"kernel": (1, 1), "filters": "c'/k/r"}),
        ("Conv 3×3 C/2", "conv2d", {"kernel": (3, 3), "filters": "C/2"}),
        ("Conv 3×3 N", "conv2d", {"kernel": (3, 3)}),
    ],
)
def test_settings_go_to_the_operation_that_has_them(text: str, op: str, attrs: dict[str, Value]) -> None:
    first, *others = parse_label(text).operations
    assert (first.op, dict(first.attrs)) == (op, attrs)
    assert not any(other.attrs for other in others)


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("Embed Input Symbols", "embedding"),
        ("Embed Patches", "embedding"),
        ("Split Attention", "block"),
        ("squeeze to vectors", "block"),
        ("Timestep Embedding + Position Embedding", "positional_encoding"),
        ("source images + labels", "input"),
    ],
)
def test_an_order_is_one_thing(text: str, op: str) -> None:
    assert [operation.op for operation in parse_label(text, role="box").operations] == [op]


@pytest.mark.parametrize(
    ("text", "count"), [("For T steps", "T"), ("repeat for 3 iterations", 3), ("T steps", None)]
)
def test_how_often_is_said_with_for(text: str, count: object) -> None:
    assert repeat_mark(text) == count


@pytest.mark.parametrize(
    ("text", "shape"),
    [("(h, w, c)", ("h", "w", "c")), ("W×H×Class", ("W", "H", "Class")), ("(a, b, c)", None)],
)
def test_sides_in_small_letters_and_words(text: str, shape: object) -> None:
    (operation,) = parse_label(text).operations
    assert operation.output_shape == shape
