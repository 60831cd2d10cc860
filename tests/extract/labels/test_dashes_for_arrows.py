"""Dashes that stand for arrows between what comes into a layer and what goes out."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


@pytest.mark.parametrize(
    "label", ["Linear(512-256)", "FC (512 – 256)", "Dense(512 - 256)", "Linear(512 → 256)"]
)
def test_a_layers_units_are_what_goes_out(label: str) -> None:
    (found,) = parse_label(label).operations
    assert (found.op, found.attrs["units"]) == ("dense", 256)


def test_a_convolutions_filters_are_what_goes_out() -> None:
    (found,) = parse_label("Conv1d(64 – 128, k=3)").operations
    assert (found.op, found.attrs["filters"], found.attrs["kernel"]) == ("conv1d", 128, (3,))
