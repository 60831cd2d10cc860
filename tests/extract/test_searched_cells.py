"""Cells as architecture search draws them: numbered states on a ground, an operation beside each line."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure

WHITE = (1, 1, 1)
STATES = {"c_{k-1}": (60, 200), "0": (180, 170), "1": (180, 200), "2": (180, 230), "c_{k}": (330, 200)}


def states(figure: Figure) -> None:
    for name, (x, y) in STATES.items():
        figure.box(x, y, name, width=34 if "c" in name else 16, height=12)


def ways(figure: Figure) -> set[tuple[str, str]]:
    """What follows what, by the printed labels."""
    (graph,) = figure.read("Figure 1: A normal cell.")
    names = {node.id: node.label for node in graph.nodes}
    return {(names[edge.source], names[edge.target]) for edge in graph.edges}


def test_a_rim_painted_last_hides_nothing_of_what_stands_on_its_ground(figure: Figure) -> None:
    figure.page.draw_rect((20, 100, 380, 300), color=None, fill=WHITE)
    states(figure)
    for state in ("0", "1", "2"):
        _, y = STATES[state]
        figure.line((78, 200), (171, y))
        figure.line((189, y), (312, 200))
    figure.page.draw_rect((20, 100, 380, 300), color=BLACK)
    assert ("c_{k-1}", "1") in ways(figure)
    assert ("1", "c_{k}") in ways(figure)


def test_labels_of_a_fan_of_lines_each_have_a_line(figure: Figure) -> None:
    states(figure)
    for state in ("0", "1", "2"):
        _, y = STATES[state]
        figure.line((78, 200), (171, y))
        figure.line((189, y), (312, 200))
    # The second stands nearest to the first line as well, and the middle one would be left bare.
    figure.text(138, 174, "sep_conv_3x3", 5)
    figure.text(140, 191, "dil_conv_5x5", 5)
    figure.text(138, 227, "max_pool_3x3", 5)
    found = ways(figure)
    assert {("sep_conv_3x3", "0"), ("dil_conv_5x5", "1"), ("max_pool_3x3", "2")} <= found


def test_a_connection_that_is_called_so_is_a_bare_line(figure: Figure) -> None:
    states(figure)
    figure.line((78, 200), (171, 170))
    figure.line((78, 200), (171, 200))
    figure.line((78, 200), (171, 230))
    for state in ("0", "1", "2"):
        figure.line((189, STATES[state][1]), (312, 200))
    figure.text(138, 174, "skip_connect", 5)
    assert ("c_{k-1}", "0") in ways(figure)
    assert not any("skip" in name for way in ways(figure) for name in way)
