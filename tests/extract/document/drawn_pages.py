"""Pages set and drawn for the tests of pages and exhibits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf

from graph import Box

BODY = (
    "Deep networks are trained with many layers and much data, and what they learn is hard to tell from their "
    "weights alone. We therefore look at the maps of every layer and compare them over the course of training. "
)


def new_page(document: Any, width: float = 612, height: float = 792) -> Any:
    """A page of letter size."""
    return document.new_page(width=width, height=height)


def paragraph(page: Any, x0: float, y: float, x1: float, lines: int, size: float = 10) -> float:
    """Justified lines of running text from a baseline down; the next free baseline."""
    words = (BODY * 20).split()
    for _ in range(lines):
        taken: list[str] = []
        while pymupdf.get_text_length(" ".join([*taken, words[0]]), "tiro", size) < x1 - x0:
            taken.append(words.pop(0))
        natural = sum(pymupdf.get_text_length(word, "tiro", size) for word in taken)
        gap = (x1 - x0 - natural) / (len(taken) - 1)
        x = x0
        for word in taken:
            page.insert_text((x, y), word, fontname="tiro", fontsize=size)
            x += pymupdf.get_text_length(word, "tiro", size) + gap
        y += 1.2 * size
    return y


def network(page: Any, x: float, y: float, labels: list[str], across: bool = False) -> Box:
    """Labelled boxes joined by arrows, one under the other or side by side; the box around all."""
    wide, high, step = 70, 22, 40
    for place, label in enumerate(labels):
        left, top = (x + place * (wide + 20), y) if across else (x, y + place * step)
        page.draw_rect((left, top, left + wide, top + high))
        page.insert_text((left + 6, top + 15), label, fontsize=8, fontname="helv")
        if place + 1 < len(labels):
            start, end = (
                ((left + wide, top + high / 2), (left + wide + 20, top + high / 2))
                if across
                else ((left + wide / 2, top + high), (left + wide / 2, top + step))
            )
            page.draw_line(start, end)
    count = len(labels)
    if across:
        return (x, y, x + count * wide + (count - 1) * 20, y + high)
    return (x, y, x + wide, y + (count - 1) * step + high)


def caption(page: Any, x: float, y: float, text: str, size: float = 9) -> None:
    """A caption's lines, broken at newlines."""
    for row, line in enumerate(text.split("\n")):
        page.insert_text((x, y + row * 1.2 * size), line, fontsize=size, fontname="tiro")


def ruled_table(page: Any, x: float, y: float, rows: list[list[str]], wide: float = 70) -> Box:
    """A table with rules at its top, under its head and at its bottom; the box between the rules."""
    right = x + wide * len(rows[0])
    bottom = y + 14 * len(rows) + 4
    for rule in (y, y + 16, bottom):
        page.draw_line((x, rule), (right, rule))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            page.insert_text((x + column * wide + 4, y + 12 + 14 * row), cell, fontsize=9, fontname="tiro")
    return (x, y, right, bottom)


def saved(document: Any, path: Path) -> Path:
    """The document on disk."""
    document.save(path)
    document.close()
    return path
