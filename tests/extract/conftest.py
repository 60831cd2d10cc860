"""Fixtures of the reader's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import Figure


@pytest.fixture
def figure(tmp_path: Path) -> Figure:
    """An empty figure to draw on."""
    return Figure(tmp_path)
