"""Calibration error, and risk over coverage."""

from __future__ import annotations

import numpy as np
import pytest
from lxml import etree

from bench.calibration import calibration_error, risks
from bench.curve import draw


def test_chances_that_come_true_have_no_error() -> None:
    chance = np.repeat([0.25, 0.75], 4)
    right = np.array([True, False, False, False, True, True, True, False])
    assert calibration_error(chance, right, 10) == 0.0


def test_the_error_is_weighted_by_the_size_of_its_bins() -> None:
    chance = np.array([0.95, 0.95, 0.95, 0.05])
    right = np.array([True, True, True, True])
    assert calibration_error(chance, right, 10) == pytest.approx(0.75 * 0.05 + 0.25 * 0.95)


def test_certainty_stands_in_the_last_bin() -> None:
    assert calibration_error(np.array([1.0]), np.array([True]), 10) == 0.0


def test_the_surest_are_kept_first_and_the_equally_sure_together() -> None:
    chance = np.array([0.5, 0.9, 0.5, 0.1])
    right = np.array([True, True, False, False])
    assert risks(chance, right) == [(0.25, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]


def test_the_drawing_is_well_formed_and_has_a_line_for_each_curve() -> None:
    tree = etree.fromstring(draw({"a < b": [(0.5, 0.0), (1.0, 0.2)], "c": [(1.0, 0.4)]}).encode())
    assert len(tree.findall("{*}polyline")) == 2
    assert "a < b" in [text.text for text in tree.findall("{*}text")]
