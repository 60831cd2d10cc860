"""The letters of a mean and a deviation, in figures drawn by us."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import Figure, ops

MU, SIGMA = "μ", "σ"


def _letter(figure: Figure, x: float, y: float, key: str) -> None:
    figure.page.insert_text((x - 2, y + 2.5), key, fontsize=8, fontname="china-s")


def test_a_deviation_beside_a_mean_is_no_sigmoid(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x, y, text in (
        (60, 100, "x"),
        (150, 100, "Encoder"),
        (250, 60, ""),
        (250, 140, ""),
        (350, 100, "Decoder"),
    ):
        figure.box(x, y, text, width=50)
    _letter(figure, 250, 60, MU)
    _letter(figure, 250, 140, SIGMA)
    for start, end in (((85, 100), (125, 100)), ((175, 95), (225, 62)), ((175, 105), (225, 138))):
        figure.line(start, end)
    figure.line((275, 62), (325, 95))
    figure.line((275, 138), (325, 105))
    graphs = figure.read()
    assert ops(graphs).count("feature_map") == 2
    assert "sigmoid" not in ops(graphs)


def test_a_lone_sigma_is_a_sigmoid(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, text in enumerate(("Input", "Linear", "", "Output")):
        figure.box(60 + 90 * at, 100, text, width=50)
        if at:
            figure.line((85 + 90 * (at - 1), 100), (35 + 90 * at, 100))
    _letter(figure, 240, 100, SIGMA)
    assert ops(figure.read()) == ["dense", "input", "output", "sigmoid"]


def test_the_number_of_a_line_is_no_layer(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, text in enumerate(("Input", "Linear", "LSTM", "Output")):
        figure.box(60 + 90 * at, 100, text, width=50)
        if at:
            figure.line((85 + 90 * (at - 1), 100), (35 + 90 * at, 100))
    for at, mark in enumerate(("(1)", "(2)", "(a)")):
        figure.text(100 + 90 * at, 97, mark, size=7)
    assert ops(figure.read()) == ["dense", "input", "lstm", "output"]
