"""A bias behind its layer."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


@pytest.mark.parametrize(
    ("label", "ops"),
    [
        ("Conv 3×3 + bias", ["conv2d"]),
        ("Linear + bias", ["dense"]),
        ("Conv + bias + ReLU", ["conv2d", "relu"]),
        ("bias", ["block"]),
    ],
)
def test_a_bias_belongs_to_the_layer_before_it(label: str, ops: list[str]) -> None:
    assert [operation.op for operation in parse_label(label).operations] == ops
