"""Boxes without text under a heading of their own, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, named_flows


@pytest.mark.parametrize("font", ["helv", "hebo"])
def test_a_heading_over_a_box_names_it_not_the_small_print_below(figure: Figure, font: str) -> None:
    for x, name in ((80, "Raw signal"), (180, "Learnable bank")):
        figure.box(x, 100, width=60, height=40)
        figure.page.insert_text((x - 2.2 * len(name), 76), name, fontsize=8, fontname=font)
    figure.text(180, 130, "5 depthwise Conv1d", size=6)
    for x, name in ((280, "Transformer"), (370, "Classifier")):
        figure.box(x, 100, name, width=60)
    for x in (110, 210, 310):
        figure.line((x, 100), (x + 30, 100))
    assert {("Raw signal", "Learnable bank"), ("Learnable bank", "Transformer")} <= named_flows(figure.read())
