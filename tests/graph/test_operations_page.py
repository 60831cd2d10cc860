"""docs/operations.md says what the registry says."""

from __future__ import annotations

from graph.operations import REGISTRY
from graph.operations.docs import TARGET, render


def test_the_page_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == render(), "run python -m graph.operations.docs"


def test_the_registry_is_as_large_as_papers_need() -> None:
    assert len(REGISTRY) >= 120
