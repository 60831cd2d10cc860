"""Regions of exhibits that stand close to tables, algorithms, other figures and running text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pymupdf

from graph import Box
from tests.extract.document import drawn_pages as draw
from tests.extract.document.test_captioned_exhibits import exhibits_of, near

ROWS = [["layer", "kernel", "size"], ["conv1", "3", "32"], ["conv2", "5", "16"], ["conv3", "3", "8"]]


def test_a_figure_under_a_table_leaves_the_table_whole(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    draw.caption(page, 190, 80, "Table 1: Layers of the network.")
    table = draw.ruled_table(page, 190, 88, ROWS)
    drawn = draw.network(page, 180, table[3] + 9, ["conv 3x3", "relu", "fc 10"], across=True)
    draw.caption(page, 180, drawn[3] + 16, "Figure 1: The network that we train.")
    draw.paragraph(page, 108, drawn[3] + 50, 504, 30)
    listed, figure = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert near(listed.bbox, table)
    assert near(figure.bbox, drawn)


def test_an_algorithm_in_the_other_column_is_no_part_of_a_figure(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    page.draw_rect((54, 72, 290, 330))
    for row in range(20):
        text = "while the queue is not empty do" if row % 4 == 0 else "pop a node, push all"
        page.insert_text((60, 86 + 12 * row), text, fontname="tiro", fontsize=9)
    drawn = draw.network(page, 330, 72, ["conv", "relu", "fc"])
    draw.caption(page, 318, drawn[3] + 16, "Figure 1. A block of the network, used\ntwice.")
    draw.paragraph(page, 318, drawn[3] + 60, 554, 30)
    draw.paragraph(page, 54, 350, 290, 25)
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert near(figure.bbox, drawn)


def test_a_drawing_with_its_caption_at_its_side(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    drawn = draw.network(page, 120, 80, ["conv", "relu", "conv", "relu", "fc"])
    wide = draw.network(page, 230, 80, ["conv", "relu", "conv", "relu", "fc"])
    draw.caption(page, 330, 120, "Figure 1: Both branches of the\nnetwork, as deep as each other.")
    draw.paragraph(page, 108, drawn[3] + 40, 504, 30)
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert near(figure.bbox, (drawn[0], drawn[1], wide[2], wide[3]))


def test_the_white_rim_of_an_image_under_the_next_column_is_no_part_of_a_figure(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    _image(page, (54, 72, 400, 230))
    draw.caption(page, 54, 250, "Figure 1. A block of the network, drawn as\nan image.")
    drawn = draw.network(page, 330, 80, ["conv", "relu", "conv", "fc"])
    draw.caption(page, 318, 250, "Figure 2. Another block of the network,\ndrawn in the page.")
    for x0, x1 in ((54, 290), (318, 554)):
        draw.paragraph(page, x0, 300, x1, 35)
    first, second = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert first.bbox[0] < 60 and first.bbox[2] < 318
    assert near(second.bbox, drawn)


def test_a_paragraph_whose_hyphens_hang_out_ends_a_wrapped_figure(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    draw.paragraph(page, 108, 80, 504, 8)
    y = 190.0
    for row in range(12):
        draw.paragraph(page, 108, y, 296 + (1.8 if row % 2 else 0.0), 1)
        y += 12
    drawn = draw.network(page, 390, 200, ["conv", "relu"])
    draw.caption(page, 330, drawn[3] + 18, "Figure 1: A small network beside\nthe text.")
    draw.paragraph(page, 108, y + 10, 504, 20)
    (figure,) = exhibits_of(draw.saved(document, tmp_path / "a.pdf"))
    assert near(figure.bbox, drawn)


def _image(page: Any, box: Box) -> None:
    """An image that is white but for a grey square at its left."""
    pixels = np.full((200, 400, 3), 255, np.uint8)
    pixels[40:160, 20:140] = 128
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, 400, 200, pixels.tobytes(), False)
    page.insert_image(box, pixmap=pixmap, keep_proportion=False)
