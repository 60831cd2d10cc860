"""Volumes that have lost their names beside others that have theirs: drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, faces

NAMES = (("conv1", 50, "64"), ("conv2", 40, "128"), ("conv3", 30, "256"))


def _volume(
    figure: Figure, x: float, y: float, high: float, size: str, name: str = "", under: str = ""
) -> None:
    for ring in faces(x, y - high / 2, 6, high, 8):
        figure.page.draw_polyline(ring, color=(0, 0, 0), fill=(0.8, 0.8, 0.9), closePath=True, width=0.4)
    if under:
        figure.text(x - 1, y - high / 2 - 5, size, size=6)
        figure.text(x + 7, y + high / 2 + 8, under, size=6)
    else:
        figure.text(x + 3, y + high / 2 + 6, size, size=6)
    if name:
        figure.text(x + 7, y - high / 2 - 13, name, size=6)


def _rows(figure: Figure) -> None:
    """Two branches, of which only the upper has names, that come together."""
    for y in (80, 180):
        for i, (name, high, size) in enumerate(NAMES):
            _volume(figure, 60 + 60 * i, y, high, size, name if y == 80 else "")
            if i:
                figure.line((16 + 60 * i, y - 4), (59 + 60 * i, y - 4))
        figure.line((195, y - 4), (249, 126 if y == 80 else 134))


def test_a_branch_without_names_is_what_the_like_one_above_it_is_called(figure: Figure) -> None:
    _rows(figure)
    _volume(figure, 250, 134, 30, "512", "conv4")
    (graph,) = figure.read("Figure 1: Both branches share their weights.")
    filters = [(node.op, node.attributes["filters"].value) for node in graph.nodes]
    assert sorted(filters) == sorted(("conv2d", n) for n in (64, 64, 128, 128, 256, 256, 512))


def test_a_name_on_the_other_side_is_that_of_the_volume_which_has_none(figure: Figure) -> None:
    _rows(figure)
    _volume(figure, 250, 134, 28, "32", under="conv_redir")
    (graph,) = figure.read("Figure 1: Both branches share their weights.")
    last = next(node for node in graph.nodes if node.label == "conv_redir")
    assert (last.op, last.attributes["filters"].value) == ("conv2d", 32)
