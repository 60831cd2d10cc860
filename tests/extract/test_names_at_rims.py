"""Names of frames on the way into them, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import GREY, Figure


def _tower(figure: Figure, x: float, name: str, word: str, framed: bool = True) -> None:
    """Two layers in a frame, its name under it, and below that what goes in: the arrow stops at the name."""
    if framed:
        figure.page.draw_rect((x - 50, 60, x + 50, 150), color=GREY)
    figure.box(x, 80, "Feed Forward")
    figure.box(x, 120, "Self Attention")
    figure.line((x, 112), (x, 88))
    figure.line((x, 72), (x, 40))
    figure.text(x, 34, "scores")
    figure.line((x, 154), (x, 128))
    figure.text(x, 160, name)
    figure.line((x, 200), (x, 166))
    figure.text(x, 206, word)


def test_a_name_under_its_frame_is_run_over(figure: Figure) -> None:
    _tower(figure, 100, "Image Encoder", "pixels")
    _tower(figure, 260, "Text Encoder", "tokens")
    graphs = figure.read()
    assert {node.label for graph in graphs for node in graph.nodes} == {
        "pixels",
        "tokens",
        "Self Attention",
        "Feed Forward",
        "scores",
    }
    assert [len(graph.edges) for graph in graphs] == [3, 3]


def test_a_name_without_a_frame_is_passed_through(figure: Figure) -> None:
    _tower(figure, 100, "Image Encoder", "pixels", framed=False)
    _tower(figure, 260, "Text Encoder", "tokens", framed=False)
    assert "Text Encoder" in {node.label for graph in figure.read() for node in graph.nodes}
