"""Rows of cells joined cell by cell, with a name beside each row, are one thing a row."""

from __future__ import annotations

import math

from tests.extract.drawing import Figure, named_flows, ops

NAMES = ("latent features", "CNN", "audio samples")
LEVELS = (160.0, 220.0, 280.0)


def lanes(figure: Figure, names: tuple[str, ...] = NAMES) -> None:
    """Three rows of five cells, joined upward in columns, that lead to one long box."""
    figure.box(240, 100, "Transformer", width=240)
    for y, name in zip(LEVELS, names, strict=True):
        figure.text(60, y, name)
        for x in range(140, 341, 50):
            figure.box(x, y, width=14, height=16)
            figure.line((x, y - 8), (x, y - 52))


def test_a_row_with_a_name_beside_it_is_one_thing(figure: Figure) -> None:
    lanes(figure)
    (graph,) = figure.read()
    assert len(graph.nodes) == 4
    assert named_flows([graph]) == {
        ("audio samples", "CNN"),
        ("CNN", "latent features"),
        ("latent features", "Transformer"),
    }


def test_rows_without_names_and_with_a_box_each_stay_columns(figure: Figure) -> None:
    lanes(figure, ("", "", ""))
    for x in range(140, 341, 50):
        figure.text(x, 300, f"w{x}")
        figure.text(x, 220, "FC")
    assert ops(figure.read()).count("dense") == 5


def test_a_signal_under_the_lanes_is_what_goes_in(figure: Figure) -> None:
    figure.text(60, 280, "raw waveform")
    wave = [(120 + i, 280 + 4 * math.sin(i / 2.7)) for i in range(241)]
    figure.page.draw_polyline(wave, color=(0, 0, 0))
    figure.line((240, 270), (240, 218))
    figure.box(240, 210, "Encoder")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "block"]
