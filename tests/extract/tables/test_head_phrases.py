"""Heads of columns in the wordings of people, not of a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.tables.headers import head_of
from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed


@pytest.mark.parametrize(
    ("role", "heads"),
    [
        (
            "kernel",
            ["Conv. kernel sizes", "Size of the filters", "Convolution kernel", "Weights shape", "k×k"],
        ),
        (
            "filters",
            ["#output_channels", "Filter count", "Nr. of filters", "Channel dimension", "Feat. maps"],
        ),
        ("units", ["Hidden nodes", "Number of hidden units", "Output neurons", "FC units", "LSTM cells"]),
        (
            "output",
            [
                "Volume",
                "Feature map dimension",
                "Output tensor shape",
                "Output dims (C × H × W)",
                "Shape-Out",
                "Size after",
            ],
        ),
        ("input", ["Preceding layer", "Connected with", "Input volume size", "Shape-In", "Size before"]),
        ("op", ["Type of the layer", "Layer class", "Op type"]),
        ("measure", ["Trainable?", "Total learnables", "Parameter #", "Number of trainable parameters"]),
        ("activation", ["Act. func.", "Non-linear function"]),
        ("dropout", ["Drop rate", "Keep probability"]),
        ("padding", ["Pad mode"]),
    ],
)
def test_phrases_of_one_kind(role: str, heads: list[str]) -> None:
    assert {head: head_of(head).roles for head in heads} == dict.fromkeys(heads, (role,))


def test_settings_of_two_kinds() -> None:
    assert head_of("Kernel size (stride)").roles == ("kernel", "stride")
    assert head_of("K/S/P").roles == ("kernel", "stride", "padding")
    assert head_of("Kernel size (k)").roles == ("kernel",)


def test_values_in_brackets_behind_others(tmp_path: Path) -> None:
    rows = [
        ["Type of the layer", "Kernel size (stride)", "Filter count", "Volume"],
        ["Conv", "3×3 (2)", "32", "16×16×32"],
        ["Conv", "5×5", "64", "16×16×64"],
        ["Dense", "-", "10", "10"],
    ]
    (graph,) = read(Table("Table 1: Layers of the network.", rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=32 kernel=3x3 stride=2x2 @16x16x32",
        "conv2d filters=64 kernel=5x5 @16x16x64",
        "dense units=10 @10",
    ]


def test_heads_that_change_within_a_table(tmp_path: Path) -> None:
    rows = [
        ["Layer", "In channels", "Out channels", "Kernel size"],
        ["Conv 1", "1", "32", "5"],
        ["ReLU", "–", "–", "–"],
        ["Layer", "In features", "Nodes", "–"],
        ["FC 2", "*", "512", "–"],
        ["FC 3", "512", "128", "–"],
    ]
    (graph,) = read(Table("Table 1: Our network architecture.", rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=32 kernel=5x5",
        "relu",
        "dense units=512",
        "dense units=128",
    ]


def test_two_heads_that_nearly_touch(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Paddings", "Strides", "Channels"],
        ["Conv 1, 7×7", "3", "2", "64"],
        ["Conv 2, 5×5", "2", "1", "128"],
        ["Conv 3, 3×3", "1", "2", "256"],
    ]
    (graph,) = read(Table("Table 1: Our network architecture.", rows, gap=5.0), tmp_path).graphs
    assert printed(graph)[0] == "conv2d filters=64 kernel=7x7 padding=3 stride=2x2"
