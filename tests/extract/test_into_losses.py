"""Losses between two branches, joined to them by plain lines, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure


@pytest.mark.parametrize("upward", [False, True])
def test_plain_lines_lead_to_a_loss(figure: Figure, upward: bool) -> None:
    for y, data in ((60, "source"), (180, "target")):
        figure.box(50, y, f"{data} data", width=60)
        figure.line((80, y), (110, y))
        figure.box(140, y, "fc6", width=60)
        figure.line((170, y), (200, y))
        figure.box(230, y, "fc7", width=60)
    figure.box(230, 120, "MMD loss", width=60)
    for start, end in (((230, 68), (230, 112)), ((230, 172), (230, 128))):
        figure.line(*((end, start) if upward else (start, end)), head=False)
    (graph,) = figure.read()
    ops = {node.id: node.op for node in graph.nodes}
    assert [
        (ops[e.source], ops[e.target]) for e in graph.edges if "loss" in (ops[e.source], ops[e.target])
    ] == [
        ("dense", "loss"),
        ("dense", "loss"),
    ]
