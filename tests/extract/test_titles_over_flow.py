"""Bold names of parts over the bare line that their flow begins with, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure


@pytest.mark.parametrize(("name", "ops"), [("Gated Block", []), ("Word vectors", ["input"])])
def test_a_bold_name_of_a_part_over_its_flow_is_a_title(figure: Figure, name: str, ops: list[str]) -> None:
    figure.page.insert_text((175, 83), name, fontsize=8, fontname="hebo")
    for row, text in enumerate(("Norm", "Linear", "Sigmoid")):
        figure.box(200, 120 + 40 * row, text)
        figure.line((200, (88 if row == 0 else 88 + 40 * row)), (200, 111 + 40 * row))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == [*ops, "norm", "dense", "sigmoid"]
