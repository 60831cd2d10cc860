"""Labels of convolutions by names of their own, of what a part works on, and of what comes out by a letter."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


@pytest.mark.parametrize(
    ("label", "ops"),
    [
        ("GhostConv-BN-ReLU", ["block", "batch_norm", "relu"]),
        ("TCSConv-BN × R", ["separable_conv2d", "batch_norm"]),
        ("C-ReLU", ["block"]),
        ("sentence encoder with question input", ["block"]),
        ("Add Noise\nt ~ [1, T]", ["block"]),
        ("Linear(512→1024) → γ, β", ["dense"]),
        ("FC → ReLU", ["dense", "relu"]),
    ],
)
def test_operations(label: str, ops: list[str]) -> None:
    assert [operation.op for operation in parse_label(label).operations] == ops


@pytest.mark.parametrize(
    ("label", "shape"),
    [("W×H ×KA", ("W", "H", "KA")), ("W×H ×4A", ("W", "H", "4A")), ("H×W×2C", ("H", "W", "2C"))],
)
def test_sides_of_two_letters_or_a_number_and_a_letter(label: str, shape: tuple[str, ...]) -> None:
    assert parse_label(label).operations[0].output_shape == shape
