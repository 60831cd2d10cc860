"""A paper of one page, drawn here: a layer table, a sentence of conventions, and how the network ends."""

from __future__ import annotations

from pathlib import Path

import pymupdf

ROWS = [
    ["Layer", "Kernel", "Stride", "Filters"],
    ["conv1", "3 x 3", "1", "8"],
    ["conv2", "3 x 3", "2", "16"],
    ["conv3", "3 x 3", "1", "16"],
    ["conv4", "3 x 3", "2", "32"],
    ["conv5", "1 x 1", "1", "32"],
]
TEXT = [
    "We study small networks. The input to the network is a 32 x 32 RGB image.",
    "All convolutions are followed by batch normalization and ReLU.",
    "The network ends with a global average pooling layer and a 10-way",
    "fully-connected layer with softmax.",
]
COUNT = 3 * 72 + 9 * (8 * 16 + 16 * 16 + 16 * 32) + 32 * 32 + 2 * (8 + 16 + 16 + 32 + 32) + 32 * 10 + 10
"""Parameters of the network that table and sentences make together."""


def draw(path: Path) -> None:
    """Write the paper as a PDF."""
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    for at, line in enumerate(TEXT):
        page.insert_text((90, 90 + 13 * at), line, fontsize=10, fontname="tiro")
    page.insert_text((200, 190), "Table 1: The layers of our network.", fontsize=9, fontname="tiro")
    for rule in (200, 216, 216 + 14 * (len(ROWS) - 1) + 4):
        page.draw_line((160, rule), (460, rule))
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            page.insert_text((170 + 75 * column, 212 + 14 * row), cell, fontsize=9, fontname="tiro")
    for at in range(20):
        page.insert_text(
            (90, 330 + 13 * at),
            "The rest of the page is set in lines of running text as papers are.",
            fontsize=10,
        )
    document.save(path)
