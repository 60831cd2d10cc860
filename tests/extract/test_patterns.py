"""What boxes are filled with: hatching and tiles tell them apart where a legend explains these."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract.scene.build import build_scene
from tests.extract.drawing import Figure, flows, opened

DENSE, SPARSE = "0 0 m 4 4 l S", "0 2 m 4 2 l S"
"""Tiles of 4 by 4 points, as operators."""


def _hatched(folder: Path, boxes: list[tuple[float, float, str]]) -> pymupdf.Document:
    """A page with boxes of 30 by 16 points, at their upper left corners, filled with tiles."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=400, height=400)
    page.draw_rect((390, 390, 391, 391))
    resources = int(pdf.xref_get_key(page.xref, "Resources")[1].split()[0])
    names = {}
    for tile in dict.fromkeys(tile for _, _, tile in boxes):
        xref = pdf.get_new_xref()
        pdf.update_object(
            xref,
            "<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 4 4]/XStep 4/YStep 4/Resources<<>>>>",
        )
        pdf.update_stream(xref, tile.encode())
        names[tile] = f"P{xref}"
        pdf.xref_set_key(resources, f"Pattern/{names[tile]}", f"{xref} 0 R")
    drawn = " ".join(
        f"q /Pattern cs /{names[tile]} scn {x} {400 - y - 16} 30 16 re f Q {x} {400 - y - 16} 30 16 re S"
        for x, y, tile in boxes
    )
    contents = page.get_contents()[-1]
    pdf.update_stream(contents, pdf.xref_stream(contents) + b"\n" + drawn.encode())
    return pdf


def test_shapes_are_told_apart_by_their_hatching(tmp_path: Path) -> None:
    pdf = _hatched(tmp_path, [(40, 40, DENSE), (140, 40, SPARSE), (240, 40, DENSE)])
    pdf[0].draw_rect((40, 100, 70, 116))
    shapes = build_scene(opened(tmp_path, pdf), (0, 0, 380, 380)).shapes
    first, second, third, plain = sorted(shapes, key=lambda shape: (shape.bbox[1], shape.bbox[0]))
    assert first.pattern == third.pattern != second.pattern
    assert first.pattern and second.pattern and not plain.pattern


def _tile(dark: bool) -> pymupdf.Pixmap:
    pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 4, 4), False)
    pixels.clear_with(255)
    for i in range(4):
        pixels.set_pixel(i, i if dark else 1, (0,))
    return pixels


def _tiled(figure: Figure, x: float, y: float, dark: bool) -> None:
    """A box of 24 by 12 points around a middle, filled with small images of which some stand out of it."""
    for column in range(6):
        for row in range(3):
            left, top = x - 12 + 4 * column, y - 6 + 5 * row
            figure.page.insert_image((left, top, left + 4, top + 5), pixmap=_tile(dark))
    figure.box(x, y, width=24, height=12)


def test_a_legend_names_boxes_by_the_pattern_that_fills_them(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(200, 40, "Conv")
    figure.line((200, 48), (200, 74))
    _tiled(figure, 200, 80, dark=True)
    figure.line((200, 86), (200, 114))
    _tiled(figure, 200, 120, dark=False)
    figure.line((200, 126), (200, 152))
    figure.box(200, 160, "Softmax")
    for y, dark, name in ((60, True, "Max Pooling"), (80, False, "Dropout")):
        _tiled(figure, 300, y, dark)
        figure.page.insert_text((316, y + 3), name, fontsize=8)
    assert flows(figure.read()) == {("conv2d", "max_pool"), ("max_pool", "dropout"), ("dropout", "softmax")}


def test_boxes_that_abut_across_the_flow_share_the_arrow_that_leaves_them(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 100, "Conv 3x3")
    figure.box(60, 160, "Conv 5x5")
    figure.line((95, 100), (165, 122))
    figure.line((95, 160), (165, 138))
    figure.box(200, 122, "Max Pooling")
    figure.box(200, 138, "Dropout")
    figure.line((235, 124), (285, 130))
    figure.box(320, 130, "Softmax")
    assert flows(figure.read()) == {
        ("conv2d", "max_pool"),
        ("conv2d", "dropout"),
        ("max_pool", "softmax"),
        ("dropout", "softmax"),
    }


@pytest.mark.parametrize("way", [(200, 230), (230, 200)])
def test_boxes_that_abut_along_the_flow_hand_on(tmp_path: Path, way: tuple[int, int]) -> None:
    figure = Figure(tmp_path)
    figure.box(200, 100, "Conv 3x3")
    figure.box(200, 116, "Max Pooling")
    figure.box(200, 132, "Dropout")
    figure.line((200, 62), (200, 92))
    figure.box(200, 54, "Embedding")
    figure.line((way[0], 140), (200, 178))
    figure.box(200, 186, "Softmax")
    assert flows(figure.read()) == {
        ("embedding", "conv2d"),
        ("conv2d", "max_pool"),
        ("max_pool", "dropout"),
        ("dropout", "softmax"),
    }
