"""What is done on lines and at signs by its name there, and what the caption says of letters at lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import Figure, named_flows, ops


def row(figure: Figure, *names: str) -> None:
    """Boxes from left to right with arrows between them."""
    for at, name in enumerate(names):
        figure.box(45 + 100 * at, 100, name, width=56)
        if at:
            figure.line((100 * at - 27, 100), (100 * at + 17, 100))


@pytest.mark.parametrize("done", ["Add noise", "× stop-grad", "Noise injection"])
def test_what_is_done_to_data_on_a_line_is_a_step(tmp_path: Path, done: str) -> None:
    figure = Figure(tmp_path)
    figure.box(50, 100, "Clean signal", width=60)
    figure.box(200, 100, "Encoder", width=60)
    figure.box(320, 100, "Decoder", width=60)
    figure.line((80, 100), (170, 100))
    figure.line((230, 100), (290, 100))
    figure.text(123, 92, done, size=8)
    assert {("Clean signal", done), (done, "Encoder")} <= named_flows(figure.read())


def test_letters_that_the_caption_calls_mappings_are_steps_on_their_lines(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    row(figure, "X", "Y", "Z")
    figure.text(95, 93, "G", size=9)
    figure.text(195, 93, "F", size=9)
    graphs = figure.read("Our model contains two mapping functions G : X → Y and F : Y → Z.")
    assert {("X", "G"), ("G", "Y"), ("Y", "F"), ("F", "Z")} <= named_flows(graphs)


def test_a_sign_does_what_is_printed_beside_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 60, "Query", width=50)
    figure.box(160, 60, "Key", width=50)
    figure.page.draw_circle((110, 120), 8, color=(0, 0, 0))
    figure.text(110, 120, "×", size=9)
    figure.text(145, 120, "Dot product", size=8)
    figure.box(110, 180, "Softmax", width=60)
    figure.line((60, 68), (104, 114))
    figure.line((160, 68), (116, 114))
    figure.line((110, 128), (110, 172))
    found = ops(figure.read())
    assert "matmul" in found
    assert "multiply" not in found


def test_a_plus_between_two_boxes_joins_them(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x, name in ((50, "Encoder"), (140, "Features"), (206, "Position"), (300, "Decoder")):
        figure.box(x, 100, name, width=50)
    figure.line((75, 100), (115, 100))
    figure.line((231, 100), (275, 100))
    figure.text(173, 100, "+", size=9)
    found = named_flows(figure.read())
    assert {("Features", "+"), ("Position", "+"), ("+", "Decoder")} <= found
    assert ("Position", "Decoder") not in found


def test_a_loss_that_cuts_a_line_takes_both_its_ends(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x, y, name in ((60, 100, "Image"), (160, 100, "Encoder"), (160, 200, "Decoder"), (60, 200, "Output")):
        figure.box(x, y, name, width=60)
    figure.line((90, 100), (130, 100))
    figure.line((160, 108), (160, 192))
    figure.line((130, 200), (90, 200))
    figure.text(60, 150, "MSE loss", size=8)
    figure.line((60, 108), (60, 144), head=False)
    figure.line((60, 157), (60, 192), head=False)
    assert {("Image", "MSE loss"), ("Output", "MSE loss")} <= named_flows(figure.read())


def test_letters_that_the_caption_calls_activations_are_these(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    row(figure, "Linear", "h", "Linear", "h")
    graphs = figure.read("A perceptron; the non-linearity h is not fixed.")
    assert sorted(ops(graphs)) == ["activation", "activation", "dense", "dense"]
