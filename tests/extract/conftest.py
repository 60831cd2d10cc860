"""Fixtures of the reader's tests."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from tests.extract.drawing import Figure


@pytest.fixture
def figure(tmp_path: Path) -> Figure:
    """An empty figure to draw on."""
    return Figure(tmp_path)


@pytest.fixture
def pdf() -> pymupdf.Document:
    """A document with one small page to draw on."""
    pdf = pymupdf.open()
    pdf.new_page(width=300, height=200)
    return pdf
