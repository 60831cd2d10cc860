"""Rows of volumes without arrows between them, drawn by us and read: ends, sizes, and names with arrows to the gaps."""

from __future__ import annotations

import pymupdf

from tests.extract.drawing import BLACK, Figure, faces, named_flows

SIZES = ("48x48", "24x24", "12x12", "6x6")


def row(figure: Figure, names: tuple[str, ...], pictures: bool = False) -> None:
    """Volumes that shrink, a size under each, and over each gap a name whose arrow points into it."""
    x, gaps = 90.0, []
    for i, size in enumerate(SIZES):
        tall = 90 - 20 * i
        for face in faces(x, 200 - tall / 2, 14, tall, 10):
            figure.page.draw_polyline(face, color=BLACK, fill=(0.8, 0.9, 0.7), closePath=True, width=0.5)
        figure.text(x + 10, 206 + tall / 2, size, 6)
        gaps.append((x + 33, 200 - tall / 2 + 6))
        x += 40
    for (middle, level), name in zip(gaps, names, strict=False):
        figure.text(middle, level - 38, name, 6)
        figure.line((middle, level - 33), (middle, level - 8))
    if pictures:
        image = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 8))
        image.clear_with(120)
        for left in (30, 255):
            figure.page.insert_image((left, 175, left + 45, 225), pixmap=image)


def test_an_arrow_into_a_gap_tells_what_is_done_there(figure: Figure) -> None:
    row(figure, ("Max pooling",) * 3)
    assert named_flows(figure.read()) == {
        ("48x48", "Max pooling"),
        ("Max pooling", "24x24"),
        ("24x24", "Max pooling"),
        ("Max pooling", "12x12"),
        ("12x12", "Max pooling"),
        ("Max pooling", "6x6"),
    }


def test_names_set_on_steps_are_one_each(figure: Figure) -> None:
    for i in range(3):
        figure.text(100 + 33 * i, 100 - 1.5 * i, "Upsample", 7)
        figure.line((100 + 33 * i, 106), (100 + 33 * i, 130))
        figure.box(100 + 33 * i, 138, "FC", width=24)
    (first, *others) = figure.read()
    assert len(others) == 2 and [node.op for node in first.nodes] == ["upsample", "dense"]


def test_small_sizes_among_sizes_are_sizes(figure: Figure) -> None:
    row(figure, ())
    (graph,) = figure.read()
    assert [(node.op, node.output_shape) for node in graph.nodes] == [
        ("input", (48, 48)),
        ("feature_map", (24, 24)),
        ("feature_map", (12, 12)),
        ("output", (6, 6)),
    ]


def test_pictures_at_the_ends_are_what_goes_in_and_comes_out(figure: Figure) -> None:
    row(figure, (), pictures=True)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", *("feature_map",) * 4, "output"]
