"""Rows that take in others than the one above: summaries that programs print, columns of skips, heads that fork."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from graph import Graph
from tests.extract.tables.drawn import Table, read


def _edges(graph: Graph) -> set[tuple[int, int]]:
    places = {node.id: at for at, node in enumerate(graph.nodes)}
    return {(places[edge.source], places[edge.target]) for edge in graph.edges}


def _read(
    rows: Sequence[Sequence[str]], folder: Path, caption: str = "Architecture of the network."
) -> Graph:
    (graph,) = read(Table(f"Table 1: {caption}", rows, centred=False), folder).graphs
    return graph


def test_a_summary_tells_what_is_connected_over_several_rows(tmp_path: Path) -> None:
    rows = [
        ["Layer (type)", "Output Shape", "Param #", "Connected to"],
        ["input_1 (InputLayer)", "(None, 64, 64, 3)", "0", ""],
        ["conv2d_1 (Conv2D)", "(None, 64, 64, 16)", "448", "input_1[0][0]"],
        ["max_pooling2d_1 (MaxPooling2D)", "(None, 32, 32, 16)", "0", "conv2d_1[0][0]"],
        ["up_sampling2d_1 (UpSampling2D)", "(None, 64, 64, 16)", "0", "max_pooling2d_1[0][0]"],
        ["concatenate_1 (Concatenate)", "(None, 64, 64, 32)", "0", "up_sampling2d_1[0][0]"],
        ["", "", "", "conv2d_1[0][0]"],
        ["conv2d_2 (Conv2D)", "(None, 64, 64, 1)", "433", "concatenate_1[0][0]"],
    ]
    graph = _read(rows, tmp_path)
    assert [node.op for node in graph.nodes] == [
        "input",
        "conv2d",
        "max_pool",
        "upsample",
        "concat",
        "conv2d",
    ]
    assert _edges(graph) == {(0, 1), (1, 2), (2, 3), (3, 4), (1, 4), (4, 5)}


def test_numbers_of_rows_that_are_connected(tmp_path: Path) -> None:
    rows = [
        ["No.", "Layer", "Connected from"],
        ["1", "Conv 3×3, 32", "image"],
        ["2", "Conv 3×3, 64", "1"],
        ["3", "Upsample ×2", "2"],
        ["4", "Concat", "1, 3"],
        ["5", "Conv 1×1, 1", "4"],
    ]
    graph = _read(rows, tmp_path)
    assert _edges(graph) == {(0, 1), (1, 2), (2, 3), (3, 4), (1, 4), (4, 5)}


def test_a_row_of_two_numbers_and_a_sign_joins_them(tmp_path: Path) -> None:
    rows = [
        ["Index", "Layer", "Output"],
        ["(1)", "3×3 conv, 32 features", "32×32×32"],
        ["(2)", "3×3 conv, 32 features", "32×32×32"],
        ["(3)", "3×3 conv, 32 features", "32×32×32"],
        ["(4)", "(3) ⊕ (1)", "32×32×32"],
        ["(5)", "1×1 conv, 1 feature", "32×32×1"],
    ]
    graph = _read(rows, tmp_path, "Network architecture, where ⊕ denotes element-wise addition.")
    assert [node.op for node in graph.nodes] == ["conv2d", "conv2d", "conv2d", "add", "conv2d"]
    assert _edges(graph) == {(0, 1), (1, 2), (2, 3), (0, 3), (3, 4)}


@pytest.mark.parametrize(
    ("skips", "expected"),
    [
        (["", "", "", "conv2", "conv1"], {(1, 3), (0, 4)}),
        (["deconv1", "deconv2", "", "", ""], {(1, 3), (0, 4)}),
        (["deconv2", "", "", "conv1", ""], {(0, 4)}),
    ],
)
def test_a_column_of_skips_joins_rows_far_apart(
    skips: list[str], expected: set[tuple[int, int]], tmp_path: Path
) -> None:
    """Rows that name each other meet behind the later one."""
    names = ["conv1", "conv2", "conv3", "deconv2", "deconv1"]
    rows = [["Layer", "Kernel", "Filters", "Skip connection"]]
    rows += [[name, "3", "64", skip] for name, skip in zip(names, skips, strict=True)]
    graph = _read(rows, tmp_path)
    assert _edges(graph) == {(0, 1), (1, 2), (2, 3), (3, 4)} | expected


def test_a_row_without_an_input_among_rows_that_have_one_is_an_input(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Input", "Output"],
        ["State", "-", "24"],
        ["Action", "-", "4"],
        ["FC1", "State", "400"],
        ["ReLU1", "FC1", "400"],
        ["Concat", "ReLU1, Action", "404"],
        ["FC2", "Concat", "300"],
        ["FC3", "FC2", "1"],
    ]
    graph = _read(rows, tmp_path)
    assert [node.op for node in graph.nodes][:2] == ["input", "input"]
    assert _edges(graph) == {(0, 2), (2, 3), (3, 4), (1, 4), (4, 5), (5, 6)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Policy", "Value"), ("Mean µ", "Log σ²"), ("z_mean", "z_log_var"), ("Classification", "Box")],
)
def test_heads_of_one_network_take_in_the_same_layer(one: str, other: str, tmp_path: Path) -> None:
    rows = [
        ["Layer", "Parameters"],
        ["Conv1", "8×8, 32, stride 4"],
        ["LSTM", "256"],
        [one, "FC, 6"],
        [other, "FC, 1"],
    ]
    graph = _read(rows, tmp_path)
    assert [node.op for node in graph.nodes] == ["conv2d", "lstm", "dense", "dense"]
    assert _edges(graph) == {(0, 1), (1, 2), (1, 3)}


def test_stages_with_settings_follow_one_another(tmp_path: Path) -> None:
    rows = [
        ["Stage", "Layer", "Filter", "Stride", "Repeat"],
        ["Encoder", "Conv\nMaxPool", "3×3×64\n2×2", "1\n2", "×3"],
        ["Bottleneck", "ResBlock", "3×3×128", "1", "×9"],
        ["Decoder", "Upsample\nConv", "-\n3×3×64", "-\n1", "×3"],
    ]
    (graph,) = read(Table("Table 1: Generator architecture.", rows, ruled="rows"), tmp_path).graphs
    assert [(node.op, node.repeat) for node in graph.nodes] == [
        ("conv2d", 3),
        ("max_pool", 3),
        ("block", 9),
        ("upsample", 3),
        ("conv2d", 3),
    ]
