"""Data by the last words of what they are called."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


@pytest.mark.parametrize(
    ("label", "op"),
    [
        ("Approximate binary map", "output"),
        ("Refined depth map", "output"),
        ("Change map", "output"),
        ("Class activation map", "feature_map"),
        ("Keypoint heatmaps", "output"),
        ("Part Affinity Fields", "output"),
        ("Deformation field φ", "output"),
        ("6-DoF pose", "output"),
        ("Alpha matte", "output"),
        ("N mask predictions", "output"),
        ("Restored image", "output"),
        ("Probability Volume", "feature_map"),
        ("Soft Object Regions", "feature_map"),
        ("BEV Queries", "input"),
        ("Ego-vehicle query", "input"),
        ("distillation token", "input"),
        ("Learnable anchors", "input"),
        ("HSI cube", "input"),
        ("Moving MR volume", "input"),
        ("Under-sampled k-space", "input"),
        ("WSI", "input"),
        ("Center-ness", "output"),
        ("HRMS", "output"),
        ("Vibration signal", "input"),
        ("Closing prices", "input"),
        ("Macroeconomic variables", "input"),
        ("Clinical notes", "input"),
        ("Hyperspectral patch", "input"),
        ("Binding affinity", "output"),
        ("Sleep stage", "output"),
        ("Output: sleep stage", "output"),
        ("Input: MRI", "input"),
        ("Backcast", "output"),
        ("12-lead ECG", "input"),
        ("Dialogue history", "input"),
        ("MFCCs", "input"),
        ("Purchase history", "input"),
        ("Atom positions", "input"),
        ("Steering angle", "output"),
        ("Slot labels", "output"),
        ("Mortality risk", "output"),
        ("Activity label", "output"),
        ("Benign", "output"),
        ("MRI (T1, T2, FLAIR)", "input"),
        ("DNA sequence (one-hot)", "input"),
    ],
)
def test_the_last_words_say_what_data_are(label: str, op: str) -> None:
    assert [operation.op for operation in parse_label(label, role="text").operations] == [op]


@pytest.mark.parametrize("label", ["Warp feature volume", "Ball Query", "Max-Feature-Map"])
def test_what_is_done_is_no_data(label: str) -> None:
    assert not {"input", "output"} & {operation.op for operation in parse_label(label).operations}


def test_a_conv_before_tokens_is_no_adjective() -> None:
    assert "conv2d" in {operation.op for operation in parse_label("Conv, tokens").operations}


@pytest.mark.parametrize(("label", "op"), [("LR", "input"), ("SR", "output")])
def test_short_names_are_data_where_no_box_is_drawn(label: str, op: str) -> None:
    assert [operation.op for operation in parse_label(label, role="text").operations] == [op]
    assert [operation.op for operation in parse_label(label).operations] == ["block"]
