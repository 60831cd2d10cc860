"""Indices told by where they are set, in pages drawn by us."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from extract.document.scripts import marked, place_of
from extract.figures.things.indexed import indexed
from extract.labels import Role
from extract.scene.model import TextBlock, TextRun
from tests.extract.drawing import Figure


def block(*runs: tuple[str, float, float, float]) -> TextBlock:
    """A line of runs: text, left, middle and size."""
    made = tuple(
        TextRun(text, (x, y - size / 2, x + 0.5 * size * len(text), y + size / 2), size, order=i)
        for i, (text, x, y, size) in enumerate(runs)
    )
    return TextBlock(0, ("".join(run.text for run in made),), made[0].bbox, made[0].size, runs=made)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([("C", ""), ("d", "_"), ("c", "_"), ("t", "_")], "C_dct"),
        ([("h", ""), ("t-1", "_")], "h_{t-1}"),
        ([("x", ""), ("in", "_"), ("W", "")], "x_{in}W"),
        ([("h", ""), ("l", "^"), ("1", "_")], "h^l_1"),
        ([("ReLU", "")], ""),
        ([("(", ""), ("a", "^"), (")", "")], ""),
        ([("P", ""), (",", "_")], ""),
    ],
)
def test_indices_are_marked(pieces: list[tuple[str, str]], text: str) -> None:
    assert marked(pieces) == text  # type: ignore[arg-type]


def test_letters_on_the_line_are_no_index() -> None:
    assert place_of(100.4, 100.0, 10.0) == ""
    assert place_of(101.0, 100.0, 9.0) == "_"
    assert place_of(102.0, 100.0, 10.0) == "_"
    assert place_of(96.0, 100.0, 10.0) == "^"


def test_a_letter_with_letters_below_is_a_variable() -> None:
    parsed = indexed((block(("v", 0, 10, 10), ("FHR", 5.2, 12.5, 7)),), "text")
    assert parsed is not None
    assert (parsed.kind, parsed.text) == ("variable", "v_FHR")


@pytest.mark.parametrize(("before", "index"), [("N", "R"), ("L", "dec")])
def test_a_letter_with_an_index_before_a_sign_of_multiplication_counts(before: str, index: str) -> None:
    width = 3.5 * len(index)
    parsed = indexed((block((before, 0, 10, 10), (index, 5.2, 12.5, 7), ("×", 7 + width, 10, 10)),), "text")
    assert parsed is not None
    assert (parsed.kind, parsed.repeat) == ("repeat", f"{before}_{index}")


def test_a_side_with_an_index_is_one_side() -> None:
    parsed = indexed((block(("[B, C", 0, 10, 10), ("out", 25.5, 12.5, 7), ("]", 36.2, 10, 10)),), "text")
    assert parsed is not None
    assert parsed.operations[0].output_shape == ("B", "C_out")


def test_words_with_small_letters_keep_their_meaning() -> None:
    parsed = indexed((block(("Conv", 0, 10, 10), ("2", 20.2, 12.5, 7)),), "box")
    assert parsed is not None
    assert [(each.op, dict(each.attrs), each.label) for each in parsed.operations] == [
        ("conv2d", {}, "Conv_2")
    ]
    assert indexed((block(("Conv", 0, 10, 10)),), "box") is None


@pytest.mark.parametrize(
    ("runs", "role", "op", "attrs"),
    [
        ((("GRU", 0, 10, 10), ("A", 15.2, 12.5, 7)), "box", "gru", {}),
        (
            (("Parameter lookup", 0, 10, 10), ("1", 80.2, 7.5, 7)),
            "box",
            "block",
            {"name": "Parameter lookup"},
        ),
        ((("conv, dilation=3", 0, 10, 10), ("i", 80.2, 7.5, 7)), "box", "conv2d", {"dilation": "3^i"}),
        (
            (("f", 0, 10, 10), ("1", 5.2, 12.5, 7), ("×f", 9, 10, 10), ("1", 19.2, 12.5, 7)),
            "text",
            "conv2d",
            {"kernel": ("f_1", "f_1")},
        ),
    ],
)
def test_any_label_is_read_with_its_indices(
    runs: tuple[tuple[str, float, float, float], ...], role: Role, op: str, attrs: dict[str, object]
) -> None:
    parsed = indexed((block(*runs),), role)
    assert parsed is not None
    assert [(each.op, dict(each.attrs)) for each in parsed.operations] == [(op, attrs)]


def test_indices_of_drawn_letters_count_for_single_letters_only() -> None:
    def drawn(*runs: tuple[str, float, float, float]) -> TextBlock:
        made = block(*runs)
        return replace(made, runs=tuple(replace(run, font="outlined") for run in made.runs))

    assert indexed((drawn(("la", 0, 10, 10), ("y", 10.2, 12.5, 7), ("er", 14, 10, 10)),), "box") is None
    assert indexed((drawn(("h", 0, 10, 10), ("t", 5.2, 12.5, 7)),), "box") is not None


def test_numbers_that_tell_layers_apart_are_no_units(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for i, text in enumerate(("Linear 1", "ReLU", "Linear 2", "Softmax 2")):
        figure.box(60 + 90 * i, 150, text, width=64, height=30)
        if i:
            figure.line((60 + 90 * i - 58, 150), (60 + 90 * i - 32, 150))
    (graph,) = figure.read()
    assert [dict(node.attributes) for node in graph.nodes][:3] == [{}, {}, {}]
    assert graph.nodes[3].attributes["units"].value == 2


@pytest.mark.parametrize(("base", "lower"), [(9, 1.0), (10, 1.5)])
@pytest.mark.parametrize("upward", [False, True])
def test_letters_set_a_little_lower_are_indices_whichever_way_they_are_read(
    tmp_path: Path, base: float, lower: float, upward: bool
) -> None:
    figure = Figure(tmp_path)
    for at, name in enumerate(("Encoder", "", "Decoder")):
        figure.box(80 + 110 * at, 100, name, width=60, height=60)
        if at:
            figure.line((110 + 110 * (at - 1), 100), (50 + 110 * at, 100))
    width = pymupdf.get_text_length("H", fontsize=base)
    for text, along, below, size in (("H", 0.0, 0.0, base), ("q", width, lower, 6)):
        x, y = (190 + below, 104 - along) if upward else (186 + along, 102 + below)
        figure.page.insert_text((x, y), text, fontsize=size, rotate=90 if upward else 0)
    (graph,) = figure.read()
    assert "H_q" in [node.label for node in graph.nodes]


def test_indices_of_sizes_beside_lines_are_no_sizes(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, name in enumerate(("Image", "Encoder", "Decoder")):
        figure.box(50 + 140 * at, 100, name, width=60)
        if at:
            figure.line((80 + 140 * (at - 1), 100), (20 + 140 * at, 100))
            x = 140 * at - 35
            for text, dx, dy, size in (
                ("f", 0, 0, 9),
                ("2", 2.6, 1.5, 6),
                (" × f", 6, 0, 9),
                ("2", 19, 1.5, 6),
            ):
                figure.page.insert_text((x + dx, 92 + dy), text, fontsize=size)
    (graph,) = figure.read()
    kernels = [node.value("kernel") for node in graph.nodes if node.op == "conv2d"]
    assert kernels == [("f_2", "f_2")] * 2


def test_indices_of_turned_type_are_told_too(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at in range(3):
        figure.box(60 + 60 * at, 120, "", width=30, height=90)
        if at:
            figure.line((60 * at + 15, 120), (45 + 60 * at, 120))
        figure.page.insert_text((62 + 60 * at, 140), "fc", fontsize=9, rotate=90)
        figure.page.insert_text((64 + 60 * at, 132.6), f"C,{6 * (at + 1)}", fontsize=6, rotate=90)
    (graph,) = figure.read()
    assert [(node.op, node.value("units")) for node in graph.nodes] == [
        ("dense", 6),
        ("dense", 12),
        ("dense", 18),
    ]
